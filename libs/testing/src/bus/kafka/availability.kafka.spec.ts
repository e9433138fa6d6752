// A cluster that has lost some of its brokers: what still can be read is read, and whoever waits says for what. Nobody ends the process.
import { Logger } from '@nestjs/common';
import type { Topic } from '@offline-push/contracts';
import { type Parts, startParts } from '@offline-push/parts';
import { type Flow, outgoing } from '@offline-push/bus/inside/bus';
import { eventually, freshTopic, Recorder, type Step, steps, TEST_OPTIONS } from '../../bus-conformance';
import { Flows, type Handler } from '@offline-push/bus/inside/flow/flows';
import type { KafkaOptions } from '@offline-push/bus/inside/kafka/client';
import { KafkaLog } from '@offline-push/bus/inside/kafka/kafka-log';
import { KafkaPublisher } from '@offline-push/bus/inside/kafka/produce/publisher';
import { createTopics } from '@offline-push/bus/inside/kafka/topics';

const WALKS = Array.from({ length: 12 }, (_, number) => `walk-${number}`);
const errors: string[] = [];
const endings: (() => Promise<unknown>)[] = [];
let parts: Parts;
let options: KafkaOptions;

beforeAll(async () => {
  const error = (line: { event?: string; error?: string }): void =>
    void errors.push(`${line.event}: ${line.error}`);
  Logger.overrideLogger({ log: () => undefined, warn: () => undefined, error, fatal: error });
  parts = await startParts({ kafka: { brokers: 3, own: true } });
  options = { brokers: parts.brokers, clientId: 'availability' };
}, 180_000);
afterEach(() => Promise.all(endings.splice(0).map((end) => end())), 180_000);
afterAll(() => parts.stop(), 180_000);

async function aTopic(name: string, replicationFactor: number): Promise<Topic<Step>> {
  const topic = freshTopic(name);
  await createTopics(options, [topic as unknown as Topic], { partitions: 3, replicationFactor });
  return topic;
}

function aPod(reads: readonly [Topic<Step>, Flow, Recorder][]) {
  const log = new KafkaLog(options);
  const publisher = new KafkaPublisher({ ...options, source: 'spec' });
  const exits: number[] = [];
  const flows = new Flows(log, publisher, { ...TEST_OPTIONS, flow, exit: (code) => exits.push(code) });
  flows.start(reads.map(([topic, of, { handle }]) => ({ topic, flow: of, handle })) as unknown as Handler[]);
  endings.push(() => flows.stop().then(() => Promise.all([publisher.close(), log.close()])));
  const publish = (topic: Topic<Step>, number: number): Promise<void> =>
    publisher.publish(WALKS.flatMap((walk) => steps(walk, 1, number)).map((step) => outgoing(topic, step)));
  return { flows, exits, publish };
}
/** Asks for leaders more often than in production. */
const flow = { ...TEST_OPTIONS.flow, lagEveryMs: 200 };
const seen = (recorder: Recorder, number: number): number =>
  new Set(recorder.events.filter((event) => event.number === number).map(({ walk }) => walk)).size;

it('FF 2.16: a first start, before anybody has asked for a coordinator, logs no error', async () => {
  const topic = await aTopic('first', 3);
  const recorder = new Recorder();
  const { flows, publish } = aPod([[topic, { group: 'first.reader' }, recorder]]);
  await publish(topic, 0);
  await recorder.has(WALKS.length);
  await eventually(() => flows.isReady());
  expect(errors).toEqual([]);
}, 180_000);

it('S6: a partition without a leader has a name, and holds only those who heed its topic', async () => {
  const [sessions, receipts, input] = [
    await aTopic('sessions', 3),
    await aTopic('receipts', 1),
    await aTopic('input', 3),
  ];
  const state: Flow = { group: 'led.state' };
  const [states, heedful, heedless] = [new Recorder(), new Recorder(), new Recorder()];
  const pod = aPod([
    [sessions, state, states],
    [receipts, state, states],
    [input, { group: 'led.push', after: state, heeds: [sessions] }, heedful],
  ]);
  const strictState: Flow = { group: 'strict.state' };
  const strict = aPod([
    [sessions, strictState, new Recorder()],
    [receipts, strictState, new Recorder()],
    [input, { group: 'strict.push', after: strictState }, heedless],
  ]);
  await pod.publish(input, 0);
  await eventually(() => seen(heedful, 0) === 12 && seen(heedless, 0) === 12);

  const id = await parts.cluster.leaderOf(receipts.name, 0);
  await parts.cluster.kill(id);
  const words = `${receipts.name}/0 has no leader`;
  await eventually(() => pod.flows.notes().some((note) => note.includes(words)), 90_000);
  await eventually(() => strict.flows.waitsFor().some((sentence) => sentence.includes(words)), 90_000);
  expect(strict.flows.isReady()).toBe(false);

  const late = new Recorder();
  const newcomer = aPod([[receipts, { group: 'led.newcomer' }, late]]);
  await Promise.allSettled([pod.publish(input, 1), pod.publish(sessions, 1)]);
  await eventually(() => seen(heedful, 1) === 12, 90_000);
  await eventually(() => pod.flows.isReady() && newcomer.flows.isReady(), 90_000);

  await parts.cluster.start(id);
  await eventually(() => strict.flows.isReady() && seen(heedless, 1) === 12, 90_000);
  await pod.publish(receipts, 2);
  await eventually(() => seen(late, 2) === 12, 90_000);
  await eventually(() => pod.flows.notes().length === 0, 90_000);
  expect([...pod.exits, ...strict.exits, ...newcomer.exits]).toEqual([]);
}, 180_000);

it('a group without a coordinator, at its start and later, waits, says so, and goes on alone', async () => {
  const topic = await aTopic('coordinator', 3);
  const state: Flow = { group: 'coordinator.state' };
  const recorder = new Recorder();
  const early = aPod([
    [topic, state, new Recorder()],
    [topic, { group: 'coordinator.push', after: state }, recorder],
  ]);
  await early.publish(topic, 0);
  await eventually(() => early.flows.isReady() && seen(recorder, 0) === 12);

  await Promise.all([parts.cluster.kill(2), parts.cluster.kill(3)]);
  const lateState: Flow = { group: 'late.state' };
  const late = aPod([[topic, lateState, new Recorder()]]);
  const words = /^coordinator.push catches up with coordinator.state/;
  await eventually(() => early.flows.waitsFor().some((sentence) => words.test(sentence)), 90_000);
  expect(early.flows.isReady()).toBe(false);
  expect(late.flows.waitsFor()[0]).toMatch(/^late.state (waits for|joins)/);
  expect([early.flows.isAlive(), late.flows.isAlive()]).toEqual([true, true]);

  await Promise.all([parts.cluster.start(2), parts.cluster.start(3)]);
  await early.publish(topic, 1);
  await eventually(() => seen(recorder, 1) === 12, 90_000);
  await eventually(() => early.flows.isReady() && late.flows.isReady(), 90_000);
  expect([...early.exits, ...late.exits]).toEqual([]);
}, 180_000);
