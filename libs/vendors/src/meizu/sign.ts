// Meizu's signature, and the form that carries it. There is no token call: every request is signed with the AppSecret (sheet, 2).
import { createHash } from 'node:crypto';

export type Fields = Readonly<Record<string, string>>;

/** MD5 over the raw `name=value` pairs in the order of their names and the secret, nothing between them. Lower-case hex. */
export function signOf(fields: Fields, appSecret: string): string {
  const pairs = Object.keys(fields)
    .sort()
    .map((name) => `${name}=${fields[name] ?? ''}`);
  return createHash('md5')
    .update(pairs.join('') + appSecret)
    .digest('hex');
}

/** `application/x-www-form-urlencoded`, as a body or a query. The signature is over the values before they are encoded. */
export const signedForm = (fields: Fields, appSecret: string): string =>
  Object.entries({ ...fields, sign: signOf(fields, appSecret) })
    .map(([name, value]) => `${name}=${encode(value)}`)
    .join('&');

const encode = (text: string): string => encodeURIComponent(text).replaceAll('%20', '+');
