// vivo's answer → one verdict per delivery. What each code means stands in codes.ts; here is how an answer is read.
import type { Exchange } from '../shared/http/http';
import { MAX_QUOTE, printable } from '../shared/text/printable';
import { wordlessCode, wordlessLogin, wordlessVerdict } from '../shared/text/wordless';
import { takenAs } from '../shared/text/visible';
import type { Verdict } from '../vendor';
import { answerOf, invalidUsersIn, taskIdIn, type VivoAnswer } from './answer';
import { type Ruling, rulingOf, rulingOfStatus } from './codes';
import { untilMidnight, untilSeven } from './quota';

/** What was asked, and of whom, in the order of the deliveries. */
export interface Asked {
  readonly step: 'login' | 'send' | 'save' | 'list';
  readonly tokens: readonly string[];
  /** Of the class that the certificate's messages usually have. */
  readonly isUsualClass: boolean;
  /** Of a list: what vivo gave for the saved message. */
  readonly taskId?: string;
}

export function verdictsOf(exchange: Exchange, asked: Asked, nowMs: number): Verdict[] {
  const answer = answerOf(exchange);
  if (answer?.code === 0 && mayRing(asked)) return accepted(answer, asked, nowMs);
  const verdict = notAccepted(exchange, answer, asked, nowMs);
  return asked.tokens.map(() => verdict);
}

/** A login and a saved message ring nobody. */
const mayRing = ({ step }: Asked): boolean => step === 'send' || step === 'list';

/** The verdict on a step as a whole. */
export function notAccepted(
  exchange: Exchange,
  answer: VivoAnswer | undefined,
  asked: Asked,
  nowMs: number,
): Verdict {
  if (exchange.kind === 'no-answer') return withoutAnswer(exchange, asked);
  if (answer === undefined || answer.code === 0) return withoutCode(exchange, asked);
  const words = { code: String(answer.code), said: printable(answer.json['desc'], MAX_QUOTE) };
  const verdict = ruled(rulingFor(answer, asked), words, asked, nowMs);
  const { retryAfterMs } = exchange;
  const mayWait = verdict.kind === 'throttled' || verdict.kind === 'unavailable';
  return mayWait && retryAfterMs !== undefined ? { ...verdict, retryAfterMs } : verdict;
}

type Answered = Extract<Exchange, { kind: 'answered' }>;
type NoAnswer = Extract<Exchange, { kind: 'no-answer' }>;

/** A message was saved too slowly for its list to leave in time, and would be again: a phone by itself needs one call only. */
function withoutAnswer({ code, mayHaveArrived }: NoAnswer, asked: Asked): Verdict {
  const mayHaveRung = mayHaveArrived && mayRing(asked);
  const isTooSlow = code === 'deadline' && !mayHaveRung && (asked.step === 'save' || asked.step === 'list');
  return { kind: 'unavailable', code, mayHaveRung, ...(isTooSlow && { retryAlone: true }) };
}

function withoutCode(answered: Answered, asked: Asked): Verdict {
  const code = asked.step === 'login' ? wordlessLogin(answered) : wordlessCode(answered);
  return wordlessVerdict(answered, code, mayRing(asked));
}

/**
 * Who asks for an access token is told about the app, never about a message. A code that ends a token means the only one of a single send:
 * a thousand must not die of one answer.
 */
function rulingFor(answer: VivoAnswer, { step }: Asked): Ruling {
  const ruling = rulingOf(answer.code);
  if (step === 'login' && ruling.kind === 'refused') return { kind: 'unavailable' };
  if (ruling.kind === 'token-dead' && step !== 'send')
    return { kind: 'unavailable', retryAlone: step !== 'login' };
  const [invalid] = ruling.kind === 'token-dead' ? invalidUsersIn(answer) : [];
  return invalid !== undefined && invalid.status > 2 ? rulingOfStatus(invalid.status) : ruling;
}

interface Words {
  readonly code: string;
  readonly said: string;
}

function ruled(ruling: Ruling, { code, said }: Words, asked: Asked, nowMs: number): Verdict {
  const detail = [ruling.advice, said].filter(Boolean).join(' vivo says: ');
  const what = { code, ...(detail && { detail }) };
  switch (ruling.kind) {
    case 'refused':
    case 'token-dead':
      return { kind: ruling.kind, ...what };
    case 'throttled':
      return {
        ...what,
        kind: 'throttled',
        ...(ruling.waitMs !== undefined && { retryAfterMs: ruling.waitMs }),
      };
    case 'class-closed':
      return closed(what, asked, ruling.until === 'seven' ? untilSeven(nowMs) : untilMidnight(nowMs));
    case 'lists-closed':
      return { kind: 'unavailable', ...what, mayHaveRung: false, retryAlone: true };
    case 'unavailable':
      return {
        kind: 'unavailable',
        ...what,
        mayHaveRung: false,
        ...(ruling.retryAlone === true && { retryAlone: true }),
      };
    case 'credential-broken':
      return ruling.isForSystemOnly === true && !asked.isUsualClass
        ? { kind: 'refused', ...what }
        : { kind: 'credential-broken', ...what };
  }
}

/** `throttled` closes the lane. A class that the certificate seldom sends must not: its quota is not that of the others. */
export const closed = (
  what: { code: string; detail?: string },
  { isUsualClass }: Pick<Asked, 'isUsualClass'>,
  retryAfterMs: number,
): Verdict =>
  isUsualClass
    ? { kind: 'throttled', ...what, retryAfterMs }
    : { kind: 'unavailable', ...what, retryAfterMs, mayHaveRung: false, isLocal: true };

/** Result 0 still names those whom vivo did not take. Names that we did not send are ignored; a single send has only one. */
function accepted(
  answer: VivoAnswer,
  { step, tokens, taskId, isUsualClass }: Asked,
  nowMs: number,
): Verdict[] {
  const taken = takenAs(taskId ?? taskIdIn(answer));
  const invalid = new Map(invalidUsersIn(answer).map(({ userid, status }) => [userid, status]));
  const only = step === 'send' ? [...invalid.values()][0] : undefined;
  return tokens.map((token) => {
    const status = invalid.get(token) ?? only;
    if (status === undefined) return taken;
    const words = { code: `invalid-user-${status}`, said: '' };
    return ruled(rulingOfStatus(status), words, { step, tokens, isUsualClass }, nowMs);
  });
}
