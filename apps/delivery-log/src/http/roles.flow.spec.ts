// Who may ask delivery-log what, and what a viewer never sees: the text of a message, a token, a byte of a dead letter.
import { BusStrategy } from '@offline-push/bus';
import { type DeadLetter, deadLetter, messageSent, pushIdOf, targetIdOf } from '@offline-push/contracts';
import {
  aDatabase,
  AService,
  askWithEveryRole,
  MemoryBus,
  MemoryBusModule,
  type TestDatabase,
} from '@offline-push/testing';
import { parseConfig, SystemClock } from '@offline-push/service-kit';
import { TOKEN, toldOf } from '../../fixtures/told';
import { letterOf } from '../dead-letters/letter';
import { deliveryLogFields } from '../delivery-log.config';
import { DeliveryLogModule } from '../delivery-log.module';

jest.setTimeout(120_000);

const SECRET = 'a secret text';
const MESSAGE = 'm-secret';
const SENT_AT_MS = Date.now() - 60_000;
const base64 = (text: string) => Buffer.from(text).toString('base64');
const LETTER: DeadLetter = {
  ...{ topic: messageSent.name, partition: 0, offset: '7', timestampMs: SENT_AT_MS, group: 'presence.push' },
  ...{ key: base64('demo/c-1'), value: base64(`{"app":"demo","text":"${SECRET}","token":"${TOKEN}"}`) },
  ...{ headers: { note: base64(SECRET) }, failedAtMs: SENT_AT_MS + 50 },
  ...{ reason: 'schema-violation', detail: `push.text "${SECRET}" is too long` },
};

let database: TestDatabase;
let service: AService;

beforeAll(async () => {
  database = await aDatabase([]);
  const bus = new MemoryBus();
  const config = parseConfig(deliveryLogFields, {
    ...{ DATABASE_URL: database.url, KAFKA_BROKERS: 'none:1', DELIVERY_LOG_GATHER_MS: '5' },
  });
  service = await AService.start({
    name: 'delivery-log',
    imports: [DeliveryLogModule.forRoot(config, MemoryBusModule.forRoot({ service: 'delivery-log', bus }))],
    strategies: [BusStrategy],
    clock: new SystemClock(),
  });
  for (const { topic, event, atMs } of toldOf(MESSAGE, SENT_AT_MS))
    bus.append(topic.name, { key: topic.key(event), value: JSON.stringify(event), timestampMs: atMs });
  bus.append(deadLetter.name, { key: deadLetter.key(LETTER), value: JSON.stringify(LETTER) });
  await bus.idle();
});
afterAll(async () => {
  await service?.stop();
  await database?.drop();
});

describe('issue 12: the roles of delivery-log', () => {
  it('are those of its document at every route, and no answer to a viewer has text or token', async () => {
    const pushId = pushIdOf('demo', MESSAGE, 'bob');
    const { wrong, calls, told } = await askWithEveryRole(
      service,
      {
        ...{ app: 'demo', messageId: MESSAGE, user: 'bob', device: 'bobs-phone', pushId },
        ...{ targetId: targetIdOf(pushId, 'bobs-phone'), letter: letterOf(LETTER).id },
      },
      { '/v1/apps/{app}/stories:search': { token: TOKEN } },
    );
    expect(wrong).toEqual([]);
    expect(calls).toBeGreaterThan(40);
    const answers = [...told].filter(([, text]) => text.includes(SECRET) || text.includes(TOKEN));
    expect(answers).toEqual([]);
    // The search is worth something: these answers are full.
    for (const route of [
      'messages/{messageId}/story',
      'messages/{messageId}/diagnosis',
      'users/{user}/stories',
    ])
      expect(told.get(`get /v1/apps/{app}/${route}`)).toContain('bobs-phone');
    expect(told.get('post /v1/apps/{app}/stories:search')).toContain(MESSAGE);
    expect(told.get('get /v1/dead-letters')).toContain('schema-violation');
    expect(told.get('get /v1/reasons')).toContain('logged-out');
  });
});
