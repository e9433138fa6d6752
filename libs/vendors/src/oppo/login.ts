// OPPO's access tokens: the signature, the call that asks for one, and what its failure means for a push.
import { createHash } from 'node:crypto';
import { NoAccessToken } from '../shared/access/bearer';
import type { Exchange, HttpOrigin } from '../shared/http/http';
import { isObject, textOf } from '../shared/text/json';
import { visibleIn } from '../shared/text/visible';
import type { AccessToken } from '../vendor';
import { answerOf } from './answer';
import type { OppoCredential } from './credential';
import { notAccepted } from './verdicts';

/** A token lives 24 hours and is renewed after 20 (sheet 2). */
const RENEWED_AFTER_MS = 20 * 3_600_000;
const MAX_TOKEN_LENGTH = 1024;

export const FORM_HEADERS = {
  'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
  accept: 'application/json',
};

/** Lower-case hex SHA-256 over the parts without anything between them; no HMAC (sheet 2, with a worked example). */
export const signOf = ({ appKey, masterSecret }: OppoCredential, timestampMs: number): string =>
  createHash('sha256').update(`${appKey}${timestampMs}${masterSecret}`).digest('hex');

/** One call to `/server/v1/auth`. Earlier tokens of the app stay good. */
export function askForToken(
  origin: HttpOrigin,
  credential: OppoCredential,
  nowMs: number,
  deadlineMs: number,
): Promise<Exchange> {
  const form = new URLSearchParams({
    app_key: credential.appKey,
    sign: signOf(credential, nowMs),
    timestamp: String(nowMs),
  });
  const request = { method: 'POST', path: '/server/v1/auth', headers: FORM_HEADERS } as const;
  return origin.exchange({ ...request, body: form.toString() }, deadlineMs);
}

/** Throws `NoAccessToken`. Its life counts from now by our clock, because OPPO's may differ by minutes. */
export function tokenIn(exchange: Exchange, nowMs: number): AccessToken {
  const answer = answerOf(exchange);
  const payload = answer?.code === 0 && isObject(answer.payload) ? answer.payload : {};
  const token = visibleIn(textOf(payload['auth_token']), MAX_TOKEN_LENGTH);
  if (token !== undefined) return { token, expiresAtMs: nowMs + RENEWED_AFTER_MS };
  const asked = { step: 'login', tokens: [], isUsual: true, isUsualClass: true } as const;
  throw new NoAccessToken(notAccepted(exchange, answer, asked, nowMs));
}
