// Facts in PostgreSQL: what is saved and loaded again decides like what never left the memory, for any slices and any order.
import { aDatabase, MemoryBus, type TestDatabase } from '@offline-push/testing';
import { type BindingChanged, bindingChanged } from '@offline-push/contracts';
import fc from 'fast-check';
import { AddressStore } from '../addressing/address.store';
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
  outcome,
  overdue,
  pushOff,
  report,
  XIAOMI,
} from '../../fixtures/examples';
import { aRebinding, CLEAR, LIMITS } from '../../fixtures/rebinding';
import type { SessionKey } from '../facts/facts';
import { MIGRATIONS } from '../migrations/list';
import type { Fact } from '../facts/fact';
import type { RebindSteps } from './rebind.steps';
import { standingOf } from '../standing/standing';
import { WaitingStore } from '../reports/waiting.store';

/** Hundreds of stories, with many statements each. */
jest.setTimeout(180_000);

let test: TestDatabase;
let bus: MemoryBus;
let rebind: RebindSteps;

beforeAll(async () => {
  test = await aDatabase(MIGRATIONS);
});
afterAll(() => test.drop());
beforeEach(async () => {
  await test.database.query(CLEAR, []);
  bus = new MemoryBus();
  rebind = another();
  await rebind.take([certificate()], NOW_MS);
});

/** A store as of one more process. */
const another = (): RebindSteps => aRebinding(test.database, bus);
const KEYS = [bob, bobAgain, bobsTablet, carol, carolThere];

async function standings(keys: readonly SessionKey[] = KEYS) {
  const known = await new AddressStore(test.database, LIMITS).knownOf(keys);
  return keys.map((key) => {
    const standing = standingOf(known, key);
    return standing.state === 'ended' ? standing.cause : standing.state;
  });
}

it('of two logins in one batch, which have one time, the last one has the device, whatever their ids', async () => {
  const [first, second] = [bobAgain, bob];
  await rebind.take([login(first, NOW_MS + 1 / 4096), login(second, NOW_MS + 2 / 4096)], NOW_MS);
  await rebind.take([report(first, 't', NOW_MS)], NOW_MS);
  expect(await standings([first, second])).toEqual(['bound', 'bound']); // the second one borrows
  await rebind.take([report(second, 'u', NOW_MS)], NOW_MS);
  expect(await standings([first, second])).toEqual(['superseded', 'bound']);
});

it('edge 1: a report behind an end that is read later erases no claim, also over the tables', async () => {
  await rebind.take([login(carol, 1), report(carol, 't', 2), login(bob, 3), report(bob, 't', 4)], NOW_MS);
  await rebind.take([report(bob, 't', 6)], NOW_MS);
  await rebind.take([end(bob, 5, 'kicked')], NOW_MS);
  await rebind.take([report(bob, 't', 7)], NOW_MS);
  expect(await standings([carol, bob])).toEqual(['moved', 'kicked']);
});

it('a successor of a successor is found, whichever slice named it', async () => {
  await rebind.take([login(bob, 1), report(bob, 't', 2)], NOW_MS);
  await rebind.take([death('v', 3, XIAOMI, 'w')], NOW_MS);
  await rebind.take([death('u', 4, XIAOMI, 'v')], NOW_MS);
  await rebind.take([death('t', 5, XIAOMI, 'u')], NOW_MS);
  const known = await new AddressStore(test.database, LIMITS).knownOf([bob]);
  expect(outcome(known, bob)).toBe('bound w');
});

/** Everything that was told, once there is that much of it. */
async function told(count: number): Promise<BindingChanged[]> {
  await bus.next(bindingChanged, () => bus.published(bindingChanged).length >= count);
  return bus.published(bindingChanged);
}

describe('facts in PostgreSQL', () => {
  const key = fc.constantFrom(...KEYS);
  const token = fc.constantFrom('t', 'u');
  const makers = fc.oneof(
    key.map((key) => (atMs: number) => login(key, atMs)),
    key.map((key) => (atMs: number) => end(key, atMs)),
    fc.tuple(key, token, fc.constantFrom(XIAOMI, 8888)).map(
      ([key, token, id]) =>
        (atMs: number) =>
          report(key, token, atMs, id),
    ),
    key.map((key) => (atMs: number) => pushOff(key, atMs)),
    token.map((token) => (atMs: number) => death(token, atMs)),
    fc.constant((atMs: number) => certificate({ certificateId: 8888, changedAtMs: atMs })),
  );
  const facts = fc.array(makers, { maxLength: 14 }).map((list) => list.map((make, i) => make(i + 1)));
  const shuffled = facts.chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
      fc.nat(list.length),
    ),
  );

  it('end in the same standings in any order and in any slices', async () => {
    await fc.assert(
      fc.asyncProperty(shuffled, async ([list, other, cut]) => {
        await test.database.query(CLEAR, []);
        await rebind.take([certificate(), ...list], NOW_MS);
        const inOrder = await standings();
        await test.database.query(CLEAR, []);
        for (const slice of [[certificate()], other.slice(0, cut), other.slice(cut), other.slice(0, cut)])
          await rebind.take(slice, NOW_MS);
        expect(await standings()).toEqual(inOrder);
      }),
      { numRuns: 40 },
    );
  }, 180_000);

  it('that come again change nothing and tell nothing', async () => {
    const story = [login(bob, 1), report(bob, 't', 2), end(bob, 3)];
    await rebind.take(story, NOW_MS);
    await rebind.take(story, NOW_MS);
    expect((await told(2)).map(({ change }) => change)).toEqual(['bound', 'unbound']);
  });

  it('pass the trace of their event on to what it caused', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await rebind.take([login(bob, 1), { ...report(bob, 't', 2), traceparent }, end(bob, 3)], NOW_MS);
    await told(2);
    const traces = bus.records(bindingChanged.name).map(({ headers }) => headers['traceparent']?.toString());
    expect(traces).toEqual([traceparent, undefined]);
  });

  it('hold ids with any character, and a token too long for an index', async () => {
    const odd = { ...bob, user: '漢字 "quoted" \\ 😀 \'; --', device: '{a,b}', session: 'NULL' };
    const long = 'x'.repeat(4096);
    await rebind.take([login(odd, 1), report(odd, long, 2, 8888)], NOW_MS);
    await rebind.take([certificate({ certificateId: 8888, vendor: 'unheard-of' })], NOW_MS);
    const known = await new AddressStore(test.database, LIMITS).knownOf([odd]);
    expect(standingOf(known, odd)).toMatchObject({ state: 'bound', report: { token: long } });
  });
});

describe('several pods at once', () => {
  const phones = Array.from({ length: 40 }, (_, i) => ({
    ...{ app: 'demo', user: `user-${i}`, device: `phone-${i}`, session: `s-${i}` },
  }));
  it('never wait in a circle, and leave each token with its last binder', async () => {
    await rebind.take(
      phones.map((phone) => login(phone, 1)),
      NOW_MS,
    );
    for (let round = 0; round < 5; round++) {
      // Two pods, each with phones of its own, claim the same tokens in opposite orders.
      const claims = phones.map((phone, i) => report(phone, `t${i % 20}`, 100 * round + i + 2));
      const [forth, back] = [claims.slice(0, 20), claims.slice(20).reverse()];
      await Promise.all([forth, back].map((slice) => another().take(slice, 10_000)));
      expect(await standings(phones)).toEqual(phones.map((_phone, i) => (i < 20 ? 'moved' : 'bound')));
    }
  });

  it('announce a binding once, whichever of its login and its report comes through first', async () => {
    for (let round = 0; round < 15; round++) {
      const key = { ...bob, user: `racer-${round}`, device: `phone-${round}` };
      await Promise.all([
        another().take([report(key, `r${round}`, 2)], NOW_MS),
        another().take([login(key, 1)], NOW_MS),
      ]);
      expect(await new WaitingStore(test.database).listWaitingSince(NOW_MS, 10)).toEqual([]);
      await bus.next(bindingChanged, ({ user, change }) => user === key.user && change === 'bound');
    }
    expect(bus.published(bindingChanged)).toHaveLength(15);
  });

  it('tell the one who lost a token, whichever of two claims comes through first', async () => {
    for (let round = 0; round < 15; round++) {
      await test.database.query(CLEAR, []);
      bus = new MemoryBus();
      const pods = [another(), another()] as const;
      await pods[0].take([certificate(), login(bob, 1), login(carol, 1)], NOW_MS);
      await Promise.all([
        pods[0].take([report(bob, 't', 2)], NOW_MS),
        pods[1].take([report(carol, 't', 3)], NOW_MS),
      ]);
      expect(await standings([bob, carol])).toEqual(['moved', 'bound']);
      await bus.next(bindingChanged, ({ user, change }) => user === 'carol' && change === 'bound');
      await bus.next(bindingChanged, ({ user, change }) => user === 'bob' && change !== 'bound');
    }
  });

  it('never lose a report between its certificate and itself', async () => {
    for (let round = 0; round < 15; round++) {
      const key = { ...bob, user: `racer-${round}`, device: `phone-${round}` };
      const certificateId = 9000 + round;
      await rebind.take([login(key, 1)], NOW_MS);
      await Promise.all([
        another().take([report(key, `r${round}`, 2, certificateId)], NOW_MS),
        another().take([certificate({ certificateId })], NOW_MS),
      ]);
      expect(await standings([key])).toEqual(['bound']);
      expect(await new WaitingStore(test.database).listWaitingSince(NOW_MS, 10)).toEqual([]);
    }
  });
});

describe('reports that wait', () => {
  it('are found when their time is over, and refused once', async () => {
    const waiting = report(bob, 't', 2);
    await rebind.take([waiting], NOW_MS);
    const store = new WaitingStore(test.database);
    expect(await store.listWaitingSince(NOW_MS - 1, 10)).toEqual([]);
    const [found] = await store.listWaitingSince(NOW_MS, 10);
    expect(found).toMatchObject({ user: 'bob', token: 't', reportedAtMs: 2 });
    await rebind.take([overdue(waiting)], NOW_MS);
    await rebind.take([overdue(waiting)], NOW_MS);
    expect((await told(1)).map(({ cause }) => cause)).toEqual(['no-login-in-time']);
    expect(await standings([bob])).toEqual(['none']);
  });

  it('wait no more once their login came', async () => {
    await rebind.take([report(bob, 't', 2)], NOW_MS);
    await rebind.take([login(bob, 1)], NOW_MS);
    expect(await new WaitingStore(test.database).listWaitingSince(NOW_MS, 10)).toEqual([]);
    expect(await standings([bob])).toEqual(['bound']);
  });
});

it('a slice that fails leaves nothing behind, not even an announcement', async () => {
  const broken: Fact = report({ ...bob, user: 'nul\u0000' }, 't', 2);
  await expect(rebind.take([login(bob, 1), report(bob, 't', 2), broken], NOW_MS)).rejects.toThrow();
  expect(await standings([bob])).toEqual(['none']);
  expect(bus.published(bindingChanged)).toEqual([]);
});
