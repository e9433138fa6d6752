// The answer to a question, line by line, from what the topics say. Pure.
import { deviceLines } from './devices';
import type { Evidence, Story } from './topics/evidence';
import { type DeviceFate, fatesOf } from './topics/fates';
import { thereIs } from './more';
import type { Question } from './question';
import { letterKeyOf, lettersAt } from './topics/refused-events';
import { letterOf, refusedEventOf, sentenceOf } from './sentence';
import { strangersOf } from './topics/strange-fields';
import { untoldOnce } from './waiting';
import { timeOf } from './words';

export interface Answer {
  isFound: boolean;
  lines: string[];
}

export interface LookedBack {
  brokers: readonly string[];
  /** Everything newer was read; undefined: all there is. */
  toMs: number | undefined;
  nowMs: number;
}

/** Of a user's messages the last so many are told. */
const MESSAGES = 5;

export function answerOf(question: Question, evidence: Evidence, looked: LookedBack): Answer {
  const stories = [...evidence.stories.values()].filter(
    (story) => question.message !== undefined || story.gated.length > 0,
  );
  const told = stories.sort((a, b) => sentAtMsOf(a) - sentAtMsOf(b)).slice(-MESSAGES);
  const tellings = told.map((story) => tellingOf(story, question, evidence, looked.nowMs));
  const of = untoldOnce(tellings.flatMap(({ lines }) => lines));
  const isTold = new Set(tellings.flatMap(({ letters }) => letters.map(letterKeyOf)));
  const letters = evidence.letters
    .filter((letter) => !isTold.has(letterKeyOf(letter)))
    .map((letter) => `  ${letterOf(letter)}`);
  const devices = question.message === undefined ? deviceLines(question, evidence) : [];
  const isFound = of.length + letters.length + devices.length > 0;
  const head = isFound ? [] : neverSeen(question, evidence, looked);
  return {
    isFound,
    lines: [
      ...head,
      ...devices,
      ...of,
      ...(letters.length > 0 ? ['Dead letters about it:', ...letters] : []),
    ],
  };
}

interface Telling {
  lines: string[];
  /** The dead letters that the lines tell of. */
  letters: Evidence['letters'];
}

function tellingOf(story: Story, question: Question, evidence: Evidence, nowMs: number): Telling {
  const { app, messageId } = story;
  const sentAtMs = sentAtMsOf(story);
  const all = fatesOf(story, evidence, { user: question.user, device: undefined });
  const fates = ofDevice(all, question.device);
  const ended = ({ fate }: DeviceFate) => lettersAt(fate.at, evidence.letters, story);
  const letters = fates.length === 0 ? lettersAt('presence', evidence.letters, story) : fates.flatMap(ended);
  const notes = [...new Set(story.gated.flatMap((gated) => gated.notes ?? []))];
  const strangers = [...new Set(story.sent.flatMap((sent) => sent.strangers))];
  const refused = new Map(letters.map((letter) => [letterKeyOf(letter), refusedEventOf(letter)]));
  const open = fates.filter((fate) => ended(fate).length === 0);
  const nobody = fates.length + refused.size === 0 ? [nobodyOf(question, all.length > 0)] : [];
  const lines = [
    ...(strangers.length > 0 ? [strangersOf(strangers)] : []),
    ...notes.map((note) => `repaired at the door: ${note}`),
    ...refused.values(),
    ...nobody,
    ...open.map((fate) => sentenceOf(fate, { app, story, sentAtMs, evidence, nowMs })),
  ];
  const head = `${messageId} of app ${app}, sent ${timeOf(sentAtMs)}:`;
  return { lines: [head, ...lines.map((line) => `  ${line}`)], letters };
}

/** What is not decided yet for a recipient as a whole holds for each device. */
const ofDevice = (fates: readonly DeviceFate[], device: string | undefined): DeviceFate[] =>
  fates.filter(
    (one) =>
      device === undefined ||
      one.device === device ||
      (one.device === undefined && one.fate.at === 'presence'),
  );

function nobodyOf({ user, device }: Question, isRecipient: boolean): string {
  const about = [user, device].filter(Boolean).join(', ') || 'anybody';
  return device !== undefined && (isRecipient || user === undefined)
    ? `nothing of ${about}: no device of that name in this message`
    : `nothing of ${about}: not among its recipients`;
}

function sentAtMsOf({ sent, gated, addressed, ended }: Story): number {
  const first = [...sent, ...gated, ...addressed][0];
  return first?.sentAtMs ?? Math.min(...[...sent, ...ended].map(({ seenAtMs }) => seenAtMs));
}

function neverSeen(
  { message, user, app }: Question,
  { newest, apps }: Evidence,
  { toMs, brokers }: LookedBack,
): string[] {
  const back =
    toMs === undefined ? 'in all that is kept' : `back to ${timeOf(toMs)}, further takes a longer --deadline`;
  const where = `on the brokers ${brokers.join(', ')} (${back})`;
  const what =
    message === undefined ? `nothing of user ${String(user)}` : `no message ${message} on message.sent.v1`;
  const last = newest
    ? `The newest message there is ${newest.messageId} of app ${newest.app}, at ${timeOf(newest.seenAtMs)}.`
    : 'There is no message at all.';
  const other =
    app === undefined || apps.size === 0 || apps.has(app)
      ? ''
      : ` No session of app ${app} was ever seen: ${thereIs(app, apps)}.`;
  return [
    `never seen: ${what}${app === undefined ? '' : ` of app ${app}`} ${where}, and no dead letter about it.`,
    `Was it published to another app or another broker, or under another id?${other} ${last}`,
  ];
}
