// Check 1: a certificate without a mouse.
import type { Check } from '../check';
import { must, mustBe } from '../browser/seen';
import { certificatesOf, secretField, secretOfSample, settingsOfSample, WORDS } from './form';

export const byKeyboard: Check = {
  n: 1,
  bothLanguages: true,
  quick: true,
  says: 'Given an empty app, when an operator adds a Xiaomi certificate by keyboard alone, then its numeric id is shown, copied by one key, and the list has it.',
  async run(scene, language) {
    const words = WORDS[language];
    const app = await scene.emptyApp('fresh');
    const person = await scene.person({ role: 'operator', language });
    const { keyboard } = person.page;
    await person.goTo(app);
    await keyboard.press('g');
    await keyboard.press('c');
    await person.page.getByRole('heading', { level: 1, name: words.title }).waitFor();
    await person.settles();
    await keyboard.press('n');
    await person.tabTo(person.button(words.vendor));
    await keyboard.press('Enter');
    const { packageName, appId, channelId } = settingsOfSample;
    await person.field(words.name).waitFor();
    for (const [target, value] of [
      [person.field(words.name), 'main'],
      [person.field(words.packageName), packageName],
      [person.field(words.appId), appId],
      [secretField(person, words), secretOfSample],
    ] as const) {
      await person.tabTo(target);
      await keyboard.insertText(value);
    }
    await person.tabTo(person.page.getByRole('radio').first());
    await keyboard.press('Space');
    must(
      await person.page.getByRole('radio', { name: words.openApp }).isChecked(),
      'the radio was not chosen',
    );
    await person.tabTo(person.field(words.channel));
    await keyboard.insertText(channelId);
    await person.tabTo(person.button(words.checkAndSave));
    await keyboard.press('Enter');
    const id = person.page.getByRole('status').filter({ hasText: /^\s*\d+\s*$/ });
    await id.waitFor();
    await keyboard.press('c');
    await person.page
      .getByText(/Id \d+ copied|已复制 ID \d+/)
      .first()
      .waitFor();
    const copied = await person.copied();
    mustBe(copied, (await id.innerText()).trim(), 'what was copied');
    const [saved] = await certificatesOf(scene, app);
    mustBe(String(saved?.id), copied, 'the id that is stored');
    await keyboard.press('Escape');
    await person.row(copied).waitFor();
  },
};
