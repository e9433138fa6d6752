// What the topics on a broker are like.
import type { KafkaOptions } from '@offline-push/service-kit';
import { ConfigResourceTypes, Kafka, logLevel, type SASLOptions } from 'kafkajs';
import type { Shape } from './wanted';

/** Shapes by name. Every name must exist. */
export async function foundShapes(
  { brokers, ssl, sasl }: KafkaOptions,
  names: readonly string[],
): Promise<Map<string, Shape>> {
  const admin = new Kafka({
    clientId: 'topics',
    brokers,
    ...(ssl && { ssl }),
    ...(sasl && { sasl: sasl as SASLOptions }),
    logLevel: logLevel.ERROR,
  }).admin();
  await admin.connect();
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: [...names] });
    const { resources } = await admin.describeConfigs({
      resources: names.map((name) => ({ type: ConfigResourceTypes.TOPIC, name })),
      includeSynonyms: false,
    });
    const settings = new Map(
      resources.map(({ resourceName, configEntries }) => [
        resourceName,
        Object.fromEntries(configEntries.map(({ configName, configValue }) => [configName, configValue])),
      ]),
    );
    return new Map(
      topics.map(({ name, partitions }) => [
        name,
        {
          partitions: partitions.length,
          replicationFactor: Math.min(...partitions.map(({ replicas }) => replicas.length)),
          settings: settings.get(name) ?? {},
        },
      ]),
    );
  } finally {
    await admin.disconnect();
  }
}
