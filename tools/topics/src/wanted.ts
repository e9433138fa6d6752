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

/** Copies of each record that a cluster of so many brokers gets. With fewer than three, one lost broker stops it or loses records. */
export const copiesFor = (brokers: number): number => Math.min(3, Math.max(1, brokers));

export interface Difference {
  what: string;
  is: string | number | undefined;
  should: string | number;
  /** It can be set while everybody reads and writes, and set back. Absent: a number of partitions or of copies. */
  setting?: string;
}

/** More partitions or copies than wanted are the operator's growth and fine. */
export function differences(wanted: Shape, found: Shape): Difference[] {
  const fewer = (what: 'partitions' | 'replicationFactor', said: string): Difference[] =>
    found[what] < wanted[what] ? [{ what: said, is: found[what], should: wanted[what] }] : [];
  return [
    ...fewer('partitions', 'partitions'),
    ...fewer('replicationFactor', 'replication factor'),
    ...Object.entries(wanted.settings)
      .filter(([setting, should]) => found.settings[setting] !== should)
      .map(([setting, should]) => ({ what: setting, is: found.settings[setting], should, setting })),
  ];
}

const HARMLESS = [
  'retention.ms',
  'segment.ms',
  'message.timestamp.type',
  'max.message.bytes',
  'min.insync.replicas',
];

/**
 * What of the differences may be set: nothing that drops records (a shorter retention, another cleanup), and not more copies in sync than
 * there are, since the topic could not be written any more.
 */
export function mayBeSet({ setting, is, should }: Difference, { replicationFactor }: Shape): boolean {
  if (setting === undefined || !HARMLESS.includes(setting)) return false;
  if (setting === 'min.insync.replicas') return Number(should) <= replicationFactor;
  return setting !== 'retention.ms' || (Number(is) >= 0 && Number(is) < Number(should));
}

export const said = (topic: string, { what, is, should }: Difference): string =>
  `${topic}: ${what} is ${is ?? 'not set'}, should be ${should}`;
