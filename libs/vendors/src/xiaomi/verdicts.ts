// Turns Xiaomi's answer into one verdict per delivery. codes.ts says what each code means.
import { untilMidnightInChina } from '../shared/content/china-day';
import type { Exchange } from '../shared/http/http';
import { isObject, type Json, parse } from '../shared/text/json';
import { MAX_QUOTE, printable } from '../shared/text/printable';
import { withoutAnswer, wordlessVerdict } from '../shared/text/wordless';
import { takenAs } from '../shared/text/visible';
import { whatOf } from '../shared/text/what';
import type { Verdict } from '../vendor';
import { codeIn, isText } from './answer';
import { channelsOverQuota } from './quota';
import { rulingOf, type Ruling } from './codes';

/** The tokens of the call, in the order of the deliveries. */
export interface Asked {
  readonly tokens: readonly string[];
  /** The channel that all of them use. */
  readonly channel: string | undefined;
  /** True for the usual channel of the certificate's messages: a closed channel then closes the lane. */
  readonly isUsualChannel: boolean;
  /** Different messages in the call. */
  readonly messages: number;
}

export function verdictsOf(exchange: Exchange, asked: Asked, nowMs: number): Verdict[] {
  if (exchange.kind === 'no-answer') return all(asked, withoutAnswer(exchange));
  const answer = parse(exchange.body);
  const code = answer && codeIn(answer);
  if (answer === undefined || code === undefined) return all(asked, wordlessVerdict(exchange));
  if (code !== 0) return all(asked, refusal(code, answer, exchange, asked, nowMs));
  // A failed request whose body says "ok": the answer contradicts itself.
  if (exchange.status >= 400) return all(asked, wordlessVerdict(exchange));
  return accepted(answer, asked, nowMs);
}

const all = ({ tokens }: Asked, verdict: Verdict): Verdict[] => tokens.map(() => verdict);

type Answered = Extract<Exchange, { kind: 'answered' }>;

function refusal(code: number, answer: Json, exchange: Answered, asked: Asked, nowMs: number): Verdict {
  const ruling = rulingOf(code, isText(answer['reason']) ? answer['reason'] : '');
  const said = printable(answer['reason'] ?? answer['description'], MAX_QUOTE);
  const what = whatOf(String(code), ruling.advice, said, 'Xiaomi');
  const wait = exchange.retryAfterMs ?? waitOf(ruling, nowMs);
  const retry = wait === undefined ? {} : { retryAfterMs: wait };
  switch (ruling.kind) {
    case 'refused':
      return asked.messages > 1 && ruling.isForOneMessage
        ? { kind: 'unavailable', ...what, mayHaveRung: false, retryAlone: true }
        : { kind: 'refused', ...what };
    case 'throttled':
      return ruling.ofChannel === true
        ? spent({ ...what, ...retry }, asked)
        : { kind: 'throttled', ...what, ...retry };
    case 'unavailable':
      return { kind: 'unavailable', ...what, ...retry, mayHaveRung: ruling.mayHaveRung };
    case 'token-dead':
      return ruling.onlyIfAlone && new Set(asked.tokens).size > 1
        ? { kind: 'unavailable', ...what, mayHaveRung: false }
        : { kind: 'token-dead', ...what };
    case 'credential-broken':
    case 'callback-refused':
      return { kind: ruling.kind, ...what };
  }
}

/** `throttled` closes the lane. The quota of a less used channel must not close it, because the chat channel has no quota. */
const spent = (
  what: { readonly code: string; readonly retryAfterMs?: number },
  { isUsualChannel }: Asked,
): Verdict =>
  isUsualChannel
    ? { kind: 'throttled', ...what }
    : { kind: 'unavailable', ...what, mayHaveRung: false, isLocal: true };

function waitOf(ruling: Ruling, nowMs: number): number | undefined {
  if (ruling.kind !== 'throttled') return undefined;
  return ruling.until === 'next-day' ? untilMidnightInChina(nowMs) : ruling.waitMs;
}

/** Code 0 still lists dead tokens, and for several messages says how many of them a quota dropped. */
function accepted(answer: Json, asked: Asked, nowMs: number): Verdict[] {
  const details = isObject(answer['data']) ? answer['data'] : {};
  const dead = new Set(listIn(details['bad_regids']));
  const taken = takenAs(details['id']);
  const living = asked.tokens.filter((token) => !dead.has(token)).length;
  const swallowed = overQuota(details['channel_exceed_quota'], living, asked, nowMs);
  return asked.tokens.map((token) =>
    dead.has(token) ? { kind: 'token-dead', code: 'bad_regids' } : (swallowed ?? taken),
  );
}

const listIn = (value: unknown): string[] =>
  isText(value)
    ? value.split(',').map((each) => each.trim())
    : Array.isArray(value)
      ? value.filter(isText)
      : [];

/** If all were dropped: throttled. If some, Xiaomi does not say which, so each may have rung. The job key hides a repeated push. */
function overQuota(value: unknown, living: number, asked: Asked, nowMs: number): Verdict | undefined {
  const swallowed = channelsOverQuota(value);
  if (swallowed.size === 0) return undefined;
  const what = { code: 'channel_exceed_quota', retryAfterMs: untilMidnightInChina(nowMs) };
  const ours = swallowed.get(asked.channel ?? 'no_channel') ?? 0;
  return ours >= living
    ? spent(what, asked)
    : { kind: 'unavailable', ...what, mayHaveRung: true, isLocal: true };
}
