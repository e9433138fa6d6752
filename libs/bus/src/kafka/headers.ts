// CloudEvents 1.0 in the Kafka binding's binary mode: attributes as headers, the value is the data alone. Both directions, pure.
// https://github.com/cloudevents/spec/blob/main/cloudevents/bindings/kafka-protocol-binding.md

const SPEC_VERSION = '1.0';
const JSON_CONTENT = 'application/json';

/** The attributes of an event in its envelope. */
export interface EventAttributes {
  /** Computed from topic, key and value, so that an event that is published again has the same id. */
  id: string;
  /** The service that published it. */
  source: string;
  /** The contract: the topic's name. */
  type: string;
  /** When it was published. */
  timeMs: number;
  /** W3C trace context. */
  traceparent?: string | undefined;
}

/** A record's headers by name. */
export type RecordHeaders = Record<string, string>;

export const toHeaders = ({ id, source, type, timeMs, traceparent }: EventAttributes): RecordHeaders => ({
  ce_specversion: SPEC_VERSION,
  ce_type: type,
  ce_source: source,
  ce_id: id,
  ce_time: new Date(timeMs).toISOString(),
  'content-type': JSON_CONTENT,
  ...(traceparent !== undefined && { traceparent }),
});

/** The attributes in a record's headers. All may be missing: `kcat` sends none, and a record without an envelope is accepted. */
export interface ReadAttributes {
  id?: string;
  source?: string;
  type?: string;
  specVersion?: string;
  timeMs?: number;
  contentType?: string;
  traceparent?: string;
}

export function readHeaders(headers: Readonly<Record<string, Buffer>>): ReadAttributes {
  const text = (name: string): string | undefined => headers[name]?.toString('utf8');
  const time = text('ce_time');
  const timeMs = time === undefined ? NaN : Date.parse(time);
  return definedOnly({
    id: text('ce_id'),
    source: text('ce_source'),
    type: text('ce_type'),
    specVersion: text('ce_specversion'),
    timeMs: Number.isNaN(timeMs) ? undefined : timeMs,
    contentType: text('content-type'),
    traceparent: traceparentOf(text('traceparent')),
  });
}

/** https://www.w3.org/TR/trace-context/#traceparent-header. Other texts are not passed on. */
const TRACEPARENT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;
export const traceparentOf = (text: string | undefined): string | undefined =>
  text !== undefined && TRACEPARENT.test(text) ? text : undefined;

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const definedOnly = <T extends object>(fields: T): Defined<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
