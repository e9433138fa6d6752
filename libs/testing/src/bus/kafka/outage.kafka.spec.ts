// The only broker dies and comes back later than every session and every fresh feed lasts: a flow waits, decides nothing, and resumes alone.
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Topic } from '@offline-push/contracts';
import { type Parts, startParts } from '@offline-push/parts';
import { outgoing } from '@offline-push/bus/inside/bus';
import { eventually, freshTopic, Recorder, type Step, steps, TEST_OPTIONS } from '../../bus-conformance';
import { Flows, type Handler } from '@offline-push/bus/inside/flow/flows';
import { KafkaLog } from '@offline-push/bus/inside/kafka/kafka-log';
import { KafkaPublisher } from '@offline-push/bus/inside/kafka/produce/publisher';
import { createTopics } from '@offline-push/bus/inside/kafka/topics';

/** Longer than a session (10 s) and a fresh feed (10 s). */
const OUTAGE_MS = 12_000;

let parts: Parts;
beforeAll(async () => {
  Logger.overrideLogger(false);
  parts = await startParts({ kafka: { brokers: 1, own: true } });
}, 180_000);
afterAll(() => parts.stop(), 180_000);

it('a flow outlives its broker', async () => {
  const options = { brokers: parts.brokers, clientId: 'outage' };
  const [state, input] = [freshTopic('state'), freshTopic('input')];
  await createTopics(options, [state, input] as unknown as Topic[], { partitions: 3, replicationFactor: 1 });
  const publisher = new KafkaPublisher({ ...options, source: 'outage', deadlineMs: 60_000 });
  const log = new KafkaLog(options);
  const exits: number[] = [];
  const flows = new Flows(log, publisher, { ...TEST_OPTIONS, exit: (code) => exits.push(code) });
  const [states, inputs] = [new Recorder(), new Recorder()];
  const stateFlow = { group: 'outage.state' };
  const handler = (topic: Topic<Step>, recorder: Recorder, group: string, after?: typeof stateFlow) =>
    ({
      topic,
      flow: group === stateFlow.group ? stateFlow : { group, after },
      handle: recorder.handle,
    }) as unknown as Handler;
  flows.start([handler(state, states, stateFlow.group), handler(input, inputs, 'outage.input', stateFlow)]);
  const publish = (from: number): Promise<unknown> =>
    Promise.all(
      [state, input].map((topic) =>
        publisher.publish(
          ['a', 'b', 'c'].flatMap((walk) => steps(walk, 10, from)).map((step) => outgoing(topic, step)),
        ),
      ),
    );
  await publish(0);
  await inputs.has(30);
  expect(flows.isFresh(stateFlow)).toBe(true);

  await parts.cluster.kill(1);
  const published = publish(10); // goes on trying
  await sleep(OUTAGE_MS);
  expect(flows.isAlive()).toBe(true);
  expect(flows.isReady()).toBe(false);
  expect(flows.isFresh(stateFlow)).toBe(false);

  await parts.cluster.start(1);
  await published;
  await publish(20);
  for (const recorder of [states, inputs])
    await recorder.until(
      () => ['a', 'b', 'c'].every((walk) => recorder.numbersOf(walk).includes(29)),
      40_000,
    );
  await eventually(() => flows.isReady() && flows.isFresh(stateFlow));
  for (const recorder of [states, inputs])
    for (const walk of ['a', 'b', 'c'])
      expect([...new Set(recorder.numbersOf(walk))]).toEqual(steps(walk, 30).map(({ number }) => number));
  expect(exits).toEqual([]);

  await flows.stop();
  await publisher.close();
  await log.close();
}, 180_000);
