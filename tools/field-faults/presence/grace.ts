// A link that broke a moment ago: in a lift, at a restart of a gateway. Judged again after the grace.
import type { Fault } from '../fault';
import { must } from '../must';
import type { FieldPhone, Scene } from '../scene';

const GRACE_SECONDS = 3;

/** Runs with the grace of production, whatever the platform has set. */
async function withGrace(scene: Scene, work: () => Promise<void>, seconds = GRACE_SECONDS): Promise<void> {
  const program = scene.platform.programs.presence;
  const { PRESENCE_GRACE_SECONDS = String(GRACE_SECONDS) } = program.env;
  await program.restart({ PRESENCE_GRACE_SECONDS: String(seconds) });
  try {
    await work();
  } finally {
    await program.stop();
    program.launch({ PRESENCE_GRACE_SECONDS });
  }
}

async function isConnected(scene: Scene, phone: FieldPhone): Promise<void> {
  await scene.says(phone, 'logged-in');
  await scene.reports(phone);
  await scene.isBound(phone);
}

const GONE = ['online', 'seen-since'];

const grace: Fault = {
  row: '3.7',
  name: 'links break a moment before a message: one is back within the grace, one is not, one logs out',
  holds: 'the first does not ring, the second rings once when the grace is over, the third does not ring',
  run: (scene) =>
    withGrace(scene, async () => {
      const [back, gone, out] = [scene.phone('back'), scene.phone('gone'), scene.phone('out')];
      for (const phone of [back, gone, out]) await isConnected(scene, phone);
      for (const phone of [back, gone, out]) await scene.says(phone, 'disconnected');
      await scene.passes(300);
      const sentAtMs = Date.now();
      const messageId = await scene.sends([back, gone, out]);
      await scene.says(back, 'connected');
      await scene.says(out, 'logged-out');
      await scene.mustHaveRung(messageId, gone);
      const [call] = await scene.sandbox.callsTo(gone.token);
      const afterMs = (call?.atMs ?? 0) - sentAtMs;
      must(afterMs > 1_500 && afterMs < 9_000, `it rang ${afterMs} ms after the message`);
      await scene.mustNotHaveRung(messageId, back, GONE);
      await scene.mustNotHaveRung(messageId, out, ['logged-out', 'binding-ended', 'withdrawn']);
    }),
};

const killed: Fault = {
  row: '3.7',
  name: 'presence is killed (kill -9) while it holds a message for the grace',
  holds: 'the hold survives: it rings once after the restart, and one that is back does not ring',
  run: (scene) =>
    withGrace(scene, async () => {
      const [back, gone] = [scene.phone('back'), scene.phone('gone')];
      for (const phone of [back, gone]) await isConnected(scene, phone);
      for (const phone of [back, gone]) await scene.says(phone, 'disconnected');
      await scene.passes(300);
      const messageId = await scene.sends([back, gone]);
      await scene.passes(1_000);
      const { presence } = scene.platform.programs;
      await presence.kill();
      await scene.says(back, 'connected');
      await presence.start();
      await scene.mustHaveRung(messageId, gone, 60_000);
      await scene.mustNotHaveRung(messageId, back, GONE);
    }),
};

const off: Fault = {
  row: '3.7',
  name: 'PRESENCE_GRACE_SECONDS=0',
  holds: 'there is no hold: a link that broke a moment ago rings at once',
  run: (scene) =>
    withGrace(
      scene,
      async () => {
        const phone = scene.phone('at-once');
        await isConnected(scene, phone);
        await scene.says(phone, 'disconnected');
        await scene.passes(500);
        const sentAtMs = Date.now();
        await scene.mustRing(phone);
        const [call] = await scene.sandbox.callsTo(phone.token);
        must((call?.atMs ?? 0) - sentAtMs < 2_000, 'it was held');
      },
      0,
    ),
};

/** The message may be read before its disconnect is saved: they come on two topics. */
const behind: Fault = {
  row: '3.7',
  name: 'forty links break, each with a message right behind the disconnect',
  holds: 'each rings once',
  run: async (scene) => {
    const phones = Array.from({ length: 40 }, () => scene.phone('behind'));
    await Promise.all(phones.map((phone) => isConnected(scene, phone)));
    const sent: string[] = [];
    for (const phone of phones) {
      await scene.says(phone, 'disconnected');
      sent.push(await scene.sends([phone]));
    }
    for (const [i, phone] of phones.entries()) await scene.mustHaveRung(sent[i] ?? '', phone);
  },
};

/** A rolling restart of gateways: hundreds of links break and come back while messages come. */
const rolling: Fault = {
  row: '3.7',
  name: 'a gateway restarts: 200 links break and are back after a second, a message to each meanwhile',
  holds: 'nobody rings',
  run: (scene) =>
    withGrace(scene, async () => {
      const phones = Array.from({ length: 200 }, () => scene.phone('rolling'));
      await Promise.all(phones.map((phone) => isConnected(scene, phone)));
      await Promise.all(phones.map((phone) => scene.says(phone, 'disconnected')));
      await scene.passes(200);
      const sent = await Promise.all(phones.map((phone) => scene.sends([phone])));
      await scene.passes(800);
      await Promise.all(phones.map((phone) => scene.says(phone, 'connected')));
      for (const [i, phone] of phones.entries()) await scene.mustNotHaveRung(sent[i] ?? '', phone, GONE);
    }),
};

export const GRACE: readonly Fault[] = [grace, killed, off, behind, rolling];
