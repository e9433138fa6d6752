// JSON Web Tokens that we sign ourselves, and the keys for them as operators paste them.
import { createPrivateKey, type KeyObject, sign } from 'node:crypto';

/** What is signed, and the signature behind it in base64url (RFC 7515, 7.1). */
export function signedJwt(header: object, claims: object, signature: (input: string) => string): string {
  const input = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${input}.${signature(input)}`;
}

/** Undefined if this is no key. Line ends that were copied as the two characters "\n" are read as line ends. */
export function privateKeyIn(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem.replaceAll('\\n', '\n').trim());
  } catch {
    return undefined;
  }
}

export function rsaKey(pem: string): KeyObject | undefined {
  const key = privateKeyIn(pem);
  return key?.asymmetricKeyType === 'rsa' ? key : undefined;
}

/** R and S, 64 bytes, in base64url (RFC 7518, 3.4), and not OpenSSL's DER form. */
export const signEs256 = (input: string, key: KeyObject): string =>
  sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
