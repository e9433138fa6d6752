// vivo's answer → one verdict per delivery. What each code means stands in codes.ts; here is how an answer is read.
import { untilMidnightInChina } from '../shared/content/china-day';
import type { Exchange } from '../shared/http/http';
import { MAX_QUOTE, printable } from '../shared/text/printable';
import { takenAs } from '../shared/text/visible';
import { closed, whatOf, withWait } from '../shared/text/what';
import { type Step, wordlessStep } from '../shared/text/wordless';
import type { Verdict } from '../vendor';
import { answerOf, invalidUsersIn, taskIdIn, type VivoAnswer } from './answer';
import { type Ruling, rulingOf, rulingOfStatus } from './codes';
import { untilSeven } from './quota';

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
  if (exchange.kind === 'no-answer' || answer === undefined || answer.code === 0)
    return wordlessStep(exchange, stepOf(asked));
  const words = { code: String(answer.code), said: printable(answer.json['desc'], MAX_QUOTE) };
  return withWait(ruled(rulingFor(answer, asked), words, asked, nowMs), exchange);
}

const stepOf = (asked: Asked): Step => ({
  isLogin: asked.step === 'login',
  mayRing: mayRing(asked),
  isOfAList: asked.step === 'save' || asked.step === 'list',
});

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
  const what = whatOf(code, ruling.advice, said, 'vivo');
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
      return closed(
        what,
        asked.isUsualClass,
        ruling.until === 'seven' ? untilSeven(nowMs) : untilMidnightInChina(nowMs),
      );
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
