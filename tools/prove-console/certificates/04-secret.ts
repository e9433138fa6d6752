// Check 4: a secret goes in and does not come out.
import type { Check } from '../check';
import { must, mustBe } from '../browser/seen';
import { fillForm, openForm, SAMPLE, WORDS } from './form';

/** What of the page this file reads, which is compiled without a browser's types. */
declare const document: { documentElement: { outerHTML: string } };
declare const localStorage: object;
declare const sessionStorage: object;

export const secret: Check = {
  n: 4,
  quick: true,
  says: 'Given any certificate page, when DOM, network responses, storage and console are searched for the planted secret, then there are 0 hits.',
  async run(scene) {
    const { app } = scene.stage.tenant;
    const planted = `${scene.fresh('planted')}-that-nobody-may-see`;
    await scene.stage.sandbox.admit('xiaomi', { ...SAMPLE.tenant, appSecret: planted });
    const person = await scene.person({ role: 'operator' });
    await openForm(person, app);
    await fillForm(person, { name: 'planted', appSecret: planted });
    await person.page.getByRole('radio', { name: WORDS.en.openApp }).check();
    const hits: string[] = [];
    const look = async (where: string): Promise<void> => {
      const seen = await person.page.evaluate(
        () => document.documentElement.outerHTML + JSON.stringify([localStorage, sessionStorage]),
      );
      if (seen.includes(planted)) hits.push(`the page ${where}`);
    };
    await look('while it is typed');
    await person.button(WORDS.en.checkAndSave).click();
    const id = person.page.getByRole('status').filter({ hasText: /^\s*\d+\s*$/ });
    const saved = (await id.innerText()).trim();
    await look('after saving');
    await person.goTo(app, '/certificates');
    await look('of the list');
    await person.goTo(app, `/certificates/${saved}`);
    for (const name of ['Overview', 'Versions', 'Bindings', 'Audit']) {
      await person.page.getByRole('tab', { name }).click();
      await person.settles();
      await look(`of the certificate, ${name}`);
    }
    await person.button(/^Edit/).first().click();
    await person.field(WORDS.en.name).waitFor();
    await look('of the edit');
    for (const { url, text } of await person.traffic.answers())
      if (text.includes(planted)) hits.push(`the answer of ${url}`);
    hits.push(...[...person.traffic.said, ...person.traffic.urls].filter((line) => line.includes(planted)));
    must((await person.traffic.answers()).length > 5, 'no answers were seen');
    mustBe(hits, [], 'where the secret was found');
  },
};
