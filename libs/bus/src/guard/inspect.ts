// Turns the bytes of a record into an event, or tells why that is not possible. Pure. Oddities of a record that is taken all the same are
// named for the metrics.
import {
  type DeadLetterReason,
  type Note,
  parseJson,
  type Reading,
  takeIn,
  type Topic,
  topicNamed,
  unknownFieldsOf,
} from '@offline-push/contracts';
import type { BusRecord, Delivered } from '../bus';
import { traceparentOf } from '../kafka/headers';

/** Ways in which a producer differs from the contract without harm to the event. */
type Oddity = 'ce-type' | 'ce-specversion' | 'key' | 'structured' | 'framed' | 'twice-encoded';

export interface Remarks {
  oddities: readonly Oddity[];
  unknownFields: readonly string[];
  /** Fields that were cut, repaired or left out. */
  repaired: readonly string[];
}

export type Inspection =
  | { ok: true; delivered: Delivered<unknown>; remarks?: Remarks }
  | { ok: false; reason: DeadLetterReason; detail: string };

/** The contracts' limits for the notes of a push. */
const MAX_NOTES = 20;
const MAX_NOTE = 200;

/** Looks at the headers first, so that a record of another contract is not parsed. */
export function inspect(topic: Topic, record: BusRecord): Inspection {
  const oddities: Oddity[] = [];
  const stranger = wrongType(topic, attributesOf(record.headers), oddities);
  if (stranger !== null) return dead('wrong-type', stranger);
  const parsed = isForeign(topic)
    ? decodedOnceMore(parseJson(unframed(record.value, oddities)), oddities)
    : parseJson(record.value);
  if (!parsed.ok) return dead('not-readable', inWords(parsed.problems));
  const sizeBytes = record.value?.length ?? 0;
  return isEnvelope(parsed.event)
    ? opened(topic, record, parsed.event, oddities)
    : taken({ topic, record, document: parsed.event, sizeBytes, oddities });
}

interface Read {
  topic: Topic;
  record: BusRecord;
  document: unknown;
  sizeBytes: number;
  oddities: Oddity[];
  traceparent?: unknown;
}

function taken({ topic, record, document, sizeBytes, oddities, traceparent }: Read): Inspection {
  const read = takeIn(topic, document, sizeBytes);
  if (!read.ok) return dead('schema-violation', inWords(read.problems));
  const { event, notes, badRecipients } = read;
  const otherKey = wrongKey(topic, event, record.key);
  if (otherKey !== null) {
    if (!isForeign(topic)) return dead('key-mismatch', otherKey);
    oddities.push('key');
  }
  const trace = traceparentOf(record.headers['traceparent']?.toString('latin1') ?? textOf(traceparent));
  const delivered: Delivered<unknown> = {
    event,
    record,
    ...(trace !== undefined && { traceparent: trace }),
    ...(notes.length > 0 && { notes: notes.slice(0, MAX_NOTES).map(noteInWords) }),
    ...(badRecipients.length > 0 && { badRecipients }),
  };
  const unknownFields = isForeign(topic) ? unknownFieldsOf(topic, event) : undefined;
  if (oddities.length === 0 && unknownFields === undefined && notes.length === 0)
    return { ok: true, delivered };
  const repaired = notes.map(({ field }) => field);
  return { ok: true, delivered, remarks: { oddities, unknownFields: unknownFields ?? [], repaired } };
}

/** Topics that other systems write. A wrong key there does no harm, because facts are ordered by the times of their records. */
const isForeign = ({ writer }: Topic): boolean => writer === 'im-core' || writer === 'im-gateway';

const dead = (reason: DeadLetterReason, detail: string): Inspection => ({ ok: false, reason, detail });

/** Removes what serializers put before the JSON: Confluent's a zero and four bytes of a schema id, .NET's a byte order mark. */
function unframed(value: Buffer | null, oddities: Oddity[]): Buffer | null {
  if (value === null || value.length <= SCHEMA_ID_BYTES) return value;
  const frameBytes = value[0] === 0 ? SCHEMA_ID_BYTES : value[0] === 0xef ? BYTE_ORDER_MARK_BYTES : 0;
  if (frameBytes === 0) return value;
  oddities.push('framed');
  return value.subarray(frameBytes);
}

const SCHEMA_ID_BYTES = 5;
const BYTE_ORDER_MARK_BYTES = 3;

interface Attributes {
  type?: string | undefined;
  specversion?: string | undefined;
}

const attributesOf = (headers: BusRecord['headers']): Attributes => ({
  type: headers['ce_type']?.toString('utf8'),
  specversion: headers['ce_specversion']?.toString('utf8'),
});

/** An unknown type is only counted. The name of another topic of ours means that the record is in the wrong topic. */
function wrongType(topic: Topic, { type, specversion }: Attributes, oddities: Oddity[]): string | null {
  if (specversion !== undefined && specversion !== '1.0') oddities.push('ce-specversion');
  if (type === undefined || type === topic.name) return null;
  if (topicNamed(type) !== undefined) return `the type is ${type}, but this is ${topic.name}`;
  oddities.push('ce-type');
  return null;
}

/** A CloudEvent in structured mode: attributes and data in one document. No event of ours has these names. */
interface Envelope extends Attributes {
  data?: unknown;
  data_base64?: unknown;
  traceparent?: unknown;
}

const isEnvelope = (document: unknown): document is Envelope =>
  typeof document === 'object' && document !== null && 'specversion' in document && !('app' in document);

function opened(topic: Topic, record: BusRecord, envelope: Envelope, oddities: Oddity[]): Inspection {
  const { type, specversion, traceparent } = envelope;
  const stranger = wrongType(topic, { type: textOf(type), specversion: textOf(specversion) }, oddities);
  if (stranger !== null) return dead('wrong-type', stranger);
  const data = dataOf(envelope, oddities);
  if (!data.ok) return dead('not-readable', inWords(data.problems));
  oddities.push('structured');
  return taken({
    topic,
    record,
    document: data.event,
    sizeBytes: record.value?.length ?? 0,
    oddities,
    traceparent,
  });
}

/** The data as JSON, as a text with JSON, or in base64, as libraries write bytes. */
function dataOf({ data, data_base64: coded }: Envelope, oddities: Oddity[]): Reading<unknown> {
  if (data !== undefined) return decodedOnceMore({ ok: true, event: data }, oddities);
  if (typeof coded === 'string') return parseJson(Buffer.from(coded, 'base64'));
  return { ok: false, problems: [{ pointer: '/data', rule: 'is missing' }] };
}

/** Parses once more if the JSON is a text: a serializer for texts that gets JSON encodes it twice. No event of ours is a text. */
function decodedOnceMore(reading: Reading<unknown>, oddities: Oddity[]): Reading<unknown> {
  if (!reading.ok || typeof reading.event !== 'string') return reading;
  oddities.push('twice-encoded');
  return parseJson(Buffer.from(reading.event));
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A missing key is accepted: some clients set none. */
function wrongKey(topic: Topic, event: unknown, key: Buffer | null): string | null {
  if (key === null) return null;
  const expected = topic.key(event);
  if (expected === null) return null;
  const bytes = Buffer.isBuffer(expected) ? expected : Buffer.from(expected, 'utf8');
  return key.equals(bytes) ? null : `the key must be ${topic.keyedBy}: ${bytes.toString('utf8')}`;
}

const inWords = (problems: readonly { pointer: string; rule: string }[]): string =>
  problems.map(({ pointer, rule }) => `${pointer === '' ? 'the document' : pointer} ${rule}`).join('; ');

const noteInWords = ({ field, what }: Note): string => `${field}: ${what}`.slice(0, MAX_NOTE).toWellFormed();
