// Turns vivo's answer into one verdict per delivery. codes.ts says what each code means.
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

/** The request and its tokens, in the order of the deliveries. */
export interface Asked {
  readonly step: 'login' | 'send' | 'save' | 'list';
  readonly tokens: readonly string[];
  /** True for the usual class of the certificate's messages. */
  readonly isUsualClass: boolean;
  /** For a list: the id that vivo gave the saved message. */
  readonly taskId?: string;
}

export function verdictsOf(exchange: Exchange, asked: Asked, nowMs: number): Verdict[] {
  const answer = answerOf(exchange);
  if (answer?.code === 0 && mayRing(asked)) return accepted(answer, asked, nowMs);
  const verdict = notAccepted(exchange, answer, asked, nowMs);
  return asked.tokens.map(() => verdict);
}

/** A login and a saving ring no phone. */
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
 * The answer to a login is about the app, never about a message. A code that ends a token counts only in a single send, because one answer
 * must not end the thousand tokens of a list.
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

/** Result 0 still lists the tokens that vivo refused. Tokens that we did not send are ignored; a single send has only one. */
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
