// The access token of one service account: asked for once however many sends wait, handed out with a deadline, and never an exception.
import { HttpOrigin } from '../shared/http/http';
import { AccessTokens, LOGIN_DEADLINE_MS } from '../shared/access/access-tokens';
import type { TimeLeft } from '../shared/http/time-left';
import { systemMs } from '../shared/http/system-ms';
import type { AccessToken, Connection, Verdict } from '../vendor';
import { assertionOf, privateKeyOf } from './assertion';
import type { FcmCredential, FcmSettings } from './credential';
import { grantOf, type Refusal } from './grant';

/** So long before its end a token is not used any more, as Google's own library does (sheet, 2 "Life"). In ms. */
const MARGIN_MS = 300_000;
const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export type Access = { readonly token: AccessToken } | { readonly refusal: Refusal };

/** Carries a refusal through the shelf, which passes on whatever is thrown. */
class NotGranted extends Error {
  constructor(readonly refusal: Refusal) {
    super('no access token');
  }
}

export class Account {
  private readonly tokens: AccessTokens;
  private readonly origin: HttpOrigin;

  private readonly nowMs: () => number;

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

  /** The token of the last send, if it is still good: most sends need not wait for anything. */
  atHand(): AccessToken | undefined {
    return this.tokens.atHand(this.nowMs());
  }

  /** A token to send with, in the time that is left. */
  access(left: TimeLeft): Promise<Access> {
    return within(this.tokens.get(this.nowMs()), left);
  }

  /** Another token may do: FCM refused this one, and no replacement of another one. */
  mayReplace(token: AccessToken, isRefused: boolean): boolean {
    return this.tokens.mayReplace(token, isRefused);
  }

  /** Another one: FCM refused this. */
  another(refused: AccessToken, left: TimeLeft): Promise<Access> {
    return within(this.tokens.refused(refused), left);
  }

  close(): Promise<void> {
    return this.origin.close();
  }

  private async fetch(credential: FcmCredential, key: ReturnType<typeof privateKeyOf>): Promise<AccessToken> {
    if (key === undefined) throw new NotGranted(UNREADABLE_KEY);
    const askedAtMs = this.nowMs();
    const assertion = assertionOf(credential, key, askedAtMs);
    const exchange = await this.origin.exchange(
      {
        method: 'POST',
        path: '/token',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: new URLSearchParams({ grant_type: GRANT_TYPE, assertion }).toString(),
      },
      LOGIN_DEADLINE_MS,
    );
    // Counted from the question: a slow answer makes a token older, not younger.
    const grant = grantOf(exchange, askedAtMs);
    if ('refused' in grant) throw new NotGranted(grant.refused);
    return grant.granted;
  }
}

const UNREADABLE_KEY: Refusal = {
  field: '/private_key',
  verdict: {
    kind: 'credential-broken',
    code: 'private-key-unreadable',
    detail: 'The private key of the certificate is no RSA key: paste it from the key file again.',
  },
};

const notRung = (code: string): Refusal => ({
  verdict: {
    kind: 'unavailable',
    code,
    detail: 'no access token could be had',
    mayHaveRung: false,
  } satisfies Verdict,
});

async function within(asked: Promise<AccessToken>, left: TimeLeft): Promise<Access> {
  try {
    return { token: await left.token(asked, (code) => new NotGranted(notRung(code))) };
  } catch (error) {
    // What the shelf throws itself is its database's trouble: no push has left.
    return { refusal: error instanceof NotGranted ? error.refusal : notRung('access-token-shelf') };
  }
}
