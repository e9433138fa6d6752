// Turns FCM's answer into a verdict. codes.ts says what each code means.
import type { Exchange } from '../shared/http/http';
import { type Json, parse } from '../shared/text/json';
import { printable } from '../shared/text/printable';
import { whatOf } from '../shared/text/what';
import { withoutAnswer } from '../shared/text/wordless';
import type { Verdict } from '../vendor';
import { errorIn, type GoogleError } from './answer';
import { forFcmCode, forHttp, forReason, forStatus, type Ruling } from './codes';

/** With our advice in front of it a detail stays within the 200 characters of an outcome. */
const MAX_QUOTE = 60;
const FRESH_REFUSED = 'Google refuses a fresh access token of this service account.';

/** As QuotaFailure names one. */
const PROJECT = /\bprojects?[:/][^\s/]+/gi;

/** FCM refused the access token and took no push: another token may do. */
export interface AccessRefused {
  readonly kind: 'access-refused';
  readonly code: string;
  readonly detail?: string;
}

type Answered = Extract<Exchange, { kind: 'answered' }>;

export function judge(exchange: Exchange): Verdict | AccessRefused {
  if (exchange.kind === 'no-answer') return withoutAnswer(exchange);
  const answer = parse(exchange.body);
  if (exchange.status >= 200 && exchange.status < 300) return taken(answer, exchange);
  const error = errorIn(answer);
  return error === undefined ? withoutEnvelope(exchange) : refusedBy(error, exchange);
}

/** FCM refused a token that was fetched for this very call. */
export const asBroken = ({ code, detail }: AccessRefused): Verdict => ({
  kind: 'credential-broken',
  code,
  detail: detail === undefined ? FRESH_REFUSED : `${FRESH_REFUSED} ${detail}`,
});

/** A good status without a message name, or with an error: the answer contradicts itself. */
function taken(answer: Json | undefined, { spoiled }: Answered): Verdict {
  const name = answer?.['name'];
  if (typeof name !== 'string' || answer?.['error'] !== undefined) {
    return { kind: 'unavailable', code: spoiled ?? 'unreadable-answer', mayHaveRung: true };
  }
  const id = /^projects\/[^/]+\/messages\/([\x21-\x7e]{1,200})$/.exec(name)?.[1];
  return { kind: 'accepted', ...(id !== undefined && { vendorMessageId: id }) };
}

/** A web page of a proxy, or an unreadable answer: the status alone decides (sheet, 4). */
function withoutEnvelope(exchange: Answered): Verdict | AccessRefused {
  const isForbidden = /PROJECT_NOT_PERMITTED/.test(exchange.body);
  const ruling = (isForbidden && forReason('PROJECT_NOT_PERMITTED')) || forHttp(exchange.status);
  const code = isForbidden ? 'PROJECT_NOT_PERMITTED' : (exchange.spoiled ?? `http-${exchange.status}`);
  return ruled(ruling, code, '', exchange);
}

function refusedBy(error: GoogleError, exchange: Answered): Verdict | AccessRefused {
  const { status, fcmCode, reason } = error;
  const ruling = forFcmCode(fcmCode) ?? forReason(reason) ?? forStatus(status) ?? forHttp(exchange.status);
  const code =
    (fcmCode === 'UNSPECIFIED_ERROR' ? undefined : fcmCode) ?? reason ?? status ?? `http-${exchange.status}`;
  return ruled(special(error) ?? ruling, code, error.message, exchange);
}

/** Two codes that mean several things, and only the rest of the answer says which. */
function special(error: GoogleError): Ruling | undefined {
  if (isTokenMalformed(error)) return { kind: 'token-dead' };
  // One phone's own rate must not close the lane of all others. A project's name may be any word.
  if (error.fcmCode === 'QUOTA_EXCEEDED' && /device/i.test(error.quota.replace(PROJECT, ''))) {
    return {
      kind: 'unavailable',
      mayHaveRung: false,
      isLocal: true,
      waitMs: 60_000,
      advice: 'Too many messages to this one phone.',
    };
  }
  return undefined;
}

/** INVALID_ARGUMENT has wiped whole token tables: only FCM's own words about the token, in FCM's own error, condemn one (sheet, 9). */
export const isTokenMalformed = ({ fcmCode, message, fields }: GoogleError): boolean =>
  fcmCode === 'INVALID_ARGUMENT' &&
  (/registration token is not a valid FCM registration token/i.test(message) ||
    (fields.length > 0 && fields.every((field) => field === 'message.token' || field === 'message.fid')));

function ruled(
  ruling: Ruling,
  code: string,
  message: string,
  { retryAfterMs }: Answered,
): Verdict | AccessRefused {
  const said = printable(message, MAX_QUOTE);
  const what = whatOf(code, ruling.advice, said, 'FCM');
  switch (ruling.kind) {
    case 'throttled':
      return { kind: 'throttled', ...what, retryAfterMs: retryAfterMs ?? ruling.waitMs };
    case 'unavailable':
      return {
        kind: 'unavailable',
        ...what,
        retryAfterMs: retryAfterMs ?? ruling.waitMs,
        mayHaveRung: ruling.mayHaveRung,
        ...(ruling.isLocal && { isLocal: true }),
      };
    default:
      return { kind: ruling.kind, ...what };
  }
}
