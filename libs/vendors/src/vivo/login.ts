// vivo's access tokens: the signature, the call that asks for one, and what its failure means for a push.
import { createHash } from 'node:crypto';
import { NoAccessToken } from '../shared/access/bearer';
import type { Exchange, HttpOrigin } from '../shared/http/http';
import { visibleIn } from '../shared/text/visible';
import type { AccessToken } from '../vendor';
import { answerOf } from './answer';
import { notAccepted } from './verdicts';

/** A token lives 24 hours; vivo asks to renew it every one to two (sheet 2). */
const RENEWED_AFTER_MS = 2 * 3_600_000;
const MAX_TOKEN_LENGTH = 1024;

export interface Identity {
  readonly appId: string;
  readonly appKey: string;
  readonly appSecret: string;
}

/** Lower-case hex MD5 over the parts without anything between them (sheet 2, with a worked example). */
export const signOf = ({ appId, appKey, appSecret }: Identity, timestampMs: number): string =>
  createHash('md5').update(`${appId}${appKey}${timestampMs}${appSecret}`).digest('hex');

/** One call to `/message/auth`. Earlier tokens of the app stay good. */
export function askForToken(
  origin: HttpOrigin,
  identity: Identity,
  nowMs: number,
  deadlineMs: number,
): Promise<Exchange> {
  const { appId, appKey } = identity;
  const body = { appId: Number(appId), appKey, timestamp: nowMs, sign: signOf(identity, nowMs) };
  return origin.exchange(
    {
      method: 'POST',
      path: '/message/auth',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    },
    deadlineMs,
  );
}

/** Throws `NoAccessToken`. The answer carries no end of the token. */
export function tokenIn(exchange: Exchange, nowMs: number): AccessToken {
  const answer = answerOf(exchange);
  const token = answer?.code === 0 ? visibleIn(answer.json['authToken'], MAX_TOKEN_LENGTH) : undefined;
  if (token !== undefined) return { token, expiresAtMs: nowMs + RENEWED_AFTER_MS };
  throw new NoAccessToken(
    notAccepted(exchange, answer, { step: 'login', tokens: [], isUsualClass: true }, nowMs),
  );
}
