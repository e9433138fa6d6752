// Verdicts are not given up while the database takes none, and one that cannot be written takes no other with it.
import { type TestingModule, Test } from '@nestjs/testing';
import { MemoryBus, MemoryBusModule, type Delivered } from '@offline-push/bus';
import { type PushAddressed, pushAddressed } from '@offline-push/contracts';
import { KitModule, parseConfig, sql } from '@offline-push/service-kit';
import { aDatabase, anAddressedPush, type TestDatabase } from '@offline-push/testing';
import { randomBytes } from 'node:crypto';
import { register } from 'prom-client';
import { arrivalsOf } from '../arrivals/arrival';
import { ArrivalStore } from '../arrivals/arrival.store';
import { ClaimStore } from '../ledger/claim.store';
import { dispatchFields } from '../dispatch.config';
import { DispatchModule } from '../dispatch.module';
import type { ClaimedTarget, Settlement } from '../ledger/target';
import { Settlements } from './settlements.steps';

const sealKeys = JSON.stringify({ keys: [{ id: 'k1', key: Buffer.alloc(32, 1).toString('base64') }] });
const parkedBy = (delayMs: number): Settlement => ({
  ...{ state: 'parked', parkedFor: 'unavailable', called: true, mayHaveRung: false },
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

async function claimed(count: number): Promise<ClaimedTarget[]> {
  const [target] = anAddressedPush().onward;
  const onward = Array.from({ length: count }, (_, i) => ({
    ...target!,
    ...{ targetId: `t${i}`.padEnd(22, '_'), session: `s-${i}` },
  }));
  const rows = arrivalsOf([delivered(anAddressedPush({ expiresAtMs: Date.now() + 3_600_000, onward }))]);
  await dispatch.get(ArrivalStore).remember(rows);
  return dispatch.get(ClaimStore).claim(rows.targets, 30_000);
}

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
  const accepted: Settlement = { state: 'accepted', called: true };
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
  const accepted: Settlement = { state: 'accepted', called: true };
  const settle = (targets: ClaimedTarget[], fifth: Settlement): Promise<void> =>
    dispatch
      .get(Settlements)
      .settle(targets.map((target, i) => ({ target, settlement: i === 4 ? fifth : accepted })));

  it.each<[string, Settlement]>([
    ['parked', { ...parkedBy(1e15), detail: 'x' }],
    ['parked', parkedBy(NaN)],
    ['token-dead', { state: 'token-dead', called: true, deadAtMs: 1e300 }],
    ['refused', { state: 'refused', called: true, code: undefined, notes: 7 as never }],
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
  const accepted: Settlement = { state: 'accepted', called: true };
  await dispatch.get(Settlements).settle(targets.map((target) => ({ target, settlement: accepted })));
  expect([await stateCounts(), await met('57014')]).toEqual([{ accepted: 8 }, 3]);
});
