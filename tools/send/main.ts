// `npm run send -- message --to bob --text "hello"`: publishes an event of any contract to the running platform.
import { KafkaPublisher, outgoing } from '@offline-push/bus';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventOf, namesOfEvents } from './event-of';

interface Running {
  brokers: string[];
  app: string;
}

const USAGE = `npm run send -- <event> --field value …

  npm run send -- message --to bob --text "hello"
  npm run send -- message --to bob,carol --text "hello" --id m-7 --evenIfOnline carol
  npm run send -- session --user bob --device bobs-phone --session bob-1 --change logged-out
  npm run send -- session --user bob --device bobs-phone --session bob-2 --change logged-in
  npm run send -- binding --user bob --device bobs-phone --session bob-2 --certificate 1 --token ok-bobs-phone

Events: ${namesOfEvents()}
Fields are those of docs/topics.md; --push.title sets a field inside another. A message has an id of its own unless --id says one.`;

/** KAFKA_BROKERS wins; otherwise the platform that \`npm start\` keeps running says where its broker is. */
function whereTo(): Running {
  const brokers = process.env['KAFKA_BROKERS'];
  if (brokers) return { brokers: brokers.split(','), app: 'demo' };
  try {
    return JSON.parse(readFileSync(join(__dirname, '../../.running.json'), 'utf8')) as Running;
  } catch (error) {
    throw new Error('nothing is running: start it with npm start, or set KAFKA_BROKERS', { cause: error });
  }
}

async function main(args: readonly string[]): Promise<void> {
  if (args.length === 0 || args.includes('--help')) return console.log(USAGE);
  const { brokers, app } = whereTo();
  const { topic, event } = eventOf(args, { app, messageId: `send-${randomUUID().slice(0, 8)}` });
  const publisher = new KafkaPublisher({ brokers, clientId: 'send', source: 'send', deadlineMs: 10_000 });
  try {
    await publisher.publish([outgoing(topic, event)]);
    console.log(`${topic.name}  ${JSON.stringify(event)}`);
  } finally {
    await publisher.close();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
