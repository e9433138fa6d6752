// `npm run dead-letters -- groups`: lists, groups, shows, replays (dry run first) and discards what could not be processed.
import { dashesHint, exitOf, printable, WrongUsage } from '@offline-push/arguments';
import { whereTheLogIs } from '../running/where';
import { groupLines, listLines, replayLines, showLines } from './lines';
import { Letters } from './log';
import { type Question, questionOf, USAGE } from './question';

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) return console.log(USAGE);
  const question = questionOf(args);
  const place = whereTheLogIs(process.env, undefined, 'admin');
  if (typeof place === 'string') throw new Error(`delivery-log ${place}`);
  const lines = await answerOf(question, new Letters(place));
  // Details and bytes are text of others. Line ends of a value stay.
  for (const line of lines) console.log(printable(line));
}

async function answerOf(question: Question, letters: Letters): Promise<string[]> {
  switch (question.command) {
    case 'groups':
      return groupLines(await letters.groups());
    case 'show':
      return showLines(await letters.show(question.id));
    case 'list':
      return list(question, letters);
    case 'discard':
      return [`${await letters.discard(question.meant, question.because)} discarded.`];
    case 'replay': {
      const replayed = await letters.replay(question.meant, question.isDry);
      if (Object.keys(replayed.left).length > 0) process.exitCode = 1;
      return replayLines(replayed, question.isDry);
    }
  }
}

async function list(
  { meant: { ids, all, ...meant }, state, limit }: Extract<Question, { command: 'list' }>,
  letters: Letters,
): Promise<string[]> {
  void all;
  if (ids !== undefined) throw new WrongUsage('list knows no --id: show <id> has one letter');
  const query = { ...meant, ...(state !== undefined && { state }), limit: String(limit) };
  const page = await letters.list(query);
  return listLines(page.letters, page.next !== undefined);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const hint = dashesHint(error, process.argv.slice(1), process.env);
  console.error(printable((error instanceof Error ? error.message : String(error)) + hint));
  process.exitCode = exitOf(error);
});
