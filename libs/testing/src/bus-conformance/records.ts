// Records for tests that need no log.
import type { BusRecord } from '@offline-push/bus/for-testing';
import type { Step } from './world';

export const aRecord = (event: Step | string, offset = 0, fields: Partial<BusRecord> = {}): BusRecord => ({
  topic: 'steps.taken.v1',
  partition: 0,
  offset: String(offset),
  key: null,
  value: Buffer.from(typeof event === 'string' ? event : JSON.stringify(event)),
  headers: {},
  timestampMs: 1_790_000_000_000,
  ...fields,
});
