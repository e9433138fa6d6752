// A window in which a service's database refuses everything: what was published in it must count afterwards, none of it may become a dead
// letter, and the probe must say what the server says.
import { type ServiceName } from '@offline-push/platform';
import { must } from '../must';
import type { Scene } from '../scene';
import type { Administrator } from '../clients/database';

/** Longer than three tries and a look of the health. */
const WINDOW_MS = 8_000;

export interface Window {
  /** Services whose database is concerned. */
  services: readonly ServiceName[];
  begin: (db: Administrator) => Promise<void>;
  end: (db: Administrator) => Promise<void>;
  /** A part of the server's words that `/health/ready` repeats. */
  says?: RegExp;
}

export async function outlasts(
  scene: Scene,
  db: Administrator,
  { services, begin, end, says }: Window,
): Promise<void> {
  const [rings, leaves, joins] = [scene.phone('rings'), scene.phone('leaves'), scene.phone('joins')];
  await scene.kills(rings, leaves);
  const since = scene.deadLetters.length;
  let messageId = '';
  await begin(db);
  try {
    await scene.says(leaves, 'logged-out');
    await scene.says(joins, 'logged-in');
    await scene.reports(joins);
    messageId = await scene.sends([rings]);
    await scene.passes(WINDOW_MS);
    for (const service of services) await mustSay(scene, service, says);
  } finally {
    await end(db);
  }
  await scene.mustHaveRung(messageId, rings, 45_000);
  await scene.becomes(leaves, 'logged-out');
  await scene.mustNotRing(leaves, 'logged-out', 'binding-ended', 'withdrawn');
  await scene.isBound(joins);
  await scene.says(joins, 'disconnected');
  await scene.becomes(joins, 'offline');
  await scene.mustRing(joins);
  scene.mustHaveNoLetters(since);
}

async function mustSay(scene: Scene, service: ServiceName, says: RegExp | undefined): Promise<void> {
  must(scene.platform.programs[service].pid !== undefined, `${service} ended`);
  must((await scene.probe(service, 'live')).status === 200, `${service} is not alive`);
  const { status, words } = await scene.probe(service, 'ready');
  must(status === 503, `${service} says it is ready: ${words}`);
  if (says !== undefined) must(says.test(words), `${service} does not say ${says}: ${words}`);
}
