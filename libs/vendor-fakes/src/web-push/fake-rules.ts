// What a push service refuses, in the order in which it looks (RFC 8030, 8188, 8292). Limits are stated here anew, not imported from the
// sender: a fake that shares a number with what it judges cannot find it wrong.
import { createPublicKey, verify } from 'node:crypto';
import { isDeadToken } from '../host/tricks';
import type { WebPushCall } from './fake-request';
import type { WebPushTenant } from './fake-tenant';

export type Problem =
  | 'no-such-subscription'
  | 'unsubscribed'
  | 'bad-method'
  | 'ttl'
  | 'urgency'
  | 'topic'
  | 'encryption'
  | 'too-large'
  | 'jwt'
  | 'other-key'
  | 'rate';

const MAX_BODY_BYTES = 4_096;
const MAX_LIFE_SECONDS = 86_400;
const SKEW_SECONDS = 300;

/** Before anybody asks who calls. */
export function problemOf({ method, word, headers, bytes, clear }: WebPushCall): Problem | undefined {
  if (method !== 'POST') return 'bad-method';
  if (word === undefined) return 'no-such-subscription';
  if (!/^\d{1,10}$/.test(headers['ttl'] ?? '')) return 'ttl';
  if (!/^(very-low|low|normal|high)$/.test(headers['urgency'] ?? 'normal')) return 'urgency';
  if (!/^[A-Za-z0-9_-]{1,32}$/.test(headers['topic'] ?? 'none')) return 'topic';
  if (bytes > MAX_BODY_BYTES) return 'too-large';
  if (bytes > 0 && (headers['content-encoding'] !== 'aes128gcm' || clear === undefined)) return 'encryption';
  return undefined;
}

/** `tenant`: whose key `k` is. */
export function problemOfVapid(
  { jwt = '', credential = '', host }: WebPushCall,
  tenant: WebPushTenant | undefined,
  nowMs: number,
): Problem | undefined {
  const [header = '', claims = '', signature = '', ...rest] = jwt.split('.');
  const { aud, exp, sub } = decoded(claims);
  const isSigned = rest.length === 0 && decoded(header)['alg'] === 'ES256';
  if (!isSigned || !isSignedBy(credential, `${header}.${claims}`, signature)) return 'jwt';
  const leftSeconds = typeof exp === 'number' ? exp - nowMs / 1_000 : NaN;
  if (!(leftSeconds > 0 && leftSeconds <= MAX_LIFE_SECONDS + SKEW_SECONDS)) return 'jwt';
  if (typeof sub !== 'string' || !/^(mailto:[^\s<>@]+@[^\s<>@]+|https:\/\/\S+)$/.test(sub)) return 'jwt';
  if (tenant === undefined) return 'other-key';
  const origins = [`https://${host}`, `http://${host}`, ...(tenant.origins ?? [])];
  return typeof aud === 'string' && origins.includes(aud) ? undefined : 'jwt';
}

/** Of a subscription that was good once. */
export const problemOfBrowser = (word: string): Problem | undefined => {
  if (isDeadToken(word)) return 'unsubscribed';
  return word.startsWith('foreign-') ? 'other-key' : undefined;
};

function isSignedBy(publicKey: string, signed: string, signature: string): boolean {
  const point = Buffer.from(publicKey, 'base64url');
  if (point.length !== 65) return false;
  try {
    const half = (from: number) => point.subarray(from, from + 32).toString('base64url');
    const jwk = { kty: 'EC', crv: 'P-256', x: half(1), y: half(33) };
    const key = createPublicKey({ format: 'jwk', key: jwk });
    const bytes = Buffer.from(signature, 'base64url');
    return verify('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }, bytes);
  } catch {
    return false;
  }
}

function decoded(part: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
