// The verdicts for answers without a vendor's own code. They are the same for all vendors.
import type { Verdict } from '../../vendor';
import type { Exchange } from '../http/http';

type Answered = Pick<Extract<Exchange, { kind: 'answered' }>, 'status' | 'spoiled' | 'retryAfterMs'>;
type NoAnswer = Pick<Extract<Exchange, { kind: 'no-answer' }>, 'code' | 'mayHaveArrived'>;

export const wordlessCode = ({ status, spoiled }: Answered): string =>
  spoiled ?? (status >= 200 && status < 300 ? 'unreadable-answer' : `http-${status}`);

/** For a call for an access token: the push itself was not sent. */
export const wordlessLogin = (answered: Answered): string => `login-${wordlessCode(answered)}`;

/** A refusal by a proxy in front of the vendor rang nobody. After a broken answer the push may have rung. */
export const isRefusedInFront = (status: number): boolean =>
  status === 503 || (status >= 300 && status < 500);

/** The verdict by the status alone. `mayRing` is true if the call was the push itself. */
export function wordlessVerdict(answered: Answered, code = wordlessCode(answered), mayRing = true): Verdict {
  const { status, retryAfterMs } = answered;
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === 429) return { kind: 'throttled', code, ...wait };
  return { kind: 'unavailable', code, ...wait, mayHaveRung: mayRing && !isRefusedInFront(status) };
}

export const withoutAnswer = ({ code, mayHaveArrived }: NoAnswer): Verdict => ({
  kind: 'unavailable',
  code,
  mayHaveRung: mayHaveArrived,
});

/** Of a push that takes several steps. */
export interface Step {
  readonly isLogin: boolean;
  /** It is the push itself, and nothing in front of it. */
  readonly mayRing: boolean;
  /** Of those that a phone by itself does not need. */
  readonly isOfAList: boolean;
}

/** A message that was saved too slowly for its list to leave in time would be so again: each phone goes alone the next time. */
export function wordlessStep(exchange: Exchange, { isLogin, mayRing, isOfAList }: Step): Verdict {
  if (exchange.kind === 'answered') {
    const code = isLogin ? wordlessLogin(exchange) : wordlessCode(exchange);
    return wordlessVerdict(exchange, code, mayRing);
  }
  const { code } = exchange;
  const mayHaveRung = exchange.mayHaveArrived && mayRing;
  const isTooSlow = code === 'deadline' && !mayHaveRung && isOfAList;
  return { kind: 'unavailable', code, mayHaveRung, ...(isTooSlow && { retryAlone: true }) };
}
