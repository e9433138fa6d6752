// A vendor whose login endpoint takes connections and says nothing: it must not take the database away from the others.
import type { Fault } from '../fault';
import { must } from '../must';

const CERTIFICATES = 10;
const PUSHES = 12;
const SLOWEST_MS = 1_500;

const silentLogin: Fault = {
  row: 'P7',
  name: `Huawei's login and send endpoints are silent for ${CERTIFICATES} certificates`,
  holds: `every push through Xiaomi rings within ${SLOWEST_MS} ms meanwhile`,
  async run(scene) {
    const calm = scene.phone('calm');
    await scene.kills(calm);
    await scene.mustRing(calm);
    await scene.sandbox.control({ vendor: 'huawei', script: { do: 'hang' } });
    try {
      for (let i = 0; i < CERTIFICATES; i++) {
        const certificateId = await scene.newCertificate('huawei', scene.fresh('silent'));
        const phone = scene.phone('silent', { vendor: 'huawei', certificateId });
        await scene.kills(phone);
        await scene.sends([phone], { lifetimeSeconds: 60 });
      }
      for (let i = 0; i < PUSHES; i++) {
        const sentAtMs = Date.now();
        const messageId = await scene.sends([calm]);
        await scene.mustHaveRung(messageId, calm);
        const call = (await scene.sandbox.callsTo(calm.token)).at(-1);
        const tookMs = (call?.atMs ?? 0) - sentAtMs;
        must(tookMs < SLOWEST_MS, `Xiaomi was called ${tookMs} ms after the message`);
      }
    } finally {
      await scene.sandbox.control({ vendor: 'huawei', clear: true });
    }
  },
};

export const SILENCE: readonly Fault[] = [silentLogin];
