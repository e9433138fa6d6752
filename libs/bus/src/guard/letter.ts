// Makes the dead letter of a record so that it always fits: each part has a bound, and size and hash of a part that is left out are
// named. The record itself can be read at its offset until the retention of its topic ends. Pure.
import type { DeadLetter, DeadLetterReason } from '@offline-push/contracts';
import { createHash } from 'node:crypto';
import type { BusRecord } from '../bus';
import { traceparentOf } from '../kafka/headers';

export interface Dead {
  record: BusRecord;
  reason: DeadLetterReason;
  detail: string;
}

const MAX_DETAIL = 1000;
/** The topic takes records of 2 MiB. The rest is for the envelope and for fields without a bound. */
export const MAX_LETTER_BYTES = 2 * 1024 * 1024 - 32 * 1024;
/** A key is in the record twice: as the letter's key, and in the letter. */
const MAX_KEY_BYTES = 64 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;
const MAX_HEADERS_BYTES = 128 * 1024;
/** 9999-12-31: what the contract allows. */
const MAX_EPOCH_MS = 253_402_300_799_999;

/** The text cut to the contract: short, without NUL and lone surrogates. */
const sanitised = (detail: string): string =>
  detail.replaceAll('\u0000', '\ufffd').slice(0, MAX_DETAIL).toWellFormed();

export function deadLetterOf({ record, reason, detail }: Dead, group: string, nowMs: number): DeadLetter {
  const { headers, omitted } = headersOf(record);
  const key = record.key !== null && record.key.length > MAX_KEY_BYTES ? null : record.key;
  const keyBytes = key === null ? 0 : key.length + base64Bytes(key);
  const room = MAX_LETTER_BYTES - keyBytes - sizeOf(headers);
  const isTooLong = record.value !== null && base64Bytes(record.value) > room;
  const left = [
    ...(isTooLong ? [leftOut('value', record.value)] : []),
    ...(key === record.key ? [] : [leftOut('key', record.key)]),
    ...(omitted > 0 ? [`(${omitted} headers left out)`] : []),
  ];
  return {
    ...whereOf(record),
    key: key?.toString('base64') ?? null,
    value: isTooLong ? null : (record.value?.toString('base64') ?? null),
    headers,
    reason,
    detail: sanitised([...left, detail].join(' ')),
    group,
    failedAtMs: nowMs,
  };
}

/** For a broker that takes less than our limit. */
export const withoutBytes = ({ record, reason, detail }: Dead, group: string, nowMs: number): DeadLetter => ({
  ...whereOf(record),
  key: null,
  value: null,
  headers: {},
  reason,
  detail: sanitised([leftOut('value', record.value), leftOut('key', record.key), detail].join(' ')),
  group,
  failedAtMs: nowMs,
});

/** The traceparent, if it has the form of W3C: a header may hold anything. */
export const traceOf = (record: BusRecord): string | undefined =>
  traceparentOf(record.headers['traceparent']?.toString('latin1'));

const whereOf = ({ topic, partition, offset, timestampMs }: BusRecord) => ({
  topic,
  partition,
  offset,
  timestampMs: Math.min(Math.max(0, Math.trunc(timestampMs) || 0), MAX_EPOCH_MS),
});

const base64Bytes = ({ length }: Buffer): number => Math.ceil(length / 3) * 4;

/** As many headers as fit, in their order. A name may grow to six times its length in JSON. */
function headersOf({ headers }: BusRecord): { headers: Record<string, string>; omitted: number } {
  const kept: [name: string, value: string][] = [];
  let room = MAX_HEADERS_BYTES;
  const all = Object.entries(headers);
  for (const [name, value] of all) {
    const size = name.length > MAX_HEADER_BYTES ? Infinity : sizeOfHeader(name, base64Bytes(value));
    if (size > MAX_HEADER_BYTES || size > room) continue;
    room -= size;
    kept.push([name, value.toString('base64')]);
  }
  return { headers: Object.fromEntries(kept), omitted: all.length - kept.length };
}

const sizeOfHeader = (name: string, valueBytes: number): number =>
  Buffer.byteLength(JSON.stringify(name)) + valueBytes + 4; // quotes, a colon, a comma

const sizeOf = (headers: Record<string, string>): number =>
  Object.entries(headers).reduce((sum, [name, value]) => sum + sizeOfHeader(name, value.length), 0);

const leftOut = (part: string, bytes: Buffer | null): string =>
  `(${part} of ${bytes?.length ?? 0} bytes left out, SHA-256 ${createHash('sha256')
    .update(bytes ?? '')
    .digest('hex')})`;
