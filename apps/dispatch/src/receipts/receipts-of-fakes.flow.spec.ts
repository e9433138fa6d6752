// From push to receipt with every vendor that has receipts: dispatch sends, the vendor's fake calls back by itself, an event tells.
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
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
  messageKeyOf,
  pushAddressed,
  type Outcome,
  type PushOutcome,
  pushOutcome,
  type PushReceipted,
  pushReceipted,
  receiptPathOf,
  sealContextOf,
  tokenHashOf,
} from '@offline-push/contracts';
import { KeyRing, parseConfig, SystemClock } from '@offline-push/service-kit';
import { canonicalTokenOf } from '@offline-push/vendors/catalog';
import { VENDORS } from '@offline-push/vendors/send';
import {
  FakeHost,
  type Listening,
  MemoryWitness,
  newFakes,
  readBody,
  ReceiptPoster,
  serveFakes,
} from '@offline-push/vendor-fakes';
import { dispatchFields } from '../dispatch.config';
import { DispatchModule } from '../dispatch.module';
import { DOOR_LIMITS } from '../../fixtures/door-limits';
import { ReceiptsDoor } from './receipts-door.worker';

jest.setTimeout(180_000);

const sealKeys = JSON.stringify({ keys: [{ id: 'k1', key: Buffer.alloc(32, 7).toString('base64') }] });
const keyRing = KeyRing.parse(sealKeys);
const vendors = VENDORS.filter(({ receipts }) => receipts !== undefined);
const idOf = (vendor: string): number => 1 + VENDORS.findIndex(({ id }) => id === vendor);
const pathOf = (vendor: string): string =>
  receiptPathOf({ app: 'demo', certificateId: idOf(vendor) }, (context) => keyRing.mac(context));

/** Who signs callbacks does it here. */
const SIGNATURE = 'x-huawei-callback-id';

interface Passed {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The word in front of a token, and what its phone makes the vendor report. */
const WORDS: Readonly<Record<PushReceipted['event'], string>> = {
  arrived: 'ok',
  clicked: 'click',
  blocked: 'muted',
  'token-dead': 'gone',
  removed: 'removed',
};

let database: TestDatabase;
let bus: MemoryBus;
let publisher: MemoryPublisher;
let fakes: Listening;
let host: FakeHost;
let poster: ReceiptPoster;
let service: AService;
let url: string;
let front: Server;
/** What the fakes posted. */
const passed: Passed[] = [];

beforeAll(async () => {
  database = await aDatabase([]);
  bus = new MemoryBus();
  publisher = new MemoryPublisher(bus, 'test');
  poster = new ReceiptPoster();
  host = new FakeHost(newFakes(), new MemoryWitness(), 0, poster);
  fakes = await serveFakes(host);
  const publicUrl = await aFront();
  const config = parseConfig(dispatchFields, {
    ...{ DATABASE_URL: database.url, KAFKA_BROKERS: 'none:1', SEAL_KEYS: sealKeys },
    DISPATCH_VENDOR_URLS: VENDORS.map(({ id }) => `${id}=${fakes.url}/${id}`).join(','),
    DISPATCH_PUBLIC_URL: publicUrl,
  });
  service = await AService.start({
    imports: [DispatchModule.forRoot(config, MemoryBusModule.forRoot({ service: 'dispatch', bus }))],
    strategies: [BusStrategy],
    clock: new SystemClock(),
  });
  url = await service.app.get(ReceiptsDoor).listen('127.0.0.1', 0, DOOR_LIMITS);
  for (const { id } of vendors) await customer(id, publicUrl + pathOf(id));
  await bus.idle();
});
afterAll(async () => {
  await service.stop();
  await poster.close();
  await fakes.close();
  front.closeAllConnections();
  front.close();
  await database.drop();
});

/** What stands between vendors and dispatch in production: its address is known before dispatch runs. */
async function aFront(): Promise<string> {
  front = createServer((incoming, reply) => {
    const pass = async (): Promise<void> => {
      const body = (await readBody(incoming, 1_000_000)).toString();
      const kept = Object.entries(incoming.headers).filter(([name]) => /^(content-type|x-)/.test(name));
      const headers = Object.fromEntries(kept) as Record<string, string>;
      const path = (incoming.url ?? '').replace(/^\/front/, '');
      passed.push({ path, headers, body });
      const answer = await fetch(url + path, { method: 'POST', headers, body });
      reply.writeHead(answer.status).end(await answer.text());
    };
    pass().catch((error: Error) => reply.destroy(error));
  }).listen(0, '127.0.0.1');
  await once(front, 'listening');
  return `http://127.0.0.1:${(front.address() as AddressInfo).port}/front`;
}

/** Known at the vendor, whose console knows the receipt address, and at dispatch. */
async function customer(vendor: string, receiptUrl: string): Promise<void> {
  const fake = host.fakeOf(vendor)!;
  const { tenant, settings, credential } = fake.sample.withReceiptsAt?.(receiptUrl) ?? fake.sample;
  expect(fake.admit(tenant)).toBeUndefined();
  const [app, certificateId, version] = ['demo', idOf(vendor), 1];
  const context = sealContextOf({ app, certificateId, version, vendor });
  const sealed = keyRing.seal(JSON.stringify(credential), context);
  const event: CertificateChanged = {
    ...{ certificateId, app, vendor, name: vendor, state: 'enabled', changedAtMs: Date.now() },
    versions: [{ version, effectiveAtMs: 0, settings: { ...settings }, credential: sealed }],
  };
  await publisher.publish([outgoing(certificateChanged, event)]);
}

interface Pushed {
  readonly targetId: string;
  readonly token: string;
}

/** Sent, and accepted by the vendor. */
async function push(vendor: string, messageId: string, word: string): Promise<Pushed> {
  const { sample } = host.fakeOf(vendor)!;
  const plain = `${word}-${messageId}`;
  const token = sample.tokenFor?.(plain) ?? plain;
  const { targetId, outcome } = await sent(vendor, messageId, token);
  expect(outcome).toMatchObject({ state: 'accepted' });
  return { targetId, token };
}

async function sent(
  vendor: string,
  messageId: string,
  token: string,
): Promise<{ targetId: string; outcome: Outcome | undefined }> {
  const targetId = `${messageId}-${vendor}`.padEnd(22, '_');
  const [target] = anAddressedPush().onward;
  const onward = [{ ...target!, targetId, vendor, certificateId: idOf(vendor), token }];
  const addressed = anAddressedPush({ messageId, expiresAtMs: Date.now() + 3_600_000 * 2, onward });
  await publisher.publish([outgoing(pushAddressed, addressed)]);
  const isIts = (event: PushOutcome) => event.outcomes.some((outcome) => outcome.targetId === targetId);
  const { outcomes } = await bus.next(pushOutcome, isIts);
  return { targetId, outcome: outcomes.find((outcome) => outcome.targetId === targetId) };
}

const receiptOf = ({ targetId }: Pushed, kind: PushReceipted['event']): Promise<PushReceipted> =>
  bus.next(pushReceipted, (event) => event.targetId === targetId && event.event === kind);

const cases = vendors.flatMap(({ id, receipts }) => receipts!.events.map((kind) => [id, kind] as const));

describe('a push that was accepted', () => {
  it.each(cases)('%s reports as %s, about the message and its phone', async (vendor, kind) => {
    const messageId = `m-${kind}`.slice(0, 9);
    const pushed = await push(vendor, messageId, WORDS[kind]);
    const certificateId = idOf(vendor);
    expect(await receiptOf(pushed, kind)).toMatchObject({
      ...{ app: 'demo', vendor, certificateId, event: kind },
      messageKey: messageKeyOf('demo', messageId),
      tokenHash: tokenHashOf('demo', vendor, canonicalTokenOf(vendor, pushed.token)),
      ...(kind === 'token-dead' && { token: pushed.token }),
    });
  });

  const reportingDeaths = vendors.filter(({ receipts }) => receipts!.events.includes('token-dead'));
  it.each(reportingDeaths.map(({ id }) => id))(
    'V6: %s is not called again for a token that it reported as dead',
    async (vendor) => {
      const pushed = await push(vendor, 'm-dead', WORDS['token-dead']);
      await receiptOf(pushed, 'token-dead');
      const { outcome } = await sent(vendor, 'm-after', pushed.token);
      expect(outcome).toMatchObject({ state: 'withdrawn', code: 'token-dead', attempts: 0 });
    },
  );

  const withSuccessors = vendors.filter(({ receipts }) => receipts!.namesSuccessors === true);
  it.each(withSuccessors.map(({ id }) => id))('%s reports with the token that came after', async (vendor) => {
    const pushed = await push(vendor, 'm-moved', 'moved');
    const { token, successor } = await receiptOf(pushed, 'token-dead');
    expect({ token, successor }).toEqual({ token: pushed.token, successor: 'ok-m-moved' });
  });
});

describe('what a vendor posted, posted again by a stranger', () => {
  const secretOf = (vendor: string): string => pathOf(vendor).split('/').at(-1)!;
  const post = async (path: string, { headers, body }: Passed): Promise<number> =>
    (await fetch(url + path, { method: 'POST', headers: { ...headers }, body })).status;

  /** How many events came of it, and what was written to the log meanwhile. */
  async function effectOf(act: () => Promise<void>): Promise<{ events: number; log: string }> {
    await poster.idle();
    await bus.idle();
    const before = bus.published(pushReceipted).length;
    const written: string[] = [];
    const spies = [process.stdout, process.stderr].map((stream) =>
      jest.spyOn(stream, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0),
    );
    await act().finally(() => spies.forEach((spy) => spy.mockRestore()));
    await bus.idle();
    return { events: bus.published(pushReceipted).length - before, log: written.join('') };
  }

  it.each(vendors.map(({ id }) => id))('%s: without the secret changes nothing', async (vendor) => {
    const genuine = passed.findLast(({ path }) => path === pathOf(vendor))!;
    const [wrong, others] = ['A'.repeat(43), secretOf(vendors.find(({ id }) => id !== vendor)!.id)];
    const effect = await effectOf(async () => {
      for (const secret of [wrong, others])
        expect(await post(`/receipts/${idOf(vendor)}/${secret}`, genuine)).toBe(200);
      expect(await post(pathOf(vendor), { ...genuine, body: genuine.body.slice(0, -3) })).toBe(200);
      expect(await post(pathOf(vendor), { ...genuine, body: 'x'.repeat(70_000) })).toBe(200);
    });
    expect(effect.events).toBe(0);
    for (const secret of [others, secretOf(vendor)]) expect(effect.log).not.toContain(secret);
  });

  it('without the signature, or with one of another time or nonce, changes nothing', async () => {
    const isSigned = ({ headers }: Passed) => SIGNATURE in headers;
    const genuine = passed.findLast(isSigned)!;
    const { [SIGNATURE]: signature = '', ...unsigned } = genuine.headers;
    const forged = [
      unsigned,
      { ...unsigned, [SIGNATURE]: signature.replace(/nonce=./, 'nonce=_') },
      { ...unsigned, [SIGNATURE]: signature.replace(/timestamp=\d+/, `timestamp=${Date.now() - 400_000}`) },
      { ...unsigned, [SIGNATURE]: signature.replace(/value=..../, 'value=AAAA') },
    ];
    const effect = await effectOf(async () => {
      for (const headers of forged) expect(await post(genuine.path, { ...genuine, headers })).toBe(200);
    });
    expect(effect.events).toBe(0);
    expect((await effectOf(async () => void (await post(genuine.path, genuine)))).events).toBeGreaterThan(0);
  });
});

describe('the public URL of dispatch', () => {
  const given = (DISPATCH_PUBLIC_URL: string) => () =>
    parseConfig(dispatchFields, {
      ...{ DATABASE_URL: database.url, KAFKA_BROKERS: 'none:1', SEAL_KEYS: sealKeys, DISPATCH_PUBLIC_URL },
    });
  const longest = `https://${'x'.repeat(56)}`;

  it('has room for the longest path in what every vendor takes', () => {
    const certificate = { app: 'demo', certificateId: 2_147_483_647 };
    const path = receiptPathOf(certificate, (context) => keyRing.mac(context));
    expect(given(longest)).not.toThrow();
    expect((longest + path).length).toBeLessThanOrEqual(128);
  });
  it.each([
    'push.example.com',
    'ftp://push.example.com',
    'https://user:secret@push.example.com',
    'https://push.example.com/?a=1',
    'https://push.example.com/',
    `${longest}x`,
  ])('is not %s', (url) => expect(given(url)).toThrow(/DISPATCH_PUBLIC_URL/));
});
