// The diagnosis over the in-memory bus and PostgreSQL: by the story of a message, and by what the services told of a phone.
import { BusStrategy } from '@offline-push/bus';
import {
  bindingChanged,
  certificateChanged,
  certificateJudged,
  deadLetter,
  type DeadLetter,
  laneChanged,
  type LaneChanged,
  presenceChanged,
  sessionChanged,
  type Topic,
} from '@offline-push/contracts';
import { parseConfig, SystemClock } from '@offline-push/service-kit';
import { aDatabase, AService, MemoryBus, MemoryBusModule, type TestDatabase } from '@offline-push/testing';
import { toldOf } from '../../fixtures/told';
import { deliveryLogFields } from '../delivery-log.config';
import { DeliveryLogModule } from '../delivery-log.module';
import type { DiagnosisAnswer } from './diagnosis-answer';

jest.setTimeout(60_000);

const AT = Date.now() - 60_000;
const PHONE = { app: 'demo', user: 'erin', device: 'erins-phone', session: 's-1' };

let database: TestDatabase;
let bus: MemoryBus;
let service: AService;

beforeAll(async () => {
  database = await aDatabase([]);
  bus = new MemoryBus();
  const config = parseConfig(deliveryLogFields, {
    ...{ DATABASE_URL: database.url, KAFKA_BROKERS: 'none:1', DELIVERY_LOG_GATHER_MS: '5' },
  });
  service = await AService.start({
    name: 'delivery-log',
    imports: [DeliveryLogModule.forRoot(config, MemoryBusModule.forRoot({ service: 'delivery-log', bus }))],
    strategies: [BusStrategy],
    clock: new SystemClock(),
  });
});
afterAll(async () => {
  await service?.stop();
  await database?.drop();
});

function tell<T>(topic: Topic<T>, event: T, atMs = AT): void {
  bus.append(topic.name, { key: topic.key(event), value: JSON.stringify(event), timestampMs: atMs });
}

async function diagnosed(path: string): Promise<DiagnosisAnswer> {
  await bus.idle();
  const { status, body } = await service.call(`/v1/apps/demo/${path}`, { as: 'viewer' });
  expect({ path, status }).toEqual({ path, status: 200 });
  return body as DiagnosisAnswer;
}
const firsts = ({ devices }: DiagnosisAnswer) =>
  Object.fromEntries(devices.map(({ user, device = '', first }) => [`${user} ${device}`, first?.check]));

describe('issue 12: the diagnosis', () => {
  it('of a message names the first failing check of each phone', async () => {
    for (const { topic, event, atMs } of toldOf('m-1', AT)) tell(topic, event, atMs);
    expect(firsts(await diagnosed('messages/m-1/diagnosis'))).toEqual({
      'bob bobs-phone': undefined,
      'bob bobs-laptop': 'platform',
      'carol carols-phone': 'binding',
      'dave ': 'account',
    });
    const { status } = await service.call('/v1/apps/demo/messages/m-none/diagnosis', { as: 'viewer' });
    expect(status).toBe(404);
  });

  it('of a message that was published again with another content, and of one that nobody could read, goes by their dead letters', async () => {
    const letterOf = (reason: DeadLetter['reason'], detail: string, message: object): DeadLetter => ({
      ...{ ...deadLetter.examples['notJson']!, offset: reason === 'id-conflict' ? '1' : '2', reason, detail },
      value: Buffer.from(JSON.stringify({ app: 'demo', ...message })).toString('base64'),
    });
    for (const { topic, event, atMs } of toldOf('m-2', AT)) tell(topic, event, atMs);
    tell(deadLetter, letterOf('id-conflict', 'it was seen', { messageId: 'm-2', recipients: ['bob'] }));
    const click = '/push/click/url must match';
    tell(deadLetter, letterOf('schema-violation', click, { messageId: 'm-3', recipients: ['bob', 'erin'] }));
    expect(firsts(await diagnosed('messages/m-2/diagnosis?device=bobs-phone'))).toEqual({
      'bob bobs-phone': 'duplicate',
    });
    expect(firsts(await diagnosed('messages/m-3/diagnosis'))).toEqual({ 'bob ': 'click', 'erin ': 'click' });
    expect(firsts(await diagnosed('messages/m-3/diagnosis?user=zoe'))).toEqual({ 'zoe ': 'click' });
  });

  it('of a user goes by what earlier messages came to: nobody knew dave, and a push reached bob within a minute', async () => {
    expect(firsts(await diagnosed('users/dave/diagnosis'))).toEqual({ 'dave ': 'account' });
    const { devices } = await diagnosed('users/bob/diagnosis?device=bobs-phone');
    expect(devices[0]?.checks.find(({ check }) => check === 'end-to-end')).toMatchObject({
      result: 'pass',
      evidence: expect.stringContaining('Of its last pushes the quickest'),
    });
    expect(devices[0]?.first).toBeUndefined();
  });

  it('of a user goes by what the services told last', async () => {
    const certificate = { ...certificateChanged.examples['created']!, certificateId: 77 };
    tell(sessionChanged, { ...PHONE, platform: 'android', change: 'logged-in' });
    tell(presenceChanged, { ...PHONE, status: 'offline', phase: 'background', atMs: AT }, AT + 1);
    tell(
      bindingChanged,
      { ...bindingChanged.examples['bound']!, ...PHONE, certificateId: 77, atMs: AT },
      AT + 1,
    );
    tell(certificateChanged, {
      ...certificate,
      versions: certificate.versions.map((it) => ({ ...it, effectiveAtMs: 1 })),
    });
    expect(firsts(await diagnosed('users/erin/diagnosis'))).toEqual({ 'erin erins-phone': undefined });
    const pause = { ...laneChanged.examples['paused']!, certificateId: 77 };
    tell<LaneChanged>(laneChanged, pause);
    expect(firsts(await diagnosed('users/erin/diagnosis'))).toEqual({ 'erin erins-phone': 'attempted' });
    tell<LaneChanged>(laneChanged, { ...pause, change: 'resumed', atMs: pause.atMs + 1 });
    expect(firsts(await diagnosed('users/erin/diagnosis'))).toEqual({ 'erin erins-phone': undefined });
    tell(certificateJudged, { ...certificateJudged.examples['refused']!, certificateId: 77, version: 1 });
    expect(firsts(await diagnosed('users/erin/diagnosis'))).toEqual({ 'erin erins-phone': 'credential' });
    tell(sessionChanged, { ...PHONE, change: 'kicked' }, AT + 2);
    expect(firsts(await diagnosed('users/erin/diagnosis'))).toEqual({ 'erin erins-phone': 'login' });
    expect(JSON.stringify(await diagnosed('users/erin/diagnosis'))).not.toContain('ok-bobs-phone');
  });
});
