// Phones of the checks, and messages to them.
import { newFakes } from '@offline-push/vendor-fakes';
import { type Phone, tokenOf } from '@offline-push/platform';
import { until } from '@offline-push/parts';
import type { Scene } from '../scene';

const DEADLINE_MS = 60_000;

/** A token that its vendor takes, and that begins with a word that its fake knows. */
export function phoneOf(scene: Scene, word: string, vendor = 'xiaomi', first = 'ok'): Phone {
  const user = scene.fresh(word);
  const { platform } = newFakes().find((fake) => fake.vendor === vendor)?.sample ?? {};
  return {
    ...scene.stage.phoneOf(user),
    ...(platform && { platform }),
    token: tokenOf(vendor, `${first}-${user}`),
  };
}

/** Logged in, bound, its app killed: it rings. */
export async function killedPhone(
  scene: Scene,
  word: string,
  vendor = 'xiaomi',
  first = 'ok',
): Promise<Phone> {
  const phone = phoneOf(scene, word, vendor, first);
  await scene.stage.killed(phone, scene.stage.tenant.certificates[vendor]);
  return phone;
}

/** A new message to them; its id. */
export async function sentTo(scene: Scene, ...phones: Phone[]): Promise<string> {
  const message = scene.fresh('m');
  await scene.stage.sends(
    message,
    phones.map(({ user }) => user),
  );
  return message;
}

export interface StoryDevice {
  user: string;
  box: string;
  pushId: string;
  targetId?: string;
  arrival?: string;
  steps: { stage: string; vendorMessageId?: string; event?: string }[];
}

/** The story as the API tells it, when it is as wanted. */
export function story(
  scene: Scene,
  message: string,
  isIt: (devices: readonly StoryDevice[]) => boolean,
): Promise<readonly StoryDevice[]> {
  const path = `/v1/apps/${scene.stage.tenant.app}/messages/${message}/story`;
  return until(DEADLINE_MS, `the story of ${message} did not become as wanted`, async () => {
    const told = await scene.platform.api
      .get<{ devices: StoryDevice[] }>('delivery-log', path)
      // It is not there yet.
      .catch(() => undefined);
    return told !== undefined && isIt(told.devices) ? told.devices : undefined;
  });
}

export const isSettled = (devices: readonly StoryDevice[]): boolean =>
  devices.length > 0 && devices.every(({ box }) => !['at-gate', 'at-addressing', 'open'].includes(box));

export const hasArrived = (devices: readonly StoryDevice[]): boolean =>
  devices.length > 0 && devices.every(({ arrival }) => arrival === 'arrived');
