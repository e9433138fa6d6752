// Logs in, then sends a message to nobody: the login tells a wrong Client Secret, the push without tokens a wrong App ID. Harmless:
// a message without a token has no phone to ring on (sheet, 2: a token for another app is refused at the push only).
import { NoAccessToken } from '../shared/access/bearer';
import { HttpOrigin } from '../shared/http/http';
import { integerIn, parse } from '../shared/text/json';
import { TimeLeft } from '../shared/http/time-left';
import { systemMs } from '../shared/http/system-ms';
import type { Connection, Probe } from '../vendor';
import { headersOf, pathOf } from './client';
import { rulingOf } from './codes';
import type { HonorCredential, HonorSettings } from './credential';
import { logIn } from './login';

/** Without words and without a phone. */
const NOBODY = JSON.stringify({ android: { targetUserType: 1 }, token: [] });

export async function probe(
  { credential, settings, endpoints, nowMs = systemMs }: Connection<HonorCredential, HonorSettings>,
  deadlineMs: number,
): Promise<Probe> {
  const time = new TimeLeft(deadlineMs);
  const auth = new HttpOrigin(endpoints['auth'] ?? '', 1);
  const api = new HttpOrigin(endpoints['api'] ?? '', 1);
  try {
    const login = { clientId: settings.clientId, clientSecret: credential.clientSecret };
    const headers = headersOf(await logIn(auth, login, time.ms, nowMs()), nowMs());
    const request = { method: 'POST', path: pathOf(settings), headers, body: NOBODY } as const;
    const exchange = await api.exchange(request, time.ms);
    if (exchange.kind === 'no-answer') return unknown(exchange.code);
    return judge(exchange.status, integerIn(parse(exchange.body)?.['code']));
  } catch (error) {
    if (error instanceof NoAccessToken) return judgeLogin(error);
    throw error;
  } finally {
    await Promise.all([auth.close(), api.close()]);
  }
}

function judgeLogin({ verdict }: NoAccessToken): Probe {
  if (verdict.kind !== 'credential-broken') return unknown('code' in verdict ? verdict.code : verdict.kind);
  // Honor says "client or client credentials", so the field stays open.
  return { result: 'wrong', field: '', says: verdict.detail ?? verdict.code };
}

/** Whoever gets as far as a complaint about the message has the right App ID. */
export function judge(status: number, code: number | undefined): Probe {
  const ruling = code === undefined ? undefined : rulingOf(code);
  switch (ruling?.kind) {
    case 'credential-broken':
      return ruling.isToken ? wrongAppId : { result: 'wrong', field: '/appId', says: ruling.advice ?? '' };
    case 'unavailable':
    case 'throttled':
      return unknown(`code ${code}`);
    case undefined:
      return status === 401 || status === 403 ? wrongAppId : unknown(`HTTP ${status}`);
    default:
      return { result: 'good' };
  }
}

const wrongAppId: Probe = {
  result: 'wrong',
  field: '/appId',
  says: 'Client ID and Client Secret are good, but not for this App ID. Take all three values from one app.',
};

const unknown = (why: string): Probe => ({ result: 'unknown', says: `Honor could not be asked: ${why}.` });
