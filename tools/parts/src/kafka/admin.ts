// Asks a cluster which brokers are alive and which one leads a partition.
import { Kafka, logLevel, type Admin } from 'kafkajs';

/** Opens an admin connection for one piece of work. */
export async function withAdmin<T>(
  brokers: readonly string[],
  work: (admin: Admin) => Promise<T>,
): Promise<T> {
  const kafka = new Kafka({
    clientId: 'parts',
    brokers: [...brokers],
    connectionTimeout: 1_000,
    requestTimeout: 3_000,
    logLevel: logLevel.NOTHING,
    retry: { retries: 0 },
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

/** How many brokers the cluster counts as alive; undefined while it cannot be asked. */
export async function livingBrokers(brokers: readonly string[]): Promise<number | undefined> {
  try {
    return await withAdmin(brokers, async (admin) => (await admin.describeCluster()).brokers.length);
  } catch {
    return undefined; // starting, or between two controllers: the caller asks again until its deadline
  }
}

/** The broker that leads the partition now; undefined if there is none. */
export async function leaderOf(
  brokers: readonly string[],
  topic: string,
  partition: number,
): Promise<number | undefined> {
  try {
    const { topics } = await withAdmin(brokers, (admin) => admin.fetchTopicMetadata({ topics: [topic] }));
    const leader = topics[0]?.partitions.find((found) => found.partitionId === partition)?.leader;
    return leader === undefined || leader < 0 ? undefined : leader;
  } catch {
    return undefined; // no leader yet reads as an error in kafkajs
  }
}
