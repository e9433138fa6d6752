import { TOPICS } from '@offline-push/contracts';
import { type Flow, FlowRunner, type LogConsumer } from '@offline-push/bus/for-testing';
import { TEST_OPTIONS } from '../bus-conformance/pods';
import { Door, Recorder } from '../bus-conformance/recorder';
import { busConformance } from '../bus-conformance/suite';
import { PARTITIONS, type World } from '../bus-conformance/world';
import { MemoryBus } from './memory-bus';
import { MemoryConsumer } from './memory-consumer';
import { MemoryPublisher } from './memory-publisher';

/** Remembers its consumers, so that a process can be killed. */
class KillableBus extends MemoryBus {
  readonly consumers: MemoryConsumer[] = [];

  override consumer(...of: Parameters<MemoryBus['consumer']>): LogConsumer {
    const consumer = super.consumer(...of) as MemoryConsumer;
    this.consumers.push(consumer);
    return consumer;
  }
}

async function open(): Promise<World> {
  const bus = new KillableBus({ topics: TOPICS, partitions: PARTITIONS });
  const publisher = new MemoryPublisher(bus, 'conformance');
  return {
    publisher,
    impatient: publisher,
    createTopics: async (topics) => topics.forEach((topic) => bus.createTopic(topic)),
    connect: () => bus,
    write: async (topic, record) => void bus.append(topic, record),
    begin: async (topic, record) => bus.begin(topic, record),
    read: async (topic) => bus.records(topic),
    truncate: async (at, start) => bus.truncate(at, start),
    exists: async (topic) => bus.hasTopic(topic),
    close: () => bus.close(),
    victim: async (topic, group) => {
      const hangs = new Recorder(() => new Door().isOpen);
      const flow: Flow = { group };
      const runner = new FlowRunner({
        flow,
        handlers: [{ topic: topic as never, handle: hangs.handle }],
        log: bus,
        publisher,
        exit: TEST_OPTIONS.exit,
        options: TEST_OPTIONS.flow,
      });
      const consumer = bus.consumers.at(-1);
      runner.start();
      return {
        took: hangs.until(() => hangs.begun.length > 0),
        kill: async () => {
          await consumer?.crash();
          void runner.stop(0);
        },
      };
    },
  };
}

busConformance('in memory', open);
