// Sessions in PostgreSQL: what is saved adds up as session.ts says, also from several pods at once; users are found in one question, old sessions go and decide nothing.
import { SESSION_CHANGES } from '@offline-push/contracts';
import { sql } from '@offline-push/service-kit';
import { aDatabase, FakeClock, type TestDatabase } from '@offline-push/testing';
import fc from 'fast-check';
import { AnnouncementStore } from '../telling/announcement.store';
import { aLink, DAY_MS, killedPhone, NOW_MS, POLICY } from '../../fixtures/examples';
import { MIGRATIONS } from '../migrations/list';
import { OldSessionsWorker } from './old-sessions.worker';
import { compact, type Session } from './session';
import { sessionFact } from './session-fact';
import { SessionStore } from './session.store';

/** Hundreds of stories, with many statements each. */
jest.setTimeout(180_000);

const CLEAR = sql('spec-clear', 'delete from session');
const COUNT = sql('spec-count', 'select count(*)::int as count from session');

let test: TestDatabase;
let sessions: SessionStore;
let announcements: AnnouncementStore;

beforeAll(async () => {
  test = await aDatabase(MIGRATIONS);
  sessions = new SessionStore(test.database, POLICY);
  announcements = new AnnouncementStore(test.database);
});
afterAll(() => test.drop());
beforeEach(() => test.database.query(CLEAR, []));

const bobs = async () => (await sessions.findByUsers([{ app: 'demo', user: 'bob' }])).of('demo', 'bob');

describe('saving facts', () => {
  const facts = fc.array(
    fc
      .record({
        app: fc.constant('demo'),
        user: fc.constantFrom('bob', 'carol'),
        device: fc.constant('漢字 "quoted" \\ 😀'),
        session: fc.constant('s-1'),
        platform: fc.constantFrom('android' as const, 'ios' as const),
        change: fc.constantFrom(...SESSION_CHANGES),
        atMs: fc.integer({ min: 0, max: 2 }),
        offset: fc.constantFrom('4095', '4096', '5003'), // as a batch that begins at 4000
        link: fc.constantFrom('', 'l-1', 'l-2'),
        knowsPlatform: fc.boolean(),
      })
      .map(({ knowsPlatform, platform, atMs, offset, link, ...event }) =>
        sessionFact(
          { ...event, ...(knowsPlatform && { platform }), ...(link !== '' && { link }) },
          { timestampMs: NOW_MS - 3 * atMs, offset, batchOffset: '4000' },
          NOW_MS,
        ),
      ),
    { maxLength: 16 },
  );

  it('in slices, in any order and again and again, adds up to the same as the merge in memory', async () => {
    await fc.assert(
      fc.asyncProperty(facts, fc.nat(16), fc.nat(16), async (list, cut, again) => {
        await test.database.query(CLEAR, []);
        for (const slice of [list.slice(cut), list.slice(0, cut), list.slice(again)])
          await sessions.save(compact(slice), NOW_MS);
        const users = ['bob', 'carol'].map((user) => ({ app: 'demo', user }));
        const found = await sessions.findByUsers(users);
        expect(compact(users.flatMap(({ app, user }) => found.of(app, user)))).toEqual(compact(list));
      }),
      { numRuns: 200 },
    );
  });

  it('answers with each session as it is now, also when nothing changed', async () => {
    const phone = killedPhone();
    await sessions.save([phone], NOW_MS);
    const [known] = await sessions.save([phone], NOW_MS);
    expect(known).toEqual({ ...phone, announced: 'logged-out', refusedAtMs: 0, version: 2 });
  });

  it('takes two pods that save the same sessions at once', async () => {
    const slice = (atMs: number) =>
      compact(
        Array.from({ length: 300 }, (_, i) =>
          killedPhone({ user: `user-${i}`, links: [aLink({ aliveAtMs: atMs })] }),
        ),
      );
    await Promise.all(Array.from({ length: 4 }, (_, i) => sessions.save(slice(NOW_MS + i), NOW_MS)));
    const found = await sessions.findByUsers(slice(0));
    for (const { user } of slice(0)) expect(found.of('demo', user)[0]!.links[0]!.aliveAtMs).toBe(NOW_MS + 3);
  });
});

describe('finding users', () => {
  it('finds all sessions of each, apart by app, and none of strangers', async () => {
    const own = [killedPhone({ session: 's-1' }), killedPhone({ session: 's-2' })];
    await sessions.save(
      compact([...own, killedPhone({ app: 'other' }), killedPhone({ user: 'Bob' })]),
      NOW_MS,
    );
    expect(compact(await bobs())).toEqual(own);
    expect((await sessions.findByUsers([{ app: 'demo', user: 'mallory' }])).of('demo', 'mallory')).toEqual(
      [],
    );
  });

  it('finds users who are asked for twice once', async () => {
    await sessions.save([killedPhone()], NOW_MS);
    const bob = { app: 'demo', user: 'bob' };
    expect((await sessions.findByUsers([bob, bob])).of('demo', 'bob')).toHaveLength(1);
  });
});

describe('announcements', () => {
  it('are remembered, and a session nobody announced counts as logged out', async () => {
    const told = { ...killedPhone(), status: 'offline' as const, refusedAtMs: 0, version: 1 };
    await sessions.save([killedPhone()], NOW_MS);
    await announcements.save([told]);
    const [known] = await sessions.save([killedPhone()], NOW_MS);
    expect(known!.announced).toBe('offline');
  });
});

describe('forgetting old sessions', () => {
  const old = NOW_MS - 40 * DAY_MS;
  const aged = (about: Partial<Session>): Session =>
    killedPhone({ seenAtMs: old, loggedInAtMs: old, ...about });
  const left = async (...given: Session[]): Promise<string[]> => {
    await sessions.save(compact(given), NOW_MS);
    await sessions.removeOld(null, 100, NOW_MS - 30 * DAY_MS);
    return (await bobs()).map(({ session }) => session).sort();
  };

  it('forgets the one that ended', async () => {
    expect(await left(aged({ login: 'logged-out' }))).toEqual([]);
  });

  it('forgets the one that a newer session of the device replaced', async () => {
    expect(await left(aged({}), killedPhone({ session: 's-2' }))).toEqual(['s-2']);
  });

  it('keeps the one that is still logged in: its reason is out-of-reach, not unknown-user', async () => {
    expect(await left(aged({}))).toEqual(['s-1']);
  });

  it('keeps what was seen within the time', async () => {
    const ended = killedPhone({ login: 'kicked' });
    expect(await left(ended)).toEqual(['s-1']);
  });

  it('keeps an ended session as long as an older login of the device would come alive without it', async () => {
    const zombie = killedPhone({ session: 's-1', loggedInAtMs: old - 1 });
    const ended = aged({ session: 's-2', login: 'logged-out' });
    expect(await left(zombie, ended)).toEqual(['s-1', 's-2']);
  });

  it('forgets an ended session one walk after those it had replaced', async () => {
    const given = [
      aged({ session: 's-1', loggedInAtMs: old - 1 }),
      aged({ session: 's-2', login: 'logged-out' }),
    ];
    expect(await left(...given)).toEqual(['s-2']);
    await sessions.removeOld(null, 100, NOW_MS - 30 * DAY_MS);
    expect(await bobs()).toEqual([]);
  });

  it('walks on by a bounded number of sessions and says when it is at the end', async () => {
    const ended = Array.from({ length: 5 }, (_, i) => aged({ user: `user-${i}`, login: 'logged-out' }));
    await sessions.save(compact(ended), NOW_MS);
    const before = NOW_MS - 30 * DAY_MS;
    const first = await sessions.removeOld(null, 3, before);
    expect(first).toMatchObject({ removed: 3, last: { user: 'user-2' } });
    const second = await sessions.removeOld(first.last, 3, before);
    expect(second).toMatchObject({ removed: 2, last: { user: 'user-4' } });
    expect(await sessions.removeOld(second.last, 3, before)).toEqual({ removed: 0, last: null });
  });

  it('is a walk of many rounds that begins again at the end', async () => {
    const crowd = (from: number, to: number) =>
      compact(
        Array.from({ length: to - from }, (_, i) => aged({ user: `user-${from + i}`, login: 'kicked' })),
      );
    const left = async () => (await test.database.query<{ count: number }>(COUNT, []))[0]!.count;
    const clock = new FakeClock(NOW_MS);
    const worker = new OldSessionsWorker(sessions, clock, { keepMs: 30 * DAY_MS });
    await sessions.save(crowd(0, 2500), NOW_MS);
    await worker.removeOld();
    expect(await left()).toBe(500);
    await sessions.save(crowd(0, 1), NOW_MS);
    await worker.removeOld();
    expect(await left()).toBe(1);
    await worker.removeOld();
    await worker.removeOld();
    expect(await left()).toBe(0);
  });
});
