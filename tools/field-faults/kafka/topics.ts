// Topics that are not there: at the start of the services, or deleted and made anew while they run.
import { messageSent, pushGated, sessionChanged, TOPICS } from '@offline-push/contracts';
import { SERVICES } from '@offline-push/platform';
import { deleteTopics, makeTopics } from '../clients/topics';
import { type Fault, must } from '../fault';
import type { Scene } from '../scene';

const FLOW = ['presence', 'device-bindings', 'dispatch'] as const;
const AWAY_MS = 15_000;

async function mustLive(scene: Scene): Promise<void> {
  for (const service of SERVICES) {
    must(scene.platform.programs[service].pid !== undefined, `${service} ended`);
    must((await scene.probe(service, 'live')).status === 200, `${service} is not alive`);
  }
}

const missing: Fault = {
  row: 'section 1',
  name: 'no topic exists when the services start; the topics job runs later',
  holds: 'no service ends, each says which topic it waits for, and all go on alone when there are topics',
  own: {},
  deadlineMs: 240_000,
  async run(scene) {
    await Promise.all(FLOW.map((service) => scene.platform.programs[service].stop()));
    await deleteTopics(
      scene,
      TOPICS.map(({ name }) => name),
    );
    for (const service of FLOW) scene.platform.programs[service].launch();
    await scene.passes(AWAY_MS);
    await mustLive(scene);
    for (const service of FLOW) {
      const { status, words } = await scene.probe(service, 'ready');
      must(status === 503 && /topic/.test(words), `${service} says ${status} ${words}`);
    }
    await makeTopics(scene);
    await scene.isWell();
  },
};

const anew = [sessionChanged, messageSent, pushGated].map(
  ({ name }): Fault => ({
    row: 'section 1',
    name: `${name} is deleted and made anew while the services run`,
    holds: 'no service ends, and what is written to the new topic counts: a phone rings, a logout counts',
    own: {},
    deadlineMs: 240_000,
    async run(scene) {
      const [before, leaves] = [scene.phone('before'), scene.phone('leaves')];
      await scene.kills(before, leaves);
      for (let i = 0; i < 12; i++) await scene.mustRing(before);
      await deleteTopics(scene, [name]);
      await scene.passes(5_000);
      await makeTopics(scene);
      await scene.passes(2_000);
      await mustLive(scene);
      await scene.says(leaves, 'logged-out');
      await scene.isBound(leaves, 'unbound');
      await scene.isWell();
      for (let i = 0; i < 6; i++) await scene.mustRing(before, 45_000);
      await scene.mustNotRing(leaves, 'logged-out', 'binding-ended');
    },
  }),
);

export const TOPIC_FAULTS: readonly Fault[] = [missing, ...anew];
