// vivo's classes and the categories inside them. The class decides hours, quotas and sound.
import { oneOf } from '@offline-push/contracts';
import type { Static } from '@sinclair/typebox';

/** `classification` 1: alerts, at any hour. `classification` 0: silent, folded, 07:00 to 23:00 only (sheet 3.3 and 5). */
export type MessageClass = 'system' | 'operation';

const SYSTEM = ['IM', 'ACCOUNT', 'TODO', 'DEVICE_REMINDER', 'ORDER', 'SUBSCRIPTION'] as const;
const OPERATION = ['NEWS', 'CONTENT', 'MARKETING', 'SOCIAL'] as const;

const categoryThat = (says: string) => oneOf([...SYSTEM, ...OPERATION], says);

export const Category = categoryThat(
  'Category, as approved for the app. Absent: IM. NEWS, CONTENT, MARKETING and SOCIAL are operation messages: silent, and by day only.',
);
export type Category = Static<typeof Category>;

/** All categories but the chats', because vivo downgrades an app that sends other messages as IM. */
export const BulkCategory = oneOf(
  [...SYSTEM.filter((name) => name !== 'IM'), ...OPERATION] as const,
  'Category of messages of class bulk, as approved for the app; never IM. Absent: MARKETING, an operation message: silent, and by day only.',
);
export const DEFAULT_BULK_CATEGORY = 'MARKETING';

/** The category of a chat message. */
export const DEFAULT_CATEGORY: Category = 'IM';

export const classOf = (category: Category): MessageClass =>
  OPERATION.some((name) => name === category) ? 'operation' : 'system';

/** vivo's number of a class. */
export const CLASSIFICATION = { system: 1, operation: 0 } as const;
