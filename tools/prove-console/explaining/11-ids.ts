// Check 11: any id leads to its story, and a token is in no address.
import type { Check } from '../check';
import { must } from '../browser/seen';
import { isSettled, killedPhone, sentTo, story } from './phones';

export const ids: Check = {
  n: 11,
  quick: true,
  says: 'Given user, push id, vendor message id and whole token, when each is searched, then each leads there, and the token is in no URL.',
  async run(scene) {
    const phone = await killedPhone(scene, 'ivy');
    const message = await sentTo(scene, phone);
    const told = (devices: Parameters<typeof isSettled>[0]): string | undefined =>
      devices[0]?.steps.find(({ vendorMessageId }) => vendorMessageId !== undefined)?.vendorMessageId;
    const devices = await story(scene, message, (all) => isSettled(all) && told(all) !== undefined);
    const person = await scene.person();
    for (const id of [devices[0]?.pushId, told(devices), phone.token]) {
      await person.goTo(scene.stage.tenant.app);
      await person.searches(id ?? '');
      await person.sees(message);
    }
    await person.searches(phone.user);
    await person.heading(new RegExp(`User ${phone.user}`)).waitFor();
    const urls = [...person.traffic.urls, person.page.url()];
    const leaks = urls.filter(
      (url) => url.includes(encodeURIComponent(phone.token)) || url.includes(phone.token),
    );
    must(leaks.length === 0, `the token is in ${leaks.join(', ')}`);
  },
};
