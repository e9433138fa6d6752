// Sessions over time: idle, at an end, signed out, and sealed with keys that come and go.
import { Clock } from '@offline-push/service-kit';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { ringOf } from '../../fixtures/console-app';
import { Seal } from './seal.steps';
import { SessionRules, Sessions } from './sessions.steps';

class SetClock extends Clock {
  atMs = 1_790_000_000_000;
  nowMs(): number {
    return this.atMs;
  }
}

const MINUTE_MS = 60_000;
const PERSON = { user: 'li.wei', name: 'Li Wei', apps: [{ app: 'demo', role: 'viewer' as const }] };
const RULES = new SessionRules(
  { idleMs: 30 * MINUTE_MS, longestMs: 120 * MINUTE_MS },
  { path: '/console/', isSecure: true },
);

let clock: SetClock;
beforeEach(() => void (clock = new SetClock()));

const sessionsWith = (...keys: string[]) => new Sessions(new Seal(ringOf(...keys)), clock, RULES);

function exchange(cookie = ''): { request: IncomingMessage; response: ServerResponse } {
  const request = new IncomingMessage(new Socket());
  request.headers.cookie = cookie;
  return { request, response: new ServerResponse(request) };
}

const setBy = (response: ServerResponse): string => String(response.getHeader('set-cookie') ?? '');
const sentBack = (set: string): string => set.split(';', 1)[0] ?? '';

async function signIn(sessions: Sessions, person = PERSON): Promise<string> {
  const { response } = exchange();
  await sessions.begin(response, person, 'oidc');
  return setBy(response);
}

it('is kept by a browser for this path, over TLS, out of reach of scripts', async () => {
  const set = await signIn(sessionsWith('a'));
  expect(set).toMatch(/^offline_push_console=[\w.-]+; Path=\/console\/; HttpOnly; SameSite=Lax; Secure$/);
});

it('ends so long after its last request, and whatever it did after its longest time', async () => {
  const sessions = sessionsWith('a');
  let cookie = sentBack(await signIn(sessions));
  for (let minutes = 20; minutes < 120; minutes += 20) {
    clock.atMs += 20 * MINUTE_MS;
    const { request, response } = exchange(cookie);
    expect(await sessions.of(request, response)).toMatchObject(PERSON);
    cookie = sentBack(setBy(response));
  }
  clock.atMs += 20 * MINUTE_MS;
  expect(await sessions.of(exchange(cookie).request)).toBeUndefined();
  const idle = sentBack(await signIn(sessions));
  clock.atMs += 31 * MINUTE_MS;
  expect(await sessions.of(exchange(idle).request)).toBeUndefined();
  expect(sessions.knows(exchange(idle).request)).toBe(false);
});

it('is renewed once a minute, and not by who only looks', async () => {
  const sessions = sessionsWith('a');
  const cookie = sentBack(await signIn(sessions));
  const renewal = async (isUse: boolean) => {
    const { request, response } = exchange(cookie);
    await sessions.of(request, isUse ? response : undefined);
    return setBy(response);
  };
  clock.atMs += MINUTE_MS - 1;
  expect(await renewal(true)).toBe('');
  clock.atMs += 1;
  expect([await renewal(false), await renewal(true)]).toEqual([
    '',
    expect.stringContaining('offline_push_console='),
  ]);
});

it('outlives a change of keys as long as its key is there, and is opened by every pod', async () => {
  const cookie = sentBack(await signIn(sessionsWith('old')));
  const knownWith = (...keys: string[]) => sessionsWith(...keys).of(exchange(cookie).request);
  expect(await knownWith('new', 'old')).toMatchObject(PERSON);
  expect(await knownWith('new')).toBeUndefined();
});

it('that was signed out is nobody’s, also in a copy of its cookie', async () => {
  const sessions = sessionsWith('a');
  const cookie = sentBack(await signIn(sessions));
  const { request, response } = exchange(cookie);
  await sessions.end(request, response);
  expect(setBy(response)).toMatch(/^offline_push_console=; Path=\/console\/.*Max-Age=0$/);
  expect(await sessions.of(exchange(cookie).request)).toBeUndefined();
});

it.each(['', 'x', 'a.b.c.d.e', `${'e'.repeat(5_000)}`])('is not %j', async (made) => {
  const sessions = sessionsWith('a');
  expect(await sessions.of(exchange(`offline_push_console=${made}`).request)).toBeUndefined();
});

it('is not what was sealed for something else, nor changed in one letter', async () => {
  const sessions = sessionsWith('a');
  const other = await new Seal(ringOf('a')).seal(
    { ...PERSON, startedAtMs: clock.atMs, seenAtMs: clock.atMs },
    'sign-in',
  );
  expect(await sessions.of(exchange(`offline_push_console=${other}`).request)).toBeUndefined();
  const cookie = sentBack(await signIn(sessions));
  const at = cookie.length - 40;
  const changed = cookie.slice(0, at) + (cookie[at] === 'A' ? 'B' : 'A') + cookie.slice(at + 1);
  expect(await sessions.of(exchange(changed).request)).toBeUndefined();
});

it('is refused rather than dropped by the browser where it holds too much', async () => {
  const apps = Array.from({ length: 50 }, (_, i) => ({
    app: `a-very-long-name-of-an-app-no-${10 + i}`,
    role: 'viewer' as const,
  }));
  await expect(signIn(sessionsWith('a'), { ...PERSON, apps })).rejects.toMatchObject({
    code: 'too-many-roles',
  });
});
