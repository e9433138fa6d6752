// The help of `npm run send`: every event, and for one event every field with type, default, meaning and example. Pure.
import { type Topic, TOPICS } from '@offline-push/contracts';
import { VENDORS } from '@offline-push/vendors/send';
import type { Field } from './fields';
import { fieldsByFlag, flagOf, isMessage, shortNameOf, vendorFields } from './short-words';
import { wantOf } from './value';

export const USAGE = `npm run send -- <event> --field value …       publishes an event to what npm start runs (or to KAFKA_BROKERS)
npm run send -- <event> --help                lists its fields with type, default, meaning and an example

  npm run send -- message --to bob --text "hello"
  npm run send -- message --to bob,carol --text "hello" --id m-7 --evenIfOnline carol
  npm run send -- message --to bob --text "hello" --ext '{"conversation":"c-1"}' --click '{"action":"open-app"}'
  npm run send -- session --user bob --device bobs-phone --session bob-1 --change logged-out
  npm run send -- session --user bob --device bobs-phone --session bob-2 --change logged-in
  npm run send -- binding --user bob --device bobs-phone --session bob-2 --certificate 1 --token ok-bobs-phone

Events:
${TOPICS.map((topic) => `  ${shortNameOf(topic).padEnd(26)}${topic.says}`).join('\n')}

Exit code 0: published; 1: not published (no broker); 2: the command line was wrong, nothing was published.`;

export function helpOf(topic: Topic): string {
  const isOfVendor = new Set(vendorFields().map(({ path }) => path));
  const fields = [...new Set(fieldsByFlag(topic).values())].filter(({ path }) => !isOfVendor.has(path));
  const name = shortNameOf(topic);
  return [
    `npm run send -- ${name} --field value …       ${topic.name}: ${topic.says}`,
    '',
    ...fields.map((field) => linesOf(topic, field)),
    ...(isMessage(topic) ? [optionsOfVendors()] : []),
    `  --example ${Object.keys(topic.examples).join(' | ')}\n      Starts as this example of the contract; flags win.`,
  ].join('\n');
}

function linesOf(topic: Topic, field: Field): string {
  const flags = [...new Set([flagOf(topic, field.path), field.path])].map((flag) => `--${flag}`).join(', ');
  const example = exampleOf(topic, field);
  const lines = [
    `  ${flags}  <${wantOf(field)}>  ${needOf(topic, field)}`,
    field.says === '' ? '' : `      ${field.says}`,
    example === undefined ? '' : `      e.g. --${flagOf(topic, field.path)} ${example}`,
  ];
  return lines.filter((line) => line !== '').join('\n');
}

/** Descriptions say what holds without a field as "Absent: …". */
function needOf(topic: Topic, { path, says, isRequired }: Field): string {
  const own = DEFAULTS[path];
  if (own !== undefined && (path === 'app' || isMessage(topic))) return `default: ${own}`;
  const otherwise = /Absent: ([^.]+)\./.exec(says)?.[1];
  return isRequired ? 'required' : `default: ${otherwise ?? 'none'}`;
}

const DEFAULTS: Record<string, string> = {
  app: 'the app that npm start runs, else "demo"',
  messageId: 'an id of its own',
  conversation: 'c-<messageId>',
};

/** The first one that the contract's examples know, as a shell takes it. */
function exampleOf(topic: Topic, { path }: Field): string | undefined {
  for (const example of [...Object.values(topic.examples), MORE[topic.name]]) {
    const found = path.split('.').reduce<unknown>((at, name) => (at as Event | undefined)?.[name], example);
    if (found !== undefined && (typeof found !== 'object' || !Array.isArray(found))) return quoted(found);
    if (Array.isArray(found)) return quoted(found.join(','));
  }
  return undefined;
}

type Event = Record<string, unknown>;

/** Fields that no example of the contract has. */
const MORE: Record<string, Event> = {
  'message.sent.v1': {
    sentAtMs: 1_790_000_000_000,
    push: {
      enabled: false,
      sound: 'ding.caf',
      class: 'bulk',
      badge: { set: 3, add: 1 },
      click: { action: 'open-page', url: 'https://chat.example.com', page: 'intent:#Intent;…;end' },
      vendors: { xiaomi: { channelId: '104551' } },
    },
  },
  'session.changed.v1': { atMs: 1_790_000_000_000 },
  'binding.reported.v1': { reportedAtMs: 1_790_000_000_000 },
};

function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /^[\w.,:/-]+$/.test(text) ? text : `'${text}'`;
}

const optionsOfVendors = (): string =>
  [
    '  --push.vendors.<vendor>.<option>  of one vendor (docs/vendor-options.md); they win over the certificate',
    ...VENDORS.map(({ id }) => `      ${id}: ${namesOf(id).join(', ')}`),
    '      e.g. --push.vendors.xiaomi.channelId 104551',
  ].join('\n');

function namesOf(vendor: string): string[] {
  const prefix = `push.vendors.${vendor}.`;
  return vendorFields().flatMap(({ path }) => (path.startsWith(prefix) ? [path.slice(prefix.length)] : []));
}
