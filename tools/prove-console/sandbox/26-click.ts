// Check 26: a click on a notification goes all the way back.
import type { Check } from '../check';
import { cardOf, newPhone, pressOn, sendsTo } from './phones';

const TOLD_MS = 60_000;

export const click: Check = {
  n: 26,
  says: 'Given a notification, when clicked, then story and statistics show the click and the phone is in the foreground.',
  async run(scene) {
    const { app } = scene.stage.tenant;
    const { user } = await newPhone(scene, 'cleo');
    const person = await scene.person();
    await person.goTo(app, '/sandbox');
    const card = cardOf(person, user);
    await pressOn(card, 'Kill app');
    await card.getByText('app killed').waitFor();
    await sendsTo(person, user, 'click me');
    const tray = card.getByRole('list', { name: 'Notifications' });
    await tray.getByText('click me').waitFor();
    const story = await tray.getByRole('link', { name: 'Story' }).first().getAttribute('href');
    await tray.getByRole('button', { name: 'Click', exact: true }).first().click();
    await card.getByText('app in front').waitFor();
    await person.page.goto(new URL(story ?? '', person.page.url()).href);
    await person.sees(/opened/, TOLD_MS);
    await person.goTo(app, '/statistics');
    await person.page
      .getByRole('row', { name: /Xiaomi/ })
      .filter({ hasText: /[1-9]/ })
      .first()
      .waitFor();
  },
};
