// The count in SQL is that of the standings, whatever happened.
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
import { aRebinding, CLEAR, LIMITS } from '../../fixtures/rebinding';
import { AddressStore } from '../addressing/address.store';
import { FIRST } from '../forgetting/forget.store';
import { MIGRATIONS } from '../migrations/list';
import type { Fact } from '../facts/fact';
import { standingOf } from '../standing/standing';
import { CountStore, type Place } from './count.store';

/** Hundreds of stories, with many statements each. */
jest.setTimeout(180_000);

const KEYS = [bob, bobAgain, bobsTablet, carol, carolThere];

let test: TestDatabase;
beforeAll(async () => {
  test = await aDatabase(MIGRATIONS);
});
afterAll(() => test.drop());

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
  const rebind = aRebinding(test.database);
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
