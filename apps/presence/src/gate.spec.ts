// The gate as a whole: every device of every recipient in exactly one list, ids and times, and records that a broker takes.
import {
  MAX_BUNDLE_BYTES,
  contentHashOf,
  type MessageSent,
  problemsOf,
  type PushGated,
  pushGated,
} from '@offline-push/contracts';
import fc from 'fast-check';
import { connectedPhone, DAY_MS, killedPhone, messageToBob, NOW_MS, POLICY } from './examples';
import { gate } from './gate';
import { LINKS, LOGINS, PHASES, type Session } from './session';

const sessionsOf = (...sessions: Session[]) => ({
  of: (_app: string, user: string) => sessions.filter((session) => session.user === user),
});

const decide = (message: MessageSent, ...sessions: Session[]) =>
  gate(message, NOW_MS, sessionsOf(...sessions), POLICY, NOW_MS);

const rowsOf = (pushes: PushGated[]) =>
  pushes.flatMap(({ onward, stopped }) =>
    [...onward, ...stopped].map(({ user, device }) => `${user}/${device ?? ''}`),
  );

describe('the gate', () => {
  it('judges each device of a user by itself', () => {
    const laptop = connectedPhone({ device: 'bobs-laptop', platform: 'macos' });
    const tablet = killedPhone({ device: 'bobs-tablet', session: 's-9' });
    const [pushed] = decide(messageToBob(), killedPhone(), laptop, tablet);
    expect(pushed!.onward).toEqual([
      { user: 'bob', device: 'bobs-phone', session: 's-1' },
      { user: 'bob', device: 'bobs-tablet', session: 's-9' },
    ]);
    expect(pushed!.stopped).toEqual([{ user: 'bob', device: 'bobs-laptop', reason: 'not-pushable' }]);
  });

  it('counts a repeated recipient once', () => {
    expect(rowsOf(decide(messageToBob({ recipients: ['bob', 'carol', 'bob'] }), killedPhone()))).toEqual([
      'bob/bobs-phone',
      'carol/',
    ]);
  });

  it('names each device also when the whole message is stopped', () => {
    const [pushed] = decide(
      messageToBob({ lifetimeSeconds: 0, recipients: ['bob', 'carol'] }),
      killedPhone(),
    );
    expect(pushed!.stopped).toEqual([
      { user: 'bob', device: 'bobs-phone', reason: 'online-only' },
      { user: 'carol', reason: 'online-only' },
    ]);
  });

  it('lets a message live for a day from when it was sent, or as long as it says', () => {
    const expiryOf = (message: MessageSent) =>
      gate(message, 1000, sessionsOf(), POLICY, NOW_MS)[0]!.expiresAtMs;
    expect(expiryOf(messageToBob())).toBe(1000 + DAY_MS);
    expect(expiryOf(messageToBob({ lifetimeSeconds: 60 }))).toBe(61_000);
  });

  it('hashes the content, whatever the order of its fields', () => {
    const [one] = decide(
      messageToBob({
        push: {
          title: 'A',
          text: 'B',
          enabled: true,
          badge: { set: 1, add: 2 },
          vendors: { xiaomi: { b: 1, a: { d: [1], c: 2 } } },
        },
      }),
    );
    const [other] = decide(
      messageToBob({
        push: {
          vendors: { xiaomi: { a: { c: 2, d: [1] }, b: 1 } },
          badge: { add: 2, set: 1 },
          text: 'B',
          title: 'A',
        },
      }),
    );
    expect(other!.contentHash).toBe(one!.contentHash);
    expect(one!.contentHash).toBe(contentHashOf(one!.content));
    expect(one!.content).not.toHaveProperty('enabled');
  });

  it('puts every device of every recipient into exactly one list, in any state', () => {
    fc.assert(
      fc.property(randomMessage, randomSessions, randomPolicy, (message, sessions, policy) => {
        const pushes = gate(message, NOW_MS - 1, sessionsOf(...sessions), policy, NOW_MS);
        const users = [...new Set(message.recipients)];
        const devices = users.flatMap((user) => {
          const own = new Set(
            sessions.filter((it) => it.user === user).map(({ device }) => `${user}/${device}`),
          );
          return own.size === 0 ? [`${user}/`] : [...own];
        });
        expect(rowsOf(pushes).sort()).toEqual(devices.sort());
        for (const it of pushes) expect(problemsOf(pushGated, it)).toEqual([]);
      }),
    );
  });
});

describe('a message to very many devices', () => {
  const crowd = (users: number, about: (i: number) => Partial<Session> = () => ({})) =>
    Array.from({ length: users }, (_, i) => killedPhone({ user: `user-${i}`, ...about(i) }));
  const everyone = (sessions: Session[]) =>
    messageToBob({ recipients: [...new Set(sessions.map(({ user }) => user))] });

  it('stays one record up to 1000 devices', () => {
    const sessions = crowd(1000);
    expect(decide(everyone(sessions), ...sessions)).toHaveLength(1);
  });

  it('becomes several records above, each device in exactly one', () => {
    const sessions = [
      ...crowd(1000),
      ...crowd(1000, () => ({ device: 'tablet', login: 'kicked' })),
      ...crowd(1, () => ({ device: 'third' })),
    ];
    const pushes = decide(everyone(sessions), ...sessions);
    expect(pushes.map(({ onward, stopped }) => onward.length + stopped.length)).toEqual([1000, 1000, 1]);
    expect(new Set(rowsOf(pushes)).size).toBe(2001);
    for (const it of pushes)
      expect(it).toMatchObject({ messageId: 'm-1001', contentHash: pushes[0]!.contentHash });
  });

  it('stays below what a broker takes, with the longest ids and texts there are', () => {
    const long = (text: string) => text.padEnd(128, '漢');
    const sessions = crowd(1000, (i) => ({ user: long(`u${i}`), device: long('d'), session: long('s') }));
    const message = { ...everyone(sessions), push: { text: '\u0001'.repeat(4000), ext: '漢'.repeat(4000) } };
    const pushes = decide(message, ...sessions);
    for (const it of pushes) expect(Buffer.byteLength(JSON.stringify(it))).toBeLessThan(MAX_BUNDLE_BYTES);
    expect(pushes).toHaveLength(2);
    expect(new Set(rowsOf(pushes)).size).toBe(1000);
  });
});

const times = fc.constantFrom(0, NOW_MS - 8 * DAY_MS, NOW_MS - 500_000, NOW_MS - 1000);
const randomSessions = fc.array(
  fc.record<Session>({
    app: fc.constant('demo'),
    user: fc.constantFrom('alice', 'bob', 'carol'),
    device: fc.constantFrom('phone', 'laptop'),
    session: fc.constantFrom('s-1', 's-2', 's-3'),
    platform: fc.constantFrom('android', 'web', 'mini-program', null),
    platformAtMs: times,
    login: fc.constantFrom(...LOGINS),
    loginAtMs: times,
    loggedInAtMs: times,
    link: fc.constantFrom(...LINKS),
    linkAtMs: times,
    phase: fc.constantFrom(...PHASES),
    phaseAtMs: times,
    seenAtMs: times,
  }),
  { maxLength: 12 },
);
const randomMessage = fc
  .record({
    recipients: fc.array(fc.constantFrom('alice', 'bob', 'carol', 'dave'), { minLength: 1, maxLength: 6 }),
    lifetimeSeconds: fc.constantFrom(0, 600),
    kind: fc.constantFrom('text', 'custom'),
    push: fc.constantFrom({}, { text: 'hi' }, { enabled: false }),
  })
  .map(messageToBob);
const randomPolicy = fc.record({
  reachMs: fc.constantFrom(DAY_MS, 7 * DAY_MS),
  silenceMs: fc.constantFrom(0, 400_000),
  pushInBackground: fc.boolean(),
  muteWhileDesktopOnline: fc.boolean(),
});
