// Some dead letters → what is published again, and what that comes to. Pure.
import { again, type Outgoing } from '@offline-push/bus';
import { topicNamed } from '@offline-push/contracts';
import { headersIn, notReplayable, recordOf, replayTime } from './letter';
import type { WholeRow } from './letter.store';

export interface Replayed {
  /** Letters that are meant and were not settled before. */
  found: number;
  /** Records that are published, or would be. One record may have failed in several groups. */
  published: number;
  /** Of them, pushes that the gate stops because their life is over. */
  expired: number;
  /** Letters that stay, by the reason why they cannot be replayed. */
  left: Record<string, number>;
  isMore: boolean;
}

export const nothing = (): Replayed => ({ found: 0, published: 0, expired: 0, left: {}, isMore: false });

export interface Portion {
  outgoings: Outgoing[];
  /** Letters that are settled by it. */
  ids: string[];
}

/** Counts in `sum`. `records`: those that are published already in this replay. */
export function portionOf(
  rows: readonly WholeRow[],
  sum: Replayed,
  records: Set<string>,
  nowMs: number,
): Portion {
  const portion: Portion = { outgoings: [], ids: [] };
  for (const row of rows) {
    sum.found += 1;
    const why = notReplayable({ ...row, hasValue: row.value !== null });
    if (why === undefined) add(row, portion, sum, records, nowMs);
    else sum.left[why] = (sum.left[why] ?? 0) + 1;
  }
  sum.published += portion.outgoings.length;
  return portion;
}

function add(row: WholeRow, portion: Portion, sum: Replayed, records: Set<string>, nowMs: number): void {
  portion.ids.push(row.id);
  const record = recordOf(row);
  if (records.has(record)) return;
  records.add(record);
  portion.outgoings.push(...outgoingOf(row, nowMs));
  if ((row.expiresAtMs ?? Infinity) <= nowMs) sum.expired += 1;
}

function outgoingOf({ topic: name, key, value, headers, timestampMs }: WholeRow, nowMs: number): Outgoing[] {
  const topic = topicNamed(name);
  const bytes = { key, value, headers: headersIn(headers), timestampMs: replayTime(timestampMs, nowMs) };
  return topic === undefined ? [] : [again(topic, bytes)];
}
