// Flags of the command line → an event of a contract. Pure: the ids it needs are arguments.
import { type Flags, given, WrongUsage } from '@offline-push/arguments';
import { type Problem, problemsOf, type Topic } from '@offline-push/contracts';
import type { Field } from './fields';
import { fieldsByFlag, flagOf, isMessage, shortNameOf, topicOf } from './short-words';
import { valueOf } from './value';

export interface Wanted {
  topic: Topic;
  event: unknown;
}

type Event = Record<string, unknown>;

/** Throws `WrongUsage`, which says what to write instead. Nothing is taken from an example unless `--example` names it. */
export function eventOf(args: readonly string[], fresh: { app: string; messageId: string }): Wanted {
  const [name = '', ...rest] = args;
  const topic = topicOf(name);
  const fields = fieldsByFlag(topic);
  if (isMessage(topic)) refuseDevice(rest);
  const { values, text } = given(rest, flagsOf(fields));
  const event = startOf(topic, text('example'), fresh);
  for (const [flag, texts] of values) {
    const field = fields.get(flag);
    if (field === undefined) continue;
    if (texts.length > 1 && !field.kinds.includes('list'))
      throw new WrongUsage(`--${flag} stands there ${texts.length} times, and has room for one value`);
    set(event, field.path, valueOf(field, flag, texts));
  }
  if (isMessage(topic)) event['conversation'] ??= `c-${String(event['messageId'])}`;
  const problems = problemsOf(topic, event);
  if (problems.length > 0) throw new WrongUsage(refusal(topic, fields, problems));
  return { topic, event };
}

function refuseDevice(args: readonly string[]): void {
  const asked = args.find((arg) => /^--(device|session|token)(=|$)/.test(arg));
  if (asked !== undefined)
    throw new WrongUsage(
      `${asked} is not of a message: it goes to users (--to bob), and to all their devices`,
    );
}

function flagsOf(fields: ReadonlyMap<string, Field>): Flags {
  const own = [...fields].map(([flag, { kinds, says }]) => [flag, { says, mayBeBare: isSwitch(kinds) }]);
  return {
    ...(Object.fromEntries(own) as Flags),
    example: { says: 'starts as this example of the contract' },
  };
}

const isSwitch = (kinds: Field['kinds']): boolean => kinds.includes('switch');

/** A message has an id of its own; everything else is what the flags say. */
function startOf(
  topic: Topic,
  example: string | undefined,
  fresh: { app: string; messageId: string },
): Event {
  if (example === undefined) return isMessage(topic) ? { ...fresh } : withApp(topic, fresh.app);
  const found = topic.examples[example];
  if (found === undefined)
    throw new WrongUsage(`--example is one of ${Object.keys(topic.examples).join(', ')}`);
  return { ...structuredClone(found as Event), ...withApp(topic, fresh.app) };
}

const withApp = (topic: Topic, app: string): Event =>
  'app' in (topic.schema['properties'] as object) ? { app } : {};

/** Names the flags, not the fields, with what each is for. */
function refusal(topic: Topic, fields: ReadonlyMap<string, Field>, problems: readonly Problem[]): string {
  const lines = problems.map(({ pointer, rule }) => {
    const path = pointer.slice(1).replaceAll('/', '.');
    if (path === 'binding' && rule === 'is missing')
      return '--certificate and --token are missing (or --binding null: push off)';
    const says = fields.get(path)?.says;
    return `--${flagOf(topic, path)} ${rule}${rule === 'is missing' && says ? `: ${says}` : ''}`;
  });
  return [...lines, `All fields: npm run send -- ${shortNameOf(topic)} --help`].join('\n');
}

function set(event: Event, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() ?? '';
  let at = event;
  for (const name of names) {
    if (typeof at[name] !== 'object' || at[name] === null) at[name] = {};
    at = at[name] as Event;
  }
  at[last] = value;
}
