// The topics job: makes the topics of the contracts on a cluster. What exists is compared, and what differs is said; it is changed only
// with --apply, and then makes harmless changes only. It may be run again. Exit code 0: every topic is there; 78: wrong settings; 2:
// the command line was wrong; 1: the cluster could not be reached.
import { exitOf, type Flags, flagLines, given } from '@offline-push/arguments';
import { createTopics } from '@offline-push/bus';
import { TOPICS } from '@offline-push/contracts';
import { Logger } from '@nestjs/common';
import { ConfigInvalid, kafkaOptions, type KafkaSettings, parseConfig } from '@offline-push/service-kit';
import { Cluster } from './cluster';
import { topicsFields, type TopicsConfig } from './topics.config';
import { copiesFor, differences, mayBeSet, type Plan, said, type Shape, wantedShape } from './wanted';

const FLAGS: Flags = {
  'dry-run': { isSwitch: true, says: 'only says what would be made and changed' },
  apply: {
    isSwitch: true,
    says: 'sets what differs in existing topics, where that harms nobody (retention, segments, time stamps)',
  },
};

const USAGE = `topics [--dry-run] [--apply]      makes the topics of the contracts; KAFKA_BROKERS says where

${flagLines(FLAGS)}

Settings: ${Object.entries(topicsFields)
  .filter(([name]) => name.startsWith('TOPICS_'))
  .map(([name, { says }]) => `\n  ${name}: ${says}`)
  .join('')}
Partitions and copies of topics that exist are never changed: more partitions move keys, and copies are moved by Kafka's own tools.`;

const NAMES = TOPICS.map(({ name }) => name);

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) return console.log(USAGE);
  const asked = given(args, FLAGS);
  const config = parseConfig(topicsFields, process.env);
  Logger.overrideLogger(false); // the bus' tries are no news of a job: it says at the end what came of them
  const connection = kafkaOptions(config);
  const cluster = await Cluster.open(connection);
  try {
    const plan = await planOf(config, cluster);
    const before = await cluster.shapesOf(NAMES);
    const created = asked.has('dry-run') ? toMake(before, plan) : await make(connection, plan);
    const changed = await compare(before, plan, {
      cluster,
      mayApply: asked.has('apply'),
      isDry: asked.has('dry-run'),
    });
    console.log(
      `${created} ${asked.has('dry-run') ? 'would be created' : 'created'}, ${before.size} were there, ${changed} differences`,
    );
  } finally {
    await cluster.close();
  }
}

async function planOf(config: TopicsConfig, cluster: Cluster): Promise<Plan> {
  const brokers = await cluster.countBrokers();
  const replicationFactor = config.TOPICS_REPLICATION_FACTOR || copiesFor(brokers);
  const minInSyncReplicas = config.TOPICS_MIN_IN_SYNC_REPLICAS || Math.max(1, replicationFactor - 1);
  if (replicationFactor < 3)
    console.warn(
      `WARNING: ${replicationFactor === 1 ? 'one copy' : 'two copies'} of each record (${brokers} brokers): ` +
        `${replicationFactor === 1 ? 'a lost broker loses records' : 'while one broker is away, a second loss loses records'}. Production wants three brokers.`,
    );
  return {
    ...(config.TOPICS_PARTITIONS > 0 && { partitions: config.TOPICS_PARTITIONS }),
    ...{ replicationFactor, minInSyncReplicas },
  };
}

async function make(connection: KafkaSettings, plan: Plan): Promise<number> {
  const created = await createTopics({ ...connection, clientId: 'topics' }, TOPICS, plan);
  for (const name of created) console.log(`created ${name}: ${shapeIn(name, plan)}`);
  return created.length;
}

function toMake(before: ReadonlyMap<string, Shape>, plan: Plan): number {
  const missing = NAMES.filter((name) => !before.has(name));
  for (const name of missing) console.log(`would create ${name}: ${shapeIn(name, plan)}`);
  return missing.length;
}

interface Manner {
  cluster: Cluster;
  mayApply: boolean;
  isDry: boolean;
}

/** The number of differences. */
async function compare(
  before: ReadonlyMap<string, Shape>,
  plan: Plan,
  { cluster, mayApply, isDry }: Manner,
): Promise<number> {
  let count = 0;
  for (const [name, found] of before) {
    const differ = differences(wantedOf(name, plan), found);
    const settable = mayApply ? differ.filter((one) => mayBeSet(one, found)) : [];
    const changes = Object.fromEntries(settable.map(({ what, should }) => [what, String(should)]));
    if (settable.length > 0 && !isDry) await cluster.set(name, changes);
    for (const one of differ) {
      const done = isDry ? 'would be set' : 'set';
      console.warn(`${settable.includes(one) ? done : 'left as it is'}: ${said(name, one)}`);
    }
    count += differ.length;
  }
  return count;
}

function wantedOf(name: string, plan: Plan): Shape {
  const topic = TOPICS.find((one) => one.name === name);
  if (topic === undefined) throw new Error(`${name} is no topic of the contracts`);
  return wantedShape(topic, plan);
}

function shapeIn(name: string, plan: Plan): string {
  const { partitions, replicationFactor, settings } = wantedOf(name, plan);
  const kept =
    settings['retention.ms'] === undefined
      ? 'compacted'
      : `kept ${Number(settings['retention.ms']) / 86_400_000} days`;
  return `${partitions} partitions, ${replicationFactor} copies, ${kept}`;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof ConfigInvalid ? error.exitCode : exitOf(error);
});
