// Reads a topic from its start to the end that it has now, by a group of its own that it removes again: what the specs judge by.
import type { Admin } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BusRecord, kafkaClient, type KafkaOptions } from '@offline-push/bus/for-testing';

const DEADLINE_MS = 60_000;
const RETRY_MS = 200;

/** In order per partition. Rejects if the end is not reached in time. */
export async function readAll(options: KafkaOptions, topic: string): Promise<BusRecord[]> {
  const kafka = kafkaClient(options);
  const groupId = `read-all.${randomUUID()}`;
  const admin = kafka.admin();
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 50, allowAutoTopicCreation: false });
  await Promise.all([admin.connect(), consumer.connect()]);
  try {
    const total = await countRecords(admin, topic);
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    return total === 0 ? [] : await take(total, consumer);
  } finally {
    await consumer.disconnect();
    await admin.deleteGroups([groupId]).catch(() => undefined); // a group that never joined is not there
    await admin.disconnect();
  }
}

/** Right after a topic is made or a leader changed, a broker may still answer for another leader. */
async function countRecords(admin: Admin, topic: string): Promise<number> {
  const end = performance.now() + DEADLINE_MS;
  for (;;) {
    try {
      const offsets = await admin.fetchTopicOffsets(topic);
      return offsets.reduce((sum, { low, high }) => sum + Number(high) - Number(low), 0);
    } catch (error) {
      if ((error as { retriable?: boolean }).retriable !== true || performance.now() >= end) throw error;
      await sleep(RETRY_MS);
    }
  }
}

function take(
  total: number,
  consumer: ReturnType<ReturnType<typeof kafkaClient>['consumer']>,
): Promise<BusRecord[]> {
  const records: BusRecord[] = [];
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(
      () => reject(new Error(`${records.length} of ${total} records within ${DEADLINE_MS} ms`)),
      DEADLINE_MS,
    );
    const eachMessage: Parameters<typeof consumer.run>[0] = {
      eachMessage({ topic, partition, message: { offset, key, value, headers, timestamp } }) {
        records.push({
          topic,
          partition,
          offset,
          key,
          value,
          headers: headers as Record<string, Buffer>,
          timestampMs: Number(timestamp),
        });
        if (records.length === total) {
          clearTimeout(deadline);
          resolve(records);
        }
        return Promise.resolve();
      },
    };
    consumer.run(eachMessage).catch(reject);
  });
}
