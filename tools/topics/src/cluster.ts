// What the job asks and tells a cluster: how many brokers it has, what its topics are like, and how their settings are to be.
import type { KafkaSettings } from '@offline-push/service-kit';
import { type Admin, ConfigResourceTypes, Kafka, logLevel, type SASLOptions } from 'kafkajs';
import type { Shape } from './wanted';

/** Only settings of the topic itself; a broker's defaults are not among them. */
const OF_TOPIC = 1;

export class Cluster {
  private constructor(private readonly admin: Admin) {}

  static async open({ brokers, ssl, sasl }: KafkaSettings): Promise<Cluster> {
    const admin = new Kafka({
      clientId: 'topics',
      brokers,
      ...(ssl && { ssl }),
      ...(sasl && { sasl: sasl as SASLOptions }),
      logLevel: logLevel.NOTHING,
    }).admin();
    await admin.connect();
    return new Cluster(admin);
  }

  /** Those that live now. */
  async countBrokers(): Promise<number> {
    return (await this.admin.describeCluster()).brokers.length;
  }

  /** Shapes by name, of those of the names that exist. */
  async shapesOf(names: readonly string[]): Promise<Map<string, Shape>> {
    const existing = new Set(await this.admin.listTopics());
    const there = names.filter((name) => existing.has(name));
    if (there.length === 0) return new Map();
    const { topics } = await this.admin.fetchTopicMetadata({ topics: there });
    const settings = await this.settingsOf(there);
    return new Map(
      topics.map(({ name, partitions }) => [
        name,
        {
          partitions: partitions.length,
          replicationFactor: Math.min(...partitions.map(({ replicas }) => replicas.length)),
          settings: Object.fromEntries(
            (settings.get(name) ?? []).map(({ configName, configValue }) => [configName, configValue]),
          ),
        },
      ]),
    );
  }

  /** This request sets all settings of a topic: what is set and not named here would be lost, so it is named again. */
  async set(topic: string, changes: Readonly<Record<string, string>>): Promise<void> {
    const found = (await this.settingsOf([topic])).get(topic) ?? [];
    const own = found.filter(({ configSource }) => Number(configSource) === OF_TOPIC);
    const before = Object.fromEntries(own.map(({ configName, configValue }) => [configName, configValue]));
    const configEntries = Object.entries({ ...before, ...changes }).map(([name, value]) => ({ name, value }));
    await this.admin.alterConfigs({
      validateOnly: false,
      resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configEntries }],
    });
  }

  close(): Promise<void> {
    return this.admin.disconnect();
  }

  private async settingsOf(names: readonly string[]) {
    const { resources } = await this.admin.describeConfigs({
      resources: names.map((name) => ({ type: ConfigResourceTypes.TOPIC, name })),
      includeSynonyms: false,
    });
    return new Map(resources.map(({ resourceName, configEntries }) => [resourceName, configEntries]));
  }
}
