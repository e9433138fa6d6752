// What an operator does to topics: deletes them, and makes them anew as the topics job does.
import { createTopics } from '@offline-push/bus';
import { TOPICS } from '@offline-push/contracts';
import { Kafka, logLevel } from 'kafkajs';
import { until } from '@offline-push/parts';
import type { Scene } from '../scene';

const GONE_DEADLINE_MS = 30_000;
/** As on every platform of one machine. */
const SETTINGS = { partitions: 6, replicationFactor: 1, minInSyncReplicas: 1 };

type Admin = ReturnType<Kafka['admin']>;

async function administered(scene: Scene, work: (admin: Admin) => Promise<unknown>): Promise<void> {
  const admin = new Kafka({
    clientId: 'operator',
    brokers: [...scene.brokers],
    logLevel: logLevel.NOTHING,
  }).admin();
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.disconnect();
  }
}

export const deleteTopics = (scene: Scene, names: string[]): Promise<void> =>
  administered(scene, async (admin) => {
    await admin.deleteTopics({ topics: names });
    await until(GONE_DEADLINE_MS, `${names.join(', ')} were not deleted`, async () => {
      const left = await admin.listTopics();
      return names.some((name) => left.includes(name)) ? undefined : true;
    });
  });

export const addPartitions = (scene: Scene, topics: string[], count: number): Promise<void> =>
  administered(scene, (admin) =>
    admin.createPartitions({ topicPartitions: topics.map((topic) => ({ topic, count })) }),
  );

export async function makeTopics(scene: Scene): Promise<void> {
  await createTopics({ brokers: scene.brokers, clientId: 'operator' }, TOPICS, SETTINGS);
}
