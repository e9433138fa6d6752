// What dispatch must know whoever is down: logouts, and tokens that are dead.
import { type PushAddressed, pushAddressed, pushIdOf, targetIdOf } from '@offline-push/contracts';
import type { Fault } from '../fault';
import { must } from '../must';

const VENDOR = 'xiaomi';

const logoutReaches: Fault = {
  row: 'P18',
  name: 'a logout while device-bindings is down and the push waits for its vendor',
  holds: 'the push is withdrawn, and no call comes later than 2 s after the logout',
  async run(scene) {
    const phone = scene.phone('waits');
    await scene.kills(phone);
    await scene.sandbox.control({ vendor: VENDOR, script: { do: 'status', status: 503 } });
    try {
      const messageId = await scene.sends([phone]);
      const isIt = (event: PushAddressed): boolean => event.messageId === messageId;
      await scene.stage.reader.next(pushAddressed, isIt);
      await scene.passes(1_000);
      await scene.platform.programs['device-bindings'].stop();
      await scene.says(phone, 'logged-out');
      const outAtMs = Date.now();
      await scene.passes(2_000);
      await scene.sandbox.control({ vendor: VENDOR, clear: true });
      const fate = await scene.fate(messageId, phone, 30_000);
      const calls = (await scene.sandbox.callsTo(phone.token)).filter(({ atMs }) => atMs > outAtMs + 2_000);
      must(
        calls.length === 0,
        `a call came ${(calls[0]?.atMs ?? 0) - outAtMs} ms after the logout (${fate})`,
      );
      must(fate === 'withdrawn', `it ended as ${fate}`);
    } finally {
      await scene.sandbox.control({ vendor: VENDOR, clear: true });
      await scene.platform.programs['device-bindings'].stop();
      scene.platform.programs['device-bindings'].launch();
    }
  },
};

const deadToken: Fault = {
  row: 'P17',
  name: 'a second push to a token that a vendor has just called dead',
  holds: 'it ends without a call',
  async run(scene) {
    const phone = scene.phone('dead', { token: `dead-${scene.fresh('token')}` });
    await scene.kills(phone);
    const messageId = await scene.sends([phone]);
    const fate = await scene.fate(messageId, phone);
    must(fate === 'token-dead', `the first ended as ${fate}`);
    const isIt = (event: PushAddressed): boolean => event.messageId === messageId && event.onward.length > 0;
    const first = await scene.stage.reader.next(pushAddressed, isIt);
    // As device-bindings had addressed it a moment before it heard of the verdict.
    const next = scene.fresh('m');
    const targetId = targetIdOf(pushIdOf(first.app, next, phone.user), phone.device);
    const onward = first.onward.map((target) => ({ ...target, targetId }));
    const key = `${first.app}/${first.conversation}`;
    await scene.publish(pushAddressed, { ...first, messageId: next, onward }, { key });
    const end = await scene.fate(next, phone);
    must(end !== 'accepted' && end !== 'nowhere', `the second ended as ${end}`);
    must((await scene.callsTo(phone)) === 1, `there were ${await scene.callsTo(phone)} calls`);
  },
};

const kickedWhileDecided: Fault = {
  row: 'issue 9 edge 2',
  name: 'the old session of a phone never ended, its new one is kicked, and a push that was decided before comes for the old one',
  holds: 'it is withdrawn as kicked, and the phone is not called',
  short: true,
  async run(scene) {
    const phone = scene.phone('kicked');
    await scene.kills(phone);
    const messageId = await scene.sends([phone]);
    await scene.mustHaveRung(messageId, phone);
    const isIt = (event: PushAddressed): boolean => event.messageId === messageId && event.onward.length > 0;
    const first = await scene.stage.reader.next(pushAddressed, isIt);
    const next = { ...phone, session: `${phone.user}-2` };
    await scene.says(next, 'logged-in');
    await scene.becomes(next, 'online');
    await scene.says(next, 'kicked');
    await scene.becomes(next, 'logged-out');
    await scene.passes(1_000);
    // As presence had decided it a moment before it read of the new session.
    const late = scene.fresh('m');
    const targetId = targetIdOf(pushIdOf(first.app, late, phone.user), phone.device);
    const onward = first.onward.map((target) => ({ ...target, targetId }));
    const key = `${first.app}/${first.conversation}`;
    await scene.publish(pushAddressed, { ...first, messageId: late, onward }, { key });
    const end = await scene.fate(late, phone);
    must(end === 'withdrawn', `it ended as ${end}`);
    must((await scene.callsTo(phone)) === 1, `there were ${await scene.callsTo(phone)} calls`);
  },
};

export const REACHED: readonly Fault[] = [logoutReaches, deadToken, kickedWhileDecided];
