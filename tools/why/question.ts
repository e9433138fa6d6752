// The question, from the command line. Pure.
import { type Flags, flagLines, given, WrongUsage } from '@offline-push/arguments';

export interface Question {
  message: string | undefined;
  user: string | undefined;
  device: string | undefined;
  app: string | undefined;
  /** In ms. */
  deadlineMs: number;
}

const FLAGS: Flags = {
  message: { value: 'm-1', says: 'what became of this message, for each device of each recipient' },
  user: { value: 'bob', says: 'only this user; without --message: his devices, and his last messages' },
  device: { value: 'bobs-phone', says: 'only this device; alone: how it stands, and its last messages' },
  app: { value: 'demo', says: 'only this app; without it, every app in which it is found' },
  deadline: { value: '30', says: 'seconds that looking back may take' },
};

export const USAGE = `npm run why -- --message m-1        why a phone rang or did not ring: delivery-log's diagnosis and story, step by step
npm run why -- --user bob
npm run why -- --device bobs-phone

${flagLines(FLAGS)}

It asks the delivery-log of the running platform, or of OFFLINE_PUSH_LOG_URL with the key OFFLINE_PUSH_API_KEY (role viewer). Where that has no answer, it says so
and reads the topics (of the running platform, or KAFKA_BROKERS) from the newest records backwards, commits nothing and needs no consumer group.
The reasons are those of docs/why-no-push.md.
Exit code 0: it was found; 1: not found, or neither delivery-log nor Kafka was reached; 2: the command line was wrong.`;

export function questionOf(args: readonly string[]): Question {
  const asked = given(args, FLAGS);
  const [message, user, device] = [asked.text('message'), asked.text('user'), asked.text('device')];
  if (!message && !user && !device)
    throw new WrongUsage(`--message, --user or --device says what to look for\n\n${USAGE}`);
  const seconds = Number(asked.text('deadline') ?? '30');
  if (!(seconds >= 1 && seconds <= 3600)) throw new WrongUsage('--deadline is 1 to 3600 seconds');
  return { message, user, device, app: asked.text('app'), deadlineMs: seconds * 1000 };
}
