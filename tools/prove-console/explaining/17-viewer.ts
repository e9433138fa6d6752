// Check 17: who may only look changes nothing.
import type { Check } from '../check';
import { must, mustBe } from '../browser/seen';
import { hasArrived, killedPhone, sentTo, story } from './phones';

const CHANGES = [
  'Test push',
  'Dry run',
  'Unbind',
  'Log out this device',
  'Erase',
  'Add certificate',
  'Replay',
];

/** What of the page this file reads, which is compiled without a browser's types. */
declare const document: { baseURI: string };

export const viewer: Check = {
  n: 17,
  quick: true,
  says: 'Given a viewer role, when a story is opened, then text is hidden, changing buttons are absent, and their API calls answer 403.',
  async run(scene) {
    const { app, certificates } = scene.stage.tenant;
    const phone = await killedPhone(scene, 'vera');
    const message = await sentTo(scene, phone);
    await story(scene, message, hasArrived);
    const person = await scene.person({ app, role: 'viewer', user: 'viewer' });
    for (const path of [
      `/messages/${message}`,
      `/users/${phone.user}`,
      '/certificates',
      '/dead-letters',
      '/lanes',
    ]) {
      await person.goTo(app, path);
      await person.page.waitForLoadState('load');
      const text = await person.text();
      must(!text.includes(`text of ${message}`), `the text of the message is on ${path}`);
      for (const name of CHANGES)
        mustBe(
          await person.button(new RegExp(`^${name}`)).count(),
          0,
          `the number of buttons "${name}" on ${path}`,
        );
    }
    const device = `users/${phone.user}/devices/${phone.device}`;
    const calls = [
      ['POST', `api/presence/v1/apps/${app}/${device}/test-push`],
      ['DELETE', `api/device-bindings/v1/apps/${app}/${device}/binding`],
      ['POST', `api/dispatch/v1/apps/${app}/lanes/${certificates['xiaomi']}/pause`],
      ['POST', `api/certificates/v1/apps/${app}/certificates/${certificates['xiaomi']}/probe`],
      ['POST', `api/delivery-log/v1/apps/${app}/users/${phone.user}/erase`],
    ] as const;
    for (const [method, path] of calls) {
      const status = await person.page.evaluate(
        async ([how, where]) => {
          const answer = await fetch(new URL(where, document.baseURI), {
            method: how,
            headers: { 'content-type': 'application/json' },
            body: how === 'POST' ? '{}' : null,
          });
          return answer.status;
        },
        [method, path] as const,
      );
      mustBe(status, 403, `the answer to ${method} ${path}`);
    }
  },
};
