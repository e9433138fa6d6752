// Turns Huawei's answer into one verdict per delivery. codes.ts and reasons.ts say what each code and reason means.
import type { Exchange } from '../shared/http/http';
import { isObject, type Json, parse } from '../shared/text/json';
import { MAX_QUOTE, printable } from '../shared/text/printable';
import { isRefusedInFront, withoutAnswer, wordlessCode } from '../shared/text/wordless';
import { takenAs } from '../shared/text/visible';
import { whatOf } from '../shared/text/what';
import type { Verdict } from '../vendor';
import { rulingOf, type Ruling } from './codes';
import { reasonCode, reasonRuling } from './reasons';

/** `tokens`: who was asked for, in the order of the deliveries. */
export function verdictsOf(exchange: Exchange, tokens: readonly string[]): Verdict[] {
  const all = (verdict: Verdict): Verdict[] => tokens.map(() => verdict);
  if (exchange.kind === 'no-answer') return all(withoutAnswer(exchange));
  const answer = parse(exchange.body);
  const code = codeIn(answer);
  if (answer === undefined || code === undefined) return all(withoutCode(exchange));
  const ruling = rulingOf(code);
  const isGood = exchange.status < 400;
  switch (ruling.kind) {
    // A failed request with a body that says "ok": the answer contradicts itself.
    case 'accepted':
      return all(isGood ? takenAs(answer['requestId']) : withoutCode(exchange));
    case 'partial':
      return isGood ? partial(answer, tokens) : all(withoutCode(exchange));
    default:
      return failed(ruling, { code, answer, tokens, exchange });
  }
}

/** Another access token may help: Huawei says so by a code, or by the status 401 alone. */
export function isLoginRefused(exchange: Exchange): boolean {
  if (exchange.kind === 'no-answer') return false;
  const code = codeIn(parse(exchange.body));
  if (code === undefined) return exchange.status === 401;
  const ruling = rulingOf(code);
  return ruling.kind === 'credential-broken' && ruling.mayRenew;
}

type Answered = Extract<Exchange, { kind: 'answered' }>;

/** A text of eight digits; clients report numbers too. */
export function codeIn(answer: Json | undefined): string | undefined {
  const code = answer?.['code'];
  const text = typeof code === 'number' ? String(code) : code;
  return typeof text === 'string' && /^\d{8}$/.test(text) ? text : undefined;
}

/**
 * Not Huawei's own words, so the status has to do (sheet, 4.1). Flow control is a 503 with nothing or plain words in it. A page of HTML is
 * from something on the way: under 503 a gateway that is down, under 401 one that knows nothing of our credential. A refusal in front of
 * the service rang nobody; a broken answer may come after.
 */
function withoutCode(answered: Answered): Verdict {
  const { status, body, spoiled, retryAfterMs } = answered;
  const code = wordlessCode(answered);
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  const isWebPage = body.includes('<');
  if (status === 401 && !isWebPage) {
    return { kind: 'credential-broken', code, detail: 'Huawei does not take this login.' };
  }
  if (status === 429 || (status === 503 && spoiled === undefined && !isWebPage)) {
    return { kind: 'throttled', code, ...wait };
  }
  return { kind: 'unavailable', code, ...wait, mayHaveRung: !isRefusedInFront(status) };
}

/** The listed ones failed, the others were taken. A list that cannot be read, or names none of ours, leaves it open who was. */
function partial(answer: Json, tokens: readonly string[]): Verdict[] {
  const illegal = illegalIn(answer);
  if (illegal === undefined || !tokens.some((token) => illegal.has(token))) {
    const open: Verdict = {
      kind: 'unavailable',
      code: '80100000',
      mayHaveRung: true,
      ...(isSeveral(tokens) && { retryAlone: true }),
    };
    return tokens.map(() => open);
  }
  const taken = takenAs(answer['requestId']);
  const hasLiving = tokens.some((token) => !illegal.has(token));
  return tokens.map((token) => {
    const reason = illegal.get(token);
    return reason === undefined ? taken : illegalVerdict(reason, '80100000', hasLiving);
  });
}

const isText = (value: unknown): value is string => typeof value === 'string';

const isSeveral = (tokens: readonly string[]): boolean => new Set(tokens).size > 1;

interface Failure {
  readonly code: string;
  readonly answer: Json;
  readonly tokens: readonly string[];
  readonly exchange: Answered;
}

type FailureRuling = Exclude<Ruling, { kind: 'accepted' | 'partial' }>;

function failed(ruling: FailureRuling, { code, answer, tokens, exchange }: Failure): Verdict[] {
  const what = whatOf(code, ruling.advice, saidIn(answer['msg']), 'Huawei');
  const verdict = verdictFor(ruling, what, exchange.retryAfterMs);
  if (ruling.kind !== 'token-dead' && ruling.kind !== 'refused') return tokens.map(() => verdict);
  const illegal = ruling.kind === 'token-dead' ? illegalIn(answer) : undefined;
  const isUnclear = ruling.isForOneToken && isSeveral(tokens);
  const rest: Verdict = isUnclear
    ? { kind: 'unavailable', code, mayHaveRung: false, retryAlone: true }
    : verdict;
  return tokens.map((token) => {
    const reason = illegal?.get(token);
    return reason === undefined || reason === '' ? rest : illegalVerdict(reason, code, false);
  });
}

function verdictFor(
  ruling: FailureRuling,
  what: { code: string; detail?: string },
  retryAfterMs: number | undefined,
): Verdict {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  switch (ruling.kind) {
    case 'unavailable':
      return { kind: 'unavailable', ...what, ...wait, mayHaveRung: ruling.mayHaveRung };
    case 'throttled':
      return { kind: 'throttled', ...what, ...wait };
    default:
      return { kind: ruling.kind, ...what };
  }
}

/** Words that are a document name tokens, and are not quoted. */
const saidIn = (msg: unknown): string =>
  typeof msg === 'string' && msg.trimStart().startsWith('{') ? '' : printable(msg, MAX_QUOTE);

/** Without a reason (v1) a listed token is dead. */
function illegalVerdict(reason: string, code: string, hasLiving: boolean): Verdict {
  if (reason === '') return { kind: 'token-dead', code };
  const ruling = reasonRuling(reason);
  const what = { code: reasonCode(reason) };
  switch (ruling.kind) {
    case 'token-dead':
      return { kind: 'token-dead', ...what };
    case 'token-dead-if-others-live':
      return hasLiving
        ? { kind: 'token-dead', ...what }
        : { kind: 'refused', ...what, detail: ruling.advice };
    case 'unavailable':
      return { kind: 'unavailable', ...what, mayHaveRung: false };
    default:
      return { kind: ruling.kind, ...what, ...(ruling.advice !== undefined && { detail: ruling.advice }) };
  }
}

/**
 * Token → reason, out of the document inside `msg` (sheet, 4): v1 has a list `illegal_tokens`, v3 an object `illegalTokens` of reason to
 * list, whose keys may have blanks around them. Undefined: there is no such document.
 */
function illegalIn({ msg }: Json): ReadonlyMap<string, string> | undefined {
  const said = typeof msg === 'string' ? parse(msg) : undefined;
  if (said === undefined) return undefined;
  const byReason = said['illegalTokens'];
  const lists: (readonly [string, unknown])[] = [
    ['', said['illegal_tokens']],
    ...(isObject(byReason) ? Object.entries(byReason).map(([key, list]) => [key.trim(), list] as const) : []),
  ];
  return new Map(
    lists.flatMap(([reason, list]) =>
      Array.isArray(list) ? list.filter(isText).map((token) => [token, reason] as const) : [],
    ),
  );
}
