// A customer that the demo, the stories and the benchmark can show: what Apple's developer pages and our certificate would hold.
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { VendorSample } from '../host/vendor-fake';
import { providerTokenOf } from '@offline-push/vendors/apns/for-fakes';
import { SAMPLE_CERTIFICATE, SAMPLE_P12, SAMPLE_PASSWORD } from './sample-certificate';

const bundleId = 'com.example.im';
const teamId = 'TEAM123456';
const keyId = 'ABC1234567';

/** The key of the worked example in RFC 7515, A.3.1: printed in a standard, it opens nothing. */
const key = createPrivateKey({
  format: 'jwk',
  key: {
    kty: 'EC',
    crv: 'P-256',
    x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
    y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
    d: 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI',
  },
});
/** The one of RFC 7517, A.2. */
const otherKey = createPrivateKey({
  format: 'jwk',
  key: {
    kty: 'EC',
    crv: 'P-256',
    x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
    y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
    d: '870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE',
  },
});

const pemOf = (privateKey: KeyObject): string =>
  privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const credential = { type: 'p8', keyId, teamId, privateKey: pemOf(key) } as const;

/** `certificate` and `jwt` are for the judges. */
export const sample: VendorSample & { readonly certificate: object; readonly jwt: string } = {
  phoneName: 'iPhone 16',
  runsOn: 'ios',
  tenant: {
    teamId,
    bundleIds: [bundleId],
    keys: [{ keyId, publicKey: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString() }],
    certificates: [{ pem: SAMPLE_CERTIFICATE }],
    // More than any phone gets, so that the benchmark measures us and not the limit.
    deviceMessagesPerSecond: 1_000_000,
  },
  settings: { bundleId, environment: 'production', click: { action: 'open-app' } },
  credential,
  wrongCredential: { ...credential, privateKey: pemOf(otherKey) },
  certificate: { type: 'p12', p12: SAMPLE_P12, password: SAMPLE_PASSWORD },
  /** Signed when somebody looks. */
  get jwt() {
    return providerTokenOf(credential, key, Date.now());
  },
  tokenFor,
};

/** In bytes. */
const TOKEN_LENGTH = 32;

/** The word's bytes, filled up with zeros to the length of a device token. */
export function tokenFor(word: string): string {
  return Buffer.from(word)
    .toString('hex')
    .padEnd(2 * TOKEN_LENGTH, '0');
}

/** The word in a token; the token itself if there is none. */
export function wordOf(token: string): string {
  const word = Buffer.from(token, 'hex')
    .toString('latin1')
    .replace(/(?<!\0)\0+$/, '');
  return /^[\x21-\x7e]{2,}$/.test(word) ? word : token;
}
