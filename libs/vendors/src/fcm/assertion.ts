// The signed claim with which a service account asks for an access token (RFC 7523: a JWT signed by RS256).
import { type KeyObject, sign } from 'node:crypto';
import { rsaKey, signedJwt } from '../shared/access/jwt';
import type { FcmCredential } from './credential';

/** Google compares it with its own address, so it stays the same whatever host the calls go to. */
export const AUDIENCE = 'https://oauth2.googleapis.com/token';
export const SCOPE = 'https://www.googleapis.com/auth/firebase.messaging';
/** The longest life that Google takes. In seconds. */
const LIFE_SECONDS = 3600;

/** Undefined: this is no RSA key. */
export const privateKeyOf = ({ private_key }: Pick<FcmCredential, 'private_key'>): KeyObject | undefined =>
  rsaKey(private_key);

export function assertionOf(
  { client_email, private_key_id }: Pick<FcmCredential, 'client_email' | 'private_key_id'>,
  key: KeyObject,
  nowMs: number,
): string {
  const iat = Math.floor(nowMs / 1000);
  const header = { alg: 'RS256', typ: 'JWT', ...(private_key_id !== undefined && { kid: private_key_id }) };
  const claims = { iss: client_email, scope: SCOPE, aud: AUDIENCE, iat, exp: iat + LIFE_SECONDS };
  return signedJwt(header, claims, (input) => signRs256(input, key));
}

/** RSASSA-PKCS1-v1_5 over SHA-256, in base64url (RFC 7518, 3.3). */
export const signRs256 = (input: string, key: KeyObject): string =>
  sign('sha256', Buffer.from(input), key).toString('base64url');
