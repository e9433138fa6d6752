// OPPO's categories and the two classes they belong to. The class decides the daily quotas, banner, lock screen and sound.
import { oneOf } from '@offline-push/contracts';
import type { Static } from '@sinclair/typebox';

/** Communication and service: unlimited. Content and marketing: two a day and phone, five for news apps, in the drawer only (sheet 5). */
export type MessageClass = 'service' | 'marketing';

const SERVICE = ['IM', 'ACCOUNT', 'TODO', 'DEVICE_REMINDER', 'ORDER', 'SUBSCRIPTION'] as const;
const MARKETING = ['NEWS', 'CONTENT', 'MARKETING', 'SOCIAL'] as const;

const categoryThat = (says: string) => oneOf([...SERVICE, ...MARKETING], says);

export const Category = categoryThat(
  'Category, as granted to the app in the console. Absent: IM. NEWS, CONTENT, MARKETING and SOCIAL are content and marketing: two a day and phone.',
);
export type Category = Static<typeof Category>;

/** All categories but the chats', because OPPO downgrades an app that sends other messages as IM. */
export const BulkCategory = oneOf(
  [...SERVICE.filter((name) => name !== 'IM'), ...MARKETING] as const,
  'Category of messages of class bulk, as granted to the app in the console; never IM. Absent: MARKETING.',
);
export const DEFAULT_BULK_CATEGORY = 'MARKETING';

/** The category of a chat message. Without one OPPO treats a message as marketing (sheet 0, fact 8). */
export const DEFAULT_CATEGORY: Category = 'IM';

export const classOf = (category: Category): MessageClass =>
  MARKETING.some((name) => name === category) ? 'marketing' : 'service';
