// The time of a record, which orders facts, and its place inside its millisecond. The broker stamps a whole batch with one time, and a
// reconnect often comes in the batch of its disconnect: there only the offset tells which came first. Pure.
import type { BusRecord } from './bus';

/** A time stamp that is further ahead of our clock is not believed. */
const MAX_CLOCK_SKEW_MS = 60_000;

/** The time of a record, for the order of facts. Without a time, or with one from the future, it is now. */
export const recordTime = (timestampMs: number, nowMs: number): number =>
  timestampMs > 0 && timestampMs <= nowMs + MAX_CLOCK_SKEW_MS ? timestampMs : nowMs;

/** The time of a record with a fraction that orders records of the same millisecond. */
export const orderTime = (record: Placed & { timestampMs: number }, nowMs: number): number =>
  recordTime(record.timestampMs, nowMs) + placeInMs(record);

/** So many moments of a millisecond of today can be told apart in a double. */
const MOMENTS_IN_MS = 4096;

/**
 * What is to be added to the record's time, in ms, for a time that orders records of one partition as their offsets do. It goes on
 * counting to the end of a batch, so that no batch is cut in two, however large it is. Batches of one millisecond follow each other
 * unless one of them passes a multiple of 4096.
 */
function placeInMs({ offset, batchOffset = offset }: Placed): number {
  const first = Number(batchOffset);
  return ((first % MOMENTS_IN_MS) + Number(offset) - first) / MOMENTS_IN_MS;
}

export type Placed = Pick<BusRecord, 'offset' | 'batchOffset'>;
