// Where a page is in the stream of each service, as one id: `Last-Event-ID` of the merged stream. Pure.

/** Service → the last id of its own stream. */
export type Places = ReadonlyMap<string, string>;

/** Four streams with ids of 200 characters, each of them three in percent signs. */
const MAX_LENGTH = 4_096;

/** `delivery-log=1790000000000.17;vendor-sandbox=4`. Encoded: an id may hold any character. */
export const idOf = (places: Places): string =>
  [...places].map(([service, id]) => `${service}=${encodeURIComponent(id)}`).join(';');

/** What is not of this form is no place: the streams begin anew. */
export function placesOf(id: string | undefined): Map<string, string> {
  if (id === undefined || id.length > MAX_LENGTH) return new Map();
  try {
    return new Map(id.split(';').flatMap((part) => pairOf(part)));
  } catch {
    return new Map();
  }
}

function pairOf(part: string): [string, string][] {
  const [, service, id] = /^([a-z-]{1,32})=([\x21-\x7e]{1,1024})$/.exec(part) ?? [];
  const plain = decodeURIComponent(id ?? '');
  // It becomes a header.
  return service !== undefined && /^[\x21-\x7e]{1,200}$/.test(plain) ? [[service, plain]] : [];
}
