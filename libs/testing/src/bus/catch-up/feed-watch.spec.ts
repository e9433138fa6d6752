import { Logger } from '@nestjs/common';
import type { Topic } from '@offline-push/contracts';
import { eventually, freshTopic, Recorder, type Step, steps, TEST_OPTIONS } from '../../bus-conformance';
import { MemoryBus, MemoryPublisher } from '../../memory-bus';
import { outgoing } from '@offline-push/bus/inside/bus';
import { Flows, type Handler } from '@offline-push/bus/inside/flow/flows';
import { FeedWatch } from '@offline-push/bus/inside/catch-up/feed-watch';

const TEN_MINUTES_MS = 600_000;

it('S1: a quiet feed whose committed offset went back is fresh again', async () => {
  const topic = freshTopic('quiet');
  const [bus, flow] = [new MemoryBus({ topics: [topic as unknown as Topic] }), { group: 'quiet.reader' }];
  const states = new Recorder();
  const feed = { ...TEST_OPTIONS.feed, staleAfterMs: 300 };
  const options = { ...TEST_OPTIONS, feed, flow: { ...TEST_OPTIONS.flow, lagEveryMs: 50 } };
  const flows = new Flows(bus, new MemoryPublisher(bus, 'spec'), options);
  const input = freshTopic('waiting');
  bus.createTopic(input);
  flows.start([
    { topic, flow, handle: states.handle },
    { topic: input, flow: { group: 'quiet.input', after: flow }, handle: new Recorder().handle },
  ] as unknown as Handler[]);
  bus.append(topic.name, { key: 'a', value: JSON.stringify({ walk: 'a', number: 0 }) });
  await states.has(1);
  await eventually(() => flows.isFresh(flow) && flows.isReady());
  bus.forgetOffsets(flow.group);
  await eventually(() => !flows.isFresh(flow));
  await eventually(() => flows.isFresh(flow) && flows.isReady());
  expect(states.numbersOf('a')).toEqual([0]);
  await flows.stop();
});

describe('P21: the wall clock steps ten minutes', () => {
  const wall = Date.now;
  const step = (byMs: number): void => void (Date.now = () => wall() + byMs);
  beforeAll(() => Logger.overrideLogger(false));
  afterEach(() => void (Date.now = wall));

  it.each([
    ['back', -TEN_MINUTES_MS],
    ['forth', TEN_MINUTES_MS],
  ])('%s: a feed that cannot be read is stale in time', async (_, byMs) => {
    const topic = freshTopic('feed');
    const bus = new MemoryBus({ topics: [topic as unknown as Topic], partitions: 1 });
    const watch = new FeedWatch(bus, 'feed.reader', [topic.name], {
      staleAfterMs: 300,
      awaitedMs: 5,
      idleMs: 10,
    });
    watch.start();
    await eventually(() => watch.isFresh());
    step(byMs);
    expect(watch.isFresh()).toBe(true);
    bus.disconnect();
    await eventually(() => !watch.isFresh());
    expect(watch.waitsFor(-Infinity)).toEqual(['feed.reader, which tries again: the bus is away']);
    bus.reconnect();
    await eventually(() => watch.isFresh());
    watch.stop();
  });

  it.each([
    ['back', -TEN_MINUTES_MS],
    ['forth', TEN_MINUTES_MS],
  ])('%s: a follower sees its input at once', async (_, byMs) => {
    const [state, input] = [freshTopic('s'), freshTopic('i')];
    const bus = new MemoryBus({ topics: [state, input] as unknown as Topic[], partitions: 1 });
    const publisher = new MemoryPublisher(bus, 'spec');
    const stateFlow = { group: 'clock.state' };
    const inputs = new Recorder();
    const flows = new Flows(bus, publisher, TEST_OPTIONS);
    const handlers = [
      { topic: state, flow: stateFlow, handle: new Recorder().handle },
      { topic: input, flow: { group: 'clock.input', after: stateFlow }, handle: inputs.handle },
    ];
    flows.start(handlers as unknown as Handler[]);
    const publish = (number: number): Promise<void> =>
      publisher.publish(steps('a', 1, number).map((event: Step) => outgoing(input, event)));
    await publish(0);
    await inputs.has(1);
    step(byMs);
    await publish(1);
    await inputs.until(() => inputs.numbersOf('a').includes(1));
    expect(flows.isReady()).toBe(true);
    expect(flows.isAlive()).toBe(true);
    await flows.stop();
  });
});
