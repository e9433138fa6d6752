// Verdicts are not given up while the database takes none, and one that cannot be written takes no other with it.
import { type TestingModule, Test } from '@nestjs/testing';
import { type Delivered } from '@offline-push/bus';
import {
  aDatabase,
  anAddressedPush,
  MemoryBus,
  MemoryBusModule,
  type TestDatabase,
} from '@offline-push/testing';
import { type PushAddressed, pushAddressed } from '@offline-push/contracts';
import { KitModule, parseConfig, type Queryable, sql } from '@offline-push/service-kit';
import { randomBytes } from 'node:crypto';
import { register } from 'prom-client';
import { arrivalsOf } from '../arrivals/arrival';
import { ArrivalStore } from '../arrivals/arrival.store';
import { FreshDeaths } from '../calls/fresh-deaths.worker';
import { ClaimStore } from '../ledger/claim.store';
import { dispatchFields } from '../dispatch.config';
import { DispatchModule } from '../dispatch.module';
import type { ClaimedTarget, Settlement, Target } from '../ledger/target';
import type { OpenVendor } from '../lanes/gathering';
import type { Slots } from '../lanes/lane.worker';
import { SendSteps } from '../lanes/send.steps';
import { Settlements } from './settlements.steps';

const sealKeys = JSON.stringify({ keys: [{ id: 'k1', key: Buffer.alloc(32, 1).toString('base64') }] });
const parkedBy = (delayMs: number): Settlement => ({
  ...{ state: 'parked', parkedFor: 'unavailable', mayHaveRung: false },
  delayMs,
});
const states = sql('spec.states', 'select target_id, state from target order by target_id');

let database: TestDatabase;
let dispatch: TestingModule;

beforeEach(async () => {
  database = await aDatabase([]);
  const env = { DATABASE_URL: database.url, KAFKA_BROKERS: 'none:1', SEAL_KEYS: sealKeys };
  const bus = MemoryBusModule.forRoot({ service: 'dispatch', bus: new MemoryBus() });
  // Compiled but not started: no worker runs.
  dispatch = await Test.createTestingModule({
    imports: [
      KitModule.forRoot({ service: 'dispatch' }),
      DispatchModule.forRoot(parseConfig(dispatchFields, env), bus),
    ],
  }).compile();
});
afterEach(async () => {
  await dispatch.close();
  await database.drop();
});

const delivered = (event: PushAddressed): Delivered<PushAddressed> =>
  ({
    event,
    record: {
      topic: pushAddressed.name,
      partition: 0,
      offset: '0',
      key: null,
      value: null,
      headers: {},
      timestampMs: 0,
    },
  }) as Delivered<PushAddressed>;

async function arrived(count: number, lifeMs = 3_600_000): Promise<Target[]> {
  const [target] = anAddressedPush().onward;
  const messageId = `m-${lifeMs}`;
  const onward = Array.from({ length: count }, (_, i) => ({
    ...target!,
    ...{ targetId: `t${i}-${lifeMs}`.padEnd(22, '_'), session: `s-${i}` },
  }));
  const push = anAddressedPush({ messageId, expiresAtMs: Date.now() + lifeMs, onward });
  const rows = arrivalsOf([delivered(push)]);
  await dispatch.get(ArrivalStore).remember(rows);
  return rows.targets;
}

const claimed = async (count: number, leaseMs = 30_000): Promise<ClaimedTarget[]> =>
  dispatch.get(ClaimStore).claim(await arrived(count), leaseMs);

const stateCounts = async (): Promise<Record<string, number>> => {
  const rows = await database.database.query<{ state: string }>(states, []);
  return rows.reduce<Record<string, number>>(
    (sum, { state }) => ({ ...sum, [state]: (sum[state] ?? 0) + 1 }),
    {},
  );
};

async function met(reason: string): Promise<number> {
  const values = (await register.getSingleMetric('offline_push_db_troubles_total')!.get()).values;
  return values.find(({ labels }) => labels['reason'] === reason)?.value ?? 0;
}

const run = (text: string): Promise<unknown> =>
  database.database.query(sql(`spec.${randomBytes(6).toString('hex')}`, text), []);

it('P5: a database that takes no writes for a while costs no verdict', async () => {
  const targets = await claimed(3);
  await database.setReadOnly(true);
  const accepted: Settlement = { state: 'accepted' };
  const written = dispatch
    .get(Settlements)
    .settle(targets.map((target) => ({ target, settlement: accepted })));
  const endMs = performance.now() + 10_000;
  while ((await met('25006')) < 2 && performance.now() < endMs)
    await new Promise((resolve) => setImmediate(resolve));
  await database.setReadOnly(false);
  await written;
  expect(await stateCounts().catch(stateCounts)).toEqual({ accepted: 3 });
});

describe('S4: a verdict that cannot be written', () => {
  const accepted: Settlement = { state: 'accepted' };
  const settle = (targets: ClaimedTarget[], fifth: Settlement): Promise<void> =>
    dispatch
      .get(Settlements)
      .settle(targets.map((target, i) => ({ target, settlement: i === 4 ? fifth : accepted })));

  it.each<[string, Settlement]>([
    ['parked', { ...parkedBy(1e15), detail: 'x' }],
    ['parked', parkedBy(NaN)],
    ['token-dead', { state: 'token-dead', deadAtMs: 1e300 }],
    ['refused', { state: 'refused', code: undefined, notes: 7 as never }],
  ])('takes no other with it, and is written without its words: %s', async (state, impossible) => {
    await settle(await claimed(9), impossible);
    expect(await stateCounts()).toEqual({ accepted: 8, [state]: 1 });
  });

  it('is tried again beside the others, until it can', async () => {
    const targets = await claimed(9);
    const [stubborn] = targets.slice(4);
    await run(`create function no() returns trigger language plpgsql as 'begin raise check_violation; end'`);
    await run(
      `create trigger no before update on target for each row when (old.target_id = '${stubborn!.targetId}') execute function no()`,
    );
    await settle(targets, accepted);
    expect(await stateCounts()).toEqual({ accepted: 8, claimed: 1 });
    await run('drop trigger no on target');
    const endMs = performance.now() + 10_000;
    while ((await stateCounts())['claimed'] !== undefined && performance.now() < endMs)
      await new Promise((resolve) => setImmediate(resolve));
    expect(await stateCounts()).toEqual({ accepted: 9 });
  });
});

describe('P17: a row that another session has locked', () => {
  const holdRow = sql('spec.hold', 'select 1 from target where target_id = $1 for update');
  const hold = (tx: Queryable, { targetId }: Target) => tx.query(holdRow, [targetId]);

  it('keeps no other verdict waiting, and its own is known until it is written', async () => {
    const [locked, mate, other] = (await claimed(3)) as [ClaimedTarget, ClaimedTarget, ClaimedTarget];
    const [settlements, deaths] = [dispatch.get(Settlements), dispatch.get(FreshDeaths)];
    const dead: Settlement = { state: 'token-dead' };
    const accepted: Settlement = { state: 'accepted' };
    deaths.learn(locked);
    const seen: string[] = [];
    const told = (name: string, written: Promise<void>) => written.then(() => seen.push(name));
    let all: Promise<unknown> = Promise.resolve();
    await database.database.transaction(async (tx) => {
      await hold(tx, locked);
      all = told('locked', settlements.settle([{ target: locked, settlement: dead }]));
      await told('other', settlements.settle([{ target: other, settlement: accepted }]));
      expect(await stateCounts()).toEqual({ accepted: 1, claimed: 2 });
      await told('mate', settlements.settle([{ target: mate, settlement: accepted }]));
      expect(await stateCounts()).toEqual({ accepted: 2, claimed: 1 });
      expect(deaths.has(locked)).toBe(true);
    });
    await all;
    expect(seen).toEqual(['other', 'mate', 'locked']);
    expect(await stateCounts()).toEqual({ accepted: 2, 'token-dead': 1 });
  }, 180_000);

  const waiters = sql('spec.waiters', 'select count(*)::integer as n from pg_locks where not granted');
  /** Somebody stands in line for a lock. */
  const someoneWaits = async (tx: Queryable): Promise<void> => {
    while (((await tx.query<{ n: number }>(waiters, []))[0]?.n ?? 0) === 0);
  };

  it('keeps none of its own portion from being written, and is claimed anew by no lane of its process', async () => {
    const targets = await claimed(9, 1);
    const [locked] = targets.slice(4);
    const open = { vendor: { limits: { deadlineMs: 1_000 } } } as OpenVendor;
    const accepted: Settlement = { state: 'accepted' };
    let all: Promise<unknown> = Promise.resolve();
    await database.database.transaction(async (tx) => {
      await hold(tx, locked!);
      all = dispatch.get(Settlements).settle(targets.map((target) => ({ target, settlement: accepted })));
      const endMs = performance.now() + 20_000;
      while ((await stateCounts())['accepted'] !== 8 && performance.now() < endMs)
        await tx.query(sql('spec.awake', 'select 1'), []);
      expect(await stateCounts()).toEqual({ accepted: 8, claimed: 1 });
      // Its lease is over. A claim in line for the row would have it before its verdict is written.
      const sent = dispatch.get(SendSteps).send([locked!], open, {} as Slots);
      await Promise.race([sent, someoneWaits(tx)]);
    });
    await all;
    expect(await stateCounts()).toEqual({ accepted: 9 });
    expect(dispatch.get(Settlements).hasUnwritten(locked!)).toBe(false);
  }, 180_000);

  it('is given up alone when its time is over', async () => {
    const [locked, mate, first] = (await claimed(3)) as [ClaimedTarget, ClaimedTarget, ClaimedTarget];
    const settle = (target: ClaimedTarget) =>
      dispatch.get(Settlements).settle([{ target, settlement: { state: 'accepted' } }]);
    await database.database.transaction(async (tx) => {
      await hold(tx, locked);
      const all = [settle(first)];
      // Settled so long ago that its last lease is over. While the first is written the others become one portion.
      const clock = jest.spyOn(performance, 'now').mockReturnValueOnce(-1e9);
      all.push(settle(locked));
      clock.mockRestore();
      await Promise.all([...all, settle(mate)]);
      expect(await stateCounts()).toEqual({ accepted: 2, claimed: 1 });
    });
  }, 180_000);

  it('keeps no other one from its claim, and none from its end', async () => {
    const claims = dispatch.get(ClaimStore);
    const [open, over] = [await arrived(2), await arrived(2, 1)];
    const idsOf = (some: readonly Target[]) => some.map(({ targetId }) => targetId);
    await database.database.transaction(async (tx) => {
      await hold(tx, open[0]!);
      await hold(tx, over[0]!);
      const [won, ended] = await Promise.all([claims.claim(open, 30_000), claims.takeEnded(over, 30_000)]);
      expect(idsOf(won)).toEqual([open[1]!.targetId]);
      expect(idsOf(ended.map(({ target }) => target))).toEqual([over[1]!.targetId]);
    });
    expect(await claims.claim(open, 30_000)).toMatchObject([{ epoch: 1, attempts: 1, inDoubt: 0 }]);
  }, 180_000);
});

it('S2: verdicts whose statement runs into its time limit are written in smaller portions', async () => {
  const targets = await claimed(8);
  // A server on which only so many rows fit into the time limit.
  await run(
    `create function slow() returns trigger language plpgsql as
     'begin if (select count(*) from changed) > 2 then raise query_canceled; end if; return null; end'`,
  );
  await run(
    'create trigger slow after update on target referencing new table as changed for each statement execute function slow()',
  );
  const accepted: Settlement = { state: 'accepted' };
  await dispatch.get(Settlements).settle(targets.map((target) => ({ target, settlement: accepted })));
  expect([await stateCounts(), await met('57014')]).toEqual([{ accepted: 8 }, 3]);
});
