// What clients write that are not ours: every codec of the protocol, null headers, fat headers, bombs. The broker's own codecs are those of the
// Java client. Batches as librdkafka and Go write them are in libs/testing/fixtures, for the spec of the codecs.
import { Logger } from '@nestjs/common';
import type { DeadLetter, Topic } from '@offline-push/contracts';
import { CompressionTypes } from 'kafkajs';
import { outgoing } from '@offline-push/bus/inside/bus';
import { eventually, freshTopic, KafkaWorld, Pods, Recorder, type Step, steps } from '../../bus-conformance';
import type { Handler } from '@offline-push/bus/inside/flow/flows';
import { kafkaClient, kafkaCluster } from '@offline-push/bus/inside/kafka/client';
import { aBody } from '../../../fixtures/fetch/batches';
import { produceRequest } from '@offline-push/bus/inside/kafka/produce/produce-request';
import { MAX_RECORD_BYTES } from '@offline-push/bus/inside/kafka/produce/publisher';

/** A partition unknown, or not led: what a broker answers to the first requests for a topic that was just made. */
const NOT_YET: readonly (number | undefined)[] = [3, 6];
const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
const options = { brokers, clientId: 'strangers' };
let world: KafkaWorld;
const pods = new Pods(() => world);
beforeAll(async () => {
  Logger.overrideLogger(false);
  world = await KafkaWorld.open(brokers);
}, 180_000);
afterEach(() => pods.stopAll(), 180_000);
afterAll(() => world.close(), 180_000);

async function aTopic(name: string, settings: Record<string, string> = {}): Promise<Topic<Step>> {
  const topic = freshTopic(name);
  await world.createTopics([topic]);
  await configure(topic.name, settings);
  return topic;
}

async function configure(topic: string, settings: Record<string, string>): Promise<void> {
  const admin = kafkaClient(options).admin();
  await admin.connect();
  const configEntries = Object.entries(settings).map(([key, value]) => ({ name: key, value }));
  if (configEntries.length > 0)
    await admin.alterConfigs({
      validateOnly: false,
      resources: [{ type: 2, name: topic, configEntries }],
    });
  await admin.disconnect();
}

function read(topic: Topic<Step>) {
  const recorder = new Recorder();
  const flow = { group: `${topic.name}.reader` };
  const { flows } = pods.start([{ topic, flow, handle: recorder.handle } as unknown as Handler]);
  return { recorder, flows };
}

const publish = (topic: Topic<Step>, count: number, from: number): Promise<void> =>
  world.publisher.publish(steps('a', count, from).map((step) => outgoing(topic, step)));

async function letterOf({ name }: Topic<Step>): Promise<DeadLetter> {
  let found: DeadLetter | undefined;
  await eventually(async () => {
    const records = await world.read('dead-letter.v1');
    found = records
      .map(({ value }) => JSON.parse(String(value)) as DeadLetter)
      .find(({ topic }) => topic === name);
    return found !== undefined;
  });
  return found as DeadLetter;
}

/** Records as bytes that kafkajs cannot write, in one batch to partition 0. */
async function writeBodies({ name }: Topic<Step>, bodies: readonly Buffer[]): Promise<void> {
  const cluster = kafkaCluster(options);
  await cluster.connect();
  await cluster.addTargetTopic(name);
  const leader = await cluster.brokerPool.findConnectedBroker(); // there is one broker
  const records = bodies.map((body) => ({ body, timestampMs: Date.now() }));
  const request = produceRequest([{ topic: name, partition: 0, records }], 10_000);
  let errorCode: number | undefined;
  await eventually(async () => {
    errorCode = (await leader.connectionPool.send(request)).results[0]?.errorCode;
    return !NOT_YET.includes(errorCode);
  });
  await cluster.disconnect();
  expect(errorCode).toBe(0);
}

describe('P2, FF 1.1: every codec is read', () => {
  it.each(['gzip', 'snappy', 'lz4', 'zstd'])('a topic with compression.type %s', async (codec) => {
    const topic = await aTopic(codec, { 'compression.type': codec });
    await publish(topic, 100, 0);
    const { recorder } = read(topic);
    await recorder.has(100);
    expect(recorder.numbersOf('a')).toEqual(steps('a', 100).map(({ number }) => number));
  });
});

it('P1: null headers, and the partition goes on', async () => {
  const topic = await aTopic('null-header');
  await publish(topic, 1, 0);
  const withHeaders = (number: number, ...headers: [string, string | null][]): Buffer =>
    aBody({ key: 'a', value: JSON.stringify({ walk: 'a', number }), headers });
  await writeBodies(topic, [
    withHeaders(1, ['tenant', null]),
    withHeaders(2, ['tenant', 'x'], ['tenant', null], ['__proto__', null], ['traceparent', null]),
    withHeaders(3, ['ce_type', null], ['ce_specversion', null]),
  ]);
  await publish(topic, 3, 4);
  const { recorder, flows } = read(topic);
  await recorder.has(7);
  expect(recorder.numbersOf('a').sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  await eventually(() => flows.isReady());
}, 180_000);

it('P3: a record with a fat header is one dead letter that fits', async () => {
  const topic = await aTopic('fat-header');
  await world.write(topic.name, {
    key: 'a',
    value: 'not json',
    headers: { traceparent: 'x'.repeat(900_000) },
  });
  await publish(topic, 5, 1);
  const { recorder, flows } = read(topic);
  await recorder.has(5);
  const letter = await letterOf(topic);
  expect(letter).toMatchObject({ reason: 'not-readable', headers: {} });
  expect(letter.detail).toContain('1 headers left out');
  await eventually(() => flows.isReady());
}, 180_000);

it('P3: a record that is larger than any dead letter is named in one', async () => {
  const topic = await aTopic('large', { 'max.message.bytes': '10000000' });
  await world.write(topic.name, { key: 'a', value: 'x'.repeat(3_000_000) });
  await publish(topic, 2, 0);
  const { recorder } = read(topic);
  await recorder.has(2);
  const letter = await letterOf(topic);
  expect(letter).toMatchObject({ reason: 'not-readable', value: null, key: expect.any(String) });
  expect(letter.detail).toContain('(value of 3000000 bytes left out, SHA-256');
}, 180_000);

it('P3: a topic of dead letters that takes less gets the letter without bytes', async () => {
  const topic = await aTopic('narrow');
  await configure('dead-letter.v1', { 'max.message.bytes': '100000' });
  try {
    await world.write(topic.name, { key: 'a', value: 'x'.repeat(300_000) });
    await publish(topic, 2, 0);
    const { recorder } = read(topic);
    await recorder.has(2);
    expect(await letterOf(topic)).toMatchObject({ value: null, key: null, headers: {} });
  } finally {
    await configure('dead-letter.v1', { 'max.message.bytes': String(MAX_RECORD_BYTES) });
  }
}, 180_000);

it('S8: a bomb is a dead letter, and the partition goes on', async () => {
  const topic = await aTopic('bomb');
  await publish(topic, 1, 0);
  const producer = kafkaClient(options).producer({ allowAutoTopicCreation: false });
  await producer.connect();
  await producer.send({
    topic: topic.name,
    compression: CompressionTypes.GZIP,
    messages: [{ key: 'a', value: Buffer.alloc(64 * 1024 * 1024) }],
  });
  await producer.disconnect();
  await publish(topic, 2, 1);
  const { recorder } = read(topic);
  await recorder.has(3);
  expect(recorder.numbersOf('a')).toEqual([0, 1, 2]);
  expect(await letterOf(topic)).toMatchObject({
    offset: '1',
    reason: 'not-decodable',
    detail: expect.stringContaining('the batch of offsets 1 to 1 cannot be decoded: gzip'),
    value: expect.stringMatching(/^AAAAAAAAAAE/),
  });
}, 180_000);
