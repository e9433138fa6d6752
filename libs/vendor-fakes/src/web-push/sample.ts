// A customer that the demo, the stories and the benchmark can show, with browsers whose keys follow from the word in their endpoint: the fake
// knows a browser again by its address alone. The VAPID pair is printed in RFC 8291, 5; it opens nothing.
import { createECDH, type ECDH, hash } from 'node:crypto';
import { encrypt } from '@offline-push/vendors/web-push/for-fakes';
import type { VendorSample } from '../host/vendor-fake';

export const SAMPLE_ORIGIN = 'https://push.example.net';
/** Of a UnifiedPush distributor. */
const DISTRIBUTOR_ORIGIN = 'https://ntfy.example.net';

const publicKey = 'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8';

const clear = '{"title":"Zoë 🎉"}';

/** `encrypted` is for the judges: what the product makes for one browser. */
export const sample: VendorSample & { readonly encrypted: object } = {
  phoneName: 'Firefox on a laptop',
  // Far above any limit, so that the benchmark measures us.
  tenant: { publicKey, origins: [SAMPLE_ORIGIN, DISTRIBUTOR_ORIGIN], messagesPerSecond: 100_000 },
  settings: {
    publicKey,
    subject: 'mailto:push@example.com',
    click: { action: 'open-app' },
  },
  credential: { privateKey: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw' },
  // Of another pair of the same page.
  wrongCredential: { privateKey: 'q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94' },
  platform: 'web',
  get encrypted() {
    const { pair, auth } = browserOf('ok-judged');
    const body = encrypt(clear, { p256dh: pair.getPublicKey(), auth });
    return { word: 'ok-judged', clear, body: body.toString('base64url') };
  },
  tokenFor: (word) => tokenFor(word),
};

export interface Browser {
  readonly pair: ECDH;
  readonly auth: Buffer;
}

/** The browser behind `/wpush/<word>`. */
export function browserOf(word: string): Browser {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(hash('sha256', `sample browser ${word}`, 'hex'), 'hex');
  return { pair, auth: Buffer.from(hash('sha256', `sample auth ${word}`, 'hex'), 'hex').subarray(0, 16) };
}

/** The browser's PushSubscription, as its page would report it. */
export function tokenFor(word: string, origin = SAMPLE_ORIGIN): string {
  const { pair, auth } = browserOf(word);
  return JSON.stringify({
    endpoint: `${origin}/wpush/${word}`,
    expirationTime: null,
    keys: { p256dh: pair.getPublicKey('base64url'), auth: auth.toString('base64url') },
  });
}

/** What an app reports whose UnifiedPush distributor is ntfy: endpoint and keys in the same form. */
export const distributorTokenFor = (word: string): string =>
  tokenFor(word).replace(`${SAMPLE_ORIGIN}/wpush/${word}`, `${DISTRIBUTOR_ORIGIN}/up${word}?up=1`);

/** The word in a token; the token itself if there is none. */
export const wordOf = (token: string): string =>
  /\/(?:wpush\/([A-Za-z0-9_-]+)|up([A-Za-z0-9_-]+)\?up=1)"/.exec(token)?.slice(1).find(Boolean) ?? token;
