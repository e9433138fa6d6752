// A process that is told to end in the middle of its calls, when nothing of what it would finish can be written.
import { must } from '../must';
import type { Fault } from '../fault';
import { administered } from '../clients/database';
import { FrozenServer } from '../clients/server';

const PHONES = 30;
/** Of the 20 s that a stop has. The machine of a test may be slow. */
const ENDS_WITHIN_MS = 19_900;

const withoutBoth: Fault = {
  row: 'S2, section 2',
  name: 'SIGTERM to dispatch in the middle of calls, with the server of its database frozen and the broker gone',
  holds: 'it ends within its 20 s with code 0, and every message rings once when all are back',
  own: {},
  deadlineMs: 240_000,
  async run(scene) {
    const phones = Array.from({ length: PHONES }, () =>
      scene.phone('ends', { token: `slow-3000-${scene.fresh('ends')}` }),
    );
    await scene.kills(...phones);
    const { dispatch } = scene.platform.programs;
    const ids: string[] = [];
    await administered(scene, async (db) => {
      const server = await FrozenServer.of(db);
      try {
        for (const phone of phones) ids.push(await scene.sends([phone]));
        await scene.passes(1_000); // calls are under way
        await scene.platform.parts.cluster.kill(1);
        server.freeze(true);
        const sinceMs = performance.now();
        await dispatch.stop();
        const tookMs = Math.round(performance.now() - sinceMs);
        const code = (await dispatch.ending)?.code;
        must(code === 0 && tookMs < ENDS_WITHIN_MS, `it ended with code ${code} after ${tookMs} ms`);
      } finally {
        server.thaw();
        await scene.platform.parts.cluster.start(1);
        dispatch.launch();
      }
    });
    await scene.isWell();
    for (const [i, phone] of phones.entries()) await scene.mustHaveRung(ids[i] ?? '', phone, 60_000);
  },
};

export const STOPS: readonly Fault[] = [withoutBoth];
