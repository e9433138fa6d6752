// The cookies of the console as headers. Pure.
const MAX_COOKIE_BYTES = 4_096;

export interface CookiePlace {
  readonly path: string;
  /** Only over TLS. */
  readonly isSecure: boolean;
}

/** The first one of that name; undefined: there is none. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  const pair = header?.split(';').find((part) => part.trim().startsWith(`${name}=`));
  return pair?.slice(pair.indexOf('=') + 1).trim();
}

/** Without an age it lives as long as the browser: what is inside says when the session ends. */
export const setCookie = (name: string, value: string, { path, isSecure }: CookiePlace): string =>
  `${name}=${value}; Path=${path}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;

export const dropCookie = (name: string, place: CookiePlace): string =>
  `${setCookie(name, '', place)}; Max-Age=0`;

/** A browser drops a longer one without a word. */
export const fitsCookie = (name: string, value: string): boolean =>
  name.length + value.length + 1 <= MAX_COOKIE_BYTES;
