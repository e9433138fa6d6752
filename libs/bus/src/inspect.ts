// The bytes of a record → an event its handler may see, or the reason why it never can. Pure.
import { type DeadLetterReason, parseJson, problemsOf, type Topic } from '@offline-push/contracts';
import type { BusRecord, Delivered } from './bus';

export type Inspection =
  | { ok: true; delivered: Delivered<unknown> }
  | { ok: false; reason: DeadLetterReason; detail: string };

const TRACEPARENT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Headers first: a record of another contract is not parsed. */
export function inspect(topic: Topic, record: BusRecord): Inspection {
  const stranger = wrongType(topic, record.headers);
  if (stranger !== null) return { ok: false, reason: 'wrong-type', detail: stranger };
  const parsed = parseJson(record.value);
  if (!parsed.ok) return { ok: false, reason: 'not-readable', detail: inWords(parsed.problems) };
  const problems = problemsOf(topic, parsed.event);
  if (problems.length > 0) return { ok: false, reason: 'schema-violation', detail: inWords(problems) };
  const otherKey = wrongKey(topic, parsed.event, record.key);
  if (otherKey !== null) return { ok: false, reason: 'key-mismatch', detail: otherKey };
  return { ok: true, delivered: deliver(parsed.event, record) };
}

/** Clients such as kcat send no CloudEvents headers; those who do must mean this contract. */
function wrongType(topic: Topic, headers: BusRecord['headers']): string | null {
  const type = headers['ce_type']?.toString('utf8');
  if (type !== undefined && type !== topic.name) return `the header ce_type must be ${topic.name}`;
  const version = headers['ce_specversion']?.toString('utf8');
  if (version !== undefined && version !== '1.0') return 'the header ce_specversion must be 1.0';
  return null;
}

/** A wrong key would break the order that the contract promises. No key at all comes from a client that does not care about it. */
function wrongKey(topic: Topic, event: unknown, key: Buffer | null): string | null {
  if (key === null) return null;
  const expected = topic.key(event);
  if (expected === null) return null;
  const bytes = Buffer.isBuffer(expected) ? expected : Buffer.from(expected, 'utf8');
  return key.equals(bytes) ? null : `the key must be ${topic.keyedBy}: ${bytes.toString('utf8')}`;
}

function deliver(event: unknown, record: BusRecord): Delivered<unknown> {
  const traceparent = record.headers['traceparent']?.toString('latin1');
  if (traceparent === undefined || !TRACEPARENT.test(traceparent)) return { event, record };
  return { event, record, traceparent };
}

const inWords = (problems: readonly { pointer: string; rule: string }[]): string =>
  problems.map(({ pointer, rule }) => `${pointer === '' ? 'the document' : pointer} ${rule}`).join('; ');
