// The count in SQL is that of the standings, whatever happened.
import { MemoryBus, MemoryPublisher } from '@offline-push/bus';
import { Outbox } from '@offline-push/bus/outbox';
import { parseConfig, sql } from '@offline-push/service-kit';
import { aDatabase, type TestDatabase } from '@offline-push/testing';
import fc from 'fast-check';
import {
  bob,
  bobAgain,
  bobsTablet,
  carol,
  carolThere,
  certificate,
  death,
  end,
  login,
  NOW_MS,
  pushOff,
  report,
  XIAOMI,
} from '../../fixtures/examples';
import { AddressStore } from '../addressing/address.store';
import { AroundStore } from '../facts/around.store';
import { deviceBindingsFields, limitsOf } from '../device-bindings.config';
import { FactStore } from '../facts/fact.store';
import { FIRST } from '../forgetting/forget.store';
import { HistoryStore } from '../rebinding/history.store';
import { LockStore } from '../facts/lock.store';
import { MIGRATIONS } from '../migrations/list';
import type { Fact } from '../facts/fact';
import { RebindStore } from '../rebinding/rebind.store';
import { standingOf } from '../standing/standing';
import { CountStore, type Place } from './count.store';

const LIMITS = limitsOf(
  parseConfig(deviceBindingsFields, { DATABASE_URL: 'postgres://none/none', KAFKA_BROKERS: 'none:1' }),
);
const CLEAR = sql(
  'spec-clear',
  `with a as (delete from session), b as (delete from binding), c as (delete from certificate), d as (delete from dead_token)
   delete from outbox`,
);
const KEYS = [bob, bobAgain, bobsTablet, carol, carolThere];

let test: TestDatabase;
beforeAll(async () => {
  test = await aDatabase(MIGRATIONS);
});
afterAll(() => test.drop());

function aRebindStore(): RebindStore {
  const { database } = test;
  const outbox = new Outbox(
    database,
    new MemoryPublisher(new MemoryBus(), 'device-bindings'),
    'device-bindings',
  );
  const around = new AroundStore(new LockStore(), LIMITS);
  return new RebindStore(database, around, new FactStore(), new HistoryStore(database), outbox);
}

/** In pages of two rows. */
async function counts(): Promise<Record<string, number>> {
  const store = new CountStore(test.database);
  const all: Record<string, number> = {};
  let after: Place | undefined = { ...FIRST, tokenHash: '' };
  while (after) {
    const piece = await store.countSome(after, 2);
    for (const [id, bindings] of Object.entries(piece?.counts ?? {})) all[id] = (all[id] ?? 0) + bindings;
    after = piece?.last;
  }
  return all;
}

async function standing(): Promise<Record<string, number>> {
  const known = await new AddressStore(test.database, LIMITS).knownOf(KEYS);
  const all: Record<string, number> = {};
  for (const key of KEYS) {
    const is = standingOf(known, key);
    // Whoever lost the device to another user may come back.
    const isNamed = is.state === 'bound' || (is.state === 'ended' && is.cause === 'other-user');
    if (!isNamed || is.borrowed) continue;
    all[is.report.certificateId] = (all[is.report.certificateId] ?? 0) + 1;
  }
  return all;
}

it('counts what is bound, page by page', async () => {
  const rebind = aRebindStore();
  const key = fc.constantFrom(...KEYS);
  const token = fc.constantFrom('t', 'u');
  const makers = fc.oneof(
    key.map((key) => (atMs: number) => login(key, atMs)),
    key.map((key) => (atMs: number) => login(key, atMs)),
    key.map((key) => (atMs: number) => end(key, atMs)),
    fc.tuple(key, token, fc.constantFrom(XIAOMI, 8888)).map(
      ([key, token, id]) =>
        (atMs: number) =>
          report(key, token, atMs, id),
    ),
    key.map((key) => (atMs: number) => pushOff(key, atMs)),
    token.map((token) => (atMs: number) => death(token, atMs)),
  );
  const facts = fc
    .array(makers, { maxLength: 14 })
    .map((makers): Fact[] => makers.map((make, i) => make(i + 1)));
  await fc.assert(
    fc.asyncProperty(facts, async (list) => {
      await test.database.query(CLEAR, []);
      const known = [certificate(), certificate({ certificateId: 8888 })];
      await rebind.take([...known, ...list], NOW_MS);
      expect(await counts()).toEqual(await standing());
    }),
    { numRuns: 150 },
  );
});
