// Turns OPPO's answer into one verdict per delivery. codes.ts says what each code means.
import { untilMidnightInChina } from '../shared/content/china-day';
import type { Exchange } from '../shared/http/http';
import { printable } from '../shared/text/printable';
import { takenAs } from '../shared/text/visible';
import { closed, type What, whatOf, withWait } from '../shared/text/what';
import { type Step, wordlessStep } from '../shared/text/wordless';
import type { Verdict } from '../vendor';
import { answerOf, batchResultsIn, broadcastErrorsIn, messageIdIn, type OppoAnswer } from './answer';
import { type Ruling, rulingOf } from './codes';

/** With our advice in front of it a detail stays within the 200 characters of an outcome. */
const MAX_QUOTE = 60;

/** The request and its tokens, in the order of the deliveries. */
export interface Asked {
  readonly step: 'login' | 'unicast' | 'batch' | 'save' | 'broadcast';
  readonly tokens: readonly string[];
  /** True if category, level and template are the certificate's. */
  readonly isUsual: boolean;
  /** True for the usual class of the certificate's messages. */
  readonly isUsualClass: boolean;
}

export function verdictsOf(exchange: Exchange, asked: Asked, nowMs: number): Verdict[] {
  const answer = answerOf(exchange);
  if (answer?.code === 0 && mayRing(asked)) return accepted(answer, asked, nowMs);
  const verdict = notAccepted(exchange, answer, asked, nowMs);
  return asked.tokens.map(() => verdict);
}

/** A login and a saving ring no phone. */
const mayRing = ({ step }: Asked): boolean => step !== 'login' && step !== 'save';

/** The verdict on a step as a whole. */
export function notAccepted(
  exchange: Exchange,
  answer: OppoAnswer | undefined,
  asked: Asked,
  nowMs: number,
): Verdict {
  if (exchange.kind === 'no-answer' || answer === undefined || answer.code === 0)
    return wordlessStep(exchange, stepOf(asked));
  return withWait(wholeVerdict(answer, asked, nowMs), exchange);
}

const stepOf = (asked: Asked): Step => ({
  isLogin: asked.step === 'login',
  mayRing: mayRing(asked),
  isOfAList: asked.step === 'save' || asked.step === 'broadcast',
});

function wholeVerdict({ code, words }: OppoAnswer, asked: Asked, nowMs: number): Verdict {
  const ruling = rulingOf(code, words);
  const what = whatIn(code, ruling, words);
  if (asked.step === 'login' && !ABOUT_THE_APP.includes(ruling.kind)) return later(what);
  if (isAboutOneOfMany(ruling, asked)) return { ...later(what), retryAlone: true };
  return ruled(ruling, what, asked, nowMs);
}

/** The answer to a login says nothing about a message. */
const ABOUT_THE_APP: readonly Ruling['kind'][] = ['throttled', 'credential-broken'];

/** OPPO refuses a whole batch for one message, or a list for one phone, and does not say which. */
function isAboutOneOfMany(ruling: Ruling, { step, tokens }: Asked): boolean {
  if (tokens.every((token) => token === tokens[0])) return false;
  if (ruling.kind === 'refused') return step === 'batch' && ruling.isForAll !== true;
  return ruling.kind === 'token-dead' || ruling.kind === 'taken';
}

const later = (what: What) => ({ kind: 'unavailable', ...what, mayHaveRung: false }) as const;

/** What a ruling means for one message. */
function ruled(ruling: Ruling, what: What, asked: Asked, nowMs: number): Verdict {
  switch (ruling.kind) {
    case 'refused':
    case 'token-dead':
    case 'throttled':
    case 'credential-broken':
      return { kind: ruling.kind, ...what };
    case 'misconfigured':
      return { kind: asked.isUsual ? 'credential-broken' : 'refused', ...what };
    case 'class-closed':
      return closed(what, asked.isUsualClass, untilMidnightInChina(nowMs));
    case 'way-closed':
      if (asked.step !== 'unicast') return { ...later(what), retryAlone: true };
      return ruling.isForToday === true
        ? closed(what, asked.isUsualClass, untilMidnightInChina(nowMs))
        : { kind: 'credential-broken', ...what };
    case 'taken':
      return mayRing(asked) ? { kind: 'accepted' } : later(what);
    case 'unavailable':
      return later(what);
  }
}

/** The same for one phone of a call that was taken as a whole. */
function phoneVerdict(code: number, words: string, asked: Asked, nowMs: number): Verdict {
  const ruling = rulingOf(code, words);
  return ruled(ruling, whatIn(code, ruling, words), asked, nowMs);
}

const whatIn = (code: number, { advice }: Ruling, words: string): What =>
  whatOf(String(code), advice, printable(words, MAX_QUOTE), 'OPPO');

/** Code 0 still lists the phones that OPPO refused. Those that we did not send to are ignored. */
function accepted(answer: OppoAnswer, asked: Asked, nowMs: number): Verdict[] {
  if (asked.step === 'batch') return acceptedBatch(answer, asked, nowMs);
  const taken = takenAs(messageIdIn(answer));
  const errors = asked.step === 'broadcast' ? broadcastErrorsIn(answer) : new Map<string, number>();
  return asked.tokens.map((token) => {
    const code = errors.get(token);
    return code === undefined ? taken : phoneVerdict(code, '', asked, nowMs);
  });
}

/** Each phone has its own result. A phone without one is sent to again, which does not ring it twice. */
function acceptedBatch(answer: OppoAnswer, asked: Asked, nowMs: number): Verdict[] {
  const results = batchResultsIn(answer);
  return asked.tokens.map((token) => {
    const result = results.get(token);
    if (result === undefined || Number.isNaN(result.code)) {
      return { kind: 'unavailable', code: 'no-result', mayHaveRung: true };
    }
    return result.code === 0
      ? takenAs(result.messageId)
      : phoneVerdict(result.code, result.words, asked, nowMs);
  });
}
