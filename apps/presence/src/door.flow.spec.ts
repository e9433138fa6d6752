// What foreign producers write, as bytes, through the whole of presence: the corpus of bad input (reliability notes, 5.5) for Kafka. Each
// record ends as a decision or as a dead letter with the field and the rule, and the next one is decided as ever.
import type { INestApplication } from '@nestjs/common';
import { type CustomStrategy } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { BusStrategy } from '@offline-push/bus';
import { aDatabase, MemoryBus, MemoryBusModule, type TestDatabase } from '@offline-push/testing';
import { deadLetter, messageSent, presenceChanged, pushGated, sessionChanged } from '@offline-push/contracts';
import { KitModule, parseConfig, stop } from '@offline-push/service-kit';
import { MIGRATIONS } from './migrations/list';
import { presenceFields } from './presence.config';
import { PresenceModule } from './presence.module';

let test: TestDatabase;
let bus: MemoryBus;
let app: INestApplication;

beforeAll(async () => {
  test = await aDatabase(MIGRATIONS);
  bus = new MemoryBus();
  const config = parseConfig(presenceFields, { DATABASE_URL: test.url, KAFKA_BROKERS: 'none:1' });
  const module = PresenceModule.forRoot(config, MemoryBusModule.forRoot({ service: 'presence', bus }));
  const testing = Test.createTestingModule({ imports: [KitModule.forRoot({ service: 'presence' }), module] });
  app = (await testing.compile()).createNestApplication({ bodyParser: false, logger: false });
  const strategy: CustomStrategy = { strategy: app.get(BusStrategy) };
  app.connectMicroservice(strategy, { inheritAppConfig: false });
  await app.startAllMicroservices();
});
afterAll(async () => {
  await stop(app);
  await test.drop();
});

let number = 0;
const fresh = () => `m-${++number}`;
const message = (messageId: string, fields: object = {}) => ({
  ...{ app: 'demo', messageId, conversation: 'c', recipients: ['bob'] },
  ...fields,
});
type Value = string | Buffer | null;
const write = (topic: { name: string }, value: Value | object, key: string | null = null) =>
  bus.append(topic.name, {
    key,
    value:
      value === null || typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value),
    partition: 0,
  });
const decisionOn = (messageId: string) => bus.next(pushGated, (it) => it.messageId === messageId);
const letterOn = (offset: string, topic: { name: string }) =>
  bus.next(deadLetter, (it) => it.offset === offset && it.topic === topic.name);

describe('a message that a person would have repaired', () => {
  it('3.11: rings the others when one recipient is none, and stops that one with its reason', async () => {
    const id = fresh();
    write(messageSent, message(id, { recipients: ['bob', 'b\u0000b', 'x'.repeat(500), 'bob'] }));
    const decision = await decisionOn(id);
    expect(decision.stopped).toEqual([
      { user: 'bob', reason: 'unknown-user' },
      { user: 'b\ufffdb', reason: 'bad-recipient' },
      { user: 'x'.repeat(128), reason: 'bad-recipient' },
    ]);
    expect(decision.notes).toEqual(['recipients: 2 of 4 are no user ids and are stopped']);
  });

  it('3.11: is decided for each of 2,500 recipients', async () => {
    const id = fresh();
    const recipients = Array.from({ length: 2_500 }, (_, i) => `user-${i}`);
    write(messageSent, message(id, { recipients }));
    const after = fresh();
    write(messageSent, message(after));
    await decisionOn(after);
    const stopped = bus.published(pushGated).flatMap((it) => (it.messageId === id ? it.stopped : []));
    expect(new Set(stopped.map(({ user }) => user))).toEqual(new Set(recipients));
  });

  it.each<[string, object, object]>([
    ['a text of 4,001', { push: { text: 'x'.repeat(4_001) } }, { content: { text: 'x'.repeat(4_000) } }],
    ['a kind of its own', { kind: 'video_call' }, { content: {} }],
    [
      'nulls',
      { sender: null, push: { title: 'Hi', vendors: { fcm: { a: null } } } },
      { content: { title: 'Hi', vendors: { fcm: {} } } },
    ],
    ['an app that is a number', { app: 1_400_000_000 }, { app: '1400000000' }],
  ])('with %s', async (_, fields, expected) => {
    const id = fresh();
    write(messageSent, message(id, fields));
    expect(await decisionOn(id)).toMatchObject({ stopped: [{ reason: 'unknown-user' }], ...expected });
  });

  it.each([
    ['0', 0],
    ['seconds', Math.trunc(Date.now() / 1000)],
    ['microseconds', Date.now() * 1000],
    ['next year', Date.now() + 365 * 86_400_000],
  ])("FF 1.16: whose time is %s lives from the record's time on, and says so", async (_, sentAtMs) => {
    const id = fresh();
    const { timestampMs } = write(messageSent, message(id, { sentAtMs }));
    const decision = await decisionOn(id);
    expect(decision).toMatchObject({ sentAtMs: timestampMs, stopped: [{ reason: 'unknown-user' }] });
    expect(decision.notes).toEqual([expect.stringMatching(/^sentAtMs: /)]);
  });

  it("3.11: with a key of its producer's own", async () => {
    const id = fresh();
    write(messageSent, message(id), 'another-key');
    expect((await decisionOn(id)).messageId).toBe(id);
  });
});

it('3.11: a logout counts, whatever else its event has wrong', async () => {
  const phone = { app: 'demo', user: 'dora', device: 'doras-phone', session: 's-1' };
  write(sessionChanged, {
    ...phone,
    change: 'logged-in',
    platform: 'android-pad',
    atMs: 1,
    detail: { a: 1 },
  });
  const told = { user: 'dora', status: 'online' };
  expect(await bus.next(presenceChanged, ({ user }) => user === 'dora')).toMatchObject(told);
  const odd = { link: 'l'.repeat(300), gateway: null, atMs: 'now', detail: 'x'.repeat(999), platform: 5 };
  write(sessionChanged, { ...phone, change: 'logged-out', ...odd }, 'dora');
  const out = bus.next(presenceChanged, ({ user, status }) => user === 'dora' && status === 'logged-out');
  expect(await out).toMatchObject({ device: 'doras-phone' });
});

const json = (id: string, text: string): string => JSON.stringify(message(id)).slice(0, -1) + text;
const HOSTILE: [string, (id: string) => Value, string][] = [
  ['1 nothing', () => Buffer.alloc(0), 'must not be empty'],
  ['2 a blank', () => ' ', 'must be JSON'],
  ['3 null', () => 'null', 'must be an object'],
  ['3 true', () => 'true', 'must be an object'],
  ['3 a number', () => '0', 'must be an object'],
  ['3 a text', () => '"x"', 'must be JSON'],
  ['3 a list', () => '[]', 'must be an object'],
  ['4 half a text', () => '{"app":"de', 'must be JSON'],
  ['5 text behind it', (id) => json(id, '} x'), 'must be JSON'],
  ['6 a comma too many', (id) => json(id, ',}'), 'must be JSON'],
  ['6 single quotes', () => "{'app':'demo'}", 'must be JSON'],
  ['8 UTF-16', (id) => Buffer.from(json(id, '}'), 'utf16le'), 'must be'],
  ['9 broken UTF-8', () => Buffer.from([0x7b, 0xc3, 0x28, 0x7d]), 'must be UTF-8'],
  ['9 overlong UTF-8', () => Buffer.from([0x22, 0xc0, 0xaf, 0x22]), 'must be UTF-8'],
  [
    '10 a lone surrogate in an id',
    () => '{"app":"demo","messageId":"\\ud800","conversation":"c","recipients":["b"]}',
    '/messageId',
  ],
  ['11 a hostile second app', (id) => json(id, ',"app":"../x"}'), '/app must match'],
  ['12 NaN', (id) => json(id, ',"sentAtMs":NaN}'), 'must be JSON'],
  ['13 a number as id', (id) => json(id, ',"messageId":9007199254740993}'), '/messageId must be a text'],
  ['15 100,000 lists', () => '['.repeat(100_000), 'must not nest deeper than 32'],
  ['18 __proto__ alone', () => '{"__proto__":{"app":"demo"}}', '/app is missing'],
  ['21 an object for the list', (id) => json(id, ',"recipients":{"0":"bob"}}'), '/recipients must be a list'],
  ['21 a list for an id', (id) => json(id, ',"conversation":["c"]}'), '/conversation must be a text'],
  ['27 NUL in an id', (id) => json(id, ',"conversation":"a\\u0000"}'), '/conversation must have no control'],
  ['41 nobody', (id) => json(id, ',"recipients":[]}'), '/recipients must have at least 1 entry'],
  ['41 nobody valid', (id) => json(id, ',"recipients":["",1,null]}'), '/recipients/0'],
  ['54 a path as app', (id) => json(id, ',"app":"../../certificates/1"}'), '/app must match'],
  ['58 no value', () => null, 'must not be empty'],
  [
    '62 an event of another topic',
    () => JSON.stringify({ app: 'demo', user: 'b', device: 'd', session: 's', change: 'connected' }),
    '/messageId is missing',
  ],
];
const ODD: [string, (id: string) => string, object][] = [
  ['7 a byte order mark', (id) => `\ufeff${json(id, '}')}`, {}],
  [
    '10 a lone surrogate in a text',
    (id) => json(id, ',"push":{"text":"\\ud800"}}'),
    { content: { text: '\ufffd' } },
  ],
  ['12 1e400', (id) => json(id, ',"sentAtMs":1e400,"lifetimeSeconds":-1e400}'), { notes: [{}, {}] }],
  ['12 -0', (id) => json(id, ',"push":{"badge":{"set":-0}}}'), { content: { badge: { set: 0 } } }],
  ['14 a time of 20 digits', (id) => json(id, ',"sentAtMs":99999999999999999999}'), { notes: [{}] }],
  [
    '16 20,000 keys',
    (id) => json(id, `,${Array.from({ length: 20_000 }, (_, i) => `"k${i}":0`).join()}}`),
    {},
  ],
  ['17 a megabyte of blanks', (id) => json(id, `${' '.repeat(900_000)}}`), {}],
  [
    '18 __proto__',
    (id) => json(id, ',"__proto__":{"app":"x"},"push":{"__proto__":{"text":"x"}}}'),
    { content: {} },
  ],
  [
    '20 inherited names',
    (id) => json(id, ',"toString":1,"then":2,"push":{"length":3,"hasOwnProperty":4}}'),
    { content: {} },
  ],
  [
    '20 inherited ids',
    (id) => json(id, ',"recipients":["__proto__","constructor","then"]}'),
    { stopped: [{}, {}, {}] },
  ],
  ['22 "5" for 5', (id) => json(id, ',"lifetimeSeconds":"5","push":{"enabled":"true"}}'), {}],
  [
    '28 a header in a title',
    (id) => json(id, ',"push":{"title":"a\\r\\nX: y"}}'),
    { content: { title: 'a\r\nX: y' } },
  ],
  [
    '30 an override',
    (id) => json(id, ',"push":{"title":"\u202eevil"}}'),
    { content: { title: '\u202eevil' } },
  ],
  [
    '31 10,000 marks',
    (id) => json(id, `,"push":{"title":"a${'\u0301'.repeat(10_000)}"}}`),
    { content: { title: `a${'\u0301'.repeat(199)}` } },
  ],
  [
    '32 a family at the limit',
    (id) => json(id, `,"push":{"title":"${'x'.repeat(198)}👨‍👩‍👧"}}`),
    { content: { title: 'x'.repeat(198) } },
  ],
  ['42 the year 9999', (id) => json(id, ',"sentAtMs":253402300799999}'), { notes: [{}] }],
  [
    '44 an address of the inside',
    (id) => json(id, ',"push":{"click":{"action":"open-url","url":"file:///etc/passwd"}}}'),
    { content: {} },
  ],
  [
    '46 javascript',
    (id) => json(id, ',"push":{"click":{"action":"open-url","url":"javascript:alert(1)"}}}'),
    { notes: [{}] },
  ],
  [
    '49 a URL of 64 kB',
    (id) => json(id, `,"push":{"click":{"action":"open-url","url":"https://x/${'a'.repeat(65_000)}"}}}`),
    { notes: [{}] },
  ],
  [
    '57 a vendor of no name',
    (id) => json(id, ',"push":{"vendors":{"../x":{},"xiaomi":{"payload":1}}}}'),
    { content: { vendors: { xiaomi: { payload: 1 } } } },
  ],
  ['64 a field of next year', (id) => json(id, ',"mentions":[{"user":"bob"}]}'), {}],
];

describe('the corpus of bad input', () => {
  it.each(HOSTILE)('%s is a dead letter that says why', async (_, valueOf, detail) => {
    const { offset } = write(messageSent, valueOf(fresh()));
    expect((await letterOn(offset, messageSent)).detail).toContain(detail);
  });

  it.each(ODD)('%s is decided', async (_, valueOf, expected) => {
    const id = fresh();
    write(messageSent, valueOf(id));
    const decision = await decisionOn(id);
    const notes = 'notes' in expected ? decision.notes?.map(() => ({})) : decision.notes;
    const stopped = 'stopped' in expected ? decision.stopped.map(() => ({})) : decision.stopped;
    expect({ ...decision, notes, stopped }).toMatchObject(expected);
  });

  it('leaves no trace on what all objects inherit', () => {
    expect(({} as Record<string, unknown>)['app']).toBeUndefined();
    expect(({} as Record<string, unknown>)['text']).toBeUndefined();
  });
});
