// Phones of the sandbox, and how a person finds them on the page.
import type { Locator } from 'playwright-core';
import type { Person } from '../browser/person';
import type { Scene } from '../scene';

export interface SandboxPhone {
  id: string;
  name: string;
  user: string;
  device: string;
  session: string;
}

const DEADLINE_MS = 30_000;

/** A new phone of Xiaomi in the demo's app, its app in front. */
export async function newPhone(scene: Scene, word: string): Promise<SandboxPhone> {
  const { app, certificates } = scene.stage.tenant;
  const user = scene.fresh(word);
  const answer = await fetch(`${scene.platform.sandboxUrl}/v1/phones`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ vendor: 'xiaomi', user, app, certificateId: certificates['xiaomi'] }),
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  if (!answer.ok) throw new Error(`a phone was refused: ${answer.status} ${await answer.text()}`);
  const { phone } = (await answer.json()) as { phone: SandboxPhone };
  await scene.stage.isBound(phone);
  return phone;
}

export const cardOf = ({ page }: Person, user: string): Locator =>
  page.getByRole('article', { name: new RegExp(`· ${user}$`) });

export const pressOn = (card: Locator, name: string): Promise<void> =>
  card.getByRole('button', { name, exact: true }).click();

/** By the form of the page: to this user. */
export async function sendsTo(person: Person, user: string, text: string): Promise<void> {
  await person.page.getByRole('combobox', { name: 'To' }).selectOption(user);
  await person.field('Text').fill(text);
  await person.page.getByRole('button', { name: 'Send', exact: true }).click();
}
