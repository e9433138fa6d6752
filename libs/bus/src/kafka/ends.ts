// Asks for the starts and ends of partitions, open transactions included. kafkajs' admin would ask topic by topic, and gets nothing while
// one partition has no leader.
import { type Partition, partitionKeyOf, type Range, type Ranges } from '../log';
import { kafkaCluster, type KafkaOptions, REQUEST_TIMEOUT_MS } from './client';
import { type ClusterInstance, type FoundOffsets } from './internals';
import { Leaders } from './leaders';

export class Ends {
  private readonly cluster: ClusterInstance;
  private readonly leaders: Leaders;
  private isClosed = false;

  constructor(options: KafkaOptions) {
    this.cluster = kafkaCluster(options, REQUEST_TIMEOUT_MS);
    this.leaders = new Leaders(this.cluster);
  }

  /** Sends each leader one request for the starts and one for the ends. Rejects if a topic is missing or a leader cannot be reached. */
  async ranges(topics: readonly string[]): Promise<Ranges> {
    await this.connect();
    for (const topic of topics) await this.cluster.addTargetTopic(topic);
    const partitions = topics.flatMap((topic) => this.partitionsOf(topic));
    const starts = await this.offsets(topics, true);
    const ends = await this.offsets(topics, false);
    const known = partitions.flatMap((at): Range[] => {
      const [start, end] = [offsetIn(starts, at), offsetIn(ends, at)];
      return start === undefined || end === undefined ? [] : [{ ...at, start, end }];
    });
    // A partition that lost its leader between the two requests counts as leaderless too, so that it does not look read.
    const answered = new Set(known.map(partitionKeyOf));
    return { known, leaderless: partitions.filter((at) => !answered.has(partitionKeyOf(at))) };
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.cluster.disconnect();
  }

  private async connect(): Promise<void> {
    if (!this.isClosed && !this.cluster.isConnected()) await this.cluster.connect();
    if (!this.isClosed) return;
    await this.cluster.disconnect(); // it may have connected behind the back of close()
    throw new Error('the log is closed');
  }

  private partitionsOf(topic: string): Partition[] {
    const count = this.leaders.countOf(topic);
    if (count === undefined) throw new Error(`the partitions of ${topic} are not known`);
    return Array.from({ length: count }, (_, partition) => ({ topic, partition }));
  }

  private offsets(topics: readonly string[], fromBeginning: boolean): Promise<FoundOffsets[]> {
    return this.cluster.fetchTopicsOffset(
      topics.map((topic) => ({ topic, partitions: this.partitionsOf(topic), fromBeginning })),
    );
  }
}

function offsetIn(found: readonly FoundOffsets[], { topic, partition }: Partition): bigint | undefined {
  const of = found.find((one) => one.topic === topic)?.partitions;
  const offset = of?.find((one) => one.partition === partition)?.offset;
  return offset === undefined ? undefined : BigInt(offset);
}
