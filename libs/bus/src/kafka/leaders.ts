// Tells the leader of each partition, and how many partitions a topic has, by the cluster's current metadata.
import type { ClusterInstance, ClusterMetadata } from './internals';

const NO_LEADER = -1;

export class Leaders {
  private read: ClusterMetadata | null = null;
  private topics = new Map<string, number[]>();

  constructor(private readonly cluster: ClusterInstance) {}

  /** Number of partitions; undefined if the topic is not known (yet). */
  countOf(topic: string): number | undefined {
    return this.leadersOf(topic)?.length;
  }

  /** Node id; undefined during an election. */
  leaderOf(topic: string, partition: number): number | undefined {
    const leader = this.leadersOf(topic)?.[partition];
    return leader === NO_LEADER ? undefined : leader;
  }

  private leadersOf(topic: string): number[] | undefined {
    const { metadata } = this.cluster.brokerPool;
    if (metadata && metadata !== this.read) this.learn(metadata);
    return this.topics.get(topic);
  }

  private learn(metadata: ClusterMetadata): void {
    this.read = metadata;
    this.topics = new Map(
      metadata.topicMetadata.map(({ topic, partitionMetadata }) => {
        const leaders: number[] = new Array<number>(partitionMetadata.length).fill(NO_LEADER);
        for (const { partitionId, leader } of partitionMetadata) leaders[partitionId] = leader;
        return [topic, leaders];
      }),
    );
  }
}
