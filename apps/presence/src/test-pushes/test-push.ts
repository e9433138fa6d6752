// A test push is an ordinary message to one device: what it is called, what it says, how long it lives. Pure.
import { createHash } from 'node:crypto';
import type { MessageSent } from '@offline-push/contracts';

export interface TestPush {
  app: string;
  messageId: string;
  user: string;
  device: string;
  /** The id of the key that asked for it. */
  actor: string;
  bodyHash: string;
  isEvenIfOnline: boolean;
}

/** A test that waits for an outage to end would surprise somebody hours later. */
const LIFETIME_SECONDS = 300;
const TITLE = 'Test';
const TEXT = 'A test push: this phone can be reached.';

/** An Idempotency-Key belongs to an app and a caller, so that the same request makes the same message. */
export const messageIdOf = (app: string, actor: string, key: string): string =>
  `test-${digest([app, actor, key])}`;

export const bodyHashOf = (user: string, device: string, body: object): string =>
  digest([user, device, body]);

const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);

export function messageOf(
  { app, messageId, user, device, isEvenIfOnline }: TestPush,
  { title = TITLE, text = TEXT }: { title?: string | undefined; text?: string | undefined },
): MessageSent {
  return {
    ...{ app, messageId, conversation: messageId, recipients: [user], device },
    ...{ lifetimeSeconds: LIFETIME_SECONDS, kind: 'text' },
    ...(isEvenIfOnline && { evenIfOnline: true }),
    push: { title, text },
  };
}
