// Check 16: what would be sent is shown, and is not sent.
import { newFakes } from '@offline-push/vendor-fakes';
import type { Check } from '../check';
import { must, mustBe } from '../browser/seen';
import { hasArrived, killedPhone, sentTo, story } from './phones';

export const dryRun: Check = {
  n: 16,
  quick: true,
  says: 'Given Dry run, when pressed, then the exact vendor request shows with masked auth and the fake received nothing.',
  async run(scene) {
    const phone = await killedPhone(scene, 'dora');
    const message = await sentTo(scene, phone);
    await story(scene, message, hasArrived);
    const before = (await scene.stage.sandbox.callsTo(phone.token)).length;
    const person = await scene.person({ role: 'operator' });
    await person.goTo(scene.stage.tenant.app, `/messages/${message}`);
    await person.button('Dry run').first().click();
    const dialog = person.dialog();
    await dialog.filter({ hasText: /POST/ }).waitFor();
    const text = await dialog.innerText();
    must(/https?:\/\/.*\/message/.test(text), `there is no address of the vendor: ${text}`);
    must(/authorization/i.test(text), `there is no masked authorization: ${text}`);
    const sample = newFakes().find(({ vendor }) => vendor === 'xiaomi')?.sample;
    for (const secret of Object.values(sample?.credential ?? {}).map(String))
      must(!text.includes(secret), 'the secret is in the dry run');
    const after = (await scene.stage.sandbox.callsTo(phone.token)).length;
    mustBe(after, before, 'the number of calls to the fake');
  },
};
