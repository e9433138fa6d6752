import { Logger } from '@nestjs/common';
import type { Topic } from '@offline-push/contracts';
import { register } from 'prom-client';
import { eventually, TEST_OPTIONS } from './conformance/pods';
import { Recorder } from './conformance/recorder';
import { freshTopic, steps } from './conformance/world';
import { FlowRunner } from './flow-runner';
import { MemoryBus } from './memory/memory-bus';
import { MemoryPublisher } from './memory/memory-publisher';
import { outgoing } from './bus';

describe('a flow', () => {
  beforeAll(() => Logger.overrideLogger(false));

  function aFlow(recorder = new Recorder(), options = TEST_OPTIONS.flow) {
    const topic = freshTopic('flow');
    const bus = new MemoryBus({ partitions: 1 });
    bus.createTopic(topic);
    const publisher = new MemoryPublisher(bus, 'test');
    const runner = new FlowRunner({
      flow: { group: `${topic.name}.reader` },
      subscriptions: [{ topic: topic as unknown as Topic, handle: recorder.handle }],
      log: bus,
      publisher,
      exit: TEST_OPTIONS.exit,
      options,
    });
    const publish = (count: number) =>
      publisher.publish(steps('a', count).map((step) => outgoing(topic, step)));
    return { bus, topic, recorder, runner, publish };
  }

  const lagOf = async (topic: string, unit: 'records' | 'seconds'): Promise<number | undefined> => {
    await register.metrics();
    const metric = await register.getSingleMetric(`offline_push_bus_lag_${unit}`)?.get();
    return metric?.values.find(({ labels }) => labels['topic'] === topic)?.value;
  };

  it('stops within its deadline although a handler hangs, and commits nothing of what hangs', async () => {
    const { runner, bus, topic, recorder, publish } = aFlow(new Recorder(() => new Promise(() => undefined)));
    runner.start();
    await publish(3);
    await recorder.until(() => recorder.begun.length === 1);
    const sinceMs = Date.now();
    await runner.stop(200);
    expect(Date.now() - sinceMs).toBeLessThan(1_000);
    expect(await bus.committed(runner.group, [topic.name])).toEqual([]);
  });

  it('waits for a bus that is away at its start', async () => {
    const { runner, bus, recorder, publish } = aFlow();
    await publish(1);
    bus.disconnect();
    runner.start();
    expect(runner.isReady()).toBe(false);
    expect(runner.isAlive()).toBe(true);
    bus.reconnect();
    await recorder.has(1);
    await runner.stop(1_000);
  });

  it('shows how far it is behind, also while it is held', async () => {
    let isAway = true;
    const recorder = new Recorder(() => {
      if (isAway) throw Object.assign(new Error('away'), { retriable: true });
    });
    const { runner, topic, publish } = aFlow(recorder, { ...TEST_OPTIONS.flow, lagEveryMs: 20 });
    runner.start();
    await publish(5);
    await recorder.until(() => recorder.begun.length > 0);
    await publish(5);
    await eventually(async () => (await lagOf(topic.name, 'records')) === 10);
    await eventually(async () => ((await lagOf(topic.name, 'seconds')) ?? 0) > 0);
    isAway = false;
    await recorder.has(10);
    await eventually(async () => (await lagOf(topic.name, 'records')) === 0);
    expect(await lagOf(topic.name, 'seconds')).toBe(0);
    await runner.stop(1_000);
    expect(await lagOf(topic.name, 'records')).toBeUndefined();
  });
});
