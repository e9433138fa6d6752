// Check 6: the vendor refuses the secret.
import type { Check } from '../check';
import { must } from '../browser/seen';
import { fillForm, openForm, SAMPLE, WORDS } from './form';

export const wrongSecret: Check = {
  n: 6,
  quick: true,
  says: 'Given a wrong secret, when probed, then the vendor\'s words and the suspected field show, and saving says "not proven".',
  async run(scene) {
    const app = await scene.emptyApp('wrong');
    const person = await scene.person({ role: 'operator' });
    const { appSecret } = SAMPLE.wrongCredential as { appSecret: string };
    await openForm(person, app);
    await fillForm(person, { name: 'wrong', appSecret });
    await person.page.getByRole('radio', { name: WORDS.en.openApp }).check();
    await person.button(WORDS.en.checkAndSave).click();
    const alert = person.page.getByRole('alert').filter({ hasText: /refuses/ });
    await alert.waitFor();
    const text = await alert.innerText();
    must(/Suspected field: AppSecret/.test(text), `the alert says: ${text}`);
    const quoted = await person.page.getByRole('blockquote').first().innerText();
    must(quoted.length > 3, `the vendor's words are: ${quoted}`);
    await person.button(/not proven/).click();
    await person.page
      .getByText(/Saved, not proven/)
      .first()
      .waitFor();
  },
};
