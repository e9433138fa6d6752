// Writes the commands that publish a record again, ready to be run: with kcat, with Kafka's own console producer, in TypeScript, and with curl
// where a service takes the event over HTTP. A message gets a new id at each run, because the same id is the same message. Pure.
import type { Commands, PlainRecord } from './published';

/** Where the commands reach the platform. */
export interface Reach {
  readonly brokers: readonly string[];
  /** Topic → base URL of the service that takes its events over HTTP, and the path behind `/v1/apps/{app}/`. */
  readonly doors: Readonly<Record<string, { readonly url: string; readonly path: string } | undefined>>;
  /** A shell expression that is an API key where the commands are run. */
  readonly tokenExpression: string;
}

type Json = Record<string, unknown>;

/** Stands in the value where the shell writes the id. No event of a person has it. */
const ID_HERE = '\u0000id\u0000';
const NEW_ID = 'ID=m-$(date +%s)-$RANDOM';
/** A time of its own: the record has one. */
const LEFT_OUT = ['ce_time', 'content-type'];

export function commandsOf(record: PlainRecord, reach: Reach): Commands {
  const event = parsed(record.value);
  const isMessage = typeof event?.['messageId'] === 'string';
  const made = { record, reach, isMessage, value: isMessage ? renamed(event ?? {}) : record.value };
  const curl = event === undefined ? undefined : curlOf({ ...made, event });
  return {
    ...(curl !== undefined && { curl }),
    kcat: kcatOf(made),
    consoleProducer: consoleProducerOf(made),
    typescript: typescriptOf(made),
  };
}

interface Made {
  readonly record: PlainRecord;
  readonly reach: Reach;
  readonly isMessage: boolean;
  /** With the mark where the id goes. */
  readonly value: string;
}

function parsed(value: string): Json | undefined {
  try {
    const event: unknown = JSON.parse(value);
    return typeof event === 'object' && event !== null && !Array.isArray(event) ? (event as Json) : undefined;
  } catch {
    return undefined;
  }
}

/** JSON writes the mark as an escape. */
const renamed = (event: Json): string =>
  JSON.stringify({ ...event, messageId: ID_HERE }).replaceAll('\\u0000id\\u0000', ID_HERE);

/** One word of the shell, whatever is in it; the mark becomes the id. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`).replaceAll(ID_HERE, `'"$ID"'`)}'`;

const withId = ({ isMessage }: Made, command: string): string =>
  isMessage ? `${NEW_ID}\n${command}` : command;

const headersOf = ({ record: { headers }, isMessage }: Made): [string, string][] =>
  Object.entries(headers)
    .filter(([name]) => !LEFT_OUT.includes(name))
    .map(([name, value]) => [name, isMessage && name === 'ce_id' ? ID_HERE : value]);

function kcatOf(made: Made): string {
  const { record, reach, value } = made;
  const headers = headersOf(made).map((header) => `-H ${quoted(header.join('='))}`);
  const key = record.key === null ? [] : [`-k ${quoted(record.key)}`];
  const to = `kcat -P -b ${reach.brokers.join(',')} -t ${record.topic}`;
  return withId(made, `printf '%s' ${quoted(value)} |\n  ${[to, ...key, ...headers].join(' ')}`);
}

/** Its reader wants `name:value,name:value`, the key and the value in one line, with tabs between them. */
function consoleProducerOf(made: Made): string {
  const { record, reach, value } = made;
  const headers = headersOf(made).map((header) => header.join(':'));
  const parts = [headers.join(','), ...(record.key === null ? [] : [record.key]), value];
  const line = `printf '${parts.map(() => '%s').join('\\t')}\\n' ${parts.map(quoted).join(' ')}`;
  const to = `kafka-console-producer.sh --bootstrap-server ${reach.brokers.join(',')} --topic ${record.topic}`;
  const parse = record.key === null ? '' : ' --reader-property parse.key=true';
  return withId(made, `${line} |\n  ${to}${parse} --reader-property parse.headers=true`);
}

function curlOf({ record, reach, value, event, ...made }: Made & { event: Json }): string | undefined {
  const door = reach.doors[record.topic];
  const { app } = event;
  if (door === undefined || typeof app !== 'string') return undefined;
  const body = Object.entries(parsed(value.replaceAll(ID_HERE, MARK)) ?? {}).filter(
    ([name]) => name !== 'app',
  );
  const text = JSON.stringify(Object.fromEntries(body)).replaceAll(MARK, ID_HERE);
  const to = `curl -sS ${quoted(`${door.url}/v1/apps/${app}/${door.path}`)}`;
  const head = `-H "authorization: Bearer ${reach.tokenExpression}" -H 'content-type: application/json'`;
  return withId({ record, reach, value, ...made }, `${to} \\\n  ${head} \\\n  -d ${quoted(text)}`);
}

const MARK = '(the id is written here)';

function typescriptOf({ record, reach, isMessage }: Made): string {
  const { topic, key, value, headers } = record;
  const event = parsed(value);
  const text = event === undefined ? JSON.stringify(value) : `JSON.stringify(${literal(event, isMessage)})`;
  const shown = Object.fromEntries(Object.entries(headers).filter(([name]) => !LEFT_OUT.includes(name)));
  return [
    `import { Kafka } from 'kafkajs';`,
    '',
    ...(isMessage ? ['const messageId = `m-${Date.now()}`;'] : []),
    `const producer = new Kafka({ clientId: 'my-gateway', brokers: ${JSON.stringify(reach.brokers)} }).producer();`,
    'await producer.connect();',
    'await producer.send({',
    `  topic: ${JSON.stringify(topic)},`,
    `  messages: [{`,
    `    key: ${JSON.stringify(key)},`,
    `    value: ${text},`,
    `    headers: ${literal(shown, false, isMessage)},`,
    '  }],',
    '});',
    'await producer.disconnect();',
  ].join('\n');
}

/** As a person writes an object, with the variable in place of the id. */
function literal(value: Json, isMessage: boolean, isHeaders = false): string {
  const text = JSON.stringify(value);
  if (isMessage) return text.replace(`"messageId":${JSON.stringify(value['messageId'])}`, 'messageId');
  return isHeaders ? text.replace(`"ce_id":${JSON.stringify(value['ce_id'])}`, '"ce_id":messageId') : text;
}
