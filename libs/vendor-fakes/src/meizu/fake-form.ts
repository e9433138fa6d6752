// A signed form as Meizu reads it, from a body or a query, and the check of its signature over the decoded values as they came.
import { createHash } from 'node:crypto';
import type { FakeRequest } from '../host/vendor-fake';

export type Form = ReadonlyMap<string, string>;

/** Undefined: no form, a broken escape, or bytes that are not UTF-8. A repeated name counts once, the first time. */
export function formOf({ method, headers, body, query }: FakeRequest): Form | undefined {
  const mediaType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (body.length > 0 && mediaType !== 'application/x-www-form-urlencoded') return undefined;
  const text = method === 'POST' ? body.toString('latin1') : '';
  const form = new Map<string, string>();
  try {
    for (const pair of [text, query].flatMap((part) => part.split('&')).filter(Boolean)) {
      const [name = '', value = ''] = pair.split(/=(.*)/s, 2).map(decoded);
      if (!form.has(name)) form.set(name, value);
    }
  } catch {
    return undefined;
  }
  return form;
}

const decoded = (part: string): string => decodeURIComponent(part.replaceAll('+', '%20'));

/** Written anew from the vendor's rules and not imported from the adapter, so that it can find the adapter wrong. */
export function isSignedBy(form: Form, secret: string): boolean {
  const names = [...form.keys()].filter((name) => name !== 'sign');
  names.sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  const hash = createHash('md5');
  for (const name of names) hash.update(`${name}=${form.get(name) ?? ''}`, 'utf8');
  return hash.update(secret, 'utf8').digest('hex') === form.get('sign');
}
