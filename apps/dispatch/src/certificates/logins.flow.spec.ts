// Access tokens: one pod asks the vendor, and a login server that says nothing holds up its own lanes only.
import { BusStrategy, outgoing } from '@offline-push/bus';
import {
  aDatabase,
  anAddressedPush,
  AService,
  MemoryBus,
  MemoryBusModule,
  MemoryPublisher,
  type TestDatabase,
} from '@offline-push/testing';
import {
  type CertificateChanged,
  certificateChanged,
  type PushAddressed,
  pushAddressed,
  pushOutcome,
  sealContextOf,
} from '@offline-push/contracts';
import { KeyRing, parseConfig, SystemClock } from '@offline-push/service-kit';
import { type AccessToken, VENDORS } from '@offline-push/vendors/send';
import { FakeHost, type Listening, MemoryWitness, newFakes, serveFakes } from '@offline-push/vendor-fakes';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { AccessTokenStore } from './access-token.store';
import { dispatchFields } from '../dispatch.config';
import { DispatchModule } from '../dispatch.module';
import { type Renewal, Renewals } from './renewals.steps';

jest.setTimeout(180_000);

const sealKeys = JSON.stringify({ keys: [{ id: 'k1', key: Buffer.alloc(32, 7).toString('base64') }] });
const keyRing = KeyRing.parse(sealKeys);
const SAMPLES = new Map(newFakes().map(({ vendor, sample }) => [vendor, sample]));
/** One with a login server of its own, and one without a login. */
const SILENT = VENDORS.find(({ endpoints }) => 'auth' in endpoints)!.id;
const [OTHER = ''] = SAMPLES.keys();

let database: TestDatabase;
let bus: MemoryBus;
let fakes: Listening;
let service: AService;
let silence: Server;
const sockets = new Set<Socket>();
let serial = 0;

beforeEach(async () => {
  database = await aDatabase([]);
  bus = new MemoryBus();
  const host = new FakeHost(newFakes(), new MemoryWitness());
  for (const fake of host.fakes) fake.admit(fake.sample.tenant);
  fakes = await serveFakes(host);
  silence = createServer((socket) => sockets.add(socket)).listen(0, '127.0.0.1');
  await once(silence, 'listening');
  const { port } = silence.address() as AddressInfo;
  const config = parseConfig(dispatchFields, {
    ...{ DATABASE_URL: database.url, KAFKA_BROKERS: 'none:1', SEAL_KEYS: sealKeys },
    DISPATCH_VENDOR_URLS: [
      `${SILENT}.auth=http://127.0.0.1:${port}`,
      ...[...SAMPLES.keys()].map((vendor) => `${vendor}=${fakes.url}/${vendor}`),
    ].join(','),
  });
  service = await AService.start({
    name: 'dispatch',
    imports: [DispatchModule.forRoot(config, MemoryBusModule.forRoot({ service: 'dispatch', bus }))],
    strategies: [BusStrategy],
    clock: new SystemClock(),
  });
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  silence.close();
  await service.stop();
  await fakes.close();
  await database.drop();
});

async function certificate(vendor: string, certificateId: number): Promise<void> {
  const sample = SAMPLES.get(vendor);
  const context = sealContextOf({ app: 'demo', certificateId, version: 1, vendor });
  const credential = keyRing.seal(JSON.stringify(sample?.credential), context);
  const event: CertificateChanged = {
    ...{ certificateId, app: 'demo', vendor, name: vendor, state: 'enabled', changedAtMs: Date.now() },
    versions: [{ version: 1, effectiveAtMs: 0, settings: { ...sample?.settings }, credential }],
  };
  await new MemoryPublisher(bus, certificateChanged.writer).publish([outgoing(certificateChanged, event)]);
  await bus.idle();
}

async function push(vendor: string, certificateId: number): Promise<PushAddressed> {
  const [target] = anAddressedPush().onward;
  const name = `ok-${++serial}`;
  const event = anAddressedPush({
    ...{ messageId: `m-${serial}`, sentAtMs: Date.now(), expiresAtMs: Date.now() + 60_000 },
    onward: [
      {
        ...target!,
        ...{ targetId: `t${serial}`.padEnd(22, '_'), session: `s-${serial}`, vendor, certificateId },
        token: SAMPLES.get(vendor)?.tokenFor?.(name) ?? name,
      },
    ],
  });
  await new MemoryPublisher(bus, pushAddressed.writer).publish([outgoing(pushAddressed, event)]);
  return event;
}

/** From topic to outcome. */
async function latencyMs(vendor: string, certificateId: number): Promise<number> {
  const beganAtMs = performance.now();
  const { messageId } = await push(vendor, certificateId);
  await bus.next(pushOutcome, (event) => event.messageId === messageId);
  return performance.now() - beganAtMs;
}

it("P7: ten certificates whose login server never answers leave the other vendors' pushes as quick as they were", async () => {
  await certificate(OTHER, 1);
  for (let i = 0; i < 3; i++) await latencyMs(OTHER, 1);
  const crowd = Array.from({ length: 10 }, (_, i) => 100 + i);
  for (const id of crowd) await certificate(SILENT, id);
  for (const id of crowd) await push(SILENT, id);
  // All ten ask and wait.
  const endMs = performance.now() + 10_000;
  while (sockets.size < crowd.length && performance.now() < endMs)
    await new Promise((resolve) => setImmediate(resolve));
  expect(sockets.size).toBeGreaterThanOrEqual(crowd.length);
  const latencies: number[] = [];
  for (let i = 0; i < 12; i++) latencies.push(await latencyMs(OTHER, 1));
  expect(latencies.filter((ms) => ms > 1_000)).toEqual([]);
});

describe('a renewal', () => {
  const token = (name: string): AccessToken => ({ token: name, expiresAtMs: Date.now() + 3_600_000 });
  /** As a pod of its own would do it. */
  const pod = (): Renewals => new Renewals(service.app.get(AccessTokenStore));
  const renewal = (fetch: () => Promise<AccessToken>, stale?: AccessToken): Renewal => {
    const place = { certificateId: 7, version: 1 };
    return {
      ...place,
      ...{ vendor: SILENT, stale, fetch },
      find: async () => {
        const box = await service.app.get(AccessTokenStore).find(place);
        return box === undefined ? undefined : (JSON.parse(box) as AccessToken);
      },
      sealed: JSON.stringify,
    };
  };

  it('asks the vendor once, however many pods need a token', async () => {
    let asked = 0;
    const fetch = async (): Promise<AccessToken> => {
      await new Promise((resolve) => setImmediate(resolve));
      return token(`t${++asked}`);
    };
    const got = await Promise.all([1, 2, 3, 4].map(() => pod().renew(renewal(fetch))));
    expect([asked, new Set(got.map((one) => one.token))]).toEqual([1, new Set(['t1'])]);
    expect(await pod().renew(renewal(fetch, got[0]))).toMatchObject({ token: 't2' });
  });

  it('of a pod that died is taken over when its time is over', async () => {
    const tokens = service.app.get(AccessTokenStore);
    const dead = '00000000-0000-4000-8000-000000000000';
    expect(await tokens.claim({ certificateId: 7, version: 1 }, dead, 300)).toBe(true);
    expect(await pod().renew(renewal(() => Promise.resolve(token('mine'))))).toMatchObject({ token: 'mine' });
    // It was not dead after all: what it brings does not replace the newer one.
    expect(await tokens.save({ certificateId: 7, version: 1 }, dead, '{}')).toBe(false);
  });

  it('that the vendor refused passes on why, and the next one need not wait', async () => {
    const no = () => Promise.reject(new Error('no'));
    await expect(pod().renew(renewal(no))).rejects.toThrow('no');
    expect(await pod().renew(renewal(() => Promise.resolve(token('later'))))).toMatchObject({
      token: 'later',
    });
  });

  it('whose token cannot be kept gives it all the same', async () => {
    const fetch = async (): Promise<AccessToken> => {
      await database.setReadOnly(true);
      return token('unkept');
    };
    expect(await pod().renew(renewal(fetch))).toMatchObject({ token: 'unkept' });
    await database.setReadOnly(false);
  });
});
