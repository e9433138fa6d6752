// The whole life of a phone through one foreign client: login, report, its app is killed, a message. Each topic that others write gets
// records of that client.
import { bindingReported, messageSent, sessionChanged } from '@offline-push/contracts';
import type { FieldPhone, Scene } from '../scene';

interface Written {
  topic: string;
  key: string;
  event: object;
}

export type Write = (record: Written) => Promise<unknown>;

/** Printed wide, as some serializers do, so that any codec makes it smaller. */
export const wide = (event: object): string => JSON.stringify(event, null, 60);

/** Resolves when the phone is known as logged in, bound and offline. */
async function isKilledBy(write: Write, scene: Scene, phone: FieldPhone): Promise<void> {
  const key = `${scene.stage.tenant.app}/${phone.user}`;
  const session = (event: object): Promise<unknown> => write({ topic: sessionChanged.name, key, event });
  await session(scene.factOf(phone, 'logged-in'));
  await write({ topic: bindingReported.name, key, event: scene.reportOf(phone) });
  await scene.isBound(phone);
  await session(scene.factOf(phone, 'disconnected'));
  await scene.becomes(phone, 'offline');
}

export async function livesThrough(write: Write, scene: Scene, phone: FieldPhone): Promise<void> {
  await isKilledBy(write, scene, phone);
  const message = scene.messageTo([phone]);
  await write({ topic: messageSent.name, key: `${message.app}/${message.conversation}`, event: message });
  await scene.mustHaveRung(message.messageId, phone);
}
