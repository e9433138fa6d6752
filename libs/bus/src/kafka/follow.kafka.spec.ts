// Against a real broker: what is published from now on is read, also in a topic that is made later, and no group is left behind.
import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { Kafka, logLevel } from 'kafkajs';
import { Follow } from './follow';

jest.setTimeout(120_000);

const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
const kafka = new Kafka({ clientId: 'spec', brokers, logLevel: logLevel.NOTHING });
const admin = kafka.admin();
const producer = kafka.producer();

beforeAll(async () => {
  Logger.overrideLogger(false);
  await Promise.all([admin.connect(), producer.connect()]);
});
afterAll(() => Promise.all([admin.disconnect(), producer.disconnect()]));

const newTopic = async (topic = `follow-${randomUUID()}`): Promise<string> => {
  await admin.createTopics({ topics: [{ topic, numPartitions: 3 }], waitForLeaders: true });
  return topic;
};
const publish = (topic: string, ...values: string[]) =>
  producer.send({ topic, messages: values.map((value) => ({ value, key: value })) });

/** Resolves when it has read these, and nothing else. */
function reading(topics: readonly string[]) {
  const values: string[] = [];
  let heard = (): void => undefined;
  const follow = new Follow({ brokers, clientId: 'spec' }, topics, ({ value }) => {
    values.push(String(value));
    heard();
  });
  follow.start();
  const has = async (...wanted: string[]): Promise<void> => {
    while (values.length < wanted.length) await new Promise<void>((resolve) => (heard = resolve));
    expect([...values].sort()).toEqual(wanted);
  };
  const isReady = async (): Promise<void> => {
    while (!follow.isUpToDate) await new Promise((resolve) => setImmediate(resolve));
  };
  return { follow, has, isReady };
}

describe('following topics', () => {
  it('reads what is published from now on, and leaves no group', async () => {
    const topic = await newTopic();
    await publish(topic, 'before');
    const { follow, has, isReady } = reading([topic]);
    await isReady();
    await publish(topic, 'a', 'b', 'c');
    await has('a', 'b', 'c');
    const { groups } = await admin.listGroups();
    await follow.close();
    expect(groups.filter(({ groupId }) => groupId.includes('spec'))).toEqual([]);
  });

  it('reads a topic from its start that was missing when it began', async () => {
    const late = `follow-${randomUUID()}`;
    const { follow, has } = reading([await newTopic(), late]);
    // Its first look may come before or after the topic is there; in both cases it goes on.
    while (follow['missed'].size === 0) await new Promise((resolve) => setImmediate(resolve));
    await newTopic(late);
    await publish(late, 'first');
    await has('first');
    await follow.close();
  });

  it('can be closed while no broker answers', async () => {
    const follow = new Follow({ brokers: ['127.0.0.1:1'], clientId: 'spec' }, ['t'], () => undefined);
    follow.start();
    await follow.close();
    expect(follow.isUpToDate).toBe(false);
  });
});
