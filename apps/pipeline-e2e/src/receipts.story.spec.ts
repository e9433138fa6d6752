// What vendors report after they took a push, through every vendor that reports: the fake calls back by itself, the event names message and
// phone, and device-bindings forgets a dead token or takes the one that came after.
import {
  type BindingChanged,
  bindingChanged,
  pushOutcome,
  type PushReceipted,
  pushReceipted,
  tokenHashOf,
} from '@offline-push/contracts';
import { canonicalTokenOf } from '@offline-push/vendors/catalog';
import { VENDORS } from '@offline-push/vendors/send';
import { until } from '@offline-push/parts';
import { tokenOf, type Phone, Stage } from '@offline-push/platform';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

jest.setTimeout(180_000);

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
}, 180_000);
afterAll(() => stage.close());

/** The phone of a killed app got the message, as far as the vendor's answer tells. The word says what becomes of it there. */
async function accepted(vendor: string, word: string): Promise<Phone> {
  const user = `${vendor}-${word}`;
  const phone = { ...stage.phoneOf(user), token: tokenOf(vendor, `${word}-${user}`) };
  await stage.killed(phone, stage.tenant.certificates[vendor]);
  await stage.sends(`m-${user}`, [user]);
  expect(await stage.fateOf(`m-${user}`, user)).toBe('accepted');
  return phone;
}

async function receiptOf({ user }: Phone, kind: PushReceipted['event']): Promise<PushReceipted> {
  const isIts = (outcome: { user: string }) => outcome.user === user;
  const { outcomes } = await stage.reader.next(pushOutcome, (event) => event.outcomes.some(isIts));
  const { targetId } = outcomes.find(isIts)!;
  return stage.reader.next(pushReceipted, (event) => event.targetId === targetId && event.event === kind);
}

const ofKind = (kind: PushReceipted['event']): string[] =>
  VENDORS.filter(({ receipts }) => receipts?.events.includes(kind)).map(({ id }) => id);

describe('a push that a vendor took', () => {
  it.each(ofKind('arrived'))('%s: is known to have arrived (scenario 64)', async (vendor) => {
    const phone = await accepted(vendor, 'ok');
    const certificateId = stage.tenant.certificates[vendor];
    expect(await receiptOf(phone, 'arrived')).toMatchObject({ vendor, certificateId });
  });

  it.each(ofKind('clicked'))('%s: is known to have been tapped (scenario 64)', async (vendor) => {
    expect(await receiptOf(await accepted(vendor, 'click'), 'clicked')).toMatchObject({ vendor });
  });

  it.each(ofKind('token-dead'))('%s: met a dead token, which is bound no more', async (vendor) => {
    const phone = await accepted(vendor, 'gone');
    expect(await receiptOf(phone, 'token-dead')).toMatchObject({ token: phone.token });
    await stage.isBound(phone, 'unbound');
  });

  const withSuccessors = VENDORS.filter(({ receipts }) => receipts?.namesSuccessors === true);
  it.each(withSuccessors.map(({ id }) => id))('%s: finds the phone at its next token', async (vendor) => {
    const phone = await accepted(vendor, 'moved');
    const { successor } = await receiptOf(phone, 'token-dead');
    const tokenHash = tokenHashOf('demo', vendor, canonicalTokenOf(vendor, successor!));
    const isNext = (event: BindingChanged) => event.change === 'bound' && event.tokenHash === tokenHash;
    await stage.reader.next(bindingChanged, isNext);
    await stage.sends('m-next', [phone.user]);
    expect(await stage.fateOf('m-next', phone.user)).toBe('accepted');
    expect(await stage.sandbox.callsTo(successor!)).toHaveLength(1);
  });

  it('issue 12: has a story from the event to the click, found by message, phone, target and token', async () => {
    const [vendor = ''] = ofKind('clicked');
    const phone = await accepted(vendor, 'click');
    const { targetId } = await receiptOf(phone, 'clicked');
    const base = `/v1/apps/${stage.chat.app}`;
    const story = await until(60_000, 'the story has no click', async () => {
      const [known] = await storiesOf(`${base}/users/${phone.user}/stories`);
      return known?.devices[0]?.steps.some(({ result }) => result === 'clicked') ? known : undefined;
    });
    expect(
      story.devices[0]?.steps.map(({ stage: at, witness, result }) => `${at} ${result} (${witness})`),
    ).toEqual(
      expect.arrayContaining([
        ...['sent published (us)', 'gate onward (us)', 'addressing onward (us)', 'attempt accepted (vendor)'],
        ...['end accepted (us)', 'receipt clicked (phone)'],
      ]),
    );
    const { api } = stage.platform;
    const ofMessage = await api.get<Story>('delivery-log', `${base}/messages/m-${phone.user}/story`);
    const ofTarget = await api.get<Story>('delivery-log', `${base}/targets/${targetId}/story`);
    expect([ofMessage.messageId, ofTarget.messageId]).toEqual([story.messageId, story.messageId]);
    const body = { token: phone.token };
    const found = await api.post<{ stories: Story[] }>(
      'delivery-log',
      `${base}/stories:search`,
      body,
      'viewer',
    );
    expect(found.stories.map(({ messageId }) => messageId)).toEqual([story.messageId]);
  });
});

describe('issue 12: webhooks', () => {
  it('tell an app what became of a push, again until it is taken, signed as Standard Webhooks are', async () => {
    const requests: { headers: Record<string, string>; body: string }[] = [];
    const receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        requests.push({ headers: request.headers as Record<string, string>, body });
        // The first of all is refused: it must come again, before all others of its user.
        response.writeHead(requests.length === 1 ? 500 : 204).end();
      });
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    try {
      const { api } = stage.platform;
      const { port } = receiver.address() as AddressInfo;
      const body = {
        url: `http://127.0.0.1:${port}/`,
        events: ['push.sent', 'push.arrived', 'push.clicked'],
      };
      const path = `/v1/apps/${stage.chat.app}/webhooks`;
      const { secret } = await api.post<{ secret: string }>('delivery-log', path, body);
      const vendor = ofKind('clicked').find((id) => ofKind('arrived').includes(id)) ?? '';
      const user = `${vendor}-hooked`;
      const phone = { ...stage.phoneOf(user), token: tokenOf(vendor, `click-${user}`) };
      await stage.killed(phone, stage.tenant.certificates[vendor]);
      await stage.sends('m-hooked', [user]);
      const judge = new Webhook(secret);
      const told = await until(60_000, 'the webhook was not told of the click', () => {
        const all = requests.map(({ headers, body: sent }) => judge.verify(sent, headers) as Batch);
        const events = all.flatMap(({ data }) => data.events).filter((event) => event.user === user);
        const types = new Set(events.map(({ type }) => type));
        return types.has('push.sent') && types.has('push.clicked') ? events : undefined;
      });
      const sent = told.find(({ type }) => type === 'push.sent');
      expect(sent).toMatchObject({ messageId: 'm-hooked', vendor, device: phone.device });
    } finally {
      receiver.closeAllConnections();
      receiver.close();
    }
  });
});

interface Batch {
  data: { events: { type: string; user: string }[] };
}

interface Story {
  messageId: string;
  devices: { steps: { stage: string; witness: string; result: string }[] }[];
}

const storiesOf = async (path: string): Promise<Story[]> =>
  (await stage.platform.api.get<{ stories: Story[] }>('delivery-log', path)).stories;
