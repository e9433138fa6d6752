// Check 19: a vendor that is down is seen on its lane at once, and on no other.
import type { Check } from '../check';
import { must } from '../browser/seen';
import { killedPhone, sentTo } from '../explaining/phones';

const PHONES = 30;
const GOAL_MS = 2_000;
/** Only a page that has to be asked again takes so long. */
const BOUND_MS = 20_000;

export const breaker: Check = {
  n: 19,
  measures: true,
  says: 'Given a fake that answers 503, when Lanes is open, then breaker state, oldest age and error mix change within 2 s, other lanes unchanged.',
  async run(scene) {
    const { sandbox, tenant } = scene.stage;
    const phones = await Promise.all(
      Array.from({ length: PHONES }, () => killedPhone(scene, 'meg', 'meizu')),
    );
    await sandbox.control({ vendor: 'meizu', script: { do: 'status', status: 503 } });
    scene.after(() => sandbox.control({ vendor: 'meizu', clear: true }));
    const person = await scene.person({ role: 'operator' });
    await person.goTo(tenant.app, '/lanes');
    const [own, other] = ['meizu', 'xiaomi'].map((vendor) =>
      person.row(new RegExp(`^${tenant.certificates[vendor]} `)),
    );
    must(own !== undefined && other !== undefined, 'a vendor has no certificate');
    await other.waitFor();
    await own.filter({ hasText: /running/ }).waitFor();
    const before = await other.innerText();
    const fromMs = Date.now();
    await sentTo(scene, ...phones);
    await own
      .filter({ hasText: /breaker|throttled/ })
      .filter({ hasText: /×/ })
      .waitFor({ timeout: BOUND_MS });
    const firstCall = (await sandbox.callsTo(phones[0]?.token ?? ''))[0]?.atMs ?? fromMs;
    const ms = Date.now() - Math.max(fromMs, firstCall);
    const after = await other.innerText();
    must(
      /running/.test(before) && /running/.test(after),
      `the other lane was "${before}", and is "${after}"`,
    );
    return `on the screen ${ms} ms after the first call (goal ${GOAL_MS})`;
  },
};
