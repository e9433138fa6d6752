// Which session of a device may ring, by the logins and ends that the gateway told: in any order, any slices and any number of times.
import type { BusRecord } from '@offline-push/bus';
import { type SessionChange, sessionChanged } from '@offline-push/contracts';
import { sql } from '@offline-push/service-kit';
import { aDatabase, type TestDatabase } from '@offline-push/testing';
import fc from 'fast-check';
import { loginsOf } from './logins';
import { MIGRATIONS } from '../migrations/list';
import { SessionLoginStore } from './session-login.store';
import { SILENCE } from './silence';
import { endsOf } from './withdraw';
import { WithdrawalStore } from './withdrawal.store';

/** Hundreds of stories, with many statements each. */
jest.setTimeout(180_000);

const NOW_MS = 1_800_000_000_000;
const SESSIONS = ['s-1', 's-2', 's-3', 's-4'];
const ENDS: readonly SessionChange[] = ['logged-out', 'kicked', 'invalidated'];

const SILENT = sql(
  'spec-silent-sessions',
  `select t.session from (
     select $1::text as app, 'bob' as user_id, 'phone' as device, session, 'a-token' as token_hash, 1 as certificate_id
     from unnest($2::text[]) as session
   ) t where ${SILENCE} is not null order by t.session`,
);

let test: TestDatabase;
beforeAll(async () => {
  test = await aDatabase(MIGRATIONS);
});
afterAll(() => test.drop());

interface Said {
  session: string;
  change: SessionChange;
  atMs: number;
  offset: number;
}

/** Their records follow each other; many share a millisecond. */
const histories = fc
  .array(
    fc.record({
      session: fc.constantFrom(...SESSIONS),
      change: fc.constantFrom('logged-in' as const, 'logged-in' as const, ...ENDS),
      pauseMs: fc.constantFrom(0, 0, 1),
    }),
    { maxLength: 10 },
  )
  .map((steps): Said[] => {
    let atMs = NOW_MS;
    return steps.map(({ pauseMs, ...step }, offset) => ({ ...step, atMs: (atMs += pauseMs), offset }));
  });
const read = histories.chain((said) =>
  fc.record({
    said: fc.constant(said),
    again: fc.shuffledSubarray([...said, ...said], { minLength: said.length, maxLength: said.length * 2 }),
    cut: fc.nat(10),
  }),
);

/** What must be silent: what ended, and what is older than what ended. */
function silentOf(said: readonly Said[]): string[] {
  const ended = new Set(said.filter(({ change }) => ENDS.includes(change)).map(({ session }) => session));
  const logins = said.filter(({ change }) => change === 'logged-in').map(({ session }) => session);
  const loginOf = (session: string): number => logins.indexOf(session);
  return SESSIONS.filter((it) =>
    ended.has(it) ? true : [...ended].some((other) => loginOf(other) > loginOf(it)),
  );
}

it('issue 9 edge 2: a session is silent from the end of a newer one of its device on, however it is read', async () => {
  const withdrawals = new WithdrawalStore(test.database);
  const logins = new SessionLoginStore(test.database);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(read, async ({ said, again, cut }) => {
      const app = `app-${++run}`;
      const all = said.concat(again);
      for (const slice of [again.slice(0, cut), again.slice(cut), all]) {
        const batch = slice.map(({ session, change, atMs, offset }) => ({
          event: { app, user: 'bob', device: 'phone', session, change },
          record: recordOf(atMs, offset),
          atMs,
        }));
        await logins.save(loginsOf(batch, NOW_MS));
        await withdrawals.save(endsOf(batch));
      }
      const rows = await test.database.query<{ session: string }>(SILENT, [app, SESSIONS]);
      expect(rows.map(({ session }) => session)).toEqual(silentOf(said));
    }),
    { numRuns: 200 },
  );
});

const recordOf = (timestampMs: number, offset: number): BusRecord => ({
  ...{ topic: sessionChanged.name, partition: 0, key: null, value: null, headers: {} },
  ...{ timestampMs, offset: String(offset), batchOffset: '0' },
});
