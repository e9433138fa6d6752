// The call to Honor: JSON under an access token. A refused token is exchanged for another one within the same send: the push was not
// taken, so the second call is no second ring.
import { AccessTokens, LOGIN_DEADLINE_MS, whyNoToken } from '../shared/access/access-tokens';
import { type Exchange, HttpOrigin } from '../shared/http/http';
import { TimeLeft } from '../shared/http/time-left';
import { systemMs } from '../shared/http/system-ms';
import type { AccessToken, Begin, Connection, VendorCall, VendorClient } from '../vendor';
import type { HonorCredential, HonorSettings } from './credential';
import { logIn, NoAccessToken } from './login';
import { type HonorRequest, MAX_ANSWER_BYTES } from './plan';
import { isTokenRefused, verdictsOf } from './verdicts';

/** Headers as Honor wants them: the time in milliseconds, as text. */
export const headersOf = ({ token }: AccessToken, nowMs: number): Record<string, string> => ({
  authorization: `Bearer ${token}`,
  'content-type': 'application/json; charset=UTF-8',
  accept: 'application/json',
  timestamp: String(nowMs),
});

export const pathOf = ({ appId }: HonorSettings): string => `/api/v1/${appId}/sendMessage`;

export function open(
  {
    credential,
    settings,
    endpoints,
    accessTokens,
    nowMs = systemMs,
  }: Connection<HonorCredential, HonorSettings>,
  connections: number,
): VendorClient<HonorRequest> {
  const api = new HttpOrigin(endpoints['api'] ?? '', connections, undefined, MAX_ANSWER_BYTES);
  const auth = new HttpOrigin(endpoints['auth'] ?? '', 1);
  const login = { clientId: settings.clientId, clientSecret: credential.clientSecret };
  // The margin is in the token's own end already.
  const tokens = new AccessTokens(accessTokens, () => logIn(auth, login, LOGIN_DEADLINE_MS, nowMs()), 0);
  const path = pathOf(settings);

  function exchangeOf(body: string, time: TimeLeft): Promise<Exchange> {
    return tokens.use<Exchange>(nowMs(), {
      wait: (asked) => inTime(asked, time),
      call: (token) => time.exchange(api, { method: 'POST', path, headers: headersOf(token, nowMs()), body }),
      isRefused: isTokenRefused,
    });
  }

  return {
    prepare(deadlineMs: number) {
      if (tokens.atHand(nowMs()) !== undefined) return undefined;
      return whyNoToken(inTime(tokens.get(nowMs()), new TimeLeft(deadlineMs)));
    },
    async send({ request, deliveries }: VendorCall<HonorRequest>, deadlineMs: number, begin?: Begin) {
      const isAlone = deliveries.some(({ alone }) => alone === true);
      try {
        const exchange = await exchangeOf(request.body, new TimeLeft(deadlineMs, begin));
        return verdictsOf(exchange, { tokens: deliveries.map(({ token }) => token), isAlone });
      } catch (error) {
        if (error instanceof NoAccessToken) return deliveries.map(() => error.verdict);
        throw error;
      }
    },
    close: async () => {
      await Promise.all([api.close(), auth.close()]);
    },
  };
}

/** The login goes on for those who come later; this push does not wait longer than it may. Rejects with `NoAccessToken` only. */
function inTime(token: Promise<AccessToken>, time: TimeLeft): Promise<AccessToken> {
  const known = token.catch((error: unknown) => {
    throw error instanceof NoAccessToken ? error : notSent('access-token-shelf');
  });
  return time.token(known, notSent);
}

/** Whatever keeps an access token from us, nothing was pushed. What the shelf throws speaks of our own database and stays here. */
const notSent = (code: string): NoAccessToken =>
  new NoAccessToken({ kind: 'unavailable', code, mayHaveRung: false });
