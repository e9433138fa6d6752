// Check 13: a try that comes again is seen to come, and to end.
import type { Check } from '../check';
import { killedPhone, sentTo } from './phones';

export const retry: Check = {
  n: 13,
  says: 'Given a throttled target, when the story is open, then the retry row with its time appears and turns into the result without reload.',
  async run(scene) {
    const { sandbox } = scene.stage;
    const phone = await killedPhone(scene, 'rita', 'honor');
    await sandbox.control({ vendor: 'honor', script: { do: 'code', times: 4 } });
    scene.after(() => sandbox.control({ vendor: 'honor', clear: true }));
    const person = await scene.person();
    const message = await sentTo(scene, phone);
    await person.goTo(scene.stage.tenant.app, `/messages/${message}`);
    await person.sees(/attempt \d+ is due|retry \d+/);
    await person.sees(/Next try.*\d{2}:\d{2}:\d{2}/);
    await person.sees(/accepted|arrived/, 60_000);
    const row = person.row(new RegExp(phone.user));
    await row.filter({ hasText: /accepted|arrived/ }).waitFor({ timeout: 60_000 });
  },
};
