// `npm run why -- --message m-1`: what became of each device of each recipient, why, what to do, and who must do it. delivery-log answers; where it
// cannot, the topics do.
import { dashesHint, exitOf, printable } from '@offline-push/arguments';
import { Logger } from '@nestjs/common';
import { whereItRuns, whereTheLogIs } from '../running/where';
import { answerOf } from './answer';
import { lookBesides } from './besides';
import { askLog, NoAnswer } from './log/ask';
import { linesOf } from './log/lines';
import type { Told } from './log/told';
import { look } from './topics/look';
import { type Question, questionOf, USAGE } from './question';
import { sentence } from './words';

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) return console.log(USAGE);
  const question = questionOf(args);
  const told = await toldByLog(question);
  if (typeof told === 'string') return fromTopics(question, told);
  print(linesOf(told, question, Date.now()));
  await tellBesides(question, told);
}

/** A text: why it has no answer. */
async function toldByLog(question: Question): Promise<Told | string> {
  const place = whereTheLogIs();
  if (typeof place === 'string') return place;
  return askLog(place, question).catch((error: unknown) => {
    if (error instanceof NoAnswer) return error.message;
    throw error;
  });
}

/** The answer is given: without Kafka there is nothing to add, which is said. */
async function tellBesides(question: Question, told: Told): Promise<void> {
  try {
    const lines = await lookBesides(whereItRuns().kafka, question, told);
    if (lines.length > 0) print(['The topics say besides:', ...lines.map((line) => `  ${line}`)]);
  } catch (error) {
    print([`(Fields that nobody knows were not looked for: ${wordsOf(error)})`]);
  }
}

async function fromTopics(question: Question, why: string): Promise<void> {
  const { kafka } = whereItRuns();
  if (question.message === undefined && question.user === undefined)
    throw new Error(
      `delivery-log ${sentence(why)} Without it a device is found by --message or --user only.`,
    );
  console.error(printable(`delivery-log ${sentence(why)} This is what the topics say:`));
  const { evidence, toMs } = await look(kafka, question);
  const { isFound, lines } = answerOf(question, evidence, {
    brokers: kafka.brokers,
    toMs,
    nowMs: Date.now(),
  });
  print(lines);
  if (!isFound) process.exitCode = 1;
}

/** Ids, vendors' words and dead letters are text of others. */
const print = (lines: readonly string[]): void =>
  console.log(
    lines
      .flatMap((text) => text.split('\n'))
      .map((line) => printable(line))
      .join('\n'),
  );

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

Logger.overrideLogger(false); // the bus' tries are no news here: what came of them is said at the end
main(process.argv.slice(2)).catch((error: unknown) => {
  const hint = dashesHint(error, process.argv.slice(1), process.env);
  console.error(printable(wordsOf(error) + hint));
  process.exitCode = exitOf(error);
});
