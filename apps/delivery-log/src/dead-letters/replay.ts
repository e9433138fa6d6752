// Some dead letters → what is published again, and what that comes to. Pure.
import { again, type Outgoing } from '@offline-push/bus';
import { type NotReplayable, topicNamed } from '@offline-push/contracts';
import { headersIn, notReplayable, recordOf, replayTime } from './letter';
import type { WholeRow } from './letter.store';

/** Of a replay in the background. */
export const JOB_STATES = ['running', 'stopped', 'done'] as const;
export type JobState = (typeof JOB_STATES)[number];

export interface Replayed {
  /** Letters that are meant and were not settled before. */
  found: number;
  /** Records that are published, or would be. One record may have failed in several groups. */
  published: number;
  /** Of them, pushes that the gate stops because their life is over. */
  expired: number;
  /** Letters that stay, by the reason why they cannot be replayed. */
  left: Record<string, number>;
}

export const nothing = (): Replayed => ({ found: 0, published: 0, expired: 0, left: {} });

/** A record that goes out again, and the letters that it settles. */
export interface Reissue {
  outgoing: Outgoing;
  ids: string[];
}

export interface Portion {
  reissues: Reissue[];
  /** Letters of records that this replay has published already. */
  done: string[];
}

/** Counts in `sum`. `records`: those that are published already in this replay. */
export function portionOf(
  rows: readonly WholeRow[],
  sum: Replayed,
  records: Set<string>,
  nowMs: number,
): Portion {
  const reissues = new Map<string, Reissue>();
  const done: string[] = [];
  for (const row of rows) {
    sum.found += 1;
    const why = notReplayable({ ...row, hasValue: row.bytes !== null });
    const record = recordOf(row);
    const known = reissues.get(record);
    if (why !== undefined) leave(sum, why);
    else if (known !== undefined) known.ids.push(row.id);
    else if (records.has(record)) done.push(row.id);
    else reissues.set(record, { outgoing: outgoingOf(row, nowMs), ids: [row.id] });
    if (why === undefined && !records.has(record) && known === undefined) count(row, sum, nowMs);
  }
  for (const record of reissues.keys()) records.add(record);
  return { reissues: [...reissues.values()], done };
}

export const leave = (sum: Replayed, why: NotReplayable): void => {
  sum.left[why] = (sum.left[why] ?? 0) + 1;
};

function count({ expiresAtMs }: WholeRow, sum: Replayed, nowMs: number): void {
  sum.published += 1;
  if ((expiresAtMs ?? Infinity) <= nowMs) sum.expired += 1;
}

function outgoingOf(row: WholeRow, nowMs: number): Outgoing {
  const topic = topicNamed(row.topic);
  if (topic === undefined) throw new Error(`${row.topic} is no topic of ours`);
  const { key, value } = row;
  const headers = headersAgain(headersIn(row.headers), row);
  return again(topic, { key, value, headers, timestampMs: replayTime(row.timestampMs, nowMs) });
}

/** What the event says of itself. All else was about its way: reply topics, retries, the hop of a mirror. */
const OF_THE_EVENT = /^(ce_.*|content-type|traceparent|tracestate)$/i;

/** `replayed-from` names the record that failed: topic, partition, offset. */
const headersAgain = (
  headers: Readonly<Record<string, Buffer>>,
  row: Pick<WholeRow, 'topic' | 'partition' | 'offset'>,
): Record<string, Buffer> => ({
  ...Object.fromEntries(Object.entries(headers).filter(([name]) => OF_THE_EVENT.test(name))),
  'replayed-from': Buffer.from(recordOf(row)),
});
