// Sign-in with one-time links, over HTTP, and what a local console refuses.
import { parseConfig } from '@offline-push/service-kit';
import http from 'node:http';
import { text } from 'node:stream/consumers';
import { ConsoleApp, cookieOf, KEY, ringOf } from '../../fixtures/console-app';
import { checkTogether, consoleFields } from '../console.config';

let desk: ConsoleApp;
beforeAll(
  async () => void (desk = await ConsoleApp.start({ CONSOLE_SERVICES: 'presence=http://127.0.0.1:9' })),
);
afterAll(() => desk.stop());

const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];
const use = (token: string, headers = {}) => desk.post('/auth/local', { token }, headers);

it('a token signs in once, and nobody else may use it', async () => {
  const token = desk.newToken();
  const signedIn = await use(token);
  expect(signedIn.status).toBe(204);
  const session = await fetch(`${desk.url}/auth/session`, { headers: { cookie: cookieOf(signedIn) } });
  expect(await session.json()).toMatchObject({
    ...{ user: 'li.wei', name: 'Li Wei', signIn: 'local', sandbox: false, brokers: [] },
    apps: [{ app: 'demo', role: 'operator' }],
    expiresAt: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  expect(await codeOf(await use(token))).toEqual([401, 'token-refused']);
});

it('of two that come at once one gets in', async () => {
  const token = desk.newToken();
  const statuses = await Promise.all(
    [use(token), use(token), use(token)].map(async (one) => (await one).status),
  );
  expect(statuses.sort()).toEqual([204, 401, 401]);
});

it.each([
  ['too old', () => desk.newToken({}, -1)],
  ['unknown', () => 'x'.repeat(22)],
  ['of somebody without a name', () => desk.newToken({ user: '' })],
])('a token is refused that is %s', async (_, token) =>
  expect(await codeOf(await use(token()))).toEqual([401, 'token-refused']),
);

it.each([
  ['none', { origin: undefined }],
  ['of another site', { origin: 'https://evil.example' }],
  ['of another port', { origin: 'http://127.0.0.1:1' }],
  ['null', { origin: 'null' }],
  ['right, but the browser says another site', { 'sec-fetch-site': 'cross-site' }],
  ['right, but the browser says a neighbour', { 'sec-fetch-site': 'same-site' }],
])('no other site signs in: Origin %s', async (_, headers) => {
  const token = desk.newToken();
  const own = { 'content-type': 'application/json', origin: new URL(desk.url).origin, ...headers };
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
  const answer = await fetch(`${desk.url}/auth/local`, {
    method: 'POST',
    headers: given,
    body: JSON.stringify({ token }),
  });
  expect(await codeOf(answer)).toEqual([403, 'wrong-origin']);
  expect((await use(token)).status).toBe(204);
});

it('is at 127.0.0.1 alone: a name that was made to lead here gets nothing', async () => {
  const answer = await new Promise<http.IncomingMessage>((resolve) =>
    http.get(desk.url, { headers: { host: 'evil.example' } }, resolve),
  );
  expect([answer.statusCode, await text(answer)]).toEqual([421, expect.stringContaining('wrong-host')]);
});

it('has no identity provider, and says how one signs in', async () => {
  const answer = await fetch(`${desk.url}/auth/login`, { redirect: 'manual' });
  expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('npm start')]);
  expect((await fetch(`${desk.url}/auth/callback?code=1&state=${'x'.repeat(43)}`)).status).toBe(400);
});

describe('settings that do not go together end the start', () => {
  const settings = (env: Record<string, string>) => () =>
    checkTogether(
      parseConfig(consoleFields, {
        ...{ CONSOLE_SESSION_KEYS: ringOf('a'), CONSOLE_API_KEY: KEY, CONSOLE_SERVICES: 'presence=http://p' },
        ...env,
      }),
    );
  const OIDC = { CONSOLE_OIDC_ISSUER: 'https://id.example', CONSOLE_OIDC_CLIENT_ID: 'c' };
  const LOCAL = { CONSOLE_SIGN_IN: 'local', CONSOLE_LOCAL_TOKENS_FILE: '/t' };

  it.each<[Record<string, string>, string]>([
    [{ ...LOCAL, HOST: '0.0.0.0' }, 'HOST must be 127.0.0.1'],
    [{ CONSOLE_SIGN_IN: 'local' }, 'CONSOLE_LOCAL_TOKENS_FILE must be set'],
    [{}, 'CONSOLE_OIDC_ISSUER must be set'],
    [OIDC, 'CONSOLE_PUBLIC_URL must be set'],
    [{ ...OIDC, CONSOLE_PUBLIC_URL: 'http://console.example' }, 'CONSOLE_PUBLIC_URL must be https'],
    [
      { ...OIDC, CONSOLE_OIDC_ISSUER: 'http://id.example', CONSOLE_PUBLIC_URL: 'https://c.example' },
      'CONSOLE_OIDC_ISSUER must be https',
    ],
    [{ ...OIDC, CONSOLE_PUBLIC_URL: 'https://c.example/push' }, 'CONSOLE_BASE_PATH is /'],
    [{ ...LOCAL, CONSOLE_SERVICES: 'presence=http://p,presence=http://q' }, 'named twice'],
    [{ ...LOCAL, CONSOLE_SERVICES: 'nobody=http://p' }, 'nobody is none of'],
    [{ ...LOCAL, CONSOLE_SERVICES: 'presence=http://u:p@x' }, 'CONSOLE_SERVICES must be a list like'],
    [{ ...LOCAL, CONSOLE_SESSION_KEYS: '{"keys":[]}' }, 'needs at least one key'],
    [{ ...LOCAL, CONSOLE_BASE_PATH: '/console' }, 'CONSOLE_BASE_PATH must be a path'],
  ])('%j', (env, words) => expect(settings(env)).toThrow(words));

  it.each<Record<string, string>>([
    LOCAL,
    { ...OIDC, CONSOLE_PUBLIC_URL: 'https://c.example/push', CONSOLE_BASE_PATH: '/push/' },
    { ...OIDC, CONSOLE_PUBLIC_URL: 'http://localhost:8080' },
  ])('and these do: %j', (env) => expect(settings(env)).not.toThrow());
});
