// Against a real broker: what is looked for is found from the end backwards, and nothing is left behind on the broker.
import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { Kafka, logLevel } from 'kafkajs';
import type { BusRecord } from '../bus';
import { LookBack } from './look-back';

jest.setTimeout(180_000);

const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
const kafka = new Kafka({ clientId: 'spec', brokers, logLevel: logLevel.NOTHING });
beforeAll(() => Logger.overrideLogger(false));

const inTime = () => performance.now() + 20_000;

async function topicWith(counts: readonly number[]): Promise<string> {
  const topic = `look-back-${randomUUID()}`;
  const admin = kafka.admin();
  const producer = kafka.producer();
  await Promise.all([admin.connect(), producer.connect()]);
  await admin.createTopics({ topics: [{ topic, numPartitions: counts.length }], waitForLeaders: true });
  const messages = counts.flatMap((count, partition) =>
    Array.from({ length: count }, (_, n) => ({ partition, value: `${partition}-${n}` })),
  );
  await producer.send({ topic, messages });
  await Promise.all([admin.disconnect(), producer.disconnect()]);
  return topic;
}

const textOf = ({ value }: BusRecord): string => String(value);

describe('looking back into a log', () => {
  it('gives the newest page of each partition first, then the older ones, and each record once', async () => {
    const log = await LookBack.open({ brokers, clientId: 'spec' }, [await topicWith([5, 0, 2])]);
    const pages: string[][] = [];
    expect(log.readBackToMs).toBe(Infinity);
    while (log.unread > 0n) {
      const page: string[] = [];
      await log.older(2, inTime(), (record) => page.push(textOf(record)));
      pages.push(page.sort());
    }
    expect(log.readBackToMs).toBe(-Infinity);
    await log.close();
    expect(pages).toEqual([['0-3', '0-4', '2-0', '2-1'], ['0-1', '0-2'], ['0-0']]);
  });

  it('has nothing to read in a topic that does not exist', async () => {
    const log = await LookBack.open({ brokers, clientId: 'spec' }, ['never-made']);
    expect(log.unread).toBe(0n);
    await log.close();
  });

  it('does not give what a transaction took back, and does not wait for its end', async () => {
    const topic = await topicWith([1]);
    const producer = kafka.producer({
      transactionalId: randomUUID(),
      maxInFlightRequests: 1,
      idempotent: true,
    });
    await producer.connect();
    const transaction = await producer.transaction();
    await transaction.send({ topic, messages: [{ value: 'taken back' }] });
    await transaction.abort();
    await producer.disconnect();
    const log = await LookBack.open({ brokers, clientId: 'spec' }, [topic]);
    const found: string[] = [];
    await log.older(100, inTime(), (record) => found.push(textOf(record)));
    expect([found, log.unread]).toEqual([['0-0'], 0n]);
    await log.close();
  });

  it('stops at its deadline, and what it was reading counts as unread', async () => {
    const log = await LookBack.open({ brokers, clientId: 'spec' }, [await topicWith([3])]);
    await log.older(2, performance.now(), () => undefined);
    expect(log.unread).toBe(3n);
    await log.close();
  });

  it('needs no group', async () => {
    const admin = kafka.admin();
    await admin.connect();
    const { groups } = await admin.listGroups();
    await admin.disconnect();
    expect(groups.filter(({ groupId }) => groupId.includes('look'))).toEqual([]);
  });
});
