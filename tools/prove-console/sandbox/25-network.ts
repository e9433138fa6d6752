// Check 25: a phone without network, and a gateway that does not know it yet.
import type { Check } from '../check';
import { must } from '../browser/seen';
import { cardOf, newPhone, pressOn, sendsTo } from './phones';

/** Presence waits for the phone to be heard of; a phone that is away longer is offline (here shortened, as Skip ahead does it). */
const SILENCE_SECONDS = '8';
const HELD_MS = 60_000;

export const network: Check = {
  n: 25,
  own: { env: { presence: { PRESENCE_SILENCE_SECONDS: SILENCE_SECONDS } } },
  says: 'Given a phone, when network off, then a message, then network on are pressed, then the notification comes only at the end, and the story shows silence as the reason for the wait.',
  async run(scene) {
    const { user } = await newPhone(scene, 'nora');
    const person = await scene.person();
    await person.goTo(scene.stage.tenant.app, '/sandbox');
    const card = cardOf(person, user);
    await pressOn(card, 'Background');
    await pressOn(card, 'Network off');
    await card.getByText('no network').waitFor();
    await sendsTo(person, user, 'are you there?');
    await card.getByText(/held by the vendor/).waitFor({ timeout: HELD_MS });
    const tray = card.getByRole('list', { name: 'Notifications' });
    must((await tray.count()) === 0, 'the notification came before the network did');
    await pressOn(card, 'Network on');
    await tray.getByText('are you there?').waitFor();
    await tray.getByRole('link', { name: 'Story' }).first().click();
    await person.heading(/^Message /).waitFor();
    await person.sees(/silen/i);
  },
};
