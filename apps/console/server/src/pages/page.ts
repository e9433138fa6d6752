// index.html as it is served: with the base of its addresses and the nonce of its styles. Pure.

const HEAD = /<head[^>]{0,200}>/;

/** `base`: begins and ends with a slash, and holds nothing that HTML would read. */
export const pageOf = (html: string, base: string, nonce: string): string =>
  html.replace(
    HEAD,
    (head) => `${head}\n    <base href="${base}" />\n    <meta name="csp-nonce" content="${nonce}" />`,
  );

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
  webp: 'image/webp',
  woff2: 'font/woff2',
};

export const typeOf = (path: string): string =>
  TYPES[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream';

/** Vite names them by their content. */
export const isHashed = (path: string): boolean => path.startsWith('/assets/');

const OF_PAGES = ['script', 'style', 'image', 'font', 'manifest', 'worker'];

/** Whether a path that is no file may be a page of the router, which has addresses of its own. */
export const isPage = (path: string, destination: string | undefined): boolean =>
  !isHashed(path) && !/^\/[^/]*\.[a-z0-9]{1,12}$/i.test(path) && !OF_PAGES.includes(destination ?? '');
