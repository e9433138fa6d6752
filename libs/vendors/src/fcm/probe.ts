// Fetches a token and lets FCM check a message to a topic nobody follows, with `validate_only`: nothing is sent to anybody
// (sheet, 1: "validate_only is the dry run").
import { NoAccessToken } from '../shared/access/bearer';
import { MemoryShelf } from '../shared/access/memory-shelf';
import { TimeLeft } from '../shared/http/time-left';
import type { Connection, Probe, Verdict } from '../vendor';
import { Account } from './access';
import { Sender } from './client';
import type { FcmCredential, FcmSettings } from './credential';
import type { AccessRefused } from './verdicts';

const BODY = JSON.stringify({
  validate_only: true,
  message: { topic: 'offline-push-probe', data: { probe: '1' } },
});

/** A shelf of its own: a credential that is only being tried must not put its token on the shelf of the one in force. */
export async function probe(
  connection: Connection<FcmCredential, FcmSettings>,
  deadlineMs: number,
): Promise<Probe> {
  const left = new TimeLeft(deadlineMs);
  const own = { ...connection, accessTokens: new MemoryShelf() };
  const account = new Account(own);
  const sender = new Sender(own, 1);
  try {
    return judgeProbe(await sender.send(BODY, await account.access(left), left));
  } catch (error) {
    if (error instanceof NoAccessToken) return withoutToken(error);
    throw error;
  } finally {
    await Promise.all([account.close(), sender.close()]);
  }
}

function withoutToken({ verdict, field }: NoAccessToken): Probe {
  const says = wordsOf(verdict);
  return verdict.kind === 'credential-broken'
    ? { result: 'wrong', field, says }
    : { result: 'unknown', says: `No access token could be had from Google: ${says}` };
}

export function judgeProbe(verdict: Verdict | AccessRefused): Probe {
  const says = wordsOf(verdict);
  switch (verdict.kind) {
    case 'accepted':
      return { result: 'good' };
    case 'credential-broken':
      return { result: 'wrong', field: '/project_id', says };
    case 'access-refused':
      return {
        result: 'wrong',
        field: '/client_email',
        says: `FCM refuses the token of this account: ${says}`,
      };
    case 'refused':
    case 'token-dead':
      return { result: 'unknown', says: `FCM let the account in, but not the question: ${says}` };
    case 'throttled':
    case 'unavailable':
    case 'callback-refused':
      return { result: 'unknown', says: `FCM could not be asked: ${says}` };
  }
}

const wordsOf = (verdict: Verdict | AccessRefused): string =>
  verdict.kind === 'accepted' ? '' : (verdict.detail ?? `code ${verdict.code}.`);
