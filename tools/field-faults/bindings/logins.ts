// Logins on one phone: another user's, and the same user's before the app has reported again.
import type { Fault } from '../fault';
import type { SessionChange } from '@offline-push/contracts';

const accountSwitch: Fault = {
  row: '3.9',
  name: "carol logs in on bob's phone and has not reported yet; bob never logged out",
  holds:
    "bob is suspended there: his message does not ring on carol's phone, and carol's rings when she has reported",
  short: true,
  async run(scene) {
    const bob = scene.phone('bob');
    await scene.kills(bob);
    const carol = scene.phone('carol', { device: bob.device, token: bob.token });
    await scene.says(carol, 'logged-in');
    await scene.becomes(carol, 'online');
    await scene.isBound(bob, 'unbound');
    await scene.mustNotRing(bob, 'other-user', 'token-moved', 'binding-ended');
    await scene.reports(carol);
    await scene.isBound(carol);
    await scene.says(carol, 'disconnected');
    await scene.becomes(carol, 'offline');
    await scene.mustNotRing(bob, 'other-user', 'token-moved', 'binding-ended');
    await scene.mustRing(carol);
  },
};

const killedBeforeReport: Fault = {
  row: '3.12',
  name: 'a restarted app has a new session and is killed before it reports',
  holds: "the device's earlier token is used, and the phone rings once",
  async run(scene) {
    const phone = scene.phone('restarted');
    await scene.kills(phone);
    const next = { ...phone, session: `${phone.user}-2` };
    await scene.says(next, 'logged-in');
    await scene.says(next, 'disconnected');
    await scene.becomes(next, 'offline');
    await scene.mustRing(next);
  },
};

const endedBefore = (['logged-out', 'kicked', 'invalidated'] as const satisfies readonly SessionChange[]).map(
  (change): Fault => ({
    row: '3.12',
    name: `a new login that has not reported, after a session that ended as ${change}`,
    holds: 'the earlier token is not used, and nothing rings',
    async run(scene) {
      const phone = scene.phone('ended');
      await scene.kills(phone);
      await scene.says(phone, change);
      await scene.isBound(phone, 'unbound');
      const next = { ...phone, session: `${phone.user}-2` };
      await scene.says(next, 'logged-in');
      await scene.says(next, 'disconnected');
      await scene.becomes(next, 'offline');
      await scene.mustNotRing(next, 'no-binding', 'not-reported-since-login', 'binding-ended');
    },
  }),
);

/** Dispatch must not take the new login for a reason to withdraw, nor the end of the old session. */
const reportedAfter: Fault = {
  row: '3.12',
  name: 'the restarted app reports the same token a moment later and logs out then',
  holds: 'it rings before the logout and not after it',
  async run(scene) {
    const phone = scene.phone('reported');
    await scene.kills(phone);
    const next = { ...phone, session: `${phone.user}-2` };
    await scene.kills(next);
    await scene.mustRing(next);
    await scene.says(next, 'logged-out');
    await scene.becomes(next, 'logged-out');
    await scene.mustNotRing(next, 'logged-out', 'binding-ended', 'withdrawn');
  },
};

const repeatedEnd: Fault = {
  row: 'section 5',
  name: "carol's logout on bob's phone is told again, after bob has reported there",
  holds: "the first end counts: the phone is bob's, and rings",
  async run(scene) {
    const bob = scene.phone('bob');
    await scene.kills(bob);
    const carol = scene.phone('carol', { device: bob.device, token: bob.token });
    await scene.says(carol, 'logged-in');
    await scene.reports(carol);
    await scene.isBound(carol);
    await scene.says(carol, 'logged-out');
    await scene.isBound(carol, 'unbound');
    await scene.reports(bob);
    await scene.isBound(bob);
    await scene.reports(carol);
    await scene.isBound(carol, 'refused');
    await scene.says(carol, 'logged-out');
    await scene.says(carol, 'kicked');
    await scene.passes(1_500);
    await scene.mustRing(bob);
  },
};

export const LOGINS: readonly Fault[] = [
  accountSwitch,
  killedBeforeReport,
  ...endedBefore,
  reportedAfter,
  repeatedEnd,
];
