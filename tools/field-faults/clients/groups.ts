// What an operator does to a consumer group while its service is stopped: set it back to the beginning of its topics, or forget it.
import { until } from '@offline-push/parts';
import type { Scene } from '../scene';
import { administered } from './operator';

const EMPTY_DEADLINE_MS = 60_000;

export async function setBack(scene: Scene, group: string): Promise<void> {
  await administered(scene, async (admin) => {
    await until(
      EMPTY_DEADLINE_MS,
      `${group} is not empty`,
      async () => {
        const { groups } = await admin.describeGroups([group]);
        return groups[0]?.members.length === 0 ? true : undefined;
      },
      200,
    );
    for (const { topic } of await admin.fetchOffsets({ groupId: group }))
      await admin.resetOffsets({ groupId: group, topic, earliest: true });
  });
}

export async function forget(scene: Scene, groups: string[]): Promise<void> {
  await administered(scene, (admin) =>
    until(
      EMPTY_DEADLINE_MS,
      `${groups.join(', ')} could not be deleted`,
      () =>
        admin.deleteGroups(groups).then(
          () => true as const,
          () => undefined,
        ),
      500,
    ),
  );
}
