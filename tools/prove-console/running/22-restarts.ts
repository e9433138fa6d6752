// Check 22: services go away and come back under open pages.
import { SERVICES, type ServiceName } from '@offline-push/platform';
import type { Check } from '../check';
import type { Person } from '../browser/person';
import { mustBe } from '../browser/seen';
import type { Scene } from '../scene';

/** A page that cannot be without its service. */
const PAGE_OF: Record<ServiceName, string> = {
  certificates: '/certificates',
  presence: '/users/bob',
  'device-bindings': '/users/bob',
  dispatch: '/lanes',
  'delivery-log': '/dead-letters',
};
const RECOVERS_MS = 60_000;

async function goesAndComes(scene: Scene, person: Person, service: ServiceName): Promise<void> {
  const program = scene.platform.programs[service];
  await person.goTo(scene.stage.tenant.app, PAGE_OF[service]);
  await person.settles();
  const box = person.page.getByRole('banner').getByRole('searchbox');
  await box.fill(`kept while ${service} is away`);
  const says = person.page.getByText(new RegExp(`${service} cannot be reached`)).first();
  await program.stop();
  try {
    await says.waitFor({ timeout: RECOVERS_MS });
  } finally {
    await program.start();
  }
  await says.waitFor({ state: 'hidden', timeout: RECOVERS_MS });
  mustBe(await box.inputValue(), `kept while ${service} is away`, 'what was typed');
}

export const restarts: Check = {
  n: 22,
  deadlineMs: 480_000,
  says: 'Given the services restart one by one, when pages stay open, then each says what is unreachable, recovers alone, and no form input is lost.',
  async run(scene) {
    const person = await scene.person();
    for (const service of SERVICES)
      await goesAndComes(scene, person, service).catch((error: unknown) => {
        throw new Error(`${service}: ${(error as Error).message}`, { cause: error });
      });
  },
};
