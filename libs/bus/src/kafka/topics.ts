// Makes the platform's topics on a broker, from their contracts. A job's work, never done on first use; running it again changes nothing.
import { segmentMsOf, type Topic } from '@offline-push/contracts';
import type { Admin, ITopicConfig } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import { kafkaClient, type KafkaOptions } from './client';
import { MAX_RECORD_BYTES } from './produce/publisher';

export interface TopicSettings {
  /** Of every topic; absent: what the contract says for production. Kafka can never take partitions back. */
  partitions?: number;
  /** Copies of each record: 3 in production, 1 on a single broker. */
  replicationFactor: number;
  /** A record counts when so many copies have it; absent: one less than there are copies, so that one broker may be away. */
  minInSyncReplicas?: number;
}

const TIMEOUT_MS = 30_000;
const LOOK_AGAIN_MS = 100;

/** The names of the topics that were made now; those that exist already stay as they are. */
export async function createTopics(
  options: KafkaOptions,
  topics: readonly Topic[],
  settings: TopicSettings,
): Promise<string[]> {
  const admin = kafkaClient(options).admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const missing = topics.filter(({ name }) => !existing.has(name));
    if (missing.length === 0) return [];
    await admin.createTopics({
      topics: missing.map((topic) => topicConfig(topic, settings)),
      waitForLeaders: false,
      timeout: TIMEOUT_MS,
    });
    await untilLed(
      admin,
      missing.map(({ name }) => name),
    );
    return missing.map(({ name }) => name);
  } finally {
    await admin.disconnect();
  }
}

/** What the broker is told about a topic. Pure. */
export function topicConfig(topic: Topic, settings: TopicSettings): ITopicConfig {
  const { replicationFactor } = settings;
  const minInSync = settings.minInSyncReplicas ?? Math.max(1, replicationFactor - 1);
  const config = topicSettings(topic, minInSync);
  return {
    topic: topic.name,
    numPartitions: settings.partitions ?? topic.partitions,
    replicationFactor,
    configEntries: Object.entries(config).map(([name, value]) => ({ name, value })),
  };
}

/**
 * By Kafka's names. The broker's clock stamps the records, so that a producer's clock neither orders facts nor gets a record refused, and
 * segments are closed early enough that a quiet topic keeps no record much longer than it should. Pure.
 */
export const topicSettings = (topic: TopicSort, minInSyncReplicas: number): Record<string, string> => ({
  ...retentionOf(topic),
  'segment.ms': String(segmentMsOf(topic)),
  'message.timestamp.type': 'LogAppendTime',
  'min.insync.replicas': String(minInSyncReplicas),
  // Dead letters carry another topic's record in base64: a third more than it was.
  ...(topic.writer === 'bus' && { 'max.message.bytes': String(MAX_RECORD_BYTES) }),
});

type TopicSort = Pick<Topic, 'retention' | 'writer'>;

const retentionOf = ({ retention }: TopicSort): Record<string, string> =>
  'compacted' in retention
    ? { 'cleanup.policy': 'compact' }
    : { 'cleanup.policy': 'delete', 'retention.ms': String(retention.deleteAfterMs) };

/** A topic can be used when each of its partitions has a leader. */
async function untilLed(admin: Admin, names: string[]): Promise<void> {
  const deadlineMs = performance.now() + TIMEOUT_MS;
  for (;;) {
    const led = await areLed(admin, names);
    if (led) return;
    if (performance.now() > deadlineMs)
      throw new Error(`no leaders for ${names.join(', ')} within ${TIMEOUT_MS} ms`);
    await sleep(LOOK_AGAIN_MS);
  }
}

async function areLed(admin: Admin, names: string[]): Promise<boolean> {
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: names });
    return topics.every(
      ({ partitions }) => partitions.length > 0 && partitions.every(({ leader }) => leader >= 0),
    );
  } catch (error) {
    // The broker that is asked has not heard of the topic yet.
    if ((error as { type?: string }).type === 'UNKNOWN_TOPIC_OR_PARTITION') return false;
    throw error;
  }
}
