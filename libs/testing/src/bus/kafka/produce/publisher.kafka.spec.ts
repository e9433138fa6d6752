// The publisher and the topics job on a real broker.
import { deadLetter, defineTopic, DAY_MS, type Topic } from '@offline-push/contracts';
import { Type } from '@sinclair/typebox';
import { type Outgoing, outgoing } from '@offline-push/bus/inside/bus';
import { randomUUID } from 'node:crypto';
import { kafkaClient } from '@offline-push/bus/inside/kafka/client';
import { readHeaders } from '@offline-push/bus/inside/kafka/headers';
import { partitionOf } from '@offline-push/bus/inside/kafka/produce/partition';
import { KafkaPublisher } from '@offline-push/bus/inside/kafka/produce/publisher';
import { readAll } from '../../../bus-conformance';
import { createTopics } from '@offline-push/bus/inside/kafka/topics';

const options = { brokers: (process.env['KAFKA_BROKERS'] ?? '').split(','), clientId: 'spec' };
const PARTITIONS = 4;
const SETTINGS = { partitions: PARTITIONS, replicationFactor: 1 };

const aTopic = (name = `spec.${randomUUID()}.v1`) =>
  defineTopic({
    name,
    writer: 'presence',
    says: 'Something happened.',
    schema: Type.Object({ key: Type.String(), number: Type.Integer(), text: Type.Optional(Type.String()) }),
    key: (event) => event.key,
    keyedBy: 'key',
    retention: { deleteAfterMs: DAY_MS },
    partitions: 12,
    examples: {},
  });
type Event = { key: string; number: number; text?: string };

let publisher: KafkaPublisher;
beforeAll(() => {
  publisher = new KafkaPublisher({ ...options, source: 'spec' });
});
afterAll(() => publisher.close());

describe('the topics job', () => {
  it('makes what is missing, with the contract’s settings, and changes nothing when it runs again', async () => {
    const topics = [aTopic(), aTopic()] as unknown as Topic[];
    const names = topics.map(({ name }) => name);
    expect(await createTopics(options, [topics[0]!], SETTINGS)).toEqual([names[0]]);
    expect(await createTopics(options, topics, SETTINGS)).toEqual([names[1]]);
    expect(await createTopics(options, topics, SETTINGS)).toEqual([]);

    const admin = kafkaClient(options).admin();
    await admin.connect();
    const { topics: made } = await admin.fetchTopicMetadata({ topics: names });
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: 2, name: names[0]!, configNames: ['retention.ms'] }],
    });
    await admin.disconnect();
    expect(made.map(({ partitions }) => partitions.length)).toEqual([PARTITIONS, PARTITIONS]);
    expect(resources[0]!.configEntries[0]).toMatchObject({ configValue: String(DAY_MS) });
  });
});

describe('published events', () => {
  it('P9: are taken from a clock that is 61 minutes ahead, and stamped by the broker', async () => {
    const topic = aTopic();
    await createTopics(options, [topic as unknown as Topic], SETTINGS);
    const wall = Date.now;
    Date.now = () => wall() + 61 * 60_000;
    await publisher.publish([outgoing<Event>(topic, { key: 'anna', number: 0 })]).finally(() => {
      Date.now = wall;
    });
    const [record] = await readAll(options, topic.name);
    expect(Math.abs((record?.timestampMs ?? 0) - wall())).toBeLessThan(60_000);
  });

  it('arrive complete, in the order of their key, in the partition of their key, with their envelope', async () => {
    const topic = aTopic();
    await createTopics(options, [topic as unknown as Topic], SETTINGS);
    const keys = ['anna', 'bob', 'chloé', '龍'];
    const records: Outgoing[] = Array.from({ length: 4_000 }, (_, number) =>
      outgoing<Event>(topic, { key: keys[number % keys.length]!, number }),
    );
    const calls: Promise<void>[] = [];
    for (let i = 0; i < records.length; i += 50) {
      calls.push(publisher.publish(records.slice(i, i + 50)));
      if (i % 500 === 0) await calls.at(-1);
    }
    await Promise.all(calls);

    const read = await readAll(options, topic.name);
    for (const key of keys) {
      const ofKey = read.filter((record) => record.key?.toString() === key);
      const numbers = ofKey.map(({ value }) => (JSON.parse(value!.toString()) as Event).number);
      expect(numbers).toEqual(Array.from({ length: 1_000 }, (_, i) => keys.indexOf(key) + i * keys.length));
      expect(new Set(ofKey.map(({ partition }) => partition))).toEqual(
        new Set([partitionOf(Buffer.from(key), PARTITIONS)]),
      );
    }
    expect(readHeaders(read[0]!.headers)).toMatchObject({
      source: 'spec',
      type: topic.name,
      specVersion: '1.0',
    });
    expect(new Set(read.map(({ headers }) => headers['ce_id']!.toString())).size).toBe(4_000);
  });

  it('keep their id when they are published again', async () => {
    const topic = aTopic();
    await createTopics(options, [topic as unknown as Topic], SETTINGS);
    const event = outgoing<Event>(topic, { key: 'bob', number: 1 });
    await publisher.publish([event]);
    await publisher.publish([event]);
    const ids = (await readAll(options, topic.name)).map(({ headers }) => headers['ce_id']!.toString());
    expect(ids).toEqual([ids[0], ids[0]]);
  });

  it('may be as large as a dead letter, and no larger than the topic takes', async () => {
    const letters = { ...deadLetter, name: `spec.${randomUUID()}.v1` };
    const topic = aTopic();
    await createTopics(options, [letters as unknown as Topic, topic as unknown as Topic], SETTINGS);
    const original = deadLetter.examples['notJson']!;
    await publisher.publish([
      outgoing(letters, { ...original, value: Buffer.alloc(1_100_000).toString('base64') }),
      outgoing<Event>(topic, { key: 'bob', number: 1 }),
    ]);
    const large = publisher.publish([
      outgoing<Event>(topic, { key: 'bob', number: 2, text: 'x'.repeat(1_200_000) }),
    ]);
    await expect(large).rejects.toMatchObject({
      code: 'record-too-large',
      topic: topic.name,
      retriable: false,
    });
    expect(await readAll(options, letters.name)).toHaveLength(1);
  });

  it('wait for a topic that is made a moment later', async () => {
    const topic = aTopic();
    const published = publisher.publish([outgoing<Event>(topic, { key: 'bob', number: 1 })]);
    await createTopics(options, [topic as unknown as Topic], SETTINGS);
    await published;
    expect(await readAll(options, topic.name)).toHaveLength(1);
  });
});
