// Turns Honor's answer into one verdict per delivery (sheet, 4). codes.ts says what each code means.
import type { Exchange } from '../shared/http/http';
import { integerIn, isObject, parse } from '../shared/text/json';
import { MAX_QUOTE, printable } from '../shared/text/printable';
import { isRefusedInFront, withoutAnswer, wordlessCode } from '../shared/text/wordless';
import { takenAs, visibleIn } from '../shared/text/visible';
import { whatOf } from '../shared/text/what';
import type { Verdict } from '../vendor';
import { type Ruling, rulingOf, TOKEN_ADVICE } from './codes';

/** If no token of so many is known, they belong to another app: so many phones do not die at once (sheet, 7). */
export const TOO_MANY_DEAD = 20;

/** Who was asked for, in the order of the deliveries. */
export interface Asked {
  readonly tokens: readonly string[];
  /** The token failed in a list before and is now asked for by itself. */
  readonly isAlone: boolean;
}

type Answered = Extract<Exchange, { kind: 'answered' }>;

/** What an answer in Honor's own words says. */
interface Read {
  readonly code: number;
  readonly ruling: Ruling | undefined;
  readonly expired: ReadonlySet<string>;
  readonly failed: ReadonlySet<string>;
  readonly isDenied: boolean;
  readonly id: string | undefined;
  readonly said: string;
}

/** Nothing was pushed for want of a good access token, so another one may be tried. */
export function isTokenRefused(exchange: Exchange): boolean {
  if (exchange.kind === 'no-answer') return false;
  if (exchange.status === 401 || exchange.status === 403) return true;
  const ruling = readAnswer(exchange)?.ruling;
  return ruling?.kind === 'credential-broken' && ruling.isToken;
}

export function verdictsOf(exchange: Exchange, asked: Asked): Verdict[] {
  if (exchange.kind === 'no-answer') return all(asked, withoutAnswer(exchange));
  const read = readAnswer(exchange);
  if (read === undefined) return all(asked, byStatus(exchange));
  const isFailed = exchange.status >= 400;
  const { ruling } = read;
  if (ruling?.kind === 'tokens-dead') return condemn(read, asked);
  if (!isFailed && asked.tokens.some((token) => isNamed(token, read))) return byLists(read, asked);
  if (ruling === undefined) return all(asked, byStatus(exchange, read));
  // A failed request with a body that says "ok": the answer contradicts itself.
  if (isFailed && ruling.kind === 'accepted') return all(asked, byStatus(exchange));
  if (ruling.kind === 'accepted') return byLists(read, asked);
  return all(asked, refusal(read, ruling, exchange, asked));
}

const isNamed = (token: string, { expired, failed }: Read): boolean =>
  expired.has(token) || failed.has(token);

const all = ({ tokens }: Asked, verdict: Verdict): Verdict[] => tokens.map(() => verdict);

function readAnswer({ body }: Answered): Read | undefined {
  const answer = parse(body);
  const code = integerIn(answer?.['code']);
  if (answer === undefined || code === undefined) return undefined;
  const details = isObject(answer['data']) ? answer['data'] : {};
  return {
    code,
    ruling: rulingOf(code),
    expired: namesIn(details['expireTokens']),
    failed: namesIn(details['failTokens']),
    isDenied: details['sendResult'] === false,
    id: visibleIn(details['requestId']) ?? visibleIn(answer['requestId']),
    said: printable(answer['message'] ?? answer['msg'], MAX_QUOTE),
  };
}

const namesIn = (value: unknown): ReadonlySet<string> =>
  new Set(Array.isArray(value) ? value.filter((name) => typeof name === 'string') : []);

/** No word of Honor's that we know, so the status has to do. A refusal in front of the service rang nobody. */
function byStatus(answered: Answered, read?: Read): Verdict {
  const { status, retryAfterMs, body } = answered;
  const code = read === undefined ? wordlessCode(answered) : String(read.code);
  const what = { code, ...(read?.said && { detail: read.said }) };
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === 429) return { kind: 'throttled', ...what, ...wait };
  if (status === 400) return { kind: 'refused', ...what };
  // A web page under 403 comes from a proxy, so it pauses no lane.
  if ((status === 401 || status === 403) && parse(body) !== undefined) {
    return { kind: 'credential-broken', code, detail: TOKEN_ADVICE };
  }
  return { kind: 'unavailable', ...what, ...wait, mayHaveRung: !isRefusedInFront(status) };
}

/** Honor knows none of the tokens. A wrong App ID looks the same (sheet, 7), so several are tried alone, and only then dead. */
function condemn(read: Read, asked: Asked): Verdict[] {
  const what = { code: String(read.code), ...(read.said && { detail: read.said }) };
  const phones = new Set(asked.tokens).size;
  if (phones === 1) return all(asked, { kind: 'token-dead', ...what });
  if (phones < TOO_MANY_DEAD) {
    return all(asked, { kind: 'unavailable', ...what, mayHaveRung: false, retryAlone: true });
  }
  const detail = `Honor knows none of ${phones} tokens. Do they belong to another App ID? No binding was removed.`;
  return all(asked, { kind: 'refused', code: what.code, detail });
}

/** The lists name who did not get it; names that we did not send are ignored beside ours. */
function byLists(read: Read, asked: Asked): Verdict[] {
  const isEveryoneGone = asked.tokens.every((token) => read.expired.has(token));
  if (isEveryoneGone && new Set(asked.tokens).size > 1) return condemn(read, asked);
  const others: Verdict = read.isDenied
    ? { kind: 'unavailable', code: 'send-result-false', mayHaveRung: true }
    : takenAs(read.id);
  return asked.tokens.map((token) => {
    if (read.expired.has(token)) return { kind: 'token-dead', code: 'expireTokens' };
    return read.failed.has(token) ? failedIn(read, asked) : others;
  });
}

/** Failed is not dead. It is tried alone; failing again is the second word that confirms it (sheet, 7). */
function failedIn(read: Read, { isAlone }: Asked): Verdict {
  const what = { code: 'failTokens', ...(read.said && { detail: read.said }) };
  return isAlone
    ? { kind: 'token-dead', ...what }
    : { kind: 'unavailable', ...what, mayHaveRung: false, retryAlone: true };
}

function refusal(
  read: Read,
  ruling: Exclude<Ruling, { kind: 'accepted' | 'tokens-dead' }>,
  { retryAfterMs }: Answered,
  asked: Asked,
): Verdict {
  const what = whatOf(String(read.code), ruling.advice, read.said, 'Honor');
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  switch (ruling.kind) {
    case 'refused':
    case 'credential-broken':
      return { kind: ruling.kind, ...what };
    case 'throttled':
      return { kind: 'throttled', ...what, ...wait };
    case 'unavailable':
      return { kind: 'unavailable', ...what, ...wait, mayHaveRung: ruling.mayHaveRung };
    case 'split':
      return new Set(asked.tokens).size > 1
        ? { kind: 'unavailable', ...what, mayHaveRung: false, retryAlone: true }
        : { kind: 'refused', ...what };
    case 'partly': {
      // Some got it, some did not, and no list says who. Together again they would ring as often as one of them fails.
      const apart = new Set(asked.tokens).size > 1 ? { retryAlone: true } : {};
      return { kind: 'unavailable', ...what, ...wait, mayHaveRung: true, ...apart };
    }
  }
}
