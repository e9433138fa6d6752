// The form of a token: a browser's PushSubscription as JSON, or what a UnifiedPush distributor gave an app in the same form. Its endpoint
// is a secret address that a client names, so it may only lead to the public internet.
import { ECDH } from 'node:crypto';
import { hostProblem } from '../shared/network/public-host';
import { isObject, parse } from '../shared/text/json';
import type { TokenForm } from '../vendor';
import type { WebPushSettings } from './credential';

/** UnifiedPush: at most 1000 bytes (README, 6). Browsers use a fifth of it. */
const MAX_ENDPOINT_LENGTH = 1_000;
const PUBLIC_KEY_BYTES = 65;
const AUTH_BYTES = 16;
const BASE64 = /^[A-Za-z0-9+/_-]{1,100}={0,2}$/;

export interface Subscription {
  readonly endpoint: URL;
  /** The browser's public key, an uncompressed point on P-256. */
  readonly p256dh: Buffer;
  readonly auth: Buffer;
  /** In ms since 1970. Undefined if no end is known. */
  readonly expiresAtMs: number | undefined;
}

export type Read = { readonly ok: true; readonly subscription: Subscription } | { readonly problem: string };

const NOT_LISTED = "the endpoint names a host that the certificate's list does not have";
const NOT_JSON = 'a Web Push token is the JSON of a PushSubscription: endpoint and keys (p256dh, auth)';

/** `hosts` is the certificate's list, if it has one. */
export function read(token: string, hosts?: WebPushSettings['hosts']): Read {
  const said = parse(token);
  const keys = said?.['keys'];
  const endpoint = said?.['endpoint'];
  if (typeof endpoint !== 'string' || !isObject(keys)) return { problem: NOT_JSON };
  const url = urlIn(endpoint);
  if (typeof url === 'string') return { problem: `the endpoint ${url}` };
  if (hosts?.some((host) => isOf(url.hostname, host)) === false) return { problem: NOT_LISTED };
  const p256dh = bytesOf(keys['p256dh'], PUBLIC_KEY_BYTES);
  if (p256dh === undefined || !isPoint(p256dh))
    return { problem: 'keys.p256dh is a point on P-256: 65 bytes in base64url' };
  const auth = bytesOf(keys['auth'], AUTH_BYTES);
  if (auth === undefined) return { problem: 'keys.auth has 16 bytes in base64url' };
  const ends = said?.['expirationTime'];
  const expiresAtMs = typeof ends === 'number' && ends > 0 ? ends : undefined;
  return { ok: true, subscription: { endpoint: url, p256dh, auth, expiresAtMs } };
}

export const token: TokenForm = {
  problem(text, settings) {
    const found = read(text, (settings as Partial<WebPushSettings> | undefined)?.hosts);
    return 'ok' in found ? undefined : found.problem;
  },
  /** The endpoint identifies the browser. Keys, order of fields and expirationTime may be written in several ways. */
  canonical(text) {
    const endpoint = parse(text)?.['endpoint'];
    if (typeof endpoint !== 'string') return text;
    const url = urlIn(endpoint);
    // The address that is posted to, so an empty query and the fragment do not count.
    return typeof url === 'string' ? text : url.origin + url.pathname + url.search;
  },
};

const isOf = (hostname: string, host: string): boolean =>
  host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host;

function urlIn(text: string): URL | string {
  if (text.length > MAX_ENDPOINT_LENGTH) return `has at most ${MAX_ENDPOINT_LENGTH} characters`;
  if (!/^https:\/\/[\x21-\x7e]+$/.test(text) || !URL.canParse(text)) return 'is an address with https';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.hash !== '') return 'has no user and no fragment';
  return hostProblem(url.hostname) ?? url;
}

function bytesOf(text: unknown, length: number): Buffer | undefined {
  if (typeof text !== 'string' || !BASE64.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === length ? bytes : undefined;
}

function isPoint(bytes: Buffer): boolean {
  try {
    return bytes[0] === 4 && ECDH.convertKey(bytes, 'prime256v1').length > 0;
  } catch {
    return false;
  }
}
