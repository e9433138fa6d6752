// The demo: one message to everybody. The phones whose app was killed ring, one of each vendor; the others do not, and each says why.
import {
  bindingChanged,
  presenceChanged,
  pushGated,
  pushOutcome,
  pushReceipted,
} from '@offline-push/contracts';
import { vendorNamed } from '@offline-push/vendors/send';
import {
  type Chat,
  type DemoPhone as Phone,
  type Fate,
  phonesOf,
  type Sandbox,
  type Tenant,
} from '@offline-push/demo';
import type { TopicReader } from '@offline-push/platform';
import { DEMO_MESSAGE, silenceOf, type Told } from './screen';

const TEXT = 'Are you coming tonight?';
const DEADLINE_MS = 30_000;
const STATUS: Record<Fate, string> = { killed: 'offline', online: 'online', 'logged-out': 'logged-out' };

export async function playDemo(
  chat: Chat,
  tenant: Tenant,
  reader: TopicReader,
  sandbox: Sandbox,
): Promise<Told[]> {
  const phones = phonesOf(Object.keys(tenant.certificates));
  for (const phone of phones) {
    await chat.says(['logged-in', phone]);
    await chat.reports(phone, tenant.certificates[phone.vendor] ?? 0, phone.token);
  }
  // Sessions, tokens and messages come on different topics: what was said must have arrived before the next is.
  await Promise.all(
    phones.flatMap((phone) => [becomes(phone, 'bound', reader), isTold(phone, 'online', reader)]),
  );
  for (const phone of phones) {
    if (phone.fate === 'killed') await chat.says(['disconnected', phone]);
    if (phone.fate === 'logged-out') await chat.says(['logged-out', phone]);
  }
  await Promise.all(phones.map((phone) => isKnown(phone, reader)));
  const sentAtMs = Date.now();
  const recipients = phones.map(({ user }) => user);
  await chat.sends({
    messageId: DEMO_MESSAGE,
    sender: 'alice',
    recipients,
    push: { title: 'Alice', text: TEXT },
  });
  return Promise.all(phones.map((phone) => tell(phone, sentAtMs, reader, sandbox)));
}

async function isKnown(phone: Phone, reader: TopicReader): Promise<void> {
  const { fate } = phone;
  if (fate === 'logged-out') await becomes(phone, 'unbound', reader);
  await isTold(phone, STATUS[fate], reader);
}

async function isTold(phone: Phone, status: string, reader: TopicReader): Promise<void> {
  const isIt = (event: { user: string; status: string }) =>
    event.user === phone.user && event.status === status;
  await of(phone, reader.next(presenceChanged, isIt, DEADLINE_MS));
}

async function becomes(phone: Phone, change: string, reader: TopicReader): Promise<void> {
  const isIt = (event: { user: string; change: string }) =>
    event.user === phone.user && event.change === change;
  await of(phone, reader.next(bindingChanged, isIt, DEADLINE_MS));
}

/** The error of a wait that failed names the phone. */
const of = <T>({ user, vendor }: Phone, awaited: Promise<T>): Promise<T> =>
  awaited.catch((error: unknown) => {
    throw new Error(`${user}'s phone (${vendor}): ${(error as Error).message}`, { cause: error });
  });

async function tell(phone: Phone, sentAtMs: number, reader: TopicReader, sandbox: Sandbox): Promise<Told> {
  const { user, vendor, token, fate } = phone;
  const mustRing = fate === 'killed';
  const gated = await reader.next(pushGated, (event) => event.messageId === DEMO_MESSAGE, DEADLINE_MS);
  const reason = gated.stopped.find((stopped) => stopped.user === user)?.reason;
  const { outcome, late } = reason === undefined ? await endOf(user, reader) : {};
  const state = outcome?.state;
  const calls = await sandbox.callsTo(token);
  const shown = await sandbox.shownOn(vendor, token);
  const rang = calls.length === 1 && shown.length === 1 && state === 'accepted';
  const afterMs = (calls[0]?.atMs ?? 0) - sentAtMs;
  const arrived = rang ? await arrivalOf(phone, outcome?.targetId, reader) : '';
  const story = rang
    ? `rang through ${vendor}, ${afterMs} ms after the message: "${shown[0]?.title}: ${shown[0]?.text}"${arrived}`
    : silenceOf({ vendor, reason, state, late, answers: calls.map(({ code }) => code) });
  return { user, mustRing, rang, story };
}

/** What a vendor that calls back says of it. */
async function arrivalOf(phone: Phone, targetId: string | undefined, reader: TopicReader): Promise<string> {
  if (vendorNamed(phone.vendor)?.receipts?.events.includes('arrived') !== true) return '';
  const isIt = (event: { targetId?: string; event: string }) =>
    event.targetId === targetId && event.event === 'arrived';
  await of(phone, reader.next(pushReceipted, isIt, DEADLINE_MS));
  return '; its receipt says: arrived';
}

/** `late`: it did not end in time, which is told of this phone, and ends no demo. */
async function endOf(user: string, reader: TopicReader) {
  const isIt = (outcome: { user: string }) => outcome.user === user;
  try {
    const event = await reader.next(
      pushOutcome,
      (e) => e.messageId === DEMO_MESSAGE && e.outcomes.some(isIt),
      DEADLINE_MS,
    );
    return { outcome: event.outcomes.find(isIt) };
  } catch (error) {
    return { late: (error as Error).message };
  }
}
