// The topics job: makes the topics of the contracts on a broker. What exists is never changed, but differences are said; running it
// again is harmless. Exit code 0: every topic is there; 78: wrong settings; 1: the broker could not be reached.
import { createTopics } from '@offline-push/bus';
import { TOPICS } from '@offline-push/contracts';
import { Logger } from '@nestjs/common';
import { ConfigInvalid, kafkaOptions, parseConfig } from '@offline-push/service-kit';
import { foundShapes } from './found';
import { topicsFields, type TopicsConfig } from './topics.config';
import { differences, type Plan, wantedShape } from './wanted';

async function main(): Promise<void> {
  const config = parseConfig(topicsFields, process.env);
  const connection = kafkaOptions(config);
  Logger.overrideLogger(false); // the bus' tries are no news of a job: it says at the end what came of them
  const plan = planOf(config);
  const created = await createTopics({ ...connection, clientId: 'topics' }, TOPICS, plan);
  const found = await foundShapes(
    connection,
    TOPICS.map(({ name }) => name),
  );
  const lines = TOPICS.flatMap((topic) => {
    const shape = found.get(topic.name);
    return shape ? differences(topic.name, wantedShape(topic, plan), shape) : [];
  });
  for (const name of created) console.log(`created ${name}`);
  for (const line of lines) console.warn(`left as it is: ${line}`);
  console.log(
    `${created.length} created, ${TOPICS.length - created.length} were there, ${lines.length} differences`,
  );
}

function planOf(config: TopicsConfig): Plan {
  const replicationFactor = config.TOPICS_REPLICATION_FACTOR;
  return {
    ...(config.TOPICS_PARTITIONS > 0 && { partitions: config.TOPICS_PARTITIONS }),
    replicationFactor,
    minInSyncReplicas: config.TOPICS_MIN_IN_SYNC_REPLICAS || Math.max(1, replicationFactor - 1),
  };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof ConfigInvalid ? error.exitCode : 1;
});
