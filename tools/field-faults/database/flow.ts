// Messages that flow while something falls on the databases.
import { administered, type Administrator } from '../clients/database';
import { must } from '../must';
import type { Scene } from '../scene';

const PHONES = 20;
const MESSAGES = 200;
const BLOW_EVERY_MS = 150;

/** Messages flow while the blows fall; every one rings once and none becomes a dead letter. */
export async function flowsUnder(scene: Scene, blow: (db: Administrator) => Promise<void>): Promise<void> {
  const phones = Array.from({ length: PHONES }, () => scene.phone('flow'));
  await scene.kills(...phones);
  const since = scene.deadLetters.length;
  const sent: [string, number][] = [];
  await administered(scene, async (db) => {
    for (let i = 0; i < MESSAGES; i++) {
      sent.push([await scene.sends([phones[i % PHONES] ?? scene.phone('x')]), i % PHONES]);
      if (i % 5 === 0) {
        await blow(db);
        await scene.passes(BLOW_EVERY_MS);
      }
    }
  });
  for (const [messageId, i] of sent) {
    const phone = phones[i] ?? scene.phone('x');
    const fate = await scene.fate(messageId, phone, 45_000);
    must(fate === 'accepted', `${messageId} ended as ${fate}`);
    must((await scene.rang(messageId, phone)) === 1, `${messageId} rang more than once`);
  }
  scene.mustHaveNoLetters(since);
}
