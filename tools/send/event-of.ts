// Flags of the command line → an event of a contract. Pure: the ids it needs are arguments.
import { problemsOf, type Topic, TOPICS } from '@offline-push/contracts';

/** Short words for the topics that other systems write. */
const SHORT_NAMES: Record<string, string> = {
  message: 'message.sent.v1',
  session: 'session.changed.v1',
  binding: 'binding.reported.v1',
};

/** Short flags, by topic, for the fields that everybody sets. */
const SHORT_FLAGS: Record<string, Record<string, string>> = {
  'message.sent.v1': {
    to: 'recipients',
    from: 'sender',
    id: 'messageId',
    lifetime: 'lifetimeSeconds',
    text: 'push.text',
    title: 'push.title',
    ext: 'push.ext',
    click: 'push.click',
    vendors: 'push.vendors',
  },
  'binding.reported.v1': { certificate: 'binding.certificateId', token: 'binding.token' },
};

const LISTS = new Set(['recipients', 'evenIfOnline']);

/** Of a field that takes a list: JSON, or a switch for everybody. */
const NO_NAMES = /^(\[.*|true|false|null)$/s;

export interface Wanted {
  topic: Topic;
  event: unknown;
}

/** Throws an error that says what to write instead. */
export function eventOf(args: readonly string[], fresh: { app: string; messageId: string }): Wanted {
  const [name = '', ...flags] = args;
  const topic = TOPICS.find((one) => one.name === (SHORT_NAMES[name] ?? name));
  if (topic === undefined) throw new Error(`unknown event "${name}". One of: ${namesOfEvents()}`);
  const event = startOf(topic, fresh);
  const example = event['user'];
  const given = pairs(flags);
  for (const [flag, value] of given) set(event, SHORT_FLAGS[topic.name]?.[flag] ?? flag, value);
  if (topic.name === 'message.sent.v1') event['conversation'] ??= `c-${String(event['messageId'])}`;
  if (event['user'] !== example) ownPhone(event, new Set(given.map(([flag]) => flag)));
  const problems = problemsOf(topic, event);
  if (problems.length > 0)
    throw new Error(problems.map(({ pointer, rule }) => `${pointer || 'the event'}: ${rule}`).join('\n'));
  return { topic, event };
}

export const namesOfEvents = (): string =>
  [...Object.keys(SHORT_NAMES), ...TOPICS.map((topic) => topic.name)].join(', ');

/** A message starts almost empty, so that a flag that was forgotten shows; other events start as the contract's first example. */
function startOf(
  topic: Topic,
  { app, messageId }: { app: string; messageId: string },
): Record<string, unknown> {
  if (topic.name === 'message.sent.v1') return { app, messageId };
  const example = structuredClone(Object.values(topic.examples)[0]) as Record<string, unknown>;
  return 'app' in example ? { ...example, app } : example;
}

/** Another user than the example's has a phone and a session of his own, or he would log in on the phone of somebody else. */
function ownPhone(event: Record<string, unknown>, given: ReadonlySet<string>): void {
  for (const [name, own] of Object.entries({ device: 'phone', session: '1' }))
    if (name in event && !given.has(name)) event[name] = `${String(event['user'])}-${own}`;
}

function pairs(flags: readonly string[]): [string, string][] {
  const found: [string, string][] = [];
  for (let i = 0; i < flags.length; i += 2) {
    const [flag = '', value] = [flags[i], flags[i + 1]];
    if (!flag.startsWith('--') || value === undefined)
      throw new Error(`expected --field value, got "${flag} ${value ?? ''}"`);
    found.push([flag.slice(2), value]);
  }
  return found;
}

function set(event: Record<string, unknown>, path: string, value: string): void {
  const names = path.split('.');
  const last = names.pop() ?? '';
  let at = event;
  for (const name of names) {
    if (typeof at[name] !== 'object' || at[name] === null) at[name] = {};
    at = at[name] as Record<string, unknown>;
  }
  if (path === 'app')
    at[last] = value; // it may be a number and is a text all the same
  else at[last] = LISTS.has(path) && !NO_NAMES.test(value) ? value.split(',') : parsed(value);
}

/** 5, true, null and {"a":1} are what they look like; everything else is text. */
function parsed(value: string): unknown {
  if (!/^(-?\d+|true|false|null|[[{].*)$/s.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
