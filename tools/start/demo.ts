// The demo: one message to three phones. The killed one rings, the others do not, and each says why.
import {
  bindingChanged,
  GATE_REASONS,
  presenceChanged,
  pushGated,
  pushOutcome,
} from '@offline-push/contracts';
import type { Chat, Sandbox, Tenant, TopicReader } from '@offline-push/platform';

export interface Told {
  phone: string;
  rang: boolean;
  /** What happened and why, in a sentence. */
  story: string;
}

const MESSAGE = 'demo-1';
const TEXT = 'Are you coming tonight?';
const DEADLINE_MS = 30_000;

/** Bob's app was killed, Carol is online, Dave has logged out. All three have a token at the first vendor. */
export async function playDemo(
  chat: Chat,
  tenant: Tenant,
  reader: TopicReader,
  sandbox: Sandbox,
): Promise<Told[]> {
  const [vendor = '', certificateId = 0] = Object.entries(tenant.certificates)[0] ?? [];
  const phoneOf = (user: string) => ({ user, device: `${user}s-phone`, session: `${user}-1` });
  const tokenOf = (user: string) => `ok-${user}s-phone`;
  for (const user of ['bob', 'carol', 'dave']) {
    await chat.says(['logged-in', phoneOf(user)]);
    await chat.reports(phoneOf(user), certificateId, tokenOf(user));
  }
  await chat.says(['disconnected', phoneOf('bob')], ['logged-out', phoneOf('dave')]);
  await everyoneIsKnown(reader);
  const sentAtMs = Date.now();
  await chat.sends({
    messageId: MESSAGE,
    sender: 'alice',
    recipients: ['bob', 'carol', 'dave'],
    push: { title: 'Alice', text: TEXT },
  });

  const gated = await reader.next(pushGated, (event) => event.messageId === MESSAGE, DEADLINE_MS);
  const ended = await reader.next(pushOutcome, (event) => event.messageId === MESSAGE, DEADLINE_MS);
  const told = await Promise.all(
    ['bob', 'carol', 'dave'].map(async (user): Promise<Told> => {
      const calls = await sandbox.callsTo(tokenOf(user));
      const shown = await sandbox.shownOn(vendor, tokenOf(user));
      const reason = gated.stopped.find((stopped) => stopped.user === user)?.reason;
      const outcome = ended.outcomes.find((one) => one.user === user);
      const rang = calls.length === 1 && shown.length === 1 && outcome?.state === 'accepted';
      const story = rang
        ? `rang through ${vendor}, ${(calls[0]?.atMs ?? 0) - sentAtMs} ms after the message: "${shown[0]?.title}: ${shown[0]?.text}"`
        : `did not ring: ${reason ?? outcome?.state ?? 'no decision'}. ${reason ? GATE_REASONS[reason] : ''}`;
      return { phone: user, rang, story };
    }),
  );
  return told;
}

/** Sessions, tokens and messages come on different topics: what was said must have arrived before the message is sent. */
async function everyoneIsKnown(reader: TopicReader): Promise<void> {
  const isIn = (user: string, status: string) =>
    reader.next(presenceChanged, (event) => event.user === user && event.status === status, DEADLINE_MS);
  const isNow = (user: string, change: string) =>
    reader.next(bindingChanged, (event) => event.user === user && event.change === change, DEADLINE_MS);
  await Promise.all([
    ...[isIn('bob', 'offline'), isIn('carol', 'online'), isIn('dave', 'logged-out')],
    ...[isNow('bob', 'bound'), isNow('carol', 'bound'), isNow('dave', 'unbound')],
  ]);
}
