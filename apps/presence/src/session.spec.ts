// Facts about a session, in any order and any number: always the same session.
import { SESSION_CHANGES, type SessionChanged } from '@offline-push/contracts';
import fc from 'fast-check';
import { killedPhone, NOW_MS } from './examples';
import { compact, currentSessions, merge, type Session } from './session';
import { factTime, sessionFact } from './session-fact';

const phone = { app: 'demo', user: 'bob', device: 'bobs-phone', session: 's-1' };

const after = (...events: [SessionChanged['change'], number][]): Session =>
  compact(events.map(([change, atMs]) => sessionFact({ ...phone, change, atMs }, 0, NOW_MS)))[0]!;

/** Few times, so that facts often happen at the same instant. */
const events = fc.array(
  fc.record({
    app: fc.constant('demo'),
    user: fc.constantFrom('bob', 'carol'),
    device: fc.constantFrom('phone', 'tablet'),
    session: fc.constantFrom('s-1', 's-2'),
    platform: fc.constantFrom('android' as const, 'ios' as const),
    change: fc.constantFrom(...SESSION_CHANGES),
    atMs: fc.integer({ min: 0, max: 5 }),
  }),
  { maxLength: 20 },
);
const inTwoOrders = events.chain((list) =>
  fc.tuple(
    fc.constant(list),
    fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2, maxLength: list.length * 2 }),
  ),
);

describe('facts about a session', () => {
  it('give the same sessions in any order and any repetition', () => {
    fc.assert(
      fc.property(inTwoOrders, ([once, shuffledTwice]) => {
        const facts = (list: typeof once) => list.map((event) => sessionFact(event, 0, NOW_MS));
        expect(compact(facts(shuffledTwice))).toEqual(compact(facts(once)));
      }),
    );
  });

  it('give the same sessions when a slice ends anywhere between them', () => {
    fc.assert(
      fc.property(events, fc.nat(20), (list, cut) => {
        const facts = list.map((event) => sessionFact(event, 0, NOW_MS));
        const inSlices = [...compact(facts.slice(0, cut)), ...compact(facts.slice(cut))];
        expect(compact(inSlices)).toEqual(compact(facts));
      }),
    );
  });

  it.each<[string, Session, Partial<Session>]>([
    [
      'a login brings the link up and the app to the front',
      after(['logged-in', 5]),
      { login: 'in', link: 'up', phase: 'foreground' },
    ],
    [
      'a kill takes the link down and leaves the login',
      after(['logged-in', 5], ['disconnected', 9]),
      { login: 'in', link: 'down' },
    ],
    [
      'a logout leaves the link as it is',
      after(['logged-in', 5], ['logged-out', 9]),
      { login: 'logged-out', link: 'up' },
    ],
    [
      'a login that arrives after its logout does not revive it',
      after(['logged-out', 9], ['logged-in', 5]),
      { login: 'logged-out' },
    ],
    [
      'a login newer than the logout logs in again',
      after(['logged-in', 1], ['logged-out', 5], ['logged-in', 9]),
      { login: 'in' },
    ],
    [
      'an end at the instant of the login wins',
      after(['logged-out', 5], ['logged-in', 5]),
      { login: 'logged-out' },
    ],
    [
      'a link lost at the instant it came up is down',
      after(['disconnected', 5], ['connected', 5]),
      { link: 'down' },
    ],
    [
      'an old disconnect does not undo a reconnect',
      after(['connected', 9], ['disconnected', 5]),
      { link: 'up', linkAtMs: 9 },
    ],
    [
      'a phase does not touch the link',
      after(['disconnected', 5], ['background', 9]),
      { link: 'down', phase: 'background' },
    ],
    ['a connection without a login is no login', after(['connected', 5]), { login: 'none', link: 'up' }],
    ['it was seen at its newest fact', after(['kicked', 9], ['connected', 5]), { seenAtMs: 9 }],
  ])('%s', (_, session, expected) => expect(session).toMatchObject(expected));

  it('of different sessions stay apart and come sorted', () => {
    const facts = ['s-2', 's-1', 's-2'].map((session) => killedPhone({ session }));
    expect(compact(facts).map(({ session }) => session)).toEqual(['s-1', 's-2']);
  });

  it('keep the platform when a later fact does not name it', () => {
    const login = sessionFact({ ...phone, change: 'logged-in', platform: 'ios', atMs: 1 }, 0, NOW_MS);
    const heartbeat = sessionFact({ ...phone, change: 'connected', atMs: 2 }, 0, NOW_MS);
    expect(merge(heartbeat, login).platform).toBe('ios');
  });
});

describe('the time of a fact', () => {
  const far = NOW_MS + 60_001;
  it.each([
    ['is what the event says', 5, 9, 5],
    ["is the record's time stamp when the event is silent", undefined, 9, 9],
    ['may run a minute ahead', NOW_MS + 60_000, 9, NOW_MS + 60_000],
    ["is the record's time stamp when the event comes from the future", far, 9, 9],
    ['is now when both come from the future', far, far, NOW_MS],
    ['is now when the record has no time stamp', undefined, -1, NOW_MS],
  ])('%s', (_, saidAtMs, recordAtMs, expected) => {
    expect(factTime(saidAtMs, recordAtMs, NOW_MS)).toBe(expected);
  });
});

describe('the current session of a device', () => {
  const currentOf = (...sessions: Session[]) => currentSessions(sessions).map(({ session }) => session);
  const first = killedPhone({ session: 's-1', loggedInAtMs: 10 });
  const second = killedPhone({ session: 's-2', loggedInAtMs: 20 });

  it('is the one that logged in last', () => expect(currentOf(first, second)).toEqual(['s-2']));

  it('stays the newer one when the older one is kicked afterwards', () => {
    expect(currentOf({ ...first, login: 'kicked', loginAtMs: 30, seenAtMs: NOW_MS }, second)).toEqual([
      's-2',
    ]);
  });

  it('stays the newer one when that one ended: the older login does not come back', () => {
    expect(currentOf(first, { ...second, login: 'logged-out', loginAtMs: 30 })).toEqual(['s-2']);
  });

  it('is the one seen last when both logged in at once, and then the greater id', () => {
    expect(currentOf({ ...first, loggedInAtMs: 20, seenAtMs: NOW_MS }, second)).toEqual(['s-1']);
    expect(currentOf({ ...first, loggedInAtMs: 20 }, second)).toEqual(['s-2']);
  });

  it('is judged for each device apart', () => {
    expect(currentOf(first, { ...second, device: 'bobs-tablet' })).toEqual(['s-1', 's-2']);
  });
});
