// What a topic should be like, and in what a topic on the broker differs from that. Pure.
import { topicSettings } from '@offline-push/bus';
import type { Topic } from '@offline-push/contracts';

export interface Shape {
  partitions: number;
  replicationFactor: number;
  /** Topic settings by Kafka's names. */
  settings: Readonly<Record<string, string>>;
}

export interface Plan {
  /** Absent: what the contract says for production. */
  partitions?: number;
  replicationFactor: number;
  minInSyncReplicas: number;
}

export const wantedShape = (
  topic: Pick<Topic, 'partitions' | 'retention' | 'writer'>,
  plan: Plan,
): Shape => ({
  partitions: plan.partitions ?? topic.partitions,
  replicationFactor: plan.replicationFactor,
  settings: topicSettings(topic, plan.minInSyncReplicas),
});

/** One line per difference. More partitions than wanted are the operator's growth and fine. */
export function differences(name: string, wanted: Shape, found: Shape): string[] {
  const said = (what: string, is: string | number | undefined, should: string | number) =>
    `${name}: ${what} is ${is ?? 'not set'}, should be ${should}`;
  return [
    ...(found.partitions < wanted.partitions
      ? [said('partitions', found.partitions, wanted.partitions)]
      : []),
    ...(found.replicationFactor < wanted.replicationFactor
      ? [said('replication factor', found.replicationFactor, wanted.replicationFactor)]
      : []),
    ...Object.entries(wanted.settings)
      .filter(([setting, value]) => found.settings[setting] !== value)
      .map(([setting, value]) => said(setting, found.settings[setting], value)),
  ];
}
