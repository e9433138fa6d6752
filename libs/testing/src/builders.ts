// Events for tests, from the contracts' first examples: a test names only the fields it is about. Objects are merged field by field,
// lists and everything else are replaced; undefined takes a field away. What comes out has passed its contract.
import {
  type BindingReported,
  bindingReported,
  type MessageSent,
  messageSent,
  problemsOf,
  type PushAddressed,
  pushAddressed,
  type PushGated,
  pushGated,
  type SessionChanged,
  sessionChanged,
  type Topic,
} from '@offline-push/contracts';

/** Any part of an event, as deep as needed. */
export type Overrides<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [Name in keyof T]?: Overrides<T[Name]> | undefined }
    : T;

/** `count` other recipients: user-1, user-2, … */
const recipients = (count: number): string[] => Array.from({ length: count }, (_, i) => `user-${i + 1}`);

/** Alice writes to Bob. `recipients: 3` makes three users. */
export const aMessage = (
  overrides: Omit<Overrides<MessageSent>, 'recipients'> & { recipients?: string[] | number } = {},
): MessageSent => {
  const { recipients: to, ...rest } = overrides;
  const list = typeof to === 'number' ? recipients(to) : to;
  return built(messageSent, { ...rest, ...(list && { recipients: list }) });
};

/** Bob's phone may be pushed, his laptop may not. */
export const aGatedPush = (overrides: Overrides<PushGated> = {}): PushGated => built(pushGated, overrides);

/** Bob's phone, with the token that reaches it. */
export const anAddressedPush = (overrides: Overrides<PushAddressed> = {}): PushAddressed =>
  built(pushAddressed, overrides);

/** Bob logs in on his phone. */
export const aSessionChange = (overrides: Overrides<SessionChanged> = {}): SessionChanged =>
  built(sessionChanged, overrides);

/** Bob's phone reports its token. */
export const aBindingReport = (overrides: Overrides<BindingReported> = {}): BindingReported =>
  built(bindingReported, overrides);

function built<T>(topic: Topic<T>, overrides: unknown): T {
  const [first] = Object.values(topic.examples);
  const event = merged(first, overrides);
  const problems = problemsOf(topic, event);
  if (problems.length > 0)
    throw new Error(`this is no ${topic.name}: ${problems.map((p) => `${p.pointer} ${p.rule}`).join('; ')}`);
  return event as T;
}

function merged(original: unknown, overrides: unknown): unknown {
  if (!isPlain(original) || !isPlain(overrides)) return structuredClone(overrides);
  const result: Record<string, unknown> = structuredClone(original);
  for (const [name, value] of Object.entries(overrides)) {
    if (value === undefined) delete result[name];
    else result[name] = merged(original[name], value);
  }
  return result;
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
