// Check 7: a certificate that phones depend on.
import { until } from '@offline-push/parts';
import type { Check } from '../check';
import { mustBe } from '../browser/seen';
import { phoneOf } from '../explaining/phones';
import { certificateOf, certificatesOf } from './form';

const COUNTED_MS = 60_000;

export const deletion: Check = {
  n: 7,
  quick: true,
  says: 'Given 3 bindings, when delete is pressed, then it is refused with the count; forced only after typing the id.',
  async run(scene) {
    const { app } = scene.stage.tenant;
    const id = await certificateOf(scene, app);
    for (let phones = 0; phones < 3; phones++) await scene.stage.killed(phoneOf(scene, 'bound'), id);
    await until(COUNTED_MS, 'the three bindings were not counted', async () => {
      const path = `/v1/apps/${app}/certificates/${id}`;
      const { bindings } = await scene.platform.api.get<{ bindings: number | null }>('certificates', path);
      return bindings === 3 ? true : undefined;
    });
    const person = await scene.person();
    await person.goTo(app, `/certificates/${id}`);
    await person
      .button(/^Delete/)
      .first()
      .click();
    const dialog = person.dialog(/Delete/);
    await dialog.getByText(/refused.*3 bindings/).waitFor();
    const force = dialog.getByRole('button', { name: /^Delete/ });
    mustBe(await force.isEnabled(), false, 'the button, before the id is typed, is enabled');
    await dialog.getByRole('textbox').fill('1');
    mustBe(await force.isEnabled(), false, 'the button, with another id, is enabled');
    mustBe(
      (await certificatesOf(scene, app)).some((one) => one.id === id),
      true,
      'it is there',
    );
    await dialog.getByRole('textbox').fill(String(id));
    await force.click();
    await dialog.waitFor({ state: 'hidden' });
    mustBe(
      (await certificatesOf(scene, app)).some((one) => one.id === id),
      false,
      'it is still there',
    );
  },
};
