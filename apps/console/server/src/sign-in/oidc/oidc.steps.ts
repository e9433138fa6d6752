// The code flow with PKCE, state and nonce (OpenID Connect Core 3.1). Tokens are read here and go nowhere: neither to the browser nor into the session.
import { Injectable } from '@nestjs/common';
import {
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type Configuration,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  ResponseBodyError,
} from 'openid-client';
import { type Claims, hasRoles } from './claims';
import type { Failure } from './pages';
import { Provider, type ProviderSettings } from './provider.worker';

/** What a sign-in needs to know when the browser comes back. */
export interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export class SignInFailed extends Error {
  constructor(readonly failure: Failure) {
    super(failure);
  }
}

@Injectable()
export class Oidc {
  constructor(private readonly provider: Provider) {}

  /** Where the browser goes, and what must be kept until it comes back. */
  async begin(redirectUri: string): Promise<{ to: URL; begun: Begun }> {
    const { client, settings } = this.#ready();
    const begun = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const to = buildAuthorizationUrl(client, {
      redirect_uri: redirectUri,
      scope: settings.scope,
      state: begun.state,
      nonce: begun.nonce,
      code_challenge: await calculatePKCECodeChallenge(begun.verifier),
      code_challenge_method: 'S256',
    });
    return { to, begun };
  }

  /** The claims of who came back. `came`: the address with code and state. Throws `SignInFailed`. */
  async end(came: URL, { state, nonce, verifier }: Begun): Promise<Claims> {
    const { client, settings } = this.#ready();
    try {
      const tokens = await authorizationCodeGrant(client, came, {
        ...{ pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce },
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new SignInFailed('refused');
      if (hasRoles(claims, settings.claims) || client.serverMetadata().userinfo_endpoint === undefined)
        return claims as Claims;
      const more = await fetchUserInfo(client, tokens.access_token, claims.sub);
      return { ...more, ...claims };
    } catch (error) {
      throw error instanceof SignInFailed ? error : new SignInFailed(failureOf(error));
    }
  }

  #ready(): { client: Configuration; settings: ProviderSettings } {
    const { client, settings } = this.provider;
    if (settings === undefined) throw new SignInFailed('local');
    if (client === undefined) throw new SignInFailed('away');
    return { client, settings };
  }
}

/** The provider said no, or its answer is not as it must be, or there was none. */
function failureOf(error: unknown): Failure {
  if (error instanceof AuthorizationResponseError)
    return error.error === 'access_denied' ? 'denied' : 'refused';
  if (error instanceof ResponseBodyError) return error.status >= 500 ? 'away' : 'refused';
  const isNetwork =
    error instanceof TypeError || ['TimeoutError', 'AbortError'].includes((error as Error).name);
  const { code } = error as { code?: string };
  return isNetwork || code === 'OAUTH_TIMEOUT' ? 'away' : 'refused';
}
