// Turns a push service's answer into a verdict. codes.ts says what each code means. Text of the service is never quoted, because it may
// hold the endpoint, which is a secret.
import type { Exchange } from '../shared/http/http';
import { withoutAnswer, wordlessCode } from '../shared/text/wordless';
import type { Verdict } from '../vendor';
import { forCode, forStatus, OTHER_KEY, type Ruling } from './codes';

type Answered = Extract<Exchange, { kind: 'answered' }>;

/** Google has no code for it, only text (README, 5). */
const SUBSCRIBED_WITH_ANOTHER = /do not correspond to the credentials used to create the subscription/i;
/** Shorter parts could be guessed and occur in ids by chance. */
const SECRET_LENGTH = 8;
const NOT_AUTHORISED = /UnauthorizedRegistration/;

/** `path` is that of the endpoint, a secret. */
export function judge(exchange: Exchange, path = ''): Verdict {
  if (exchange.kind === 'no-answer') return withoutAnswer(exchange);
  return exchange.status >= 200 && exchange.status < 300 ? taken(exchange, path) : notTaken(exchange);
}

/** The status alone means accepted, unless the body is a web page, which a push service would not send. */
function taken({ body, spoiled, location }: Answered, path: string): Verdict {
  if (spoiled !== undefined || /^\s*</.test(body))
    return { kind: 'unavailable', code: spoiled ?? 'unreadable-answer', mayHaveRung: true };
  const id = /^[\x21-\x7e]{1,2000}$/.test(location ?? '') ? location?.split('/').at(-1) : undefined;
  const isFit = id !== undefined && id !== '' && id.length <= 200 && !quotes(id, path);
  return { kind: 'accepted', ...(isFit && { vendorMessageId: id }) };
}

/** Some services give the endpoint itself as the message's location. It must not become an id, because ids are not secret. */
const quotes = (id: string, path: string): boolean =>
  path.split(/[/?&=]/).some((part) => part.length >= SECRET_LENGTH && id.includes(part));

function notTaken(answered: Answered): Verdict {
  const said = codeIn(answered.body);
  const known = said === undefined ? undefined : forCode(said);
  const code = known === undefined ? wordlessCode(answered) : (said ?? '');
  return ruled(inWords(answered) ?? known ?? forStatus(answered.status), code, answered);
}

function inWords({ status, body }: Answered): Ruling | undefined {
  if (status === 403 && SUBSCRIBED_WITH_ANOTHER.test(body)) return OTHER_KEY;
  return status === 400 && NOT_AUTHORISED.test(body) ? forStatus(401) : undefined;
}

/** Apple's `reason`, or Mozilla's `errno` by that name. */
function codeIn(body: string): string | undefined {
  try {
    const { reason, errno } = (JSON.parse(body) ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof reason === 'string' && /^[A-Za-z]{1,60}$/.test(reason)) return reason;
    return Number.isInteger(errno) ? `errno-${String(errno)}` : undefined;
  } catch {
    return undefined;
  }
}

function ruled(ruling: Ruling, code: string, { retryAfterMs }: Answered): Verdict {
  const what = { code, ...(ruling.advice && { detail: ruling.advice }) };
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  switch (ruling.kind) {
    case 'throttled':
      return { kind: 'throttled', ...what, ...wait };
    case 'unavailable': {
      const { mayHaveRung, isLocal } = ruling;
      return { kind: 'unavailable', ...what, ...wait, mayHaveRung, ...(isLocal && { isLocal }) };
    }
    default:
      return { kind: ruling.kind, ...what };
  }
}
