// Authenticates us to Apple: by a provider token in each request, signed once for all pods, or by a certificate in the handshake. A fault
// of the credential becomes a verdict, never an exception.
import { AccessTokens } from '../shared/access/access-tokens';
import { NoAccessToken, tokenInTime } from '../shared/access/bearer';
import type { TlsOptions } from '../shared/http/http2';
import type { TimeLeft } from '../shared/http/time-left';
import { systemMs } from '../shared/http/system-ms';
import type { AccessToken, Connection } from '../vendor';
import { certificateOf } from './certificate';
import type { ApnsCredential, ApnsSettings, KeyCredential } from './credential';
import { privateKeyOf, providerTokenOf } from './provider-token';

/** Apple refuses tokens older than an hour, and more than one in 20 minutes (sheet, 2a "Refresh"). In ms. */
const LIFE_MS = 55 * 60_000;
/** A token is not used in this time before its end, so it is replaced after 50 minutes. In ms. */
const MARGIN_MS = 5 * 60_000;

/** No token: the certificate was shown in the handshake. */
export interface Presented {
  readonly token?: AccessToken;
  /** The header. */
  readonly authorization?: string;
}

type Shown = Presented | { readonly refusal: NoAccessToken };

export interface Access {
  readonly tls: TlsOptions;
  /** The last token if it is still good. Most sends need no wait. */
  atHand(): Presented | undefined;
  /** What goes into the header. */
  show(left: TimeLeft): Promise<Shown>;
  /** True if another token may be accepted: Apple refused this one, and it had not replaced a refused one. */
  mayReplace(shown: Presented, isRefused: boolean): boolean;
  /** Another one: Apple refused this. */
  showAnother(refused: AccessToken | undefined, left: TimeLeft): Promise<Shown>;
}

export const accessOf = (connection: Connection<ApnsCredential, ApnsSettings>): Access =>
  connection.credential.type === 'p8'
    ? withKey(connection.credential, connection)
    : withCertificate(certificateOf(connection.credential), connection);

function withKey(credential: KeyCredential, { accessTokens, nowMs = systemMs }: Connection): Access {
  const key = privateKeyOf(credential);
  if (key === undefined) return without(UNREADABLE_KEY);
  const tokens = new AccessTokens(
    accessTokens,
    () => {
      const madeAtMs = nowMs();
      return Promise.resolve({
        token: providerTokenOf(credential, key, madeAtMs),
        expiresAtMs: madeAtMs + LIFE_MS,
      });
    },
    MARGIN_MS,
  );
  let last: Presented = {};
  /** Written once for all pushes that carry it. */
  const presented = (token: AccessToken): Presented => {
    if (last.token !== token) last = { token, authorization: `bearer ${token.token}` };
    return last;
  };
  const get = () => tokens.get(nowMs());
  // Signing does not fail, so the shelf's database is away or slow. No push was sent.
  const within = (asked: Promise<AccessToken>, left: TimeLeft): Promise<Shown> =>
    tokenInTime(asked, left).then(presented, (refusal: NoAccessToken) => ({ refusal }));
  return {
    tls: {},
    mayReplace: ({ token }, isRefused) => token !== undefined && tokens.mayReplace(token, isRefused),
    atHand() {
      const token = tokens.atHand(nowMs());
      return token && presented(token);
    },
    show: (left) => within(get(), left),
    showAnother: (refused, left) => within(refused ? tokens.refused(refused) : get(), left),
  };
}

function withCertificate(
  certificate: ReturnType<typeof certificateOf>,
  { settings, nowMs = systemMs }: Connection<ApnsCredential, ApnsSettings>,
): Access {
  if ('says' in certificate) {
    const { code, says, field } = certificate;
    return without(brokenCredential(field, code, says));
  }
  const { pfx, passphrase, environments, expiresAtMs } = certificate;
  const isElsewhere = environments.length > 0 && !environments.includes(settings.environment);
  if (isElsewhere) return without(OTHER_ENVIRONMENT);
  const show = (): Promise<Shown> => Promise.resolve<Shown>(nowMs() < expiresAtMs ? {} : { refusal: ENDED });
  return {
    tls: { pfx, passphrase },
    mayReplace: () => false,
    atHand: () => (nowMs() < expiresAtMs ? IN_THE_HANDSHAKE : undefined),
    show,
    showAnother: show,
  };
}

function without(refusal: NoAccessToken): Access {
  const show = () => Promise.resolve({ refusal });
  return { tls: {}, atHand: () => undefined, mayReplace: () => false, show, showAnother: show };
}

const IN_THE_HANDSHAKE: Presented = {};

const brokenCredential = (field: string, code: string, detail: string): NoAccessToken =>
  new NoAccessToken({ kind: 'credential-broken', code, detail }, field);
const UNREADABLE_KEY = brokenCredential(
  '/privateKey',
  'private-key-unreadable',
  'The private key of the certificate is no key on the curve P-256: paste the .p8 file again.',
);
const OTHER_ENVIRONMENT = brokenCredential(
  '/environment',
  'certificate-environment',
  'The .p12 is for the other environment than the one that is set.',
);
const ENDED = brokenCredential(
  '/p12',
  'certificate-ended',
  'The certificate in the .p12 has ended: make a new one.',
);
