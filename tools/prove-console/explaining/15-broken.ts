/* eslint-disable @nx/enforce-module-boundaries -- what breaks each check is written once, in the story of pipeline-e2e */
// Check 15: each of the 28 checks of the diagnosis, broken on the real processes (as the story of pipeline-e2e breaks them), is the first
// that fails on the screen.
import { CHECK_IDS } from '@offline-push/contracts';
import { OF_CALLS } from '../../../apps/pipeline-e2e/src/diagnosis/of-calls';
import { OF_CERTIFICATES } from '../../../apps/pipeline-e2e/src/diagnosis/of-certificates';
import { OF_MESSAGES } from '../../../apps/pipeline-e2e/src/diagnosis/of-messages';
import { OF_PHONES } from '../../../apps/pipeline-e2e/src/diagnosis/of-phones';
import { type Broken, messageOf, Scene as Breaking } from '../../../apps/pipeline-e2e/src/diagnosis/scene';
import type { Person } from '../browser/person';
import type { Check } from '../check';

const CASES: readonly Broken[] = [...OF_PHONES, ...OF_CERTIFICATES, ...OF_MESSAGES, ...OF_CALLS];
const userOf = ({ number, word }: Broken): string => `u${number}-${word}`;

/** Delivery-log follows on its own time: it is asked again until it says so. */
const ASKED_FOR_MS = 60_000;

async function explained(person: Person, app: string, one: Broken): Promise<string | undefined> {
  const user = userOf(one);
  const path = one.isNow === true ? `/users/${user}` : `/messages/${messageOf(user)}`;
  const first = new RegExp(`First check that fails: ${one.number}\\.`);
  const unknown = new RegExp(`${one.number}\\. `);
  let seen = '';
  for (const untilMs = Date.now() + ASKED_FOR_MS; Date.now() < untilMs; ) {
    await person.goTo(app, path);
    await person
      .button('Explain now')
      .first()
      .click({ timeout: 5_000 })
      .catch(() => undefined);
    const isThere = await person.sees(one.isUnknown ? unknown : first, 3_000).then(
      () => true,
      (error: Error) => ((seen = error.message), false),
    );
    if (isThere) return undefined;
  }
  return `${one.number}, ${one.what}: ${/First check that fails[^.]*\.[^.]*/.exec(seen)?.[0] ?? seen.slice(0, 200)}`;
}

export const broken: Check = {
  n: 15,
  deadlineMs: 600_000,
  own: {
    env: {
      presence: { PRESENCE_SILENCE_SECONDS: '15' },
      certificates: { CERTIFICATES_EFFECTIVE_AFTER_SECONDS: '600' },
    },
  },
  says: 'Given each of the 28 broken fixtures, when Explain now runs, then the first failing check on screen is that one.',
  async run(scene) {
    const breaking = new Breaking(scene.stage);
    await Promise.all(CASES.map((one) => one.breaks(breaking, userOf(one))));
    const person = await scene.person();
    const wrong: string[] = [];
    for (const one of CASES) {
      const told = await explained(person, scene.stage.tenant.app, one);
      if (told !== undefined) wrong.push(told);
    }
    if (wrong.length > 0) throw new Error(`${wrong.length} of ${CASES.length}: ${wrong.join(' | ')}`);
    return `${CASES.length} cases of ${CHECK_IDS.length} checks`;
  },
};
