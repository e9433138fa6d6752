import { Logger } from '@nestjs/common';
import type { Topic } from '@offline-push/contracts';
import { register } from 'prom-client';
import { eventually, freshTopic, Recorder, steps, TEST_OPTIONS } from '../../bus-conformance';
import { MemoryBus, MemoryPublisher } from '../../memory-bus';
import { outgoing } from '@offline-push/bus/inside/bus';
import type { Fetched, LogConsumer, LogListener } from '@offline-push/bus/inside/log';
import { FlowRunner } from '@offline-push/bus/inside/flow/flow-runner';

describe('a flow', () => {
  beforeAll(() => Logger.overrideLogger(false));

  function aFlow(
    recorder = new Recorder(),
    options = TEST_OPTIONS.flow,
    bus = new MemoryBus({ partitions: 1 }),
  ) {
    const topic = freshTopic('flow');
    bus.createTopic(topic);
    const publisher = new MemoryPublisher(bus, 'test');
    const aRunner = () =>
      new FlowRunner({
        flow: { group: `${topic.name}.reader` },
        handlers: [{ topic: topic as unknown as Topic, handle: recorder.handle }],
        log: bus,
        publisher,
        exit: TEST_OPTIONS.exit,
        options,
      });
    const runner = aRunner();
    const publish = (count: number) =>
      publisher.publish(steps('a', count).map((step) => outgoing(topic, step)));
    return { bus, topic, recorder, runner, aRunner, publish };
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
    expect(Date.now() - sinceMs).toBeLessThan(5_000);
    expect(await bus.committed(runner.group, [topic.name])).toEqual([]);
  });

  it('P1: a throw between the log and the handler holds the topic, and says why', async () => {
    class Stumbling extends MemoryBus {
      private stumbles = 1;
      override consumer(group: string, topics: readonly string[], listener: LogListener): LogConsumer {
        const take = async (fetched: Fetched): Promise<bigint> => {
          if (this.stumbles-- > 0) throw new TypeError('a header is null');
          return listener.take(fetched);
        };
        return super.consumer(group, topics, {
          assigned: (partitions) => listener.assigned(partitions),
          losing: () => listener.losing(),
          take,
          stumbled: (topic, error) => listener.stumbled(topic, error),
          crashed: (error, restarts) => listener.crashed(error, restarts),
        });
      }
    }
    const options = { ...TEST_OPTIONS.flow, retry: { firstMs: 300, maxMs: 300 } };
    const { runner, recorder, publish } = aFlow(new Recorder(), options, new Stumbling({ partitions: 1 }));
    runner.start();
    await publish(3);
    await eventually(() => runner.waitsFor().join().includes('a header is null'));
    expect(runner.isReady()).toBe(false);
    await recorder.has(3);
    expect(recorder.numbersOf('a')).toEqual([0, 1, 2]);
    await eventually(() => runner.isReady());
    await runner.stop(1_000);
  });

  it('S6: begins while a partition has no leader, notes it, and goes on with it where its group was', async () => {
    const quick = { ...TEST_OPTIONS.flow, lagEveryMs: 20 };
    const { bus, topic, recorder, runner, aRunner, publish } = aFlow(new Recorder(), quick);
    runner.start();
    await publish(3);
    await recorder.has(3);
    await runner.stop(1_000);
    bus.depose({ topic: topic.name, partition: 0 });
    const next = aRunner();
    next.start();
    await eventually(() => next.isReady());
    expect(next.notes()).toEqual([`${next.group}: ${topic.name}/0 has no leader`]);
    bus.enthrone({ topic: topic.name, partition: 0 });
    await publish(2);
    await recorder.has(5);
    expect(recorder.delivered.map(({ record }) => record.offset)).toEqual(['0', '1', '2', '3', '4']);
    await eventually(() => next.notes().length === 0);
    await eventually(async () => (await lagOf(topic.name, 'records')) === 0);
    await next.stop(1_000);
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
