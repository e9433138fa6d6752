import { Controller, Logger } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import {
  deadLetter,
  messageSent,
  type MessageSent,
  sessionChanged,
  type SessionChanged,
} from '@offline-push/contracts';
import { MemoryBus, MemoryBusModule } from '../../memory-bus';
import {
  BusHealth,
  BusStrategy,
  Consumes,
  type Delivered,
  FeedFreshness,
  outgoing,
  Publisher,
  ReadUpTo,
} from '@offline-push/bus';

const STATE = { group: 'reader.state' };
const INPUT = { group: 'reader.input', after: STATE };

@Controller()
class Reader {
  readonly seen: string[] = [];
  isDatabaseAway = false;

  @Consumes(messageSent, INPUT)
  async onMessages(batch: readonly Delivered<MessageSent>[]): Promise<void> {
    if (this.isDatabaseAway) throw Object.assign(new Error('the database is away'), { retriable: true });
    for (const { event } of batch) {
      if (event.messageId === 'bug') throw new TypeError('a bug hits this one');
      this.seen.push(event.messageId);
    }
  }

  @Consumes(sessionChanged, STATE)
  async onSessions(batch: readonly Delivered<SessionChanged>[]): Promise<void> {
    this.seen.push(...batch.map(({ event }) => event.session));
  }
}

const message = (messageId: string): MessageSent => ({
  app: 'demo',
  messageId,
  conversation: 'c',
  recipients: ['bob'],
});

describe('a service on the bus', () => {
  beforeAll(() => Logger.overrideLogger(false));

  async function start(bus: MemoryBus) {
    const module = await Test.createTestingModule({
      imports: [MemoryBusModule.forRoot({ service: 'reader', bus })],
      controllers: [Reader],
    }).compile();
    const app = module.createNestApplication({ logger: false });
    app.connectMicroservice({ strategy: app.get(BusStrategy) });
    await app.startAllMicroservices();
    const publish = (...ids: string[]): Promise<void> =>
      app.get(Publisher).publish(ids.map((id) => outgoing(messageSent, message(id))));
    return { app, reader: app.get(Reader), health: app.get(BusHealth), publish };
  }

  it('reads its state before its input, whatever was published first', async () => {
    const bus = new MemoryBus();
    bus.append(messageSent.name, { key: 'demo/c', value: JSON.stringify(message('m-1')) });
    bus.append(sessionChanged.name, {
      key: 'demo/bob',
      value: JSON.stringify({ app: 'demo', user: 'bob', device: 'd', session: 's-1', change: 'logged-out' }),
    });
    const { app, reader } = await start(bus);
    await bus.idle();
    expect(reader.seen).toEqual(['s-1', 'm-1']);
    expect(app.get(FeedFreshness).isFresh(STATE)).toBe(true);
    await app.close();
  });

  it('tells up to when its group has read, which stands still while something waits', async () => {
    const bus = new MemoryBus();
    const { app, reader, publish } = await start(bus);
    const readUpTo = app.get(ReadUpTo);
    reader.isDatabaseAway = true;
    await publish('m-1');
    expect(await readUpTo.of(INPUT, 1_000)).toBeUndefined();
    reader.isDatabaseAway = false;
    await bus.idle();
    expect(await readUpTo.of(INPUT, 2_000)).toBe(2_000);
    reader.isDatabaseAway = true;
    await publish('m-2');
    expect(await readUpTo.of(INPUT, 3_000)).toBe(2_000);
    reader.isDatabaseAway = false;
    await bus.idle();
    expect(await readUpTo.of(INPUT, 4_000)).toBe(4_000);
    expect(await readUpTo.of({ group: 'nobody' }, 5_000)).toBeUndefined();
    await app.close();
  });

  it("keeps the handler's own error, which Nest's exception filter would replace", async () => {
    const bus = new MemoryBus();
    const { app, reader, publish } = await start(bus);
    await publish('m-1', 'bug', 'm-2');
    const letter = await bus.next(deadLetter);
    expect(letter).toMatchObject({ reason: 'handler-failed', detail: 'TypeError: a bug hits this one' });
    await bus.idle();
    expect(new Set(reader.seen)).toEqual(new Set(['m-1', 'm-2']));
    await app.close();
  });

  it('is not ready while something it needs is away, but alive, and resumes alone', async () => {
    const bus = new MemoryBus();
    const { app, reader, health, publish } = await start(bus);
    await bus.idle();
    reader.isDatabaseAway = true;
    await publish('m-1');
    await expect(bus.idle(200)).rejects.toThrow('reader.input on message.sent.v1');
    expect(health.isReady()).toBe(false);
    expect(health.isAlive()).toBe(true);
    reader.isDatabaseAway = false;
    await bus.idle();
    expect(reader.seen).toEqual(['m-1']);
    expect(health.isReady()).toBe(true);
    await app.close();
  });

  it('S2: stops once, however often Nest closes it, and waits no second time for a handler that hangs', async () => {
    const { app } = await start(new MemoryBus());
    const flows = app.get(BusStrategy).unwrap<{ stop(): Promise<void> }>();
    expect(flows.stop()).toBe(flows.stop());
    await app.close();
  });

  it('decides nothing while its state feed is not fresh', async () => {
    const bus = new MemoryBus();
    const module = await Test.createTestingModule({
      imports: [
        MemoryBusModule.forRoot({
          service: 'reader',
          bus,
          options: { feed: { staleAfterMs: 100, awaitedMs: 5, idleMs: 20 } },
        }),
      ],
      controllers: [Reader],
    }).compile();
    const app = module.createNestApplication();
    app.connectMicroservice({ strategy: app.get(BusStrategy) });
    await app.startAllMicroservices();
    await bus.idle();
    const freshness = app.get(FeedFreshness);
    expect(freshness.isFresh(STATE)).toBe(true);
    bus.freeze(sessionChanged.name);
    bus.append(sessionChanged.name, {
      value: JSON.stringify({ app: 'demo', user: 'bob', device: 'd', session: 's-2', change: 'logged-out' }),
    });
    while (freshness.isFresh(STATE)) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 50)); // one look of the flow
    await app.get(Publisher).publish([outgoing(messageSent, message('m-9'))]);
    await expect(bus.idle(100)).rejects.toThrow('not idle');
    expect(app.get(Reader).seen).toEqual([]);
    bus.thaw(sessionChanged.name);
    await bus.idle();
    expect(app.get(Reader).seen).toEqual(['s-2', 'm-9']);
    await app.close();
  });

  it('does not start when a flow follows one that nobody reads', async () => {
    @Controller()
    class Lonely {
      @Consumes(messageSent, { group: 'lonely.input', after: { group: 'lonely.state' } })
      async onMessages(): Promise<void> {
        await Promise.resolve();
      }
    }
    const module = await Test.createTestingModule({
      imports: [MemoryBusModule.forRoot({ service: 'lonely', bus: new MemoryBus() })],
      controllers: [Lonely],
    }).compile();
    const app = module.createNestApplication();
    app.connectMicroservice({ strategy: app.get(BusStrategy) });
    await expect(app.startAllMicroservices()).rejects.toThrow('lonely.state');
  });

  it('leaves the method as it was written for those who call it themselves', async () => {
    const reader = new Reader();
    reader.isDatabaseAway = true;
    await expect(reader.onMessages([])).rejects.toThrow('the database is away');
  });
});
