// Calls Honor with JSON under an access token. If the token is refused, the send is repeated with another one: the push was not taken, so
// this is no second ring.
import { AccessTokens, LOGIN_DEADLINE_MS } from '../shared/access/access-tokens';
import { orNoToken, prepareToken, tokenInTime } from '../shared/access/bearer';
import { type Exchange, HttpOrigin } from '../shared/http/http';
import { TimeLeft } from '../shared/http/time-left';
import { systemMs } from '../shared/http/system-ms';
import type { AccessToken, Begin, Connection, VendorCall, VendorClient } from '../vendor';
import type { HonorCredential, HonorSettings } from './credential';
import { logIn } from './login';
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
      wait: (asked) => tokenInTime(asked, time),
      call: (token) => time.exchange(api, { method: 'POST', path, headers: headersOf(token, nowMs()), body }),
      isRefused: isTokenRefused,
    });
  }

  return {
    prepare: (deadlineMs: number) => prepareToken(tokens, nowMs(), deadlineMs),
    send({ request, deliveries }: VendorCall<HonorRequest>, deadlineMs: number, begin?: Begin) {
      const isAlone = deliveries.some(({ alone }) => alone === true);
      const asked = { tokens: deliveries.map(({ token }) => token), isAlone };
      const time = new TimeLeft(deadlineMs, begin);
      const exchange = exchangeOf(request.body, time);
      return orNoToken(
        deliveries,
        exchange.then((answer) => verdictsOf(answer, asked)),
        time,
      );
    },
    close: async () => {
      await Promise.all([api.close(), auth.close()]);
    },
  };
}
