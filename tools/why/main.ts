// `npm run why -- --message m-1`: what became of each device of each recipient, why, what to do, and who must do it.
import { dashesHint, exitOf, printable } from '@offline-push/arguments';
import { Logger } from '@nestjs/common';
import { whereItRuns } from '../running/where';
import { answerOf } from './answer';
import { look } from './look';
import { questionOf, USAGE } from './question';

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) return console.log(USAGE);
  const question = questionOf(args);
  const { kafka } = whereItRuns();
  const { evidence, toMs } = await look(kafka, question);
  const { isFound, lines } = answerOf(question, evidence, {
    brokers: kafka.brokers,
    toMs,
    nowMs: Date.now(),
  });
  // Ids, vendors' words and dead letters are text of others.
  console.log(lines.map((line) => printable(line)).join('\n'));
  if (!isFound) process.exitCode = 1;
}

Logger.overrideLogger(false); // the bus' tries are no news here: what came of them is said at the end
main(process.argv.slice(2)).catch((error: unknown) => {
  const hint = dashesHint(error, process.argv.slice(1), process.env);
  console.error(printable((error instanceof Error ? error.message : String(error)) + hint));
  process.exitCode = exitOf(error);
});
