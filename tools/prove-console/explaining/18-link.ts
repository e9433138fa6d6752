// Check 18: a link shows a colleague the same, in their own zone.
import type { Check } from '../check';
import { must, mustBe } from '../browser/seen';
import { hasArrived, killedPhone, sentTo, story } from './phones';

const CLOCK = /\d{1,2}:\d{2}:\d{2}/g;

export const link: Check = {
  n: 18,
  quick: true,
  says: "Given a copied link and a second session in another zone, when opened there, then the same rows show, in that session's zone.",
  async run(scene) {
    const lou = await killedPhone(scene, 'lou');
    const message = await sentTo(scene, await killedPhone(scene, 'lin'), lou);
    await story(scene, message, (devices) => devices.length === 2 && hasArrived(devices));
    const first = await scene.person({ zone: 'Asia/Shanghai' });
    await first.goTo(scene.stage.tenant.app, `/messages/${message}`);
    await first.row(new RegExp(lou.user)).click();
    await first.heading(new RegExp(lou.user)).first().waitFor();
    await first.button('Copy link').click();
    const address = await first.copied();
    const second = await scene.person({ zone: 'America/New_York', user: 'colleague' });
    await second.page.goto(address);
    await second.heading(new RegExp(lou.user)).first().waitFor();
    const rows = (text: string[]): string[] =>
      text.map((one) => one.replaceAll(CLOCK, '').replaceAll(/\s+/g, ' '));
    const [here, there] = await Promise.all(
      [first, second].map(({ page }) => page.getByRole('main').getByRole('row').allInnerTexts()),
    );
    mustBe(rows(there ?? []), rows(here ?? []), 'the rows of the second session');
    const times = await Promise.all([first.text(), second.text()]);
    const [ours, theirs] = times.map((text) => text.match(CLOCK) ?? []);
    must(
      (ours?.length ?? 0) > 0 && ours?.[0] !== theirs?.[0],
      `times here ${ours?.[0]}, there ${theirs?.[0]}`,
    );
    mustBe(ours?.[0]?.slice(-5), theirs?.[0]?.slice(-5), 'minutes and seconds of the same instant');
  },
};
