// Reads topics backwards, page by page, without a consumer group, for people who look for something recent. It commits nothing and needs
// only the right to read.
import type { BusRecord } from '../bus';
import { type Partition, partitionKeyOf, type Range } from '../log';
import { kafkaCluster, type KafkaOptions, REQUEST_TIMEOUT_MS } from './client';
import { Ends } from './ends';
import { type FetchedPartition, type FetchResponse, spanOf } from './fetch/fetch-response';
import type { ClusterInstance, KafkaFailure } from './internals';
import { Leaders } from './leaders';

/** Records of aborted transactions are not read. */
const READ_COMMITTED = 1;
const MAX_WAIT_MS = 100;
const PARTITION_BYTES = 1_048_576;
const FETCH_BYTES = 16_777_216;

/** The part of a partition that is not read yet. */
interface Rest extends Range {
  /** Time of the oldest record that was read; absent if none was. */
  oldestMs?: number;
}

interface Page extends Rest {
  /** Read on from here. */
  at: bigint;
}

export type Take = (record: BusRecord) => void;

export class LookBack {
  private readonly cluster: ClusterInstance;
  private readonly leaders: Leaders;
  private left: Rest[] = [];

  private constructor(private readonly options: KafkaOptions) {
    this.cluster = kafkaCluster(options, REQUEST_TIMEOUT_MS);
    this.leaders = new Leaders(this.cluster);
  }

  /** Takes the ends of now: records that are published later are not read. Topics that do not exist are left out. */
  static async open(options: KafkaOptions, topics: readonly string[]): Promise<LookBack> {
    const log = new LookBack(options);
    try {
      log.left = await log.rangesOf(topics);
      await log.cluster.connect();
      for (const topic of new Set(log.left.map(({ topic }) => topic)))
        await log.cluster.addTargetTopic(topic);
      return log;
    } catch (error) {
      await log.close();
      throw error;
    }
  }

  /** Number of records that are not read yet. */
  get unread(): bigint {
    return this.left.reduce((sum, { start, end }) => sum + end - start, 0n);
  }

  /** All newer records were read, if brokers stamp records in order. Infinity if a partition was not begun. */
  get readBackToMs(): number {
    const open = this.left.filter(({ start, end }) => start < end);
    return Math.max(-Infinity, ...open.map(({ oldestMs = Infinity }) => oldestMs));
  }

  /**
   * Gives the newest unread records, at most so many a partition, in order within each. Rejects if a leader cannot be asked.
   * @param untilMs by `performance.now()`: it stops then, and the pages under way count as unread.
   */
  async older(perPartition: number, untilMs: number, take: Take): Promise<void> {
    const pages = this.left.map((range) => pageOf(range, BigInt(perPartition)));
    for (;;) {
      const open = pages.filter(({ at, end }) => at < end);
      if (open.length === 0 || performance.now() >= untilMs) break;
      await Promise.all(
        [...byLeader(open, this.leaders)].map(([leader, of]) => this.fetch(leader, of, take)),
      );
    }
    this.left = this.left.map((range, i) => rest(range, pages[i]));
  }

  close(): Promise<void> {
    return this.cluster.disconnect();
  }

  private async rangesOf(topics: readonly string[]): Promise<Range[]> {
    const ends = new Ends(this.options);
    try {
      const found: Range[] = [];
      for (const topic of topics) found.push(...(await knownRanges(ends, topic)));
      return found;
    } finally {
      await ends.close();
    }
  }

  private async fetch(leader: number, pages: readonly Page[], take: Take): Promise<void> {
    const broker = await this.cluster.findBroker({ nodeId: leader });
    const byKey = new Map(pages.map((page) => [partitionKeyOf(page), page]));
    const request = { isolationLevel: READ_COMMITTED, maxWaitTime: MAX_WAIT_MS, maxBytes: FETCH_BYTES };
    const { responses } = await broker
      .fetch({ ...request, topics: requestOf(pages) })
      .catch((error: KafkaFailure) => withoutDropped(error, byKey));
    for (const { topicName, partitions } of responses) {
      for (const read of partitions) {
        const page = byKey.get(partitionKeyOf({ topic: topicName, partition: read.partition }));
        if (page !== undefined) turn(page, read, take);
      }
    }
  }
}

async function knownRanges(ends: Ends, topic: string): Promise<Range[]> {
  try {
    return [...(await ends.ranges([topic])).known];
  } catch (error) {
    if ((error as KafkaFailure).type === 'UNKNOWN_TOPIC_OR_PARTITION') return [];
    throw error;
  }
}

function pageOf(range: Rest, count: bigint): Page {
  const start = range.end - count > range.start ? range.end - count : range.start;
  return { ...range, start, at: start };
}

/** The rest of a partition after a page. A page that was not read to its end counts as unread. */
const rest = (range: Rest, page: Page | undefined): Rest =>
  page !== undefined && page.at >= page.end
    ? { ...range, end: page.start, ...(page.oldestMs !== undefined && { oldestMs: page.oldestMs }) }
    : range;

/** If the log has dropped the records of a page, that page ends, and the others are asked for again. */
function withoutDropped(
  error: KafkaFailure & Partial<Partition>,
  pages: ReadonlyMap<string, Page>,
): { responses: FetchResponse['responses'] } {
  const { topic = '', partition = -1 } = error;
  const dropped =
    error.type === 'OFFSET_OUT_OF_RANGE' ? pages.get(partitionKeyOf({ topic, partition })) : undefined;
  if (dropped === undefined) throw error;
  dropped.at = dropped.end;
  return { responses: [] };
}

function byLeader(pages: readonly Page[], leaders: Leaders): Map<number, Page[]> {
  const found = new Map<number, Page[]>();
  for (const page of pages) {
    const leader = leaders.leaderOf(page.topic, page.partition);
    if (leader === undefined) throw new Error(`${page.topic}/${page.partition} has no leader now`);
    found.set(leader, [...(found.get(leader) ?? []), page]);
  }
  return found;
}

const requestOf = (pages: readonly Page[]) =>
  [...new Set(pages.map(({ topic }) => topic))].map((topic) => ({
    topic,
    partitions: pages
      .filter((page) => page.topic === topic)
      .map(({ partition, at }) => ({
        partition,
        fetchOffset: String(at),
        maxBytes: PARTITION_BYTES,
      })),
  }));

/** Moves a page on. Without records it is asked for again, unless an open transaction follows: then the page ends. */
function turn(page: Page, { messages, lastStableOffset }: FetchedPartition, take: Take): void {
  const { topic, partition } = page;
  for (const { offset, key, value, headers, timestamp, notDecodable } of messages) {
    const isOurs = BigInt(offset) >= page.at && BigInt(offset) < page.end && notDecodable === undefined;
    page.oldestMs = Math.min(page.oldestMs ?? Infinity, Number(timestamp));
    if (isOurs) take({ topic, partition, offset, key, value, headers, timestampMs: Number(timestamp) });
  }
  const next = spanOf(messages)?.nextOffset ?? null;
  if (next !== null && next > page.at) page.at = next;
  else if (page.at >= BigInt(lastStableOffset)) page.at = page.end;
}
