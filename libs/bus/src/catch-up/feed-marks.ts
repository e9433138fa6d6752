// Keeps up to which moment (monotonic clock) a group has read each partition of its topics: when the group has committed up to an end, the
// partition is read up to the moment at which that end was noted. Pure.
import { type Partition, partitionKeyOf, type Position, type Ranges } from '../log';

interface Mark extends Partition {
  /** All that was in the partition at this moment is settled. */
  readUpToMs: number;
  /** An end that is not reached yet, and when it was noted. */
  noted: { end: bigint; atMs: number } | null;
  committed: bigint;
  isLed: boolean;
}

export class FeedMarks {
  private marks = new Map<string, Mark>();

  /** Takes ends and commits. `atMs` is a moment before the ends were asked for; the commits were asked for after them. */
  learn({ known, leaderless }: Ranges, committed: readonly Position[], atMs: number): void {
    const offsets = new Map(committed.map((position) => [partitionKeyOf(position), position.offset]));
    const marks = new Map<string, Mark>();
    for (const { topic, partition, start, end } of known) {
      const key = partitionKeyOf({ topic, partition });
      const offset = offsets.get(key) ?? -1n;
      const mark = { ...(this.marks.get(key) ?? begin({ topic, partition })), isLed: true };
      mark.committed = offset < start ? start : offset;
      advance(mark, start >= end || offset >= end, end, offset, atMs);
      marks.set(key, mark);
    }
    for (const at of leaderless)
      marks.set(partitionKeyOf(at), { ...(this.marks.get(partitionKeyOf(at)) ?? begin(at)), isLed: false });
    this.marks = marks;
  }

  /** True if each partition of these topics is read up to that moment. False for a topic that was never looked at. */
  areReadUpTo(momentMs: number, topics: readonly string[]): boolean {
    const seen = new Set<string>();
    for (const { topic, readUpToMs } of this.marks.values()) {
      if (!topics.includes(topic)) continue;
      if (readUpToMs < momentMs) return false;
      seen.add(topic);
    }
    return topics.every((topic) => seen.has(topic));
  }

  /** The moment up to which each partition is read; -Infinity if that is not known of one. */
  get readUpToMs(): number {
    return Math.min(...[...this.marks.values()].map(({ readUpToMs }) => readUpToMs));
  }

  /** The partitions that are not read up to that moment, in words. */
  wordsBehind(momentMs: number, topics: readonly string[]): string[] {
    return [...this.marks.values()]
      .filter(({ topic, readUpToMs }) => topics.includes(topic) && readUpToMs < momentMs)
      .map((mark) => (mark.isLed ? progressOf(mark) : `${partitionKeyOf(mark)} has no leader`));
  }

  wordsLeaderless(): string[] {
    return [...this.marks.values()]
      .filter(({ isLed }) => !isLed)
      .map((at) => `${partitionKeyOf(at)} has no leader`);
  }
}

const begin = (at: Partition): Mark => ({
  topic: at.topic,
  partition: at.partition,
  readUpToMs: -Infinity,
  noted: null,
  committed: 0n,
  isLed: true,
});

/** A noted end may be reached although more records have come since. */
function advance(mark: Mark, isAtEnd: boolean, end: bigint, offset: bigint, atMs: number): void {
  if (isAtEnd) {
    mark.readUpToMs = atMs;
    mark.noted = null;
    return;
  }
  const { noted } = mark;
  if (noted !== null && offset >= noted.end) mark.readUpToMs = noted.atMs;
  if (noted === null || offset >= noted.end || noted.end > end) mark.noted = { end, atMs };
}

const progressOf = (mark: Mark): string =>
  `${partitionKeyOf(mark)}: read ${mark.committed} of ${mark.noted?.end ?? mark.committed}`;
