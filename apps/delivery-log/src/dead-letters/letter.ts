// A dead letter as it is kept: where it came from, what was wrong, its bytes, and what can be read of whose it is. Pure.
import {
  type DeadLetter,
  deadLetter,
  type DeadLetterReason,
  type NotReplayable,
  topicNamed,
} from '@offline-push/contracts';
import { hash } from 'node:crypto';

/** `replaying`: a replay has it in hand. If that was killed, it is `kept` again after a minute. */
export const STATES = ['kept', 'replaying', 'replayed', 'discarded'] as const;

export interface Letter {
  /** Computed from topic, partition, offset and group, so that a letter that is read twice is one. */
  id: string;
  topic: string;
  partition: number;
  offset: string;
  group: string;
  reason: DeadLetterReason;
  detail: string;
  timestampMs: number;
  failedAtMs: number;
  key: Buffer | null;
  value: Buffer | null;
  headers: Record<string, Buffer>;
  /** What the event says, if it can be read. */
  app?: string | undefined;
  messageId?: string | undefined;
  /** When its push is over, as far as the event says. */
  expiresAtMs?: number | undefined;
}

const ID_LENGTH = 22;
/** Of a message that does not say how long it lives. */
const DEFAULT_LIFETIME_SECONDS = 86_400;

export function letterOf({ key, value, headers, ...told }: DeadLetter): Letter {
  const { topic, partition, offset, group } = told;
  const bytes = bytesOf(value);
  return {
    ...told,
    id: hash('sha256', [topic, partition, offset, group].join('\u0000'), 'base64url').slice(0, ID_LENGTH),
    key: bytesOf(key),
    value: bytes,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, text]) => [name, Buffer.from(text, 'base64')]),
    ),
    ...readIn(bytes, told.timestampMs),
  };
}

const bytesOf = (text: string | null): Buffer | null => (text === null ? null : Buffer.from(text, 'base64'));

/** Texts as long as ids may be; what is no JSON says nothing. */
function readIn(
  bytes: Buffer | null,
  timestampMs: number,
): Pick<Letter, 'app' | 'messageId' | 'expiresAtMs'> {
  const data = eventIn(bytes);
  if (data === undefined) return {};
  return {
    app: idIn(data['app'], 32),
    messageId: idIn(data['messageId'], 128),
    expiresAtMs: expiryIn(data, timestampMs),
  };
}

/** Who a message was for that could not be read, as far as its bytes tell. */
export function recipientsIn(bytes: Buffer | null): string[] {
  const data = eventIn(bytes);
  const recipients: unknown = data?.['recipients'];
  return Array.isArray(recipients) ? recipients.flatMap((user) => idIn(user, 128) || []) : [];
}

/** What was published, also in one piece with its CloudEvents attributes. */
export function eventIn(bytes: Buffer | null): Record<string, unknown> | undefined {
  const event = objectIn(bytes);
  return objectIn(event?.['specversion'] === undefined ? undefined : event['data']) ?? event;
}

function objectIn(given: unknown): Record<string, unknown> | undefined {
  try {
    const parsed: unknown =
      given instanceof Buffer
        ? JSON.parse(given.toString('utf8'))
        : typeof given === 'string'
          ? JSON.parse(given)
          : given;
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    // Not JSON: nobody can say whose it is.
    return undefined;
  }
}

/** PostgreSQL takes no NUL. */
export const idIn = (given: unknown, most: number): string | undefined => {
  const id = typeof given === 'number' ? String(given) : given;
  return typeof id === 'string' && id.length <= most && !id.includes('\u0000')
    ? id.toWellFormed()
    : undefined;
};

function expiryIn(event: Record<string, unknown>, timestampMs: number): number | undefined {
  const { expiresAtMs, recipients, sentAtMs, lifetimeSeconds } = event;
  if (isTime(expiresAtMs)) return expiresAtMs;
  if (!Array.isArray(recipients)) return undefined;
  const sent = isTime(sentAtMs) ? Math.min(sentAtMs, timestampMs) : timestampMs;
  const seconds = typeof lifetimeSeconds === 'number' ? lifetimeSeconds : DEFAULT_LIFETIME_SECONDS;
  return isTime(sent + seconds * 1_000) ? sent + seconds * 1_000 : undefined;
}

const isTime = (given: unknown): given is number => Number.isSafeInteger(given) && (given as number) > 0;

/** In these words the bus says that a key was too large for a letter. */
export const KEY_LEFT_OUT = /^(\(value of \d+ bytes left out, [^)]*\) )?\(key of \d+ bytes left out, /;

/** That there was one stays. */
export const withoutBytes = (letter: Letter): Letter => ({ ...letter, key: null, value: null, headers: {} });

/** Why it cannot be replayed; undefined: it can. */
export const notReplayable = ({
  detail,
  ...letter
}: Omit<Replayable, 'isKeyLeftOut'> & { detail: string }): NotReplayable | undefined =>
  whyNotReplayable({ ...letter, isKeyLeftOut: KEY_LEFT_OUT.test(detail) });

interface Replayable {
  topic: string;
  reason: DeadLetterReason;
  hasValue: boolean;
  isKeyLeftOut: boolean;
}

export function whyNotReplayable(letter: Replayable): NotReplayable | undefined {
  const topic = topicNamed(letter.topic);
  if (topic === undefined || topic.name === deadLetter.name) return 'unknown-topic';
  // The newest record of a key counts there, and a newer one may have come since.
  if ('compacted' in topic.retention) return 'compacted-topic';
  if (letter.reason === 'not-decodable') return 'whole-batch';
  if (!letter.hasValue) return 'without-bytes';
  return letter.isKeyLeftOut ? 'without-key' : undefined;
}

/** Records of one batch may lie 24 days apart at most; no topic that can be replayed keeps them so long. */
const OLDEST_MS = 20 * 86_400_000;

/** The record's own time, by which its push may be too old. */
export const replayTime = (timestampMs: number, nowMs: number): number =>
  Math.round(Math.min(Math.max(timestampMs, nowMs - OLDEST_MS), nowMs));

/** One record may have failed in several groups. */
export const recordOf = ({
  topic,
  partition,
  offset,
}: Pick<Letter, 'topic' | 'partition' | 'offset'>): string => `${topic}/${partition}/${offset}`;

/** Bytes as a text where they are one, else in base64. */
export function shown(bytes: Buffer): { text: string } | { base64: string } {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? { text } : { base64: bytes.toString('base64') };
}

/** Headers as they are kept: JSON, each in base64. */
export const headersKept = (headers: Readonly<Record<string, Buffer>>): string =>
  JSON.stringify(
    Object.fromEntries(Object.entries(headers).map(([name, bytes]) => [name, bytes.toString('base64')])),
  );

export const headersIn = (kept: string): Record<string, Buffer> =>
  Object.fromEntries(
    Object.entries(JSON.parse(kept) as Record<string, string>).map(([name, base64]) => [
      name,
      Buffer.from(base64, 'base64'),
    ]),
  );
