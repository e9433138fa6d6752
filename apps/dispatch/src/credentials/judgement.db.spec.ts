// What pods write about credentials, one after the other and at once.
import { Test, type TestingModule } from '@nestjs/testing';
import { aDatabase, MemoryBus, MemoryBusModule, type TestDatabase } from '@offline-push/testing';
import { Outbox } from '@offline-push/bus/outbox';
import { certificateJudged } from '@offline-push/contracts';
import { KitModule, parseConfig } from '@offline-push/service-kit';
import { dispatchFields } from '../dispatch.config';
import { DispatchModule } from '../dispatch.module';
import { type CredentialState, looking, untried } from './credential-state';
import { JudgementStore } from './judgement.store';

const sealKeys = JSON.stringify({ keys: [{ id: 'k1', key: Buffer.alloc(32, 1).toString('base64') }] });
const FIRST_MS = 5_000;
const bus = new MemoryBus();
let database: TestDatabase;
let dispatch: TestingModule;
let store: JudgementStore;

beforeAll(async () => {
  database = await aDatabase([]);
  const config = parseConfig(dispatchFields, {
    ...{ DATABASE_URL: database.url, KAFKA_BROKERS: 'none:1', SEAL_KEYS: sealKeys },
  });
  const imports = [
    KitModule.forRoot({ service: 'dispatch' }),
    DispatchModule.forRoot(config, MemoryBusModule.forRoot({ service: 'dispatch', bus })),
  ];
  dispatch = await Test.createTestingModule({ imports }).compile();
  store = dispatch.get(JudgementStore);
  // Its relay: a record of a compacted topic waits for the one before it.
  dispatch.get(Outbox).onModuleInit();
});
afterAll(async () => {
  await dispatch.close();
  await database.drop();
});

let drawn = 100;
const owner = () => ({ certificateId: ++drawn, app: 'demo', vendor: 'xiaomi' });
const state = (is: CredentialState['is'], judgedAtMs: number, more: Partial<CredentialState> = {}) => ({
  ...untried(2),
  ...{ is, sinceMs: judgedAtMs, judgedAtMs, ...more },
});
const refused = state('refused', 1_000, {
  code: '21301',
  says: 'a\u0000b',
  refusals: 1,
  tryAgainAtMs: 6_000,
});
const told = (certificateId: number) =>
  bus.published(certificateJudged).filter((event) => event.certificateId === certificateId);

describe('what is known of a credential', () => {
  it('is announced when it changes, and only then', async () => {
    const whose = owner();
    await store.save(whose, state('good', 900));
    await store.save(whose, state('good', 950));
    await store.save(whose, refused);
    await store.save(whose, state('good', 7_000));
    await bus.next(
      certificateJudged,
      (event) => event.certificateId === whose.certificateId && event.sinceMs === 7_000,
    );
    expect(told(whose.certificateId).map(({ state: is, sinceMs }) => [is, sinceMs])).toEqual([
      ['good', 900],
      ['refused', 1_000],
      ['good', 7_000],
    ]);
    expect(told(whose.certificateId)[1]).toMatchObject({ code: '21301', says: 'ab', tryAgainAtMs: 6_000 });
  });

  it('is what was judged last, of the newest version', async () => {
    const whose = owner();
    await store.save(whose, refused);
    await store.save(whose, state('good', 999));
    await store.save(whose, state('good', 5_000, { version: 1 }));
    expect((await store.list()).get(whose.certificateId)).toMatchObject({ is: 'refused', version: 2 });
    await store.save(whose, state('unopened', 10, { version: 3, says: 'no key k2' }));
    expect((await store.list()).get(whose.certificateId)).toMatchObject({ is: 'unopened', version: 3 });
  });

  it('keeps since when it is refused while it is refused again', async () => {
    const whose = owner();
    await store.save(whose, refused);
    await store.save(whose, { ...refused, sinceMs: 6_010, judgedAtMs: 6_010, refusals: 2 });
    expect((await store.list()).get(whose.certificateId)).toMatchObject({ sinceMs: 1_000, refusals: 2 });
  });

  it('is asked about by one of several pods whose time has come, and by one when a person wants it', async () => {
    const whose = owner();
    await store.save(whose, refused);
    const begin = (nowMs: number, resumedAtMs?: number) => {
      const next = looking(refused, nowMs, resumedAtMs, FIRST_MS);
      return Promise.all(
        [1, 2, 3].map(() => store.beginLook(whose.certificateId, next, { nowMs, resumedAtMs })),
      );
    };
    const ones = (begun: boolean[]) => begun.filter(Boolean).length;
    expect(ones(await begin(5_999))).toBe(0);
    expect(ones(await begin(6_000))).toBe(1);
    expect(ones(await begin(6_500))).toBe(0);
    expect(ones(await begin(6_500, 6_400))).toBe(1);
    expect(ones(await begin(6_600, 6_400))).toBe(0);
    // A wish whose clock is ahead is one look, too.
    expect(ones(await begin(6_700, 99_000))).toBe(1);
    expect(ones(await begin(6_800, 99_000))).toBe(0);
  });
});
