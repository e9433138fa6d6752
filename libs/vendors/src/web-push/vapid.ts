// The header that identifies the sender (RFC 8292): a JWT for the origin of the push service, signed with the application's key.
import { createECDH, createPrivateKey, type KeyObject } from 'node:crypto';
import { signedJwt, signEs256 } from '../shared/access/jwt';
import type { WebPushCredential, WebPushSettings } from './credential';
import { CURVE } from './encrypt';

/** A service takes at most 24 h. A header is signed anew after half of our 12 (README, 2). */
const LIFE_SECONDS = 12 * 3_600;
const RENEW_MS = LIFE_SECONDS * 500;
/** More services than an app's users have. Above this the oldest header is dropped and signed again. */
const MAX_ORIGINS = 1_000;

export interface KeyPair {
  readonly privateKey: KeyObject;
  /** 65 bytes in base64url. */
  readonly publicKey: string;
}

/** Undefined if this is no private key of P-256. */
export function keyPairOf({ privateKey }: WebPushCredential): KeyPair | undefined {
  try {
    const pair = createECDH(CURVE);
    pair.setPrivateKey(privateKey, 'base64url');
    const point = pair.getPublicKey();
    const half = (from: number) => point.subarray(from, from + 32).toString('base64url');
    const key = { kty: 'EC', crv: 'P-256', d: privateKey, x: half(1), y: half(33) };
    return { privateKey: createPrivateKey({ format: 'jwk', key }), publicKey: point.toString('base64url') };
  } catch {
    return undefined;
  }
}

export class Vapid {
  private readonly known = new Map<string, { header: string; signedAtMs: number }>();

  constructor(
    private readonly pair: KeyPair,
    private readonly settings: Pick<WebPushSettings, 'subject'>,
  ) {}

  /** The value of Authorization for pushes to this origin. */
  headerFor(origin: string, nowMs: number): string {
    const known = this.known.get(origin);
    if (known !== undefined && Math.abs(nowMs - known.signedAtMs) < RENEW_MS) return known.header;
    const header = `vapid t=${this.signedFor(origin, nowMs)}, k=${this.pair.publicKey}`;
    this.known.delete(origin);
    this.known.set(origin, { header, signedAtMs: nowMs });
    const oldest = this.known.keys().next().value;
    if (this.known.size > MAX_ORIGINS && oldest !== undefined) this.known.delete(oldest);
    return header;
  }

  private signedFor(aud: string, nowMs: number): string {
    const claims = { aud, exp: Math.floor(nowMs / 1_000) + LIFE_SECONDS, sub: this.settings.subject };
    return signedJwt({ typ: 'JWT', alg: 'ES256' }, claims, (input) => signEs256(input, this.pair.privateKey));
  }
}
