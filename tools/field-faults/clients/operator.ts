// An operator with kafkajs' admin client, for as long as a piece of work takes.
import { Kafka, logLevel } from 'kafkajs';
import type { Scene } from '../scene';

type Admin = ReturnType<Kafka['admin']>;

export async function administered(scene: Scene, work: (admin: Admin) => Promise<unknown>): Promise<void> {
  const admin = new Kafka({
    clientId: 'operator',
    brokers: [...scene.brokers],
    logLevel: logLevel.NOTHING,
  }).admin();
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.disconnect();
  }
}
