// Check 2: a field that breaks a rule.
import type { Check } from '../check';
import { must, mustBe } from '../browser/seen';
import { certificatesOf, fillForm, openForm, WORDS } from './form';

export const badClick: Check = {
  n: 2,
  quick: true,
  says: 'Given a URL click event ftp://x, when saved, then the field says the rule, focus is on it, nothing was stored, and the other input is kept.',
  async run(scene) {
    const app = await scene.emptyApp('fussy');
    const person = await scene.person({ role: 'operator' });
    await openForm(person, app);
    await fillForm(person, { name: 'kept name' });
    await person.page.getByRole('radio', { name: 'Open URL' }).check();
    const url = person.field(/^URL/);
    await url.fill('ftp://x');
    await person.button(WORDS.en.checkAndSave).click();
    await person.page.locator('[aria-invalid="true"]').first().waitFor();
    await url.and(person.page.locator('[aria-invalid="true"]:focus')).waitFor();
    const described = await url.evaluate(
      (field: { getAttribute(name: string): string | null }) => field.getAttribute('aria-describedby') ?? '',
    );
    const said = await Promise.all(
      described
        .split(' ')
        .filter(Boolean)
        .map((id) => person.page.locator(`[id="${id}"]`).innerText()),
    );
    must(/http/i.test(said.join(' ')), `the field says: ${said.join(' ')}`);
    mustBe(await certificatesOf(scene, app), [], 'what is stored');
    mustBe(await person.field(WORDS.en.name).inputValue(), 'kept name', 'the name');
    mustBe(await url.inputValue(), 'ftp://x', 'the URL');
  },
};
