// Compares what a flow has settled with what the log holds: where to begin, what the log dropped unread, how far the flow is behind, and
// which partitions have no leader. The flow decides when to read.
import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { type Backoff, backoffMs } from '../backoff';
import { type Fetched, type Log, type Partition, partitionKeyOf, type Position, type Ranges } from '../log';
import { troubleOf } from '../membership/trouble';
import { leaderlessPartitions, lostInput } from '../metrics';
import { type Hole, holesOf, Progress } from './progress';

export interface OffsetsParts {
  log: Log;
  group: string;
  topics: readonly string[];
  retry: Backoff;
  /** Makes the consumer read on from this position. */
  seek: (position: Position) => void;
}

export class Offsets {
  readonly progress = new Progress();
  private readonly logger = new Logger('FlowRunner');
  /** Why the offsets of the assignment are not known yet, in words, after a failed try. */
  unknown: string | null = null;
  /** Partitions of the flow's topics that have no leader now. */
  leaderless: readonly Partition[] = [];

  constructor(private readonly parts: OffsetsParts) {}

  /** Compares the committed offsets with the log before anything is read, without a deadline, then calls `known`. */
  async begin(partitions: readonly Partition[], isCurrent: () => boolean, known: () => void): Promise<void> {
    const { log, group, topics, retry } = this.parts;
    for (let failures = 0; isCurrent(); failures++)
      try {
        const [ranges, committed] = await Promise.all([log.ranges(topics), log.committed(group, topics)]);
        if (!isCurrent()) return;
        this.found(partitions, ranges, committed);
        return known();
      } catch (error) {
        this.unknown = troubleOf(error).words;
        this.logger.warn({ event: 'offsets-unknown', group, error: (error as Error).message });
        await delay(backoffMs(retry, failures, Math.random()));
      }
  }

  /** If a fetch jumped over a hole in the log, the records in the hole are lost. */
  arrived(fetched: Fetched): void {
    const hole = this.progress.arrived(fetched);
    if (hole !== null) this.lose(hole);
  }

  /** Asks for the ends of the partitions. False if the log cannot be asked, or if the assignment has changed. */
  async measure(isCurrent: () => boolean): Promise<boolean> {
    const { log, group, topics } = this.parts;
    try {
      const { known, leaderless } = await log.ranges(topics);
      this.sawLeaderless(leaderless);
      if (!isCurrent()) return false;
      this.progress.grown(known, Date.now());
      return true;
    } catch (error) {
      this.logger.debug({ event: 'lag-unknown', group, error: (error as Error).message });
      return false;
    }
  }

  private found(
    partitions: readonly Partition[],
    { known, leaderless }: Ranges,
    committed: readonly Position[],
  ): void {
    const mine = new Set(partitions.map(partitionKeyOf));
    this.progress.begin(partitions, known, committed, Date.now());
    for (const hole of holesOf(known, committed)) if (mine.has(partitionKeyOf(hole))) this.jump(hole);
    this.sawLeaderless(leaderless);
    this.unknown = null;
  }

  private jump(hole: Hole): void {
    this.lose(hole);
    this.parts.seek({ topic: hole.topic, partition: hole.partition, offset: hole.to });
  }

  private lose({ topic, partition, from, to }: Hole): void {
    const { group } = this.parts;
    const records = Number(to - from);
    lostInput.inc({ topic, group }, records);
    this.logger.error({
      event: 'lost-input',
      group,
      topic,
      partition,
      from: String(from),
      to: String(to),
      records,
    });
  }

  private sawLeaderless(partitions: readonly Partition[]): void {
    const { group } = this.parts;
    const names = partitions.map(partitionKeyOf);
    const isNew = names.join() !== this.leaderless.map(partitionKeyOf).join();
    this.leaderless = partitions;
    leaderlessPartitions.set({ group }, partitions.length);
    if (isNew) this.logger.warn({ event: 'leaderless-partitions', group, partitions: names });
  }
}
