// The gate as a whole: every device of every recipient in exactly one list, ids and times, and records that a broker takes.
import {
  PLATFORMS,
  MAX_BUNDLE_BYTES,
  contentHashOf,
  type MessageSent,
  problemsOf,
  type PushGated,
  pushGated,
} from '@offline-push/contracts';
import fc from 'fast-check';
import {
  aLink,
  connectedPhone,
  DAY_MS,
  killedPhone,
  messageToBob,
  NOW_MS,
  POLICY,
} from '../../fixtures/examples';
import { expiryOf, type Gatekeeping, sentOf } from './gate';
import { judge } from '../decisions/judged';
import { recordsOf } from '../decisions/push-records';
import { LOGINS, type Session } from '../sessions/session';

const sessionsOf = (...sessions: Session[]) => ({
  of: (_app: string, user: string) => sessions.filter((session) => session.user === user),
});

const BY: Gatekeeping = { policy: { ...POLICY, graceMs: 0 }, nowMs: NOW_MS, startedAtMs: 0 };
const judged = (message: MessageSent, sessions: Session[], by = BY, sentAtMs = NOW_MS) =>
  judge({ event: message, sent: { sentAtMs, recordAtMs: sentAtMs } }, sessionsOf(...sessions), by);
const decide = (message: MessageSent, ...sessions: Session[]) => {
  const it = judged(message, sessions);
  return recordsOf(it, it.gated);
};

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
    const sent = { sentAtMs: 1000, recordAtMs: 1000 };
    expect(expiryOf(messageToBob(), sent)).toBe(1000 + DAY_MS);
    expect(expiryOf(messageToBob({ lifetimeSeconds: 60 }), sent)).toBe(61_000);
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
        const it = judged(message, sessions, { ...BY, policy }, NOW_MS - 1);
        const pushes = recordsOf(it, it.gated);
        const users = [...new Set(message.recipients)];
        const devices = users.flatMap((user) => {
          const own = new Set(
            sessions.filter((it) => it.user === user).map(({ device }) => `${user}/${device}`),
          );
          return own.size === 0 ? [`${user}/`] : [...own];
        });
        const held = it.gated.held.map(({ user, device }) => `${user}/${device}`);
        expect([...rowsOf(pushes), ...held].sort()).toEqual(devices.sort());
        for (const it of pushes) expect(problemsOf(pushGated, it)).toEqual([]);
      }),
    );
  });
});

describe('when a message was sent', () => {
  it.each([
    ['is the time of its record', undefined, NOW_MS],
    ['is what the sender says, if that is earlier', NOW_MS - 5_000, NOW_MS - 5_000],
    ['is the time of the record, if the sender means the same', NOW_MS - 1_000, NOW_MS],
    ['is never later than the record', NOW_MS + 5_000, NOW_MS],
    ['is the time of the record, if the sender counts in seconds (FF 1.16)', 1_795_500_000, NOW_MS],
  ])('%s', (_, sentAtMs, expected) => {
    const message = messageToBob(sentAtMs === undefined ? {} : { sentAtMs });
    expect(sentOf(message, NOW_MS, NOW_MS)).toEqual({ sentAtMs: expected, recordAtMs: NOW_MS });
  });
});

describe('behaviour 3.7: a link that broke a moment ago', () => {
  const brokeMsAgo = (ms: number, about: Partial<Session> = {}) =>
    killedPhone({ links: [aLink({ downsAtMs: [NOW_MS - ms] })], ...about });
  const heldWhen = (session: Session, about: Partial<MessageSent> = {}, graceMs = 3_000) => {
    const { gated } = judged(messageToBob(about), [session], { ...BY, policy: { ...POLICY, graceMs } });
    return gated.held.length > 0 ? gated.holdMs : 'at once';
  };

  it.each<[string, number | 'at once', number | 'at once']>([
    ['is waited for what is left of the grace', heldWhen(brokeMsAgo(1_000)), 2_000],
    ['is waited for no longer than the grace, however clocks differ', heldWhen(brokeMsAgo(-9_000)), 3_000],
    ['is not waited for when the grace is over', heldWhen(brokeMsAgo(3_000)), 'at once'],
    ['is not waited for when it is back', heldWhen(connectedPhone()), 'at once'],
    ['is not waited for without a grace', heldWhen(brokeMsAgo(1_000), {}, 0), 'at once'],
    ['is not waited for when it gave no sign', heldWhen(brokeMsAgo(1), { evenIfOnline: true }), 'at once'],
    [
      'is not waited for when another rule stops it anyway',
      heldWhen(brokeMsAgo(1, { login: 'kicked' })),
      'at once',
    ],
  ])('%s', (_, held, expected) => expect(held).toBe(expected));
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
    endedAtMs: times,
    loggedInAtMs: times,
    links: fc.array(
      fc.record({ aliveAtMs: times, downsAtMs: fc.array(times, { maxLength: 1 }) }).map(aLink),
      {
        maxLength: 1,
      },
    ),
    seenAtMs: times,
    activeAtMs: times,
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
  platforms: fc.subarray([...PLATFORMS]),
  reachMs: fc.constantFrom(DAY_MS, 7 * DAY_MS),
  silenceMs: fc.constantFrom(0, 400_000),
  freshMs: fc.constantFrom(1, DAY_MS),
  graceMs: fc.constantFrom(0, 3_000),
  pushInBackground: fc.boolean(),
  muteWhileDesktopOnline: fc.boolean(),
});
