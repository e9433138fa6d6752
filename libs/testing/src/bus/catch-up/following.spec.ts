import { Logger } from '@nestjs/common';
import type { Topic } from '@offline-push/contracts';
import { Door, freshTopic, Recorder, type Step, steps, TEST_OPTIONS } from '../../bus-conformance';
import { MemoryBus, MemoryPublisher } from '../../memory-bus';
import { outgoing } from '@offline-push/bus/inside/bus';
import { Flows, type Handler } from '@offline-push/bus/inside/flow/flows';

const handlerOf = (topic: Topic<Step>, flow: object, recorder: Recorder): Handler =>
  ({ topic, flow, handle: recorder.handle }) as unknown as Handler;

it('a message behind a disconnect is decided when the disconnect is saved, however long that takes', async () => {
  Logger.overrideLogger(false);
  const bus = new MemoryBus({ partitions: 1 });
  const publisher = new MemoryPublisher(bus, 'test');
  const [session, message] = [freshTopic('session'), freshTopic('message')];
  for (const topic of [session, message]) bus.createTopic(topic);
  const state = { group: `${session.name}.state` };
  const door = new Door();
  const sessions = new Recorder(([step]) => (step?.event.number === 1 ? door.isOpen : undefined));
  const knownThen: number[] = [];
  const messages = new Recorder(() => void knownThen.push(sessions.events.length));
  const flows = new Flows(bus, publisher, TEST_OPTIONS);
  flows.start([
    handlerOf(session, state, sessions),
    handlerOf(message, { group: `${message.name}.push`, after: state }, messages),
  ]);
  const publish = (topic: Topic<Step>, from: number) =>
    publisher.publish(steps('a', 1, from).map((step) => outgoing(topic, step)));

  await publish(session, 0);
  await publish(message, 0);
  await messages.has(1);
  await publish(session, 1);
  await sessions.until(() => sessions.begun.length === 2);
  await publish(message, 1);
  setTimeout(() => door.open(), 200);
  await messages.has(2);
  await flows.stop();

  expect(knownThen).toEqual([1, 2]);
});
