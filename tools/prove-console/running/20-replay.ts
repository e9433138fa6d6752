// Check 20: many dead letters of one cause are published again.
import { KafkaPublisher, outgoing } from '@offline-push/bus';
import { deadLetter, messageSent } from '@offline-push/contracts';
import { until } from '@offline-push/parts';
import type { Check } from '../check';
import { must } from '../browser/seen';
import { isSettled, killedPhone, story } from '../explaining/phones';
import type { Scene } from '../scene';

const LETTERS = 40;
const EXPIRED = 5;
const HOUR_MS = 3_600_000;

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** As presence leaves them when its own code failed: what is broken was mended since, and the messages are good. */
async function fail(scene: Scene, user: string): Promise<string[]> {
  const { app } = scene.stage.tenant;
  const publisher = new KafkaPublisher({
    brokers: [...scene.platform.parts.brokers],
    clientId: 'presence',
    source: 'presence',
  });
  const messages = Array.from({ length: LETTERS }, () => scene.fresh('dead'));
  const letters = messages.map((messageId, at) => {
    const isExpired = at < EXPIRED;
    const sentAtMs = Date.now() - (isExpired ? HOUR_MS : 0);
    const event = { app, messageId, conversation: `c-${messageId}`, recipients: [user], sentAtMs };
    const value = { ...event, push: { text: 'again' }, lifetimeSeconds: isExpired ? 60 : 86_400 };
    return outgoing(deadLetter, {
      ...{ topic: messageSent.name, partition: 0, offset: String(1_000_000 + at), timestampMs: sentAtMs },
      ...{ reason: 'handler-failed', detail: 'TypeError: mended since', headers: {} },
      ...{ key: base64(`${app}/${event.conversation}`), value: base64(JSON.stringify(value)) },
      ...{ group: 'presence.push', failedAtMs: Date.now() },
    });
  });
  await publisher.publish(letters);
  await publisher.close();
  return messages;
}

export const replay: Check = {
  n: 20,
  says: 'Given 40 dead letters of one cause, when the group is replayed, then the preview says count, topic and expired ones, progress runs, and the stories end settled.',
  async run(scene) {
    const { app } = scene.stage.tenant;
    const phone = await killedPhone(scene, 'dee');
    const messages = await fail(scene, phone.user);
    await until(60_000, 'the dead letters were not kept', async () => {
      const { groups } = await scene.platform.api.get<{ groups: { reason: string; count: number }[] }>(
        'delivery-log',
        `/v1/apps/${app}/dead-letter-groups`,
        'operator',
      );
      return groups.some(({ reason, count }) => reason === 'handler-failed' && count >= LETTERS)
        ? true
        : undefined;
    });
    const person = await scene.person({ role: 'operator' });
    await person.goTo(app, '/dead-letters');
    const group = person.row(/our code failed/).first();
    await group.filter({ hasText: String(LETTERS) }).waitFor();
    await group.click();
    await person
      .button(/^Replay/)
      .first()
      .click();
    const dialog = person.dialog(/^Replay \d+/);
    await dialog.filter({ hasText: String(LETTERS) }).waitFor();
    const text = await dialog.innerText();
    must(text.includes(messageSent.name), `the preview names no topic: ${text}`);
    must(
      new RegExp(`\\b${EXPIRED}\\b`).test(text),
      `the preview does not say that ${EXPIRED} are expired: ${text}`,
    );
    await dialog.getByRole('button', { name: /^Replay/ }).click();
    await dialog.waitFor({ state: 'hidden' });
    await person.page.keyboard.press('Escape');
    await person.sees(new RegExp(`${LETTERS} of ${LETTERS}`), 60_000);
    for (const message of messages) await story(scene, message, isSettled);
  },
};
