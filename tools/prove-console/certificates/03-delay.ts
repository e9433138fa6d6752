// Check 3: an edit waits for its time, and comes into force by itself.
import type { Check } from '../check';
import type { Person } from '../browser/person';
import { must } from '../browser/seen';
import type { Scene } from '../scene';
import { certificateOf, WORDS } from './form';

const WAIT = 'CERTIFICATES_EFFECTIVE_AFTER_SECONDS';

/** A new name alone makes no new version. */
async function edits(person: Person, app: string, id: number, channel: string): Promise<void> {
  await person.goTo(app, `/certificates/${id}`);
  await person.button(/^Edit/).first().click();
  await person.field(WORDS.en.channel).fill(channel);
  await person.button(WORDS.en.checkAndSave).click();
  await person.dialog().waitFor({ state: 'hidden' });
}

const waitsFor = (scene: Scene, seconds: number): Promise<void> =>
  scene.platform.programs.certificates.restart({ [WAIT]: String(seconds) });

export const delay: Check = {
  n: 3,
  deadlineMs: 240_000,
  says: 'Given a saved edit with delay 600 s, when the list is read, then both versions and a countdown show, and the new one (here of an edit with 20 s) is in force at zero without reload.',
  async run(scene) {
    const { app } = scene.stage.tenant;
    const [long, short] = [await certificateOf(scene, app), await certificateOf(scene, app)];
    scene.after(() => waitsFor(scene, 0));
    await waitsFor(scene, 600);
    const person = await scene.person({ role: 'operator' });
    await edits(person, app, long, 'waits-for-600-s');
    await person.goTo(app, '/certificates');
    const row = person.row(String(long));
    await row.filter({ hasText: /v1.*v2/ }).waitFor();
    const text = await row.innerText();
    must(/\b9:\d\d|10:00/.test(text), `there is no countdown of ten minutes: ${text}`);
    await waitsFor(scene, 20);
    await edits(person, app, short, 'waits-for-20-s');
    await person.goTo(app, '/certificates');
    const other = person.row(String(short));
    await other.filter({ hasText: /v1.*v2.*0:[0-2]\d/s }).waitFor();
    await other.filter({ hasText: /v2/ }).filter({ hasNotText: /v1/ }).waitFor({ timeout: 60_000 });
    must(/in force/.test(await other.innerText()), `the row says: ${await other.innerText()}`);
  },
};
