// What stands on the pictures: people with names, one phone of each vendor, a message to all of them, a lane that is throttled, a dead letter.
import { messageSent } from '@offline-push/contracts';
import { type Phone, tokenOf } from '@offline-push/platform';
import { until } from '@offline-push/parts';
import { Kafka } from 'kafkajs';
import type { Scene } from '../prove-console/scene';
import { isSettled, story } from '../prove-console/explaining/phones';

export const MESSAGE = 'm-1001';

/** As they are in an app where nothing has happened. */
export const PAGES = {
  find: '',
  certificates: '/certificates',
  user: '/users/bob',
  story: `/messages/${MESSAGE}`,
  statistics: '/statistics',
  lanes: '/lanes',
  'dead-letters': '/dead-letters',
  sandbox: '/sandbox',
} as const;
export type PageName = keyof typeof PAGES;

/** Phones to look at: one that rings, one that is in a hand, one whose user has logged out. */
const HANDS = [
  { user: 'bob', vendor: 'xiaomi', begins: 'killed' },
  { user: 'carol', vendor: 'huawei', begins: 'foreground' },
  { user: 'dave', vendor: 'oppo', begins: 'logged-out' },
] as const;
/** They own a phone of each further vendor, whose app was killed. */
const PEOPLE = ['erin', 'frank', 'grace', 'heidi', 'ivan', 'judy'];

const phone = (user: string, vendor: string): Phone => {
  const device = `${user}s-phone`;
  return { user, device, session: `${user}-1`, token: tokenOf(vendor, `ok-${device}`) };
};

async function takeInHand({ stage, platform }: Scene): Promise<void> {
  const { app, certificates } = stage.tenant;
  for (const { user, vendor, begins } of HANDS) {
    const answer = await fetch(`${platform.sandboxUrl}/v1/phones`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user, vendor, begins, app, certificateId: certificates[vendor] }),
      signal: AbortSignal.timeout(30_000),
    });
    if (!answer.ok) throw new Error(`${user}'s phone was refused: ${answer.status} ${await answer.text()}`);
    const made = (await answer.json()) as { phone: Phone };
    if (begins === 'killed') await stage.becomes(made.phone, 'offline');
    if (begins === 'logged-out') await stage.becomes(made.phone, 'logged-out');
  }
}

export async function fill(scene: Scene): Promise<void> {
  const { stage } = scene;
  await takeInHand(scene);
  const others = Object.entries(stage.tenant.certificates).filter(
    ([vendor]) => !HANDS.some((hand) => hand.vendor === vendor),
  );
  const phones = others.map(([vendor], at) => phone(PEOPLE[at] ?? `user-${at}`, vendor));
  for (const [at, one] of phones.entries()) await stage.killed(one, others[at]?.[1]);
  const users = [...HANDS, ...phones].map(({ user }) => user);
  await stage.chat.sends({
    messageId: MESSAGE,
    conversation: 'dinner',
    sender: 'alice',
    recipients: users,
    push: { title: 'Alice', text: 'Are you coming tonight?' },
  });
  await story(scene, MESSAGE, (devices) => devices.length === users.length && isSettled(devices));
  await deadLetter(scene);
}

/** A message that nobody can read. */
async function deadLetter({ platform }: Scene): Promise<void> {
  const producer = new Kafka({ brokers: [...platform.parts.brokers], logLevel: 0 }).producer();
  await producer.connect();
  await producer.send({
    topic: messageSent.name,
    messages: [{ key: 'demo/dinner', value: '{"app":"demo","messageId":"m-1002","recipients":"bob"}' }],
  });
  await producer.disconnect();
  await until(60_000, 'there was no dead letter', async () => {
    const { letters } = await platform.api.get<{ letters: unknown[] }>(
      'delivery-log',
      '/v1/dead-letters',
      'admin',
    );
    return letters.length > 0 ? true : undefined;
  });
}
