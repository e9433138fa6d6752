// The bodies that OPPO reads, as names and values: a form, for aliases a JSON object, for pictures a multipart form.
import type { FakeRequest } from '../host/vendor-fake';

export type Form = ReadonlyMap<string, string>;

/** Body and query together; a repeated name counts once, the first time. Undefined: broken escapes, not UTF-8, or no form. */
export function formOf({ headers, body, query }: FakeRequest): Form | undefined {
  if (body.length > 0 && mediaTypeOf(headers) !== 'application/x-www-form-urlencoded') return undefined;
  return pairsIn([body.toString('latin1'), query]);
}

/** An object of texts, and what the query says. Undefined: not JSON. */
export function jsonFormOf({ headers, body, query }: FakeRequest): Form | undefined {
  if (mediaTypeOf(headers) !== 'application/json') return undefined;
  const form = pairsIn([query]);
  try {
    const fields = Object.entries(JSON.parse(body.toString('utf8')) as Record<string, unknown>);
    const texts = fields.filter((field): field is [string, string] => typeof field[1] === 'string');
    return form && new Map([...form, ...texts]);
  } catch {
    return undefined;
  }
}

/** The parts by name, a file byte by byte (latin1), and what the query says. Undefined: not in parts. */
export function multipartOf({ headers, body, query }: FakeRequest): Form | undefined {
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(headers['content-type'] ?? '') ?? [];
  const boundary = quoted ?? bare;
  const form = pairsIn([query]);
  if (mediaTypeOf(headers) !== 'multipart/form-data' || boundary === undefined) return undefined;
  const parts = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`).slice(1, -1);
  return form && new Map([...form, ...parts.map(partIn)]);
}

function partIn(part: string): [string, string] {
  const end = part.indexOf('\r\n\r\n');
  const name = /\bname="([^"]*)"/i.exec(part.slice(0, Math.max(0, end)))?.[1] ?? '';
  return [name, end < 0 ? '' : part.slice(end + 4)];
}

function pairsIn(texts: readonly string[]): Form | undefined {
  const form = new Map<string, string>();
  try {
    for (const pair of texts.flatMap((part) => part.split('&')).filter(Boolean)) {
      const [name = '', value = ''] = pair.split(/=(.*)/s, 2).map(decoded);
      if (!form.has(name)) form.set(name, value);
    }
  } catch {
    return undefined;
  }
  return form;
}

/** Throws on a broken escape and on bytes that are not UTF-8. */
const decoded = (part: string): string => decodeURIComponent(part.replaceAll('+', '%20'));

const mediaTypeOf = (headers: FakeRequest['headers']): string | undefined =>
  (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
