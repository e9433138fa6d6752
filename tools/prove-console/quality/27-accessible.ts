// Check 27: everybody can use every page: axe-core, a small window, a zoom of 200 %, and the keyboard alone.
import type { Check } from '../check';
import { violationsOn } from '../browser/axe';
import type { Person } from '../browser/person';
import { unreachedOn, wideOn } from '../browser/reach';
import { hasArrived, killedPhone, sentTo, story } from '../explaining/phones';
import type { Scene } from '../scene';
import { DIALOGS, failingPages, fullPages, PAGES } from './pages';

/** With what is wrong there, page by page. */
async function walk(
  person: Person,
  app: string,
  paths: readonly string[],
  look: (person: Person) => Promise<readonly string[]>,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const path of paths) {
    await person.goTo(app, path);
    await person.settles();
    wrong.push(...(await look(person)).map((one) => `${path || '/'}: ${one}`));
  }
  return wrong;
}

const axe = ({ page }: Person): Promise<string[]> => violationsOn(page);

async function dialogs(person: Person, app: string): Promise<string[]> {
  const wrong: string[] = [];
  for (const { path, opens } of DIALOGS) {
    await person.goTo(app, path);
    await person.button(opens).first().click();
    await person.page.getByRole('dialog').or(person.page.getByRole('form')).first().waitFor();
    await person.settles();
    wrong.push(...(await axe(person)).map((one) => `${path || '/'} with "${String(opens)}" open: ${one}`));
  }
  return wrong;
}

async function everyPage(scene: Scene, scheme: 'light' | 'dark', full: readonly string[]): Promise<string[]> {
  const { app } = scene.stage.tenant;
  const person = await scene.person({ scheme });
  const wrong = [
    ...(await walk(person, await scene.emptyApp('bare'), PAGES, axe)),
    ...(await walk(person, app, full, axe)),
    ...(await dialogs(person, app)),
  ];
  await failingPages(person);
  return [...wrong, ...(await walk(person, app, PAGES, axe)).map((one) => `failing ${one}`)].map(
    (one) => `${scheme}: ${one}`,
  );
}

export const accessible: Check = {
  n: 27,
  deadlineMs: 480_000,
  says: 'Given every page, light and dark, empty, full, failing and with dialogs open, when axe-core runs WCAG 2.0 to 2.2 A and AA, then there are 0 violations; at 200 % zoom and 360 px width nothing is cut; every action is reached by Tab with visible focus.',
  async run(scene) {
    const { app } = scene.stage.tenant;
    const phone = await killedPhone(scene, 'ada');
    const message = await sentTo(scene, phone);
    await story(scene, message, hasArrived);
    const full = fullPages(phone.user, message);
    const narrow = await scene.person({ width: 360, height: 740 });
    // A zoom of 200 % of a window of 1280 pixels is one of 640.
    const zoomed = await scene.person({ width: 640, height: 400 });
    const wide = await scene.person();
    const wrong = [
      ...(await everyPage(scene, 'light', full)),
      ...(await everyPage(scene, 'dark', full)),
      ...(await walk(narrow, app, full, ({ page }) => wideOn(page))).map((one) => `360 px: ${one}`),
      ...(await walk(zoomed, app, full, ({ page }) => wideOn(page))).map((one) => `200 %: ${one}`),
      ...(await walk(wide, app, full, ({ page }) => unreachedOn(page))).map((one) => `Tab: ${one}`),
    ];
    if (wrong.length > 0) throw new Error(`${wrong.length} places: ${wrong.join(' | ')}`);
    return `${2 * (2 * PAGES.length + full.length + DIALOGS.length)} pages judged`;
  },
};
