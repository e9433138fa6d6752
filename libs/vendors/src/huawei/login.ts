// How we log in (sheet, 2). Android: client id and secret for an access token of an hour. HarmonyOS, and Android without a secret: a JWT
// that we sign ourselves with the key of a service account; there is nothing to exchange it for.
import { constants, type KeyObject, sign } from 'node:crypto';
import { AccessTokens } from '../shared/access/access-tokens';
import { NoAccessToken } from '../shared/access/bearer';
import { postForm } from '../shared/access/post-form';
import { rsaKey, signedJwt } from '../shared/access/jwt';
import { HttpOrigin } from '../shared/http/http';
import { MemoryShelf } from '../shared/access/memory-shelf';
import { systemMs } from '../shared/http/system-ms';
import type { AccessToken, Connection } from '../vendor';
import {
  apiOf,
  clientIdOf,
  type HuaweiCredential,
  type HuaweiSettings,
  type ServiceAccount,
} from './credential';
import { loginAnswer } from './login-answer';

/** Fixed, wherever the call goes. */
const AUDIENCE = 'https://oauth-login.cloud.huawei.com/oauth2/v3/token';
const TOKEN_PATH = '/oauth2/v3/token';
/** Sheet, 2.2: recommended; over a day is refused. In seconds. */
const JWT_LIFE_SECONDS = 3600;
/** Huawei's clock and ours may differ by so much. In ms. */
const JWT_MARGIN_MS = 300_000;

export interface Login {
  readonly tokens: AccessTokens;
  readonly nowMs: () => number;
  close(): Promise<void>;
}

export function loginOf(connection: Connection<HuaweiCredential, HuaweiSettings>): Login {
  const { credential, settings, endpoints, accessTokens, nowMs = systemMs } = connection;
  const { clientSecret, serviceAccount } = credential;
  const isAndroid = apiOf(settings) !== 'v3';
  if (isAndroid && clientSecret !== undefined) {
    const origin = new HttpOrigin(endpoints['auth'] ?? '', 1);
    const client = { id: clientIdOf(settings), secret: clientSecret };
    return {
      tokens: new AccessTokens(accessTokens, () => askForToken(origin, client, nowMs)),
      nowMs,
      close: () => origin.close(),
    };
  }
  // Made by ourselves, so each pod has its own and the shelf is spared.
  const fetch = () => Promise.resolve().then(() => ownToken(serviceAccount, isAndroid, nowMs()));
  return {
    tokens: new AccessTokens(new MemoryShelf(), fetch, JWT_MARGIN_MS),
    nowMs,
    close: () => Promise.resolve(),
  };
}

async function askForToken(
  origin: HttpOrigin,
  client: { id: string; secret: string },
  nowMs: () => number,
): Promise<AccessToken> {
  const form = { grant_type: 'client_credentials', client_id: client.id, client_secret: client.secret };
  const answer = loginAnswer(await postForm(origin, TOKEN_PATH, form), nowMs());
  if ('verdict' in answer) throw new NoAccessToken(answer.verdict);
  return answer;
}

function ownToken(account: ServiceAccount | undefined, isAndroid: boolean, nowMs: number): AccessToken {
  if (account === undefined && isAndroid) {
    const detail = 'The certificate has neither client secret nor service account.';
    throw new NoAccessToken({ kind: 'credential-broken', code: 'client-secret-missing', detail });
  }
  if (account === undefined) {
    throw broken('missing', 'The certificate has no service account; HarmonyOS takes no client secret.');
  }
  const key = rsaKey(account.private_key);
  if (key === undefined) throw broken('key', 'private_key of the service account is not an RSA key.');
  const nowSeconds = Math.floor(nowMs / 1000);
  return {
    token: signedToken(account, key, nowSeconds),
    expiresAtMs: (nowSeconds + JWT_LIFE_SECONDS) * 1000,
  };
}

const broken = (what: string, detail: string): NoAccessToken =>
  new NoAccessToken({ kind: 'credential-broken', code: `service-account-${what}`, detail });

/** PS256: RSA-PSS with SHA-256, salt as long as the digest (sheet, 2.2). */
export function signedToken(account: ServiceAccount, key: KeyObject, nowSeconds: number): string {
  const header = { kid: account.key_id, typ: 'JWT', alg: 'PS256' };
  const claims = {
    iss: account.sub_account,
    aud: AUDIENCE,
    iat: nowSeconds,
    exp: nowSeconds + JWT_LIFE_SECONDS,
  };
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return signedJwt(header, claims, (input) =>
    sign('sha256', Buffer.from(input), { key, padding, saltLength: 32 }).toString('base64url'),
  );
}
