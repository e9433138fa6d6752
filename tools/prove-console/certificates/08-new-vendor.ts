// Check 8: a vendor that this release does not know comes with its form.
import { join } from 'node:path';
import type { Check } from '../check';
import { mustBe } from '../browser/seen';
import { certificatesOf, fillForm, WORDS } from './form';

export const newVendor: Check = {
  n: 8,
  own: { nodeArgs: { certificates: ['--require', join(__dirname, 'fixtures/a-vendor.cjs')] } },
  says: 'Given a vendor folder added by a test fixture, when the add dialog opens, then its form works with no change in apps/console.',
  async run(scene) {
    const app = await scene.emptyApp('acme');
    const person = await scene.person({ role: 'operator' });
    await person.goTo(app, '/certificates');
    await person.button(WORDS.en.add).first().click();
    await person.button('Acme').click();
    await fillForm(person, { name: 'of a new vendor' }, /^Anvil number/);
    await person.page.getByRole('radio', { name: WORDS.en.openApp }).check();
    await person.button(WORDS.en.checkAndSave).click();
    // Nobody answers under its name, so it cannot be proven.
    await person.button(/not proven/).click();
    await person.page
      .getByText(/Saved, not proven/)
      .first()
      .waitFor();
    const [saved] = await certificatesOf(scene, app);
    mustBe(saved?.name, 'of a new vendor', 'what is stored');
    await person.goTo(app, '/certificates');
    await person.row(/Acme.*of a new vendor/).waitFor();
  },
};
