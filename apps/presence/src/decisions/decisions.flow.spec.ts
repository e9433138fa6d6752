// What is decided once stays decided, whatever is read again, and a link that broke a moment ago gets its moment: the whole of presence over
// the in-memory bus and PostgreSQL, with processes that die.
import type { INestApplication } from '@nestjs/common';
import { type CustomStrategy } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { BusStrategy, outgoing } from '@offline-push/bus';
import {
  aDatabase,
  aMessage,
  MemoryBus,
  MemoryBusModule,
  MemoryPublisher,
  type TestDatabase,
} from '@offline-push/testing';
import {
  deadLetter,
  type MessageSent,
  messageSent,
  type PushGated,
  pushGated,
  type SessionChange,
  type SessionChanged,
  sessionChanged,
} from '@offline-push/contracts';
import { KitModule, parseConfig, sql, stop } from '@offline-push/service-kit';
import { MAX_HOLDS } from '../holds/hold.store';
import { MIGRATIONS } from '../migrations/list';
import { presenceFields } from '../presence.config';
import { PresenceModule } from '../presence.module';

const HOLDS = sql('spec-holds', 'select id, message from hold');
const UNDO_HOLD = sql('spec-undo-hold', 'insert into hold (id, message, due_at) values ($1, $2, now())');
const FORGET = sql('spec-forget-decisions', 'delete from decision');
const FILL = sql(
  'spec-fill-holds',
  `insert into hold select 'h' || i, '{}', now() + interval '1 hour' from generate_series(1, $1::integer) i`,
);

/** Looks again and again, for what nobody announces; with a deadline. */
async function noneIsHeld(): Promise<void> {
  const endMs = performance.now() + 5_000;
  for (let held = 1; held > 0; ) {
    if (performance.now() > endMs) throw new Error('something is still held after 5 s');
    held = (await test.database.query(HOLDS, [])).length;
  }
}

let test: TestDatabase;
let bus: MemoryBus;
let app: INestApplication | undefined;

beforeEach(async () => {
  test = await aDatabase(MIGRATIONS);
  bus = new MemoryBus();
});
afterEach(async () => {
  await shutDown();
  await test.drop();
});

async function start(env: Record<string, string> = {}): Promise<void> {
  const config = parseConfig(presenceFields, {
    ...{ DATABASE_URL: test.url, KAFKA_BROKERS: 'none:1', PRESENCE_GRACE_SECONDS: '0' },
    ...env,
  });
  const module = PresenceModule.forRoot(config, MemoryBusModule.forRoot({ service: 'presence', bus }));
  const testing = Test.createTestingModule({ imports: [KitModule.forRoot({ service: 'presence' }), module] });
  app = (await testing.compile()).createNestApplication({ bodyParser: false, logger: false });
  const strategy: CustomStrategy = { strategy: app.get(BusStrategy) };
  app.connectMicroservice(strategy, { inheritAppConfig: false });
  await app.init();
  await app.startAllMicroservices();
}

async function shutDown(): Promise<void> {
  if (app !== undefined) await stop(app);
  app = undefined;
}

const phone = { app: 'demo', device: 'phone', session: 's-1', platform: 'android' as const };

async function says(
  user: string,
  changes: SessionChange[],
  about: Partial<SessionChanged> = {},
): Promise<void> {
  const events = changes.map((change) => ({ ...phone, user, change, ...about }));
  await new MemoryPublisher(bus, 'im-gateway').publish(events.map((it) => outgoing(sessionChanged, it)));
  await bus.idle();
}

const send = (...messages: MessageSent[]) =>
  new MemoryPublisher(bus, 'im-core').publish(messages.map((it) => outgoing(messageSent, it)));

const recordsOf = ({ messageId }: MessageSent): PushGated[] =>
  bus.published(pushGated).filter((it) => it.messageId === messageId);
/** Where each device is, over all records: a device in two lists has two words. */
const placesOf = (message: MessageSent): Record<string, string> => {
  const places = new Map<string, Set<string>>();
  const note = (user: string, where: string) => places.set(user, (places.get(user) ?? new Set()).add(where));
  for (const { onward, stopped } of recordsOf(message)) {
    for (const { user, session } of onward) note(user, `rings ${session}`);
    for (const { user, reason } of stopped) note(user, reason);
  }
  return Object.fromEntries([...places].map(([user, where]) => [user, [...where].join(' and ')]));
};
const decided = (message: MessageSent, user: string) =>
  bus.next(
    pushGated,
    (it) =>
      it.messageId === message.messageId && [...it.onward, ...it.stopped].some((row) => row.user === user),
  );
async function readAgain(group: string, env: Record<string, string> = {}): Promise<void> {
  await shutDown();
  bus.forgetOffsets(group);
  await start(env);
  await bus.idle();
}

describe('P23, behaviour 3.2: a message that is decided twice', () => {
  it('is in one list, though its device connected in between', async () => {
    await start();
    await says('bob', ['logged-in', 'disconnected']);
    const message = aMessage({ recipients: ['bob'] });
    await send(message);
    await decided(message, 'bob');
    await says('bob', ['connected']);
    await send(message);
    await bus.idle();
    expect(recordsOf(message)).toHaveLength(2);
    expect(placesOf(message)).toEqual({ bob: 'rings s-1' });
  });

  it.each(['presence.push', 'presence.state'])(
    'after a reset of %s rings nobody who did not ring',
    async (group) => {
      await start();
      await says('bob', ['logged-in']);
      await says('carol', ['logged-in', 'disconnected']);
      const message = aMessage({ recipients: ['bob', 'carol', 'mallory'] });
      await send(message);
      await bus.idle();
      const before = placesOf(message);
      expect(before).toEqual({ bob: 'online', carol: 'rings s-1', mallory: 'unknown-user' });
      await says('bob', ['disconnected']);
      await says('carol', ['connected']);
      await says('mallory', ['logged-in', 'disconnected']);
      await readAgain(group);
      expect(placesOf(message)).toEqual(before);
    },
  );

  it('that lagged is judged by what was true when it was sent', async () => {
    await start();
    await says('bob', ['logged-in', 'disconnected']);
    await says('carol', ['logged-in']);
    await shutDown();
    const message = aMessage({ recipients: ['bob', 'carol'] });
    await send(message);
    const later = (...changes: SessionChange[]) => changes.map((change) => ({ ...phone, change }));
    for (const [user, events] of [
      ['bob', later('connected', 'disconnected')],
      ['carol', later('disconnected')],
    ] as const)
      for (const event of events)
        bus.append(sessionChanged.name, {
          key: `demo/${user}`,
          value: JSON.stringify({ ...event, user }),
          timestampMs: Date.now() + 5,
        });
    await start();
    await bus.idle();
    expect(placesOf(message)).toEqual({ bob: 'seen-since', carol: 'seen-since' });
  });

  it('with other content is a dead letter, and the first one counts', async () => {
    await start();
    const message = aMessage();
    await send(message, { ...message, push: { text: 'edited' } });
    const letter = await bus.next(deadLetter);
    expect(letter.reason).toBe('id-conflict');
    expect(recordsOf(message)).toHaveLength(1);
  });

  it('in portions with other recipients adds up', async () => {
    await start();
    const message = aMessage({ recipients: ['bob'] });
    await send(message, { ...message, recipients: ['carol'] });
    await bus.idle();
    expect(placesOf(message)).toEqual({ bob: 'unknown-user', carol: 'unknown-user' });
  });
});

describe('"I got no acknowledgement": the same message with evenIfOnline', () => {
  it('rings what was stopped as connected, none twice under other ids, and nobody else', async () => {
    await start();
    for (const user of ['bob', 'carol', 'dave', 'erin']) await says(user, ['logged-in']);
    await says('dave', ['disconnected']);
    await says('erin', ['logged-out']);
    const message = aMessage({ recipients: ['bob', 'carol', 'dave', 'erin'] });
    await send(message, { ...message, evenIfOnline: ['bob'] }, { ...message, evenIfOnline: ['bob'] });
    await bus.idle();
    expect(placesOf(message)).toEqual({
      bob: 'online and rings s-1',
      carol: 'online',
      dave: 'rings s-1',
      erin: 'logged-out',
    });
    const hashes = new Set(recordsOf(message).map(({ contentHash }) => contentHash));
    expect(hashes.size).toBe(1);
  });

  it('works the first time it is seen', async () => {
    await start();
    await says('bob', ['logged-in']);
    const message = aMessage({ recipients: ['bob'], evenIfOnline: true });
    await send(message);
    await bus.idle();
    expect(placesOf(message)).toEqual({ bob: 'rings s-1' });
  });
});

describe('behaviour 3.7: a device whose link broke a moment ago', () => {
  /** Long enough for the steps of a test, also on a busy machine. */
  const grace = { PRESENCE_GRACE_SECONDS: '2' };
  /** Where nothing happens within it. */
  const short = { PRESENCE_GRACE_SECONDS: '1' };

  it('rings when it does not come back, and the other devices rang at once', async () => {
    await start(grace);
    await says('carol', ['logged-in']);
    await says('bob', ['logged-in', 'disconnected']);
    const message = aMessage({ recipients: ['bob', 'carol'] });
    await send(message);
    await bus.idle();
    expect(placesOf(message)).toEqual({ carol: 'online' });
    const sentMs = performance.now();
    await decided(message, 'bob');
    expect(performance.now() - sentMs).toBeLessThan(8_000); // the round that looks for forgotten ones is rarer
    expect(placesOf(message)).toEqual({ bob: 'rings s-1', carol: 'online' });
    await noneIsHeld(); // a hold goes after its announcement
  });

  it('does not ring when it comes back', async () => {
    await start(grace);
    await says('bob', ['logged-in', 'disconnected']);
    const message = aMessage({ recipients: ['bob'] });
    await send(message);
    await bus.idle();
    await says('bob', ['connected']);
    await decided(message, 'bob');
    expect(placesOf(message)).toEqual({ bob: 'online' });
  });

  it('does not ring when it logs out', async () => {
    await start(grace);
    await says('bob', ['logged-in', 'disconnected']);
    const message = aMessage({ recipients: ['bob'] });
    await send(message);
    await bus.idle();
    await says('bob', ['logged-out', 'disconnected']);
    await decided(message, 'bob');
    expect(placesOf(message)).toEqual({ bob: 'logged-out' });
  });

  it('rings at once without an acknowledgement, also when it is on hold already', async () => {
    await start({ PRESENCE_GRACE_SECONDS: '60' });
    await says('bob', ['logged-in', 'disconnected']);
    const message = aMessage({ recipients: ['bob'] });
    await send(message);
    await bus.idle();
    expect(placesOf(message)).toEqual({});
    await send({ ...message, evenIfOnline: true });
    await bus.idle();
    expect(placesOf(message)).toEqual({ bob: 'rings s-1' });
  });

  it('is judged by the next process when this one dies, once', async () => {
    await start(short);
    await says('bob', ['logged-in', 'disconnected']);
    const message = aMessage({ recipients: ['bob'] });
    await send(message);
    await bus.idle();
    await readAgain('presence.push', short);
    await decided(message, 'bob');
    expect(placesOf(message)).toEqual({ bob: 'rings s-1' });
  });

  it('is decided the same when its process died before it was decided, or after it was announced', async () => {
    await start(grace);
    await says('bob', ['logged-in', 'disconnected']);
    const message = aMessage({ recipients: ['bob'] });
    await send(message);
    await bus.idle();
    const [hold] = await test.database.query<{ id: string; message: string }>(HOLDS, []);
    await test.database.query(FORGET, []); // it died between hold and decision
    await decided(message, 'bob');
    await says('bob', ['connected']);
    await test.database.query(UNDO_HOLD, [hold!.id, hold!.message]); // it died between announcement and removal
    await readAgain('presence.push', grace);
    await bus.next(pushGated, () => recordsOf(message).length >= 3);
    expect(placesOf(message)).toEqual({ bob: 'rings s-1' });
  });

  it('is judged although another hold cannot be read', async () => {
    await start(short);
    await test.database.query(UNDO_HOLD, ['broken', '{}']);
    await says('bob', ['logged-in', 'disconnected']);
    const message = aMessage({ recipients: ['bob'] });
    await send(message);
    await decided(message, 'bob');
    expect(placesOf(message)).toEqual({ bob: 'rings s-1' });
  });

  it('is judged at once when too many are on hold', async () => {
    await start({ PRESENCE_GRACE_SECONDS: '60' });
    await test.database.query(FILL, [MAX_HOLDS]);
    await says('bob', ['logged-in', 'disconnected']);
    const message = aMessage({ recipients: ['bob'] });
    await send(message);
    await bus.idle();
    expect(placesOf(message)).toEqual({ bob: 'rings s-1' });
  });
});
