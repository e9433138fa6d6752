// The call to Honor: JSON under an access token. A refused token is exchanged for another one within the same send: the push was not
// taken, so the second call is no second ring.
import { AccessTokens } from '../shared/access-tokens';
import { HttpOrigin } from '../shared/http';
import { printable } from '../shared/printable';
import type { AccessToken, Connection, VendorCall, VendorClient, Verdict } from '../vendor';
import type { HonorCredential, HonorSettings } from './credential';
import { LOGIN_DEADLINE_MS, logIn, NoAccessToken } from './login';
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
  { credential, settings, endpoints, accessTokens }: Connection<HonorCredential, HonorSettings>,
  connections: number,
): VendorClient<HonorRequest> {
  const api = new HttpOrigin(endpoints['api'] ?? '', connections, undefined, MAX_ANSWER_BYTES);
  const auth = new HttpOrigin(endpoints['auth'] ?? '', 1);
  const login = { clientId: settings.clientId, clientSecret: credential.clientSecret };
  // The margin is in the token's own end already.
  const tokens = new AccessTokens(accessTokens, () => logIn(auth, login, LOGIN_DEADLINE_MS), 0);
  const path = pathOf(settings);

  async function exchangeBy(endsAtMs: number, body: string) {
    const left = (): number => Math.max(0, endsAtMs - performance.now());
    const push = (token: AccessToken) =>
      api.exchange({ method: 'POST', path, headers: headersOf(token, Date.now()), body }, left());
    const token = await within(left(), tokens.get(Date.now()));
    const exchange = await push(token);
    return isTokenRefused(exchange) ? push(await within(left(), tokens.refused(token))) : exchange;
  }

  return {
    async send({ request, deliveries }: VendorCall<HonorRequest>, deadlineMs: number) {
      const isAlone = deliveries.some(({ alone }) => alone === true);
      try {
        const exchange = await exchangeBy(performance.now() + deadlineMs, request.body);
        return verdictsOf(exchange, { tokens: deliveries.map(({ token }) => token), isAlone });
      } catch (error) {
        return deliveries.map(() => withoutToken(error));
      }
    },
    close: async () => {
      await Promise.all([api.close(), auth.close()]);
    },
  };
}

/** The login goes on for those who come later; this push does not wait longer than it may. */
async function within<T>(waitMs: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new NoAccessToken({ kind: 'unavailable', code: 'deadline', mayHaveRung: false })),
      waitMs,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whatever keeps the access token from us, nothing was pushed. */
function withoutToken(error: unknown): Verdict {
  if (error instanceof NoAccessToken) return error.verdict;
  const detail = printable(error instanceof Error ? error.message : String(error), 120);
  return { kind: 'unavailable', code: 'no-access-token', detail, mayHaveRung: false };
}
