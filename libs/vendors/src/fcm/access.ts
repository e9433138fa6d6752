// The access tokens of one service account. Google gives them for an assertion that the account's key signs.
import { AccessTokens } from '../shared/access/access-tokens';
import { NoAccessToken, tokenInTime } from '../shared/access/bearer';
import { postForm } from '../shared/access/post-form';
import { HttpOrigin } from '../shared/http/http';
import type { TimeLeft } from '../shared/http/time-left';
import { systemMs } from '../shared/http/system-ms';
import type { AccessToken, Connection } from '../vendor';
import { assertionOf, privateKeyOf } from './assertion';
import type { FcmCredential, FcmSettings } from './credential';
import { grantOf } from './grant';

/** A token is not used in this time before its end, as in Google's own library (sheet, 2 "Life"). In ms. */
const MARGIN_MS = 300_000;
const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export class Account {
  readonly tokens: AccessTokens;
  readonly nowMs: () => number;
  private readonly origin: HttpOrigin;

  constructor({
    credential,
    endpoints,
    accessTokens,
    nowMs = systemMs,
  }: Connection<FcmCredential, FcmSettings>) {
    this.nowMs = nowMs;
    this.origin = new HttpOrigin(endpoints['auth'] ?? '', 1);
    const key = privateKeyOf(credential);
    this.tokens = new AccessTokens(accessTokens, () => this.fetch(credential, key), MARGIN_MS);
  }

  /** A token to send with, in the time that is left. Rejects with `NoAccessToken`. */
  access(left: TimeLeft): Promise<AccessToken> {
    return tokenInTime(this.tokens.get(this.nowMs()), left);
  }

  close(): Promise<void> {
    return this.origin.close();
  }

  private async fetch(credential: FcmCredential, key: ReturnType<typeof privateKeyOf>): Promise<AccessToken> {
    if (key === undefined) throw unreadableKey();
    const askedAtMs = this.nowMs();
    const assertion = assertionOf(credential, key, askedAtMs);
    const exchange = await postForm(this.origin, '/token', { grant_type: GRANT_TYPE, assertion });
    // Counted from the request, because a slow answer makes a token older.
    const grant = grantOf(exchange, askedAtMs);
    if ('refused' in grant) throw new NoAccessToken(grant.refused.verdict, grant.refused.field);
    return grant.granted;
  }
}

const unreadableKey = (): NoAccessToken =>
  new NoAccessToken(
    {
      kind: 'credential-broken',
      code: 'private-key-unreadable',
      detail: 'The private key of the certificate is no RSA key: paste it from the key file again.',
    },
    '/private_key',
  );
