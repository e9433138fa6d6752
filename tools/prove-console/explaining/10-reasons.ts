// Check 10: each phone that was not to ring says why, and none of it looks like a failure.
import type { Check } from '../check';
import { must } from '../browser/seen';
import { isSettled, phoneOf, sentTo, story } from './phones';

const MISSING = { en: 'missing 0', 'zh-cn': '缺失 0' };
/** Of the design: what needs a person. */
const FAILED = '✕';

export const reasons: Check = {
  n: 10,
  bothLanguages: true,
  quick: true,
  says: 'Given an online, a logged-out and an unbound device, when the story opens, then each has its own reason and remedy, none is red, and the ledger says missing 0.',
  async run(scene, language) {
    const { stage } = scene;
    const [online, left, unbound] = [phoneOf(scene, 'on'), phoneOf(scene, 'left'), phoneOf(scene, 'unbound')];
    await stage.chat.says(['logged-in', online], ['logged-in', left], ['logged-in', unbound]);
    await Promise.all([online, left, unbound].map((phone) => stage.becomes(phone, 'online')));
    await stage.chat.says(['logged-out', left], ['disconnected', unbound]);
    await Promise.all([stage.becomes(left, 'logged-out'), stage.becomes(unbound, 'offline')]);
    const message = await sentTo(scene, online, left, unbound);
    await story(scene, message, (devices) => devices.length === 3 && isSettled(devices));
    const person = await scene.person({ language });
    await person.goTo(stage.tenant.app, `/messages/${message}`);
    await person.sees(MISSING[language]);
    const answers = new Set<string>();
    for (const { user } of [online, left, unbound]) {
      await person.row(new RegExp(user)).click();
      const answer = person.page.getByRole('region', { name: /^(?:Answer|结论)$/ });
      await answer.filter({ hasText: user }).waitFor();
      const said = (await answer.innerText()).replaceAll(user, 'somebody');
      must(said.split('\n').filter(Boolean).length >= 3, `a reason without a remedy: ${said}`);
      answers.add(said);
    }
    must(answers.size === 3, `two of them have the same answer: ${[...answers].join(' | ')}`);
    const text = await person.text();
    must(!text.includes(FAILED), `something is red: ${text}`);
  },
};
