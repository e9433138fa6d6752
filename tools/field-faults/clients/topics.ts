// What an operator does to topics: deletes them, and makes them anew as the topics job does.
import { createTopics } from '@offline-push/bus';
import { TOPICS } from '@offline-push/contracts';
import { until } from '@offline-push/parts';
import type { Scene } from '../scene';
import { administered } from './operator';

const GONE_DEADLINE_MS = 30_000;
/** As on every platform of one machine. */
const SETTINGS = { partitions: 6, replicationFactor: 1, minInSyncReplicas: 1 };

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
