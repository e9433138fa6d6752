// The signed token that identifies a team: a JWT with ES256 (sheet, 2a).
import type { KeyObject } from 'node:crypto';
import { privateKeyIn, signedJwt, signEs256 } from '../shared/access/jwt';
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
