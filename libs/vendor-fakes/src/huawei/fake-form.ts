// Forms and media types, as lenient as real clients need them.
import type { FakeRequest } from '../host/vendor-fake';

export const mediaTypeOf = ({ headers }: FakeRequest): string =>
  (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** A pair ends its name at the first "=", so a raw secret may hold more of them. Undefined: no form, or a broken escape. */
export function formOf(request: FakeRequest): Map<string, string> | undefined {
  return mediaTypeOf(request) === 'application/x-www-form-urlencoded'
    ? pairsIn(request.body.toString('latin1'))
    : undefined;
}

export function pairsIn(text: string): Map<string, string> | undefined {
  try {
    const pairs = text
      .split('&')
      .filter(Boolean)
      .map((pair) => pair.split(/=(.*)/s, 2).map(decoded) as [string, string?]);
    return new Map(pairs.map(([name, value = '']) => [name, value]));
  } catch {
    return undefined;
  }
}

const decoded = (part: string): string => decodeURIComponent(part.replaceAll('+', '%20'));
