// A record as any client could write it: what a test hands to the in-memory bus.
import type { BusRecord } from '@offline-push/bus/for-testing';

export interface RawRecord {
  key?: string | Buffer | null;
  value: string | Buffer | null;
  headers?: Record<string, string | Buffer>;
  /** Absent: now. */
  timestampMs?: number;
  /** Absent: by the key. */
  partition?: number;
}

type Kept = Omit<BusRecord, 'topic' | 'partition' | 'offset'>;

export const rawOf = ({ key, value, headers = {}, timestampMs = Date.now() }: RawRecord): Kept => ({
  key: bytesOf(key ?? null),
  value: bytesOf(value),
  headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)])),
  timestampMs,
});

const bytesOf = (value: string | Buffer | null): Buffer | null =>
  value === null ? null : Buffer.from(value);
