// Callbacks of vendors over HTTP: genuine ones become events about our targets, all others change nothing and learn nothing.
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
  pushReceipted,
  receiptContextOf,
  sealContextOf,
  tokenHashOf,
} from '@offline-push/contracts';
import { Logger } from '@nestjs/common';
import { Database, KeyRing, parseConfig, SystemClock } from '@offline-push/service-kit';
import { FakeHost, type Listening, MemoryWitness, newFakes, serveFakes } from '@offline-push/vendor-fakes';
import { dispatchFields } from '../dispatch.config';
import { DispatchModule } from '../dispatch.module';
import { DOOR_LIMITS } from '../../fixtures/door-limits';
import { ReceiptsDoor } from './receipts-door.worker';

jest.setTimeout(180_000);

const sealKeys = JSON.stringify({ keys: [{ id: 'k1', key: Buffer.alloc(32, 7).toString('base64') }] });
const keyRing = KeyRing.parse(sealKeys);
const samples = newFakes().map(({ vendor, sample }) => ({ vendor, sample }));
const idOf = (vendor: string): number => 1 + samples.findIndex((each) => each.vendor === vendor);
/** A certificate that nobody has. */
const NOBODYS = 999;

let database: TestDatabase;
let bus: MemoryBus;
let publisher: MemoryPublisher;
let fakes: Listening;
let service: AService;
let url: string;

beforeAll(async () => {
  database = await aDatabase([]);
  bus = new MemoryBus();
  publisher = new MemoryPublisher(bus, 'test');
  const host = new FakeHost(newFakes(), new MemoryWitness());
  for (const fake of host.fakes) fake.admit(fake.sample.tenant);
  fakes = await serveFakes(host);
  const config = parseConfig(dispatchFields, {
    ...{ DATABASE_URL: database.url, KAFKA_BROKERS: 'none:1', SEAL_KEYS: sealKeys },
    DISPATCH_VENDOR_URLS: samples.map(({ vendor }) => `${vendor}=${fakes.url}/${vendor}`).join(','),
  });
  service = await AService.start({
    imports: [DispatchModule.forRoot(config, MemoryBusModule.forRoot({ service: 'dispatch', bus }))],
    strategies: [BusStrategy],
    clock: new SystemClock(),
  });
  url = await service.app.get(ReceiptsDoor).listen('127.0.0.1', 0, DOOR_LIMITS);
  for (const { vendor } of samples) await certificate(vendor);
  await bus.idle();
});
afterAll(async () => {
  await service.stop();
  await fakes.close();
  await database.drop();
});

async function certificate(vendor: string): Promise<void> {
  const { sample } = samples.find((each) => each.vendor === vendor)!;
  const [app, certificateId, version] = ['demo', idOf(vendor), 1];
  const sealed = keyRing.seal(
    JSON.stringify(sample.credential),
    sealContextOf({ app, certificateId, version, vendor }),
  );
  const event: CertificateChanged = {
    ...{ certificateId, app, vendor, name: vendor, state: 'enabled', changedAtMs: Date.now() },
    versions: [{ version, effectiveAtMs: 0, settings: { ...sample.settings }, credential: sealed }],
  };
  await publisher.publish([outgoing(certificateChanged, event)]);
}

/** A push of the message to the token, known to the ledger. */
async function pushed(vendor: string, messageId: string, token: string): Promise<string> {
  const targetId = `${messageId}-${vendor}`.padEnd(22, '_');
  const [target] = anAddressedPush().onward;
  const onward = [{ ...target!, targetId, vendor, certificateId: idOf(vendor), token }];
  const event = anAddressedPush({ messageId, expiresAtMs: Date.now() + 60_000, onward });
  await publisher.publish([outgoing(pushAddressed, event)]);
  await bus.idle();
  return targetId;
}

const secretOf = (certificateId: number, app = 'demo'): string =>
  keyRing.mac(receiptContextOf({ app, certificateId }));

interface Sent {
  certificate?: number | string;
  secret?: string;
  type?: string;
}

async function callback(vendor: string, body: string, { certificate, secret, type }: Sent = {}) {
  const id = certificate ?? idOf(vendor);
  const response = await fetch(`${url}/receipts/${id}/${secret ?? secretOf(idOf(vendor))}`, {
    method: 'POST',
    headers: { 'content-type': type ?? 'application/x-www-form-urlencoded' },
    body,
    signal: AbortSignal.timeout(20_000),
  });
  return { status: response.status, text: await response.text() };
}

/** The thread tells what it did by itself once a second. */
async function isCounted(line: RegExp): Promise<void> {
  const metrics = async () => String((await service.call('/metrics', { as: null })).body);
  await until(async () => line.test(await metrics()));
  expect(await metrics()).toMatch(line);
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = performance.now() + 20_000;
  while (!(await isSo()) && performance.now() < endMs)
    await new Promise((resolve) => setTimeout(resolve, 50));
}

const xiaomis = (event: object): string =>
  new URLSearchParams({ data: JSON.stringify({ 'scm-1': { type: 1, timestamp: 5, ...event } }) }).toString();
const honors = (status: object): string =>
  JSON.stringify({ statuses: [{ status: 40000002, timestamp: 5, requestId: 'r-1', ...status }] });

describe('a callback', () => {
  it('of Xiaomi is an event about the target of the message and the token', async () => {
    const targetId = await pushed('xiaomi', 'm-1', 'ok-1');
    const messageKey = messageKeyOf('demo', 'm-1');
    expect(await callback('xiaomi', xiaomis({ param: messageKey, targets: 'ok-1' }))).toEqual({
      status: 200,
      text: '',
    });
    expect(await bus.next(pushReceipted, (event) => event.targetId === targetId)).toEqual({
      ...{
        app: 'demo',
        vendor: 'xiaomi',
        certificateId: idOf('xiaomi'),
        event: 'arrived',
        code: '1',
        atMs: 5,
      },
      ...{ targetId, messageKey, tokenHash: tokenHashOf('demo', 'xiaomi', 'ok-1'), vendorMessageId: 'scm-1' },
      ...{ messageId: 'm-1', user: 'bob', device: 'bobs-phone', sentAtMs: expect.any(Number) as number },
    });
  });

  it('of Honor gets the answer that Honor wants', async () => {
    const targetId = await pushed('honor', 'm-2', 'ok-2');
    const body = honors({ token: 'ok-2', biTag: targetId });
    expect(await callback('honor', body, { type: 'application/json' })).toEqual({
      status: 200,
      text: '{"code":"0","message":"success"}',
    });
    const event = await bus.next(pushReceipted, ({ vendor }) => vendor === 'honor');
    expect(event).toMatchObject({ event: 'arrived', targetId, vendorMessageId: 'r-1', atMs: 5 });
  });

  it('about a dead token carries it and its successor, even if no push is known', async () => {
    const dead = { type: 16, targets: 'gone-1', replaceTarget: { 'gone-1': 'new-1' } };
    await callback('xiaomi', xiaomis(dead));
    const event = await bus.next(pushReceipted, ({ token }) => token === 'gone-1');
    expect(event).toMatchObject({
      ...{ event: 'token-dead', successor: 'new-1', code: '16' },
      tokenHash: tokenHashOf('demo', 'xiaomi', 'gone-1'),
    });
    expect(event).not.toHaveProperty('targetId');
  });

  it('finds no target of another certificate, and none for another token', async () => {
    const honorsTarget = await pushed('honor', 'm-3', 'ok-3');
    const [first, second] = [honorsTarget, messageKeyOf('demo', 'm-3')];
    await callback('xiaomi', xiaomis({ param: first, targets: 'not-mine-1' }));
    await callback('xiaomi', xiaomis({ param: second, targets: 'not-mine-2' }));
    await callback('honor', honors({ token: 'not-mine-3', biTag: second }));
    for (const [vendor, token] of [
      ['xiaomi', 'not-mine-1'],
      ['xiaomi', 'not-mine-2'],
      ['honor', 'not-mine-3'],
    ] as const) {
      const event = await bus.next(
        pushReceipted,
        ({ tokenHash }) => tokenHash === tokenHashOf('demo', vendor, token),
      );
      expect(event).not.toHaveProperty('targetId');
    }
  });

  const forged = xiaomis({ type: 16, targets: 'ok-victim' });
  it.each<[string, string, Sent]>([
    ['with a forged secret', forged, { secret: 'A'.repeat(43) }],
    ["with another certificate's secret", forged, { secret: secretOf(idOf('honor')) }],
    ["with another app's secret", forged, { secret: secretOf(idOf('xiaomi'), 'other') }],
    ['for a certificate that nobody has', forged, { certificate: NOBODYS, secret: secretOf(NOBODYS) }],
    ['for a certificate that is no number', forged, { certificate: 'null' }],
    ['for a number that is too large', forged, { certificate: '9999999999' }],
    ['that nobody can read', 'data=[', {}],
    ['that is empty', '', {}],
    ['that is too large', `data=${'x'.repeat(70_000)}`, {}],
  ])('%s gets the same answer and changes nothing', async (_name, body, sent) => {
    const before = bus.published(pushReceipted).length;
    expect(await callback('xiaomi', body, sent)).toEqual({ status: 200, text: '' });
    await bus.idle();
    expect(bus.published(pushReceipted)).toHaveLength(before);
  });

  it('is counted by how it was taken', async () => {
    await callback('xiaomi', forged, { secret: 'forged' });
    await callback('xiaomi', 'data=[');
    await isCounted(/offline_push_receipts_total\{vendor="",result="wrong-secret"\} [1-9]/);
    await isCounted(/offline_push_receipts_total\{vendor="xiaomi",result="not-readable"\} [1-9]/);
  });
});

describe('P22: a flood at the door', () => {
  const flood = (count: number) =>
    Promise.all(Array.from({ length: count }, () => callback('xiaomi', '{}', { secret: 'wrong' })));

  it('of wrong secrets is slowed down and asks the database nothing, and genuine ones pass', async () => {
    const queries = jest.spyOn(service.app.get(Database), 'query');
    const before = queries.mock.calls.length;
    const flooded = flood(300);
    const targetId = await pushed('xiaomi', 'm-flood', 'ok-flood');
    await callback('xiaomi', xiaomis({ param: messageKeyOf('demo', 'm-flood'), targets: 'ok-flood' }));
    await bus.next(pushReceipted, (event) => event.targetId === targetId);
    const statuses = (await flooded).map(({ status }) => status);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(200);
    expect(statuses.filter((status) => status !== 429 && status !== 200)).toEqual([]);
    expect(queries.mock.calls.length - before).toBeLessThan(100);
    await isCounted(/offline_push_receipts_total\{vendor="",result="too-many"\} 2\d\d/);
  });

  it('is a line of the log for each kind and second', async () => {
    const said = jest.spyOn(Logger.prototype, 'warn');
    await flood(100);
    const linesNow = () =>
      said.mock.calls.map(([line]) => line as { event: string; kind: string; count: number });
    await until(() => linesNow().some(({ kind }) => kind === 'too-many'));
    const lines = linesNow();
    expect(lines.filter(({ event }) => event === 'receipts-not-taken').length).toBeLessThan(6);
    expect(lines).toContainEqual({
      event: 'receipts-not-taken',
      kind: 'too-many',
      count: expect.any(Number) as number,
    });
    said.mockRestore();
  });
});

it.each(['GET', 'PUT', 'DELETE', 'HEAD'])(
  'FF 2.10: %s at a receipt address is 405 with Allow',
  async (method) => {
    const answer = await fetch(`${url}/receipts/1/secret`, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
    expect((await fetch(`${url}/metrics`, { method })).status).toBe(404);
  },
);
