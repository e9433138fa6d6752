// The path that the console has at its address. Pure.

/** `url` without the base: a proxy in front may have taken it off already. */
export function withoutBase(url: string, base: string): string {
  if (base === '/') return url;
  if (url.startsWith(base)) return url.slice(base.length - 1);
  const [path = '', query] = url.split(/(?=\?)/, 2);
  return `${path}/` === base ? `/${query ?? ''}` : url;
}
