// What is asked, from the command line. Pure.
import { type Flags, flagLines, type Given, given, WrongUsage } from '@offline-push/arguments';

const COMMANDS = ['list', 'groups', 'show', 'replay', 'discard'] as const;
type Command = (typeof COMMANDS)[number];

/** Those that are meant. */
export interface Meant {
  ids?: readonly string[];
  topic?: string;
  reason?: string;
  app?: string;
  all?: true;
}

export type Question =
  | { command: 'groups' }
  | { command: 'show'; id: string }
  | { command: 'list'; meant: Meant; state?: string; limit?: number }
  | { command: 'replay'; meant: Meant; isDry: boolean }
  | { command: 'discard'; meant: Meant; because: string };

const FLAGS: Flags = {
  id: { value: 'a,b', says: 'only these letters; ids are what `list` prints first' },
  topic: { value: 'message.sent.v1', says: 'only those of this topic' },
  reason: { value: 'handler-failed', says: 'only those with this reason (docs/why-no-push.md)' },
  app: { value: 'demo', says: 'only those of this app, as far as that can be read' },
  all: { isSwitch: true, says: 'all of them, in place of what narrows' },
  yes: { isSwitch: true, says: 'replay: do it. Without it, it is only said what would be done' },
  because: { value: '"a load test"', says: 'discard: why, for the next who asks' },
  state: { value: 'replayed', says: 'list: kept (without it), replaying, replayed or discarded' },
  limit: { value: '20', says: 'list: how many, the newest first; 1 to 200' },
};

export const USAGE = `npm run dead-letters -- groups                              how many there are, by topic and reason
npm run dead-letters -- list --reason handler-failed
npm run dead-letters -- show <id>                           with its bytes, as text where they are one
npm run dead-letters -- replay --reason handler-failed      says what would be done; with --yes it is done
npm run dead-letters -- discard --topic message.sent.v1 --because "a load test"

${flagLines(FLAGS)}

It asks the delivery-log of the running platform, or of OFFLINE_PUSH_LOG_URL with the key OFFLINE_PUSH_API_KEY (of all apps; role operator, or viewer for list and groups).
A replay is safe to repeat: a letter is published once, and a message passes the gate again. What fails again is a new letter.
Exit code 0: done; 1: delivery-log was not reached or refused it, or letters stay that cannot be replayed; 2: the command line was wrong.`;

export function questionOf(args: readonly string[]): Question {
  const [word = '', ...rest] = args;
  if (!isCommand(word))
    throw new WrongUsage(
      `${word === '' ? 'what is to be done?' : `${word} is none of ${COMMANDS.join(', ')}`}\n\n${USAGE}`,
    );
  const isShow = word === 'show';
  const asked = given(idsAsValues(rest), FLAGS, isShow ? 1 : 0);
  if (word === 'groups') return { command: word };
  if (isShow) return { command: word, id: idOf(asked) };
  const meant = meantBy(asked);
  if (word === 'list') return { command: word, meant, ...listed(asked) };
  if (Object.keys(meant).length === 0)
    throw new WrongUsage(`${word} needs --id, --topic, --reason or --app, or --all for all of them`);
  return word === 'replay'
    ? { command: word, meant, isDry: !asked.has('yes') }
    : { command: word, meant, because: becauseOf(asked) };
}

/** One id of 64 begins with a dash (base64url), and would be read as a flag. */
const DASHED_ID = /^-[\w-]{21}(?:,|$)/;

const idsAsValues = (words: readonly string[]): string[] =>
  words.flatMap((word, i) => {
    if (DASHED_ID.test(word)) return [`--id=${word}`];
    return word === '--id' && DASHED_ID.test(words[i + 1] ?? '') ? [] : [word];
  });

const isCommand = (word: string): word is Command => (COMMANDS as readonly string[]).includes(word);

function idOf(asked: Given): string {
  const id = asked.words[0] ?? asked.text('id');
  if (id === undefined) throw new WrongUsage('show needs the id of a letter; `list` prints them');
  return id;
}

function meantBy(asked: Given): Meant {
  const ids = asked.values
    .get('id')
    ?.flatMap((text) => text.split(','))
    .filter((id) => id !== '');
  const [topic, reason, app] = ['topic', 'reason', 'app'].map((flag) => asked.text(flag));
  const meant: Meant = {
    ...(ids !== undefined && ids.length > 0 && { ids }),
    ...{ ...(topic && { topic }), ...(reason && { reason }), ...(app && { app }) },
  };
  if (!asked.has('all')) return meant;
  if (Object.keys(meant).length > 0) throw new WrongUsage('--all stands in place of what narrows');
  return { all: true };
}

function listed(asked: Given): { state?: string; limit?: number } {
  const [state, limit] = [asked.text('state'), Number(asked.text('limit') ?? '20')];
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= 200)) throw new WrongUsage('--limit is 1 to 200');
  return { ...(state && { state }), limit };
}

function becauseOf(asked: Given): string {
  const because = asked.text('because');
  if (!because) throw new WrongUsage('discard needs --because "why", for the next who asks');
  return because;
}
