// The signed token by which a team shows who it is: a JWT with ES256, as Apple wants it (sheet, 2a).
import { type KeyObject, sign } from 'node:crypto';
import { privateKeyIn, signedJwt } from '../shared/access/jwt';
import type { KeyCredential } from './credential';

/** Undefined: this is no key on P-256, whatever its first and last line say. Line ends may be written as \n. */
export function privateKeyOf({ privateKey }: Pick<KeyCredential, 'privateKey'>): KeyObject | undefined {
  const key = privateKeyIn(privateKey);
  return key?.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined;
}

/** Neither an end nor an audience: Apple counts an hour from `iat`. */
export function providerTokenOf(
  { keyId, teamId }: Pick<KeyCredential, 'keyId' | 'teamId'>,
  key: KeyObject,
  nowMs: number,
): string {
  const header = { alg: 'ES256', kid: keyId };
  const claims = { iss: teamId, iat: Math.floor(nowMs / 1_000) };
  return signedJwt(header, claims, (input) => signEs256(input, key));
}

/** R and S side by side, 64 bytes, in base64url (RFC 7518, 3.4): not the DER form that OpenSSL gives. */
export const signEs256 = (input: string, key: KeyObject): string =>
  sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
