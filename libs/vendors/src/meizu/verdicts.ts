// Turns Meizu's answer into one verdict per delivery. codes.ts says what each code means.
import { untilMidnightInChina } from '../shared/content/china-day';
import type { Exchange } from '../shared/http/http';
import { isObject } from '../shared/text/json';
import { MAX_QUOTE, printable } from '../shared/text/printable';
import { withoutAnswer, wordlessVerdict } from '../shared/text/wordless';
import { takenAs } from '../shared/text/visible';
import { type What, whatOf, withWait } from '../shared/text/what';
import type { Verdict } from '../vendor';
import { ACCEPTED, answerOf, type MeizuAnswer, textsIn } from './answer';
import { type Ruling, rulingOfAnswer, rulingOfPhone, type Wait } from './codes';

/** `tokens` are those of the call, in the order of the deliveries. */
export function verdictsOf(exchange: Exchange, tokens: readonly string[], nowMs: number): Verdict[] {
  const answer = answerOf(exchange);
  if (answer?.code === ACCEPTED) return byPhone(answer, tokens, nowMs);
  const verdict = notAccepted(exchange, answer, new Set(tokens).size === 1, nowMs);
  return tokens.map(() => verdict);
}

function notAccepted(
  exchange: Exchange,
  answer: MeizuAnswer | undefined,
  isAlone: boolean,
  nowMs: number,
): Verdict {
  if (exchange.kind === 'no-answer') return withoutAnswer(exchange);
  if (answer === undefined) return wordlessVerdict(exchange);
  const { code, json } = answer;
  const ruling = rulingOfAnswer(code);
  const what = whatOf(code, ruling.advice, printable(json['message'], MAX_QUOTE), 'Meizu');
  return withWait(ruled(ruling, what, isAlone, nowMs), exchange);
}

function ruled(ruling: Ruling, what: What, isAlone: boolean, nowMs: number): Verdict {
  switch (ruling.kind) {
    case 'refused':
    case 'credential-broken':
      return { kind: ruling.kind, ...what };
    case 'token-dead':
      return ruling.onlyIfAlone && !isAlone
        ? { kind: 'unavailable', ...what, mayHaveRung: false, retryAlone: true }
        : { kind: 'token-dead', ...what };
    case 'throttled':
      return { kind: 'throttled', ...what, ...waiting(ruling.wait, nowMs) };
    case 'unavailable':
      return {
        kind: 'unavailable',
        ...what,
        mayHaveRung: ruling.mayHaveRung,
        ...waiting(ruling.wait, nowMs),
        ...(ruling.isLocal && { isLocal: true }),
      };
  }
}

const waiting = (wait: Wait | undefined, nowMs: number): { retryAfterMs?: number } =>
  wait === undefined ? {} : { retryAfterMs: wait === 'next-day' ? untilMidnightInChina(nowMs) : wait };

/** A "200" lists the failed tokens by code. Tokens that we did not send are ignored; for a token under two codes the first counts. */
function byPhone({ json }: MeizuAnswer, tokens: readonly string[], nowMs: number): Verdict[] {
  const taken = takenAs(json['msgId']);
  const failed = failuresIn(json['value']);
  return tokens.map((token) => {
    const code = failed.get(token);
    if (code === undefined) return taken;
    const ruling = rulingOfPhone(code);
    return ruled(ruling, whatOf(code, ruling.advice, '', 'Meizu'), true, nowMs);
  });
}

/** Token → code. By the document only failures are listed; a token listed as accepted has not failed. */
function failuresIn(value: unknown): Map<string, string> {
  const failed = new Map<string, string>();
  for (const [key, targets] of Object.entries(isObject(value) ? value : {})) {
    if (key === ACCEPTED) continue;
    const code = /^\d{1,9}$/.test(key) ? key : 'unreadable-code';
    for (const token of textsIn(targets)) if (!failed.has(token)) failed.set(token, code);
  }
  return failed;
}
