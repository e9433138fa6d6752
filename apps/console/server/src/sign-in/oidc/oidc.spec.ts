// Sign-in at a real identity provider, over HTTP, as a browser goes through it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ConsoleApp, listening } from '../../../fixtures/console-app';

const FIXTURE = join(__dirname, '../../../fixtures/provider.mjs');
const SECRET = 'of-the-client-in-this-spec';
const ROLES = ['demo:operator', { app: 'prod', role: 'viewer' }, 'offline_access', 'demo:root'];
const LI = {
  sub: 'u-1',
  claims: { name: 'Li Wei', preferred_username: 'li.wei', offline_push_roles: ROLES },
};

let provider: ChildProcess;
let issuer: string;
let desk: ConsoleApp;

beforeAll(async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  provider = spawn(process.execPath, [FIXTURE, `${url}/auth/callback`, SECRET], {
    // It warns that it is no provider for production.
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  [issuer] = (await once(createInterface({ input: provider.stdout! }), 'line')) as [string];
  desk = await ConsoleApp.start({
    ...{ PORT: String(port), CONSOLE_PUBLIC_URL: url, CONSOLE_SIGN_IN: 'oidc' },
    ...{ CONSOLE_OIDC_ISSUER: issuer, CONSOLE_OIDC_CLIENT_ID: 'console', CONSOLE_OIDC_CLIENT_SECRET: SECRET },
    CONSOLE_SERVICES: 'certificates=http://127.0.0.1:9',
  });
  await desk.isReady();
});
afterAll(async () => {
  await desk.stop();
  provider.kill();
});
beforeEach(() => is(LI));

async function freePort(): Promise<number> {
  const server = await listening(() => undefined);
  server.close();
  return Number(new URL(server.url).port);
}

const is = (who: object) => fetch(`${issuer}/who`, { method: 'POST', body: JSON.stringify(who) });

/** Keeps cookies by origin and path as a browser does, and follows redirects one by one. */
class Browser {
  readonly #cookies = new Map<string, { value: string; origin: string; path: string }>();
  readonly visited: string[] = [];

  async get(address: string, language = 'en'): Promise<Response> {
    const url = new URL(address);
    const sent = [...this.#cookies].filter(
      ([, one]) => one.origin === url.origin && url.pathname.startsWith(one.path),
    );
    const cookie = sent.map(([name, { value }]) => `${name}=${value}`).join('; ');
    this.visited.push(address);
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie, 'accept-language': language } });
    for (const set of answer.headers.getSetCookie()) this.#keep(set, url.origin);
    return answer;
  }

  /** Until something else than a redirect comes, or one that leads to `until`. */
  async follow(address: string, until?: string): Promise<Response> {
    let answer = await this.get(address);
    for (let to = locationOf(answer, address); to !== undefined; ) {
      if (until !== undefined && to.startsWith(until)) return answer;
      answer = await this.get(to);
      to = locationOf(answer, to);
    }
    return answer;
  }

  has(name: string): boolean {
    return [...this.#cookies.keys()].some((one) => one.startsWith(name));
  }

  get values(): string {
    return JSON.stringify([...this.#cookies]);
  }

  #keep(set: string, origin: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    const path = /path=([^;]+)/i.exec(set)?.[1] ?? '/';
    if (/max-age=0/i.test(set) || /expires=thu, 01 jan 1970/i.test(set)) this.#cookies.delete(name);
    else this.#cookies.set(name, { value, origin, path });
  }
}

const locationOf = (answer: Response, from: string): string | undefined => {
  const to = answer.headers.get('location');
  return to === null ? undefined : new URL(to, from).href;
};

const login = (back = '/a/demo') => `${desk.url}/auth/login?return=${encodeURIComponent(back)}`;
const sessionOf = async (browser: Browser) => (await browser.get(`${desk.url}/auth/session`)).json();

it('signs in, leads back to the page, and knows the person and their roles', async () => {
  const browser = new Browser();
  const page = await browser.follow(login('/a/demo/lanes?x=1'));
  expect([page.status, browser.visited.at(-1)]).toEqual([200, `${desk.url}/a/demo/lanes?x=1`]);
  expect(await sessionOf(browser)).toMatchObject({
    ...{ user: 'li.wei', name: 'Li Wei', signIn: 'oidc' },
    apps: [
      { app: 'demo', role: 'operator' },
      { app: 'prod', role: 'viewer' },
    ],
  });
  const asked = new URL(browser.visited.find((url) => url.startsWith(`${issuer}/auth?`)) ?? '');
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({
    ...{ response_type: 'code', code_challenge_method: 'S256', scope: 'openid profile' },
    ...{ state: expect.stringMatching(/.{40}/), nonce: expect.stringMatching(/.{40}/) },
  });
  // What the browser has is sealed, and nothing of it is a token.
  expect(browser.has('offline_push_sign_in')).toBe(false);
  expect(browser.values).not.toMatch(/li\.wei|access_token|id_token/);
});

it('gives a cookie that scripts and other sites do not get', async () => {
  const browser = new Browser();
  const back = await browser.follow(login(), `${desk.url}/auth/callback`);
  const done = await browser.get(locationOf(back, desk.url) ?? '');
  const [session] = done.headers
    .getSetCookie()
    .filter((cookie) => cookie.startsWith('offline_push_console='));
  expect(session).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
});

it.each(['//evil.example', '/\\evil.example', 'https://evil.example/', 'a', '/a\r\nb'])(
  'leads to the first page, and not to %j',
  async (back) => {
    const browser = new Browser();
    await browser.follow(login(back));
    expect(browser.visited.at(-1)).toBe(`${desk.url}/`);
  },
);

describe('who comes back in another way than they left is told so, and not signed in', () => {
  /** The address that the provider sends the browser back to. */
  async function backOf(browser: Browser): Promise<URL> {
    const answer = await browser.follow(login(), `${desk.url}/auth/callback`);
    return new URL(locationOf(answer, desk.url) ?? '');
  }

  async function isRefused(browser: Browser, back: URL, status: number, words: RegExp): Promise<void> {
    const answer = await browser.get(back.href);
    const text = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    expect(text).toMatch(words);
    expect(text).toContain('<a href="/auth/login">');
    expect(browser.has('offline_push_console')).toBe(false);
  }

  it('with another state', async () => {
    const browser = new Browser();
    const back = await backOf(browser);
    back.searchParams.set('state', 'x'.repeat(43));
    await isRefused(browser, back, 400, /too old, was begun in another browser/);
    back.searchParams.delete('state');
    await isRefused(browser, back, 400, /too old/);
  });

  it('in another browser', async () =>
    isRefused(new Browser(), await backOf(new Browser()), 400, /another browser/));

  it('with a code that was used', async () => {
    const browser = new Browser();
    const back = await backOf(browser);
    expect((await browser.get(back.href)).status).toBe(302);
    expect((await browser.get(back.href)).status).toBe(400);
    // Also where somebody kept the cookie of the sign-in: the provider gives nothing for it twice.
    const other = new Browser();
    const again = await backOf(other);
    const kept = (await cookiesFor(other)) ?? '';
    await other.get(again.href);
    const replay = await fetch(again, { redirect: 'manual', headers: { cookie: kept } });
    expect(replay.status).toBe(400);
    expect(await replay.text()).toContain('did not confirm');
  });

  it('with the code of another sign-in', async () => {
    const browser = new Browser();
    const [one, other] = [await backOf(browser), await backOf(browser)];
    one.searchParams.set('code', other.searchParams.get('code') ?? '');
    await isRefused(browser, one, 400, /did not confirm/);
  });

  it('from another issuer', async () => {
    const browser = new Browser();
    const back = await backOf(browser);
    back.searchParams.set('iss', 'https://evil.example');
    await isRefused(browser, back, 400, /did not confirm/);
  });

  it('refused by the provider', async () => {
    await is({ denied: true });
    const browser = new Browser();
    await isRefused(browser, await backOf(browser), 403, /did not let you in/);
  });

  it.each([
    ['none', undefined],
    ['an empty one', []],
    ['others alone', ['offline_access', 'Demo:viewer', 'demo:root', 7, { app: 'demo' }]],
  ])('without a role: %s', async (_, roles) => {
    await is({ sub: 'u-2', claims: { offline_push_roles: roles } });
    const browser = new Browser();
    await isRefused(browser, await backOf(browser), 403, /no role here.*offline_push_roles/);
  });

  it('and in their language', async () => {
    const text = await (await new Browser().get(`${desk.url}/auth/callback?state=x`, 'zh-TW')).text();
    expect(text).toContain('未登录');
  });
});

/** Of a sign-in under way, as the browser would send them. */
const cookiesFor = async (browser: Browser): Promise<string | undefined> => {
  const all = JSON.parse(browser.values) as [string, { value: string; origin: string }][];
  return all
    .filter(([name]) => name.startsWith('offline_push_sign_in'))
    .map(([name, { value }]) => `${name}=${value}`)
    .join('; ');
};

it('takes sub where the provider has no name', async () => {
  await is({ sub: 'u-9', claims: { offline_push_roles: '*:admin' } });
  const browser = new Browser();
  await browser.follow(login());
  expect(await sessionOf(browser)).toMatchObject({
    user: 'u-9',
    name: 'u-9',
    apps: [{ app: '*', role: 'admin' }],
  });
});

it('knows its own origin alone', async () => {
  const browser = new Browser();
  await browser.follow(login());
  const out = (origin: string) => desk.post('/auth/logout', {}, { origin });
  expect((await out('https://evil.example')).status).toBe(403);
  expect((await out(desk.url)).status).toBe(204);
});
