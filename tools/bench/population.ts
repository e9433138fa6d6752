// Logs everybody in and lets those be killed that shall be, and waits until the platform knows.
import { type Outgoing, outgoing, type Publisher } from '@offline-push/bus';
import {
  bindingChanged,
  bindingReported,
  presenceChanged,
  type SessionChange,
  sessionChanged,
} from '@offline-push/contracts';
import { DEMO_APP as app, TopicReader } from '@offline-push/platform';
import { until } from '@offline-push/parts';
import type { Phone } from './shapes';

const AT_ONCE = 1_000;
const DEADLINE_MS = 120_000;

export async function populate(
  publisher: Publisher,
  brokers: readonly string[],
  phones: readonly Phone[],
  certificateId: number,
): Promise<void> {
  const reader = await TopicReader.open(brokers, [bindingChanged, presenceChanged]);
  try {
    const now = Date.now();
    await publishAll(
      publisher,
      phones.map((phone) => session('logged-in', phone, now)),
    );
    await publishAll(
      publisher,
      phones.map((phone) => report(phone, certificateId, now)),
    );
    await publishAll(
      publisher,
      phones.filter((phone) => phone.isKilled).map((phone) => session('disconnected', phone, now + 1)),
    );
    const killed = phones.filter((phone) => phone.isKilled).length;
    await until(DEADLINE_MS, `${phones.length} phones were not bound and ${killed} not offline`, () =>
      countBound(reader) === phones.length && countOffline(reader) === killed ? true : undefined,
    );
  } finally {
    await reader.close();
  }
}

const countBound = (reader: TopicReader): number =>
  new Set(reader.seen(bindingChanged).flatMap((event) => (event.change === 'bound' ? [event.user] : [])))
    .size;
const countOffline = (reader: TopicReader): number =>
  new Set(reader.seen(presenceChanged).flatMap((event) => (event.status === 'offline' ? [event.user] : [])))
    .size;

async function publishAll(publisher: Publisher, records: Outgoing[]): Promise<void> {
  for (let i = 0; i < records.length; i += AT_ONCE) await publisher.publish(records.slice(i, i + AT_ONCE));
}

const session = (change: SessionChange, { user, device, session }: Phone, atMs: number): Outgoing =>
  outgoing(sessionChanged, { app, user, device, session, platform: 'android', change, atMs });

const report = (
  { user, device, session, token }: Phone,
  certificateId: number,
  reportedAtMs: number,
): Outgoing =>
  outgoing(bindingReported, { app, user, device, session, binding: { certificateId, token }, reportedAtMs });
