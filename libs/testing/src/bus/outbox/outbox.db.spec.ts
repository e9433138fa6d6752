import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import {
  bindingChanged,
  type BindingChanged,
  certificateChanged,
  type CertificateChanged,
  presenceChanged,
  type PresenceChanged,
  type Topic,
} from '@offline-push/contracts';
import { register } from 'prom-client';
import { DataSource, type EntityManager } from 'typeorm';
import { type Outgoing, outgoing, Publisher } from '@offline-push/bus/inside/bus';
import { Door, eventually } from '../../bus-conformance';
import { MemoryBus, MemoryPublisher } from '../../memory-bus';
import { type BusDatabase, Outbox, OutboxMigration1, OutboxMigration2 } from '@offline-push/bus/outbox';

const schema = `outbox_${randomUUID().replaceAll('-', '')}`;
const CREATE = `create schema ${schema}`;
const DROP = `drop schema ${schema} cascade`;
const example = Object.values(bindingChanged.examples)[0] as BindingChanged;
const records = (...users: string[]): Outgoing[] =>
  users.map((user) => outgoing(bindingChanged, { ...example, user }));

describe('the outbox', () => {
  let dataSource: DataSource;
  const database: BusDatabase = {
    query: (statement, values) => within(dataSource.manager).query(statement, values),
  };
  /** TypeORM answers an update with rows and a count; the outbox wants rows. */
  const within = (manager: EntityManager): BusDatabase => ({
    query: async <R>({ text }: { text: string }, values: unknown[]): Promise<R[]> => {
      const answer: unknown = await manager.query(text, values);
      return (
        text.trim().startsWith('insert') || text.trim().startsWith('select') ? answer : (answer as R[][])[0]
      ) as R[];
    },
  });
  let bus: MemoryBus;
  let processes: Outbox[];

  beforeAll(async () => {
    Logger.overrideLogger(false);
    const url = process.env['DATABASE_URL'] ?? '';
    const admin = await new DataSource({ type: 'postgres', url }).initialize();
    await admin.query(CREATE);
    await admin.destroy();
    dataSource = await new DataSource({
      type: 'postgres',
      url,
      schema,
      extra: { options: `-c search_path=${schema}` },
      migrations: [OutboxMigration1, OutboxMigration2],
    }).initialize();
    await dataSource.runMigrations();
  });
  afterAll(async () => {
    await dataSource.query(DROP);
    await dataSource.destroy();
  });
  beforeEach(async () => {
    await dataSource.query('delete from outbox');
    bus = new MemoryBus();
    processes = [];
  });
  afterEach(async () => {
    bus.reconnect();
    await Promise.all(processes.map((outbox) => outbox.onApplicationShutdown()));
  });

  /** A process with an outbox. `begin` is what Nest does at its start. */
  const aProcess = (publisher: Publisher = new MemoryPublisher(bus, 'bindings'), begin = true): Outbox => {
    const outbox = new Outbox(database, publisher, 'bindings');
    processes.push(outbox);
    if (begin) outbox.onModuleInit();
    return outbox;
  };
  const commit = (outbox: Outbox, ...users: string[]) =>
    dataSource.transaction((manager) => outbox.append(within(manager), records(...users)));
  const users = (): string[] =>
    bus.published(bindingChanged as Topic<BindingChanged>).map(({ user }) => user);
  const rows = async (): Promise<number> =>
    Number((await dataSource.query('select count(*) from outbox'))[0].count);

  it('publishes what a transaction decided, and forgets it', async () => {
    const outbox = aProcess();
    outbox.release(await commit(outbox, 'bob', 'carol'));
    await bus.next(bindingChanged, ({ user }) => user === 'carol', 1_000);
    expect(users()).toEqual(['bob', 'carol']);
    await eventually(async () => (await rows()) === 0);
  });

  it('publishes nothing of a transaction that was rolled back', async () => {
    const outbox = aProcess();
    const failing = dataSource.transaction(async (manager) => {
      await outbox.append(within(manager), records('bob'));
      throw new Error('the decision failed');
    });
    await expect(failing).rejects.toThrow('the decision failed');
    expect(await rows()).toBe(0);
  });

  it('publishes what a process left behind that died between commit and publish, oldest first', async () => {
    const dead = aProcess(undefined, false);
    await commit(dead, 'first');
    await commit(dead, 'second', 'third');
    aProcess();
    await bus.next(bindingChanged, ({ user }) => user === 'third', 8_000);
    expect(users()).toEqual(['first', 'second', 'third']);
    await eventually(async () => (await rows()) === 0);
  }, 180_000);

  it('leaves a fresh row to the process that wrote it', async () => {
    const alive = aProcess();
    const ticket = await commit(alive, 'bob');
    aProcess(); // looks at once, as every process does at its start
    alive.release(ticket);
    await bus.next(bindingChanged);
    await eventually(async () => (await rows()) === 0);
    expect(users()).toEqual(['bob']);
  });

  it('waits while the broker is away, without another pod doing the same work, and resumes alone, in order', async () => {
    const outbox = aProcess();
    aProcess();
    bus.disconnect();
    for (const user of ['a', 'b', 'c']) outbox.release(await commit(outbox, user));
    const since = Date.now();
    await eventually(() => Date.now() - since > 4_500); // longer than a row is kept for its process
    expect(await rows()).toBe(3);
    bus.reconnect();
    await eventually(async () => (await rows()) === 0);
    expect(users()).toEqual(['a', 'b', 'c']);
  }, 180_000);

  it('sets aside a row that the broker refuses for good, and publishes the others', async () => {
    const inner = new MemoryPublisher(bus, 'bindings');
    class Picky extends Publisher {
      async publish(list: readonly Outgoing[]): Promise<void> {
        if (list.some(({ event }) => (event as BindingChanged).user === 'huge'))
          throw Object.assign(new Error('too large'), { retriable: false, name: 'RecordTooLarge' });
        await inner.publish(list);
      }
    }
    const outbox = aProcess(new Picky());
    const tickets = [await commit(outbox, 'a'), await commit(outbox, 'huge'), await commit(outbox, 'b')];
    for (const ticket of tickets) outbox.release(ticket);
    await bus.next(bindingChanged, ({ user }) => user === 'b');
    await eventually(async () => (await rows()) === 1);
    expect(users()).toEqual(['a', 'b']);
    await eventually(async () => (await dataSource.query('select refused from outbox'))[0].refused !== null);
    expect(await dataSource.query('select refused from outbox')).toEqual([
      { refused: 'RecordTooLarge: too large' },
    ]);
  });

  it('tries a row again that was set aside, when the cause is gone', async () => {
    const inner = new MemoryPublisher(bus, 'bindings');
    let limit = 1;
    class Limited extends Publisher {
      async publish(list: readonly Outgoing[]): Promise<void> {
        if (list.length > limit) throw Object.assign(new Error('too large'), { retriable: false });
        await inner.publish(list);
      }
    }
    const first = aProcess(new Limited());
    first.release(await commit(first, 'a', 'b'));
    await eventually(async () => (await dataSource.query('select refused from outbox'))[0].refused !== null);
    await first.onApplicationShutdown();
    limit = 2; // somebody raised the limit of the topic; the next process tries again at its start
    aProcess(new Limited());
    await eventually(async () => (await rows()) === 0);
    expect(users()).toEqual(['a', 'b']);
  }, 180_000);

  /** Holds the records of one topic back until its door opens, or refuses them as long as it is away. */
  class Choosy extends Publisher {
    isAway = false;
    readonly door = new Door();
    readonly asked: string[] = [];
    private readonly inner = new MemoryPublisher(bus, 'bindings');
    constructor(private readonly topic: string) {
      super();
    }
    async publish(list: readonly Outgoing[]): Promise<void> {
      this.asked.push(...list.map(({ topic }) => topic.name));
      if (list.some(({ topic }) => topic.name === this.topic)) {
        if (this.isAway) throw Object.assign(new Error('no leader'), { retriable: true });
        await this.door.isOpen;
      }
      await this.inner.publish(list);
    }
  }
  const aPresence = (): Outgoing =>
    outgoing(presenceChanged, Object.values(presenceChanged.examples)[0] as PresenceChanged);
  const save = (outbox: Outbox, list: readonly Outgoing[]) =>
    dataSource.transaction((manager) => outbox.append(within(manager), list));

  describe('S7, P15: a topic that cannot be written', () => {
    it.each([
      ['refuses every try', true],
      ['lets its caller wait', false],
    ])(
      'and %s holds up no other topic, neither of its transaction nor behind it, nor of a dead process',
      async (_, isAway) => {
        const publisher = Object.assign(new Choosy(presenceChanged.name), { isAway });
        const dead = aProcess(undefined, false);
        await save(dead, [aPresence()]);
        await save(dead, records('of-the-dead'));
        const outbox = aProcess(publisher);
        outbox.release(await save(outbox, [aPresence(), ...records('with-it')]));
        outbox.release(await commit(outbox, 'behind-it'));
        await eventually(() => users().includes('behind-it'));
        expect(users().filter((user) => user !== 'of-the-dead')).toEqual(['with-it', 'behind-it']);
        await eventually(() => users().includes('of-the-dead'));
        expect(bus.published(presenceChanged as Topic<PresenceChanged>)).toEqual([]);
        const words = /^\d+ records wait for presence.changed.v1: no leader, since \d+ s$/;
        expect(outbox.notes()).toEqual(isAway ? [expect.stringMatching(words)] : []);
        publisher.isAway = false;
        publisher.door.open();
        await eventually(async () => (await rows()) === 0);
        expect(bus.published(presenceChanged as Topic<PresenceChanged>)).toHaveLength(2);
        expect(outbox.notes()).toEqual([]);
      },
      20_000,
    );
  });

  it('S10: a compacted topic ends with the newest, although the outboxes of two processes cross', async () => {
    const [certificate] = Object.values(certificateChanged.examples) as CertificateChanged[];
    const version = (changedAtMs: number): Outgoing =>
      outgoing(certificateChanged, { ...certificate, changedAtMs } as CertificateChanged);
    const slow = new Choosy(certificateChanged.name);
    const [one, other] = [aProcess(slow), aProcess()];
    one.release(await save(one, [version(1)]));
    await eventually(() => slow.asked.length === 1);
    other.release(await save(other, [version(2)]));
    const told = (): number[] =>
      bus.published(certificateChanged as Topic<CertificateChanged>).map(({ changedAtMs }) => changedAtMs);
    const since = performance.now();
    await eventually(() => performance.now() - since > 3_000); // longer than a row is kept for its process
    expect(told()).toEqual([]);
    slow.door.open();
    await eventually(async () => (await rows()) === 0);
    expect(told()).toEqual([1, 2]);
  }, 180_000);

  it('says how old the oldest unpublished record is', async () => {
    await commit(aProcess(undefined, false), 'bob');
    bus.disconnect();
    aProcess();
    const age = async () =>
      (await register.getSingleMetric('offline_push_outbox_oldest_seconds')?.get())?.values[0]?.value ?? 0;
    await eventually(async () => (await age()) > 1);
  }, 180_000);
});
