// The pages as browsers get them: at the root, below a path, and behind proxies that take that path off or leave it on.
import http, { type Server } from 'node:http';
import { ConsoleApp, listening, SCRIPT } from '../../fixtures/console-app';

const SERVICES = { CONSOLE_SERVICES: 'presence=http://127.0.0.1:9' };

/** As nginx does: passes all on; `strips` takes the prefix off. */
async function proxyTo(target: string, prefix: string, strips: boolean): Promise<Server & { url: string }> {
  return listening((request, response) => {
    const path = strips ? (request.url ?? '').replace(prefix, '') : (request.url ?? '');
    const { headers, method } = request;
    const onward = http.request(target + path, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
}

describe('at the root', () => {
  let desk: ConsoleApp;
  beforeAll(async () => void (desk = await ConsoleApp.start(SERVICES)));
  afterAll(() => desk.stop());
  const get = (path: string, headers: Record<string, string> = {}) => fetch(desk.url + path, { headers });

  it.each(['/', '/login', '/a/demo', '/a/demo/users/li.wei', '/a/demo/messages/m-1?device=x', '/index.html'])(
    '%s is the page, with a nonce of its own',
    async (path) => {
      const [one, other] = await Promise.all([get(path), get(path)]);
      const html = await one.text();
      const nonce = /<meta name="csp-nonce" content="([^"]+)"/.exec(html)?.[1] ?? '';
      expect(one.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(await other.text()).not.toContain(nonce);
      expect(html).toContain('<base href="/" />');
      expect([one.status, one.headers.get('cache-control')]).toEqual([200, 'no-store']);
    },
  );

  it('lets pages load from here alone, and nobody frame them', async () => {
    const { headers } = await get('/');
    const policy = headers.get('content-security-policy') ?? '';
    for (const rule of [
      "default-src 'self'",
      "script-src 'self'",
      "object-src 'none'",
      "frame-ancestors 'none'",
      "base-uri 'self'",
    ])
      expect(policy.split('; ')).toContain(rule);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect([headers.get('referrer-policy'), headers.get('x-content-type-options')]).toEqual([
      'no-referrer',
      'nosniff',
    ]);
    expect(headers.get('x-build')).toMatch(/^[0-9a-f]{12}$/);
  });

  it('keeps what is named by its content for ever, small where the browser takes it', async () => {
    const plain = await get(`/${SCRIPT}`, { 'accept-encoding': 'identity' });
    expect([await plain.text(), plain.headers.get('cache-control')]).toEqual([
      'console.log(1);',
      'public, max-age=31536000, immutable',
    ]);
    expect(plain.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    const small = await new Promise<http.IncomingMessage>((resolve) =>
      http.get(`${desk.url}/${SCRIPT}`, { headers: { 'accept-encoding': 'gzip, br' } }, resolve),
    );
    expect(small.headers).toMatchObject({
      'content-encoding': 'br',
      vary: 'accept-encoding',
      'content-length': '5',
    });
    small.resume();
    const head = await fetch(`${desk.url}/${SCRIPT}`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it.each(['/assets/gone-1.js', '/favicon.ico', '/assets/../index.html.map', '/..%2ftokens', '/assets/'])(
    '%s is not there',
    async (path) => {
      const answer = await get(path);
      if (path !== '/..%2ftokens') expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain('sha256');
    },
  );

  it('answers no page to who asks for a script of an older build', async () => {
    expect((await get('/a/demo/old.js', { 'sec-fetch-dest': 'script' })).status).toBe(404);
  });
});

it.each([
  ['as it is', undefined],
  ['behind a proxy that takes it off', true],
  ['behind a proxy that leaves it on', false],
])('below a path, %s', async (_, strips) => {
  const desk = await ConsoleApp.start({ ...SERVICES, CONSOLE_BASE_PATH: '/ops/push/' });
  const own = new URL(desk.url).origin;
  const proxy = strips === undefined ? undefined : await proxyTo(own, '/ops/push', strips);
  const url = `${proxy?.url ?? own}/ops/push`;
  const page = await fetch(`${url}/a/demo/lanes`);
  expect(await page.text()).toContain('<base href="/ops/push/" />');
  expect((await fetch(`${url}/${SCRIPT}`)).status).toBe(200);
  expect((await fetch(url)).status).toBe(200);
  const headers = { origin: new URL(url).origin, 'content-type': 'application/json' };
  const body = JSON.stringify({ token: desk.newToken() });
  const signedIn = await fetch(`${url}/auth/local`, { method: 'POST', headers, body });
  const [cookie = ''] = signedIn.headers.getSetCookie();
  expect(cookie).toContain('; Path=/ops/push/;');
  const session = await fetch(`${url}/auth/session`, { headers: { cookie: cookie.split(';', 1)[0] ?? '' } });
  expect(session.status).toBe(200);
  const away = await fetch(`${url}/api/presence/v1/apps/demo/x`, {
    headers: { cookie: cookie.split(';', 1)[0] ?? '' },
  });
  expect(await away.json()).toMatchObject({ code: 'service-away' });
  proxy?.close().closeAllConnections();
  await desk.stop();
});
