// The metrics of the bus, in prom-client's default registry. No ids of users, messages or tokens in labels.
import { Counter, Gauge, Histogram } from 'prom-client';

export type RecordResult = 'settled' | 'dead' | 'held';

export const busRecords = new Counter({
  name: 'offline_push_bus_records_total',
  help: 'Records taken from the log, by how they ended. A held record comes again.',
  labelNames: ['topic', 'group', 'result'] as const,
});

export const busBatchDuration = new Histogram({
  name: 'offline_push_bus_batch_duration_seconds',
  help: 'How long a handler took for a slice.',
  labelNames: ['topic', 'group'] as const,
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});

export const deadLetters = new Counter({
  name: 'offline_push_dead_letters_total',
  help: 'Events that nobody could process.',
  labelNames: ['topic', 'reason'] as const,
});

export const unknownFields = new Counter({
  name: 'offline_push_unknown_fields_total',
  help: 'Fields that the contract does not know, in records that were taken; a misspelt one is here. At most 50 names per topic, then "other".',
  labelNames: ['topic', 'field'] as const,
});

export const repairedFields = new Counter({
  name: 'offline_push_repaired_fields_total',
  help: 'Fields of foreign events that were cut, repaired or left out at the door.',
  labelNames: ['topic', 'field'] as const,
});

export const oddRecords = new Counter({
  name: 'offline_push_odd_records_total',
  help: 'Records that were taken though they are odd: ce-type, ce-specversion, key (another than the contract computes), structured, framed (a schema id or a byte order mark).',
  labelNames: ['topic', 'oddity'] as const,
});

export const lostInput = new Counter({
  name: 'offline_push_lost_input_total',
  help: 'Records that the log dropped before this group had read them.',
  labelNames: ['topic', 'group'] as const,
});

export const flowHeld = new Gauge({
  name: 'offline_push_bus_flow_held',
  help: '1 while a flow reads nothing for this cause: starting, catching-up, retrying.',
  labelNames: ['group', 'cause'] as const,
});

export const leaderlessPartitions = new Gauge({
  name: 'offline_push_bus_leaderless_partitions',
  help: "Partitions of a group's topics that have no leader: nobody reads or writes them now.",
  labelNames: ['group'] as const,
});

export const handlerBroken = new Gauge({
  name: 'offline_push_bus_handler_broken',
  help: '1 while a topic is held because its handler fails on every event.',
  labelNames: ['topic', 'group'] as const,
});

/** What a lag gauge asks of a running flow, at the moment of the scrape. */
export interface LagSource {
  lag(nowMs: number): Iterable<{ topic: string; partition: number; records: number; seconds: number }>;
  readonly group: string;
}

const lagSources = new Set<LagSource>();
const lagLabels = ['topic', 'partition', 'group'] as const;

const lagRecords = new Gauge({
  name: 'offline_push_bus_lag_records',
  help: 'Records of a partition that this group has not settled yet.',
  labelNames: lagLabels,
  collect: () => collectLag(Date.now()), // fills both: gauges are read in the order in which they are made
});

const lagSeconds = new Gauge({
  name: 'offline_push_bus_lag_seconds',
  help: 'Age of the oldest record of a partition that this group has not settled yet. 0: nothing waits.',
  labelNames: lagLabels,
  collect: () => collectLag(Date.now()),
});

/** Lets the gauges ask this flow until the answer is called. */
export function watchLag(source: LagSource): () => void {
  lagSources.add(source);
  return () => lagSources.delete(source);
}

/** Partitions that were given away disappear, so the gauges are filled anew for each scrape. */
function collectLag(nowMs: number): void {
  lagRecords.reset();
  lagSeconds.reset();
  for (const source of lagSources)
    for (const { topic, partition, records, seconds } of source.lag(nowMs)) {
      const labels = { topic, partition: String(partition), group: source.group };
      lagRecords.set(labels, records);
      lagSeconds.set(labels, seconds);
    }
}

export const outboxOldest = new Gauge({
  name: 'offline_push_outbox_oldest_seconds',
  help: 'Age of the oldest record that is decided but not published. 0: nothing waits.',
  labelNames: ['service'] as const,
});
