// Check 14: what a vendor does not report is not a nought.
import type { Check } from '../check';
import { must } from '../browser/seen';
import { isSettled, killedPhone, sentTo, story } from './phones';

export const notReported: Check = {
  n: 14,
  says: 'Given a vendor without arrival receipts, when story and statistics are read, then both say "not reported", never 0 or failed.',
  async run(scene) {
    const { app } = scene.stage.tenant;
    const phone = await killedPhone(scene, 'apple', 'apns');
    const message = await sentTo(scene, phone);
    await story(scene, message, isSettled);
    const person = await scene.person();
    await person.goTo(app, `/messages/${message}`);
    await person.sees(/does not report arrivals/);
    must(!(await person.text()).includes('✕'), `the story shows a failure: ${await person.text()}`);
    await person.goTo(app, '/statistics');
    const row = person.row(/APNs|Apple/).first();
    await row.waitFor();
    const text = await row.innerText();
    must(/not reported/i.test(text), `the row of a vendor without receipts says: ${text}`);
  },
};
