// `npm run send -- message --to bob --text "hello"`: publishes an event of any contract to the running platform.
import { dashesHint, exitOf, printable, WrongUsage } from '@offline-push/arguments';
import { KafkaPublisher, outgoing } from '@offline-push/bus';
import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { whereItRuns } from '../running/where';
import { eventOf } from './event-of';
import { helpOf, USAGE } from './help';
import { isMessage, topicOf } from './short-words';

const DEADLINE_MS = 10_000;

async function main(args: readonly string[]): Promise<void> {
  const [name = ''] = args;
  if (args.length === 0) throw new WrongUsage(`which event?\n\n${USAGE}`);
  if (/^(--help|-h|help)$/.test(name)) return console.log(USAGE);
  if (args.includes('--help') || args.includes('-h')) return console.log(helpOf(topicOf(name)));
  // The event first: a wrong command line needs no broker to be told so.
  const fresh = { app: 'demo', messageId: `send-${randomUUID().slice(0, 8)}` };
  eventOf(args, fresh);
  const { kafka, app } = whereItRuns();
  const { topic, event } = eventOf(args, { ...fresh, app });
  const publisher = new KafkaPublisher({
    ...kafka,
    clientId: 'send',
    source: 'send',
    deadlineMs: DEADLINE_MS,
  });
  try {
    await publisher.publish([outgoing(topic, event)]);
  } finally {
    await publisher.close();
  }
  console.log(printable(`${topic.name}  ${JSON.stringify(event)}`));
  const { messageId } = event as { messageId?: string };
  if (isMessage(topic)) console.log(`What became of it: npm run why -- --message ${String(messageId)}`);
}

Logger.overrideLogger(false); // the bus' tries are no news here: what came of them is said at the end
main(process.argv.slice(2)).catch((error: unknown) => {
  const hint = dashesHint(error, process.argv.slice(1), process.env);
  console.error(printable((error as Error).message + hint));
  process.exitCode = exitOf(error);
});
