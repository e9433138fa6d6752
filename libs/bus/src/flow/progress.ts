// Keeps how far each assigned partition is settled, for the lag, and for holes of records that the log dropped before we read them.
import { type Fetched, type Partition, partitionKeyOf, type Position, type Range } from '../log';

interface Mark extends Partition {
  next: bigint;
  end: bigint;
  /** True if the group has a position here. A partition that was never read has none. */
  isSettled: boolean;
  /** Time stamp of the oldest record that is not settled, in ms since 1970; null if all are. */
  waitsSinceMs: number | null;
}

/** Records that the log dropped unread: from `from` to just before `to`. */
export interface Hole extends Partition {
  from: bigint;
  to: bigint;
}

/** Holes between committed offsets and the start of the log: lost records (rule 8 of docs/architecture.md). No commit, no loss. */
export function holesOf(ranges: readonly Range[], committed: readonly Position[]): Hole[] {
  const starts = new Map(ranges.map((range) => [partitionKeyOf(range), range.start]));
  return committed.flatMap(({ topic, partition, offset }) => {
    const start = starts.get(partitionKeyOf({ topic, partition }));
    return start !== undefined && offset < start ? [{ topic, partition, from: offset, to: start }] : [];
  });
}

export class Progress {
  private readonly marks = new Map<string, Mark>();

  /** Begins a new assignment. */
  begin(
    assigned: readonly Partition[],
    ranges: readonly Range[],
    committed: readonly Position[],
    nowMs: number,
  ): void {
    this.marks.clear();
    const rangeOf = new Map(ranges.map((range) => [partitionKeyOf(range), range]));
    const offsetOf = new Map(committed.map((position) => [partitionKeyOf(position), position.offset]));
    for (const at of assigned) {
      const range = rangeOf.get(partitionKeyOf(at));
      const offset = offsetOf.get(partitionKeyOf(at));
      if (range === undefined) {
        // The partition has no leader now. Its end will be known when it is read.
        if (offset !== undefined)
          this.marks.set(partitionKeyOf(at), {
            ...at,
            next: offset,
            end: offset,
            isSettled: true,
            waitsSinceMs: null,
          });
        continue;
      }
      const committedAt = offset ?? range.start;
      const next = committedAt < range.start ? range.start : committedAt;
      this.marks.set(partitionKeyOf(at), {
        ...at,
        next,
        end: range.end,
        isSettled: offset !== undefined,
        waitsSinceMs: range.end > next ? nowMs : null,
      });
    }
  }

  forget(): void {
    this.marks.clear();
  }

  /** A fetch that begins after the settled position jumped over a hole, up to the start of the log. Nothing else loses records. */
  arrived(fetched: Fetched): Hole | null {
    const { topic, partition, askedOffset, startOffset } = fetched;
    const mark = this.marks.get(partitionKeyOf(fetched));
    if (mark === undefined) return null;
    mark.waitsSinceMs = fetched.records[0]?.timestampMs ?? null;
    mark.end = fetched.endOffset;
    const to = askedOffset < startOffset ? askedOffset : startOffset;
    return to > mark.next ? { topic, partition, from: mark.next, to } : null;
  }

  settled({ topic, partition, offset }: Position, oldestOpenMs: number | null): void {
    const mark = this.marks.get(partitionKeyOf({ topic, partition }));
    if (mark === undefined) return;
    mark.next = offset;
    mark.isSettled = true;
    mark.waitsSinceMs = oldestOpenMs;
  }

  /** True if all records before these ends are settled. Partitions of other members do not count. */
  isAt(ranges: readonly Range[]): boolean {
    return ranges.every((range) => (this.marks.get(partitionKeyOf(range))?.next ?? range.end) >= range.end);
  }

  /** The positions up to which all is settled. */
  positions(): Position[] {
    return [...this.marks.values()]
      .filter(({ isSettled }) => isSettled)
      .map(({ topic, partition, next }) => ({ topic, partition, offset: next }));
  }

  /** Takes new ends of partitions that are not being read. Records that wait there count as waiting from now on. */
  grown(ranges: readonly Range[], nowMs: number): void {
    for (const range of ranges) {
      const mark = this.marks.get(partitionKeyOf(range));
      if (mark === undefined || range.end <= mark.end) continue;
      mark.end = range.end;
      mark.waitsSinceMs ??= nowMs;
    }
  }

  *lag(nowMs: number): Iterable<Partition & { records: number; seconds: number }> {
    for (const { topic, partition, next, end, waitsSinceMs } of this.marks.values()) {
      const records = end > next ? Number(end - next) : 0;
      const seconds = waitsSinceMs === null || records === 0 ? 0 : Math.max(0, (nowMs - waitsSinceMs) / 1000);
      yield { topic, partition, records, seconds };
    }
  }
}
