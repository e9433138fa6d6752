// Turns Apple's answer into the verdict on one push. codes.ts says what each reason means. Pure.
import type { Http2Exchange } from '../shared/http/http2';
import { parse } from '../shared/text/json';
import { withoutAnswer, wordlessVerdict } from '../shared/text/wordless';
import type { Verdict } from '../vendor';
import { type Ruling, rulingOf } from './codes';

export interface Judgement {
  /** The verdict if nothing is tried again. */
  readonly verdict: Verdict;
  readonly again?: 'connection' | 'token';
  /** The connection that must not be used any more. */
  readonly leave?: number;
}

type Answered = Extract<Http2Exchange, { kind: 'answered' }>;

const UUID = /^[0-9A-Fa-f-]{36}$/;

export function judge(exchange: Http2Exchange): Judgement {
  if (exchange.kind === 'no-answer') return { verdict: withoutAnswer(exchange) };
  const { status, body, headers, spoiled } = exchange;
  if (status === 200 && body === '' && spoiled === undefined)
    return { verdict: accepted(headers['apns-id']) };
  const answer = status >= 400 ? parse(body) : undefined;
  const reason = answer?.['reason'];
  if (typeof reason !== 'string' || !/^[A-Za-z]{1,60}$/.test(reason))
    return { verdict: wordlessVerdict(exchange) };
  return judged(rulingOf(status, reason), reason, answer?.['timestamp'], exchange);
}

const accepted = (id: string | string[] | undefined): Verdict =>
  typeof id === 'string' && UUID.test(id) ? { kind: 'accepted', vendorMessageId: id } : { kind: 'accepted' };

function judged(
  ruling: Ruling,
  code: string,
  timestamp: unknown,
  { retryAfterMs, connection }: Answered,
): Judgement {
  const what = { code, ...(ruling.advice && { detail: ruling.advice }) };
  return {
    verdict: verdictOf(ruling, what, timestamp, retryAfterMs),
    ...(ruling.again && { again: ruling.again }),
    ...(ruling.isLastHere && { leave: connection }),
  };
}

function verdictOf(
  ruling: Ruling,
  what: { code: string; detail?: string },
  timestamp: unknown,
  retryAfterMs: number | undefined,
): Verdict {
  switch (ruling.kind) {
    case 'token-dead':
      return { kind: 'token-dead', ...what, ...(isTime(timestamp) && { deadAtMs: timestamp }) };
    case 'throttled':
    case 'unavailable': {
      const wait = retryAfterMs ?? ruling.waitMs;
      const more = { ...what, ...(wait !== undefined && { retryAfterMs: wait }) };
      return ruling.kind === 'throttled'
        ? { kind: 'throttled', ...more }
        : {
            kind: 'unavailable',
            ...more,
            mayHaveRung: ruling.mayHaveRung ?? false,
            ...(ruling.isLocal && { isLocal: true }),
          };
    }
    default:
      return { kind: ruling.kind, ...what };
  }
}

/** In ms since 1970, up to the year 9999. */
const isTime = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) > 0 && (value as number) < 253_402_300_799_999;
