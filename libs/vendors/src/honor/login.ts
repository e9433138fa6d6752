// Honor's access tokens: Client ID and Client Secret go in, a token for about an hour comes out, or a reason why not.
import { NoAccessToken } from '../shared/access/bearer';
import { postForm } from '../shared/access/post-form';
import type { Exchange, HttpOrigin } from '../shared/http/http';
import { isObject, type Json, parse } from '../shared/text/json';
import { printable } from '../shared/text/printable';
import { visibleIn } from '../shared/text/visible';
import { wordlessLogin } from '../shared/text/wordless';
import type { AccessToken } from '../vendor';

const PATH = '/auth/token';
/** What every sender takes when the answer does not say (sheet, 2). */
const USUAL_LIFE_SECONDS = 3600;
const LONGEST_LIFE_SECONDS = 30 * 86_400;
/** Renewed five minutes before its end (sheet, 2), or after half of a life shorter than ten. */
const MARGIN_MS = 300_000;
/** It goes into a header. */
const MAX_TOKEN_LENGTH = 4096;
const MAX_QUOTE = 60;
const ADVICE =
  'Honor knows no such pair of Client ID and Client Secret: both are on the push service page, and not the App ID and App Secret.';
/** OAuth's words for "not now"; every other one is about what was presented. */
const NOT_NOW = ['server_error', 'temporarily_unavailable'];

export interface Login {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Rejects with `NoAccessToken` only. Nothing has been pushed, so nothing may have rung. */
export async function logIn(
  origin: HttpOrigin,
  login: Login,
  deadlineMs: number,
  askedAtMs: number,
): Promise<AccessToken> {
  const form = {
    grant_type: 'client_credentials',
    client_id: login.clientId,
    client_secret: login.clientSecret,
  };
  return accessTokenIn(await postForm(origin, PATH, form, deadlineMs), askedAtMs);
}

/** `expiresAtMs` is when it should not be used any more, ahead of Honor's own end. Throws `NoAccessToken`. */
export function accessTokenIn(exchange: Exchange, askedAtMs: number): AccessToken {
  if (exchange.kind === 'no-answer') throw unavailable(exchange.code);
  const answer = parse(exchange.body);
  const token = visibleIn(answer?.['access_token'], MAX_TOKEN_LENGTH);
  if (exchange.status !== 200 || answer === undefined || token === undefined) throw whyNot(exchange, answer);
  const lifeMs = lifeSecondsIn(answer) * 1000;
  return { token, expiresAtMs: askedAtMs + lifeMs - Math.min(MARGIN_MS, lifeMs / 2) };
}

function lifeSecondsIn({ expires_in: life }: Json): number {
  const seconds = Number(typeof life === 'string' || typeof life === 'number' ? life : NaN);
  return seconds > 0 ? Math.min(seconds, LONGEST_LIFE_SECONDS) : USUAL_LIFE_SECONDS;
}

function whyNot(exchange: Extract<Exchange, { kind: 'answered' }>, answer: Json | undefined): NoAccessToken {
  const { status, retryAfterMs } = exchange;
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  const code = wordlessLogin(exchange);
  if (status === 429) return new NoAccessToken({ kind: 'throttled', code, ...wait });
  const error = isObject(answer) ? printable(answer['error'], MAX_QUOTE) : '';
  if (status >= 500 || error === '' || NOT_NOW.includes(error)) return unavailable(code, wait);
  const said = printable(answer?.['error_description'], MAX_QUOTE);
  const detail = said ? `${ADVICE} Honor says: ${said}` : ADVICE;
  return new NoAccessToken({ kind: 'credential-broken', code: error, detail });
}

const unavailable = (code: string, wait: { retryAfterMs?: number } = {}): NoAccessToken =>
  new NoAccessToken({ kind: 'unavailable', code, ...wait, mayHaveRung: false });
