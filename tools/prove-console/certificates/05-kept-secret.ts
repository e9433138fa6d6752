// Check 5: an edit without a new secret.
import type { Check } from '../check';
import { mustBe } from '../browser/seen';
import { phoneOf } from '../explaining/phones';
import { certificateOf, secretField, WORDS } from './form';

export const keptSecret: Check = {
  n: 5,
  quick: true,
  says: 'Given an edit with empty secret field, when saved, then the old secret still works against the fake.',
  async run(scene) {
    const { app } = scene.stage.tenant;
    const id = await certificateOf(scene, app, scene.fresh('kept-secret-that-opens-nothing'));
    const person = await scene.person({ role: 'operator' });
    await person.goTo(app, `/certificates/${id}`);
    await person.button(/^Edit/).first().click();
    await person.field(WORDS.en.name).fill('a new name');
    mustBe(await secretField(person).inputValue(), '', 'the secret in the form');
    await person.button(WORDS.en.checkAndSave).click();
    await person.dialog().waitFor({ state: 'hidden' });
    await person
      .heading(/a new name/)
      .or(person.page.getByText('a new name'))
      .first()
      .waitFor();
    const phone = phoneOf(scene, 'keeper');
    await scene.stage.killed(phone, id);
    const message = scene.fresh('m');
    await scene.stage.sends(message, [phone.user]);
    mustBe(await scene.stage.fateOf(message, phone.user), 'accepted', 'the end of a push under it');
  },
};
