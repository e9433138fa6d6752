// Tokens that thousands report, and tokens that change while a push waits for its vendor.
import { bindingReported, sessionChanged } from '@offline-push/contracts';
import type { Fault } from '../fault';
import { must } from '../must';

const CLAIMANTS = 4_000;
const PORTION = 500;
const SLOWEST_MS = 5_000;

const sharedToken: Fault = {
  row: 'P6',
  name: `one token is reported by ${CLAIMANTS} users`,
  holds:
    'reports cost linear work: bob rings within 5 s meanwhile and afterwards, and the last claimant has the token',
  deadlineMs: 240_000,
  async run(scene) {
    const bob = scene.phone('bob');
    await scene.kills(bob);
    const token = `ok-${scene.fresh('blacklisted')}`;
    const claimants = Array.from({ length: CLAIMANTS }, () => scene.phone('claimant', { token }));
    for (let i = 0; i < CLAIMANTS; i += PORTION) {
      const portion = claimants.slice(i, i + PORTION);
      await scene.publishAll(
        sessionChanged,
        portion.map((phone) => scene.factOf(phone, 'logged-in')),
      );
      await scene.publishAll(
        bindingReported,
        portion.map((phone) => scene.reportOf(phone)),
      );
      const sinceMs = Date.now();
      await scene.mustRing(bob, 30_000);
      const tookMs = Date.now() - sinceMs;
      must(tookMs < SLOWEST_MS, `bob rang after ${tookMs} ms, when ${i + PORTION} had reported`);
    }
    const last = scene.phone('last', { token });
    await scene.says(last, 'logged-in');
    await scene.reports(last);
    await scene.isBound(last);
    await scene.says(last, 'disconnected');
    await scene.becomes(last, 'offline');
    await scene.mustRing(last);
  },
};

const rotatedWhileWaiting: Fault = {
  row: '3.14',
  name: 'the phone reports a new token while its push waits for a busy vendor',
  holds: 'the push is addressed again: the new token is called once, the old one no more',
  async run(scene) {
    const old = scene.phone('rotates');
    await scene.kills(old);
    const next = { ...old, token: `${old.token}-next` };
    await scene.sandbox.control({ vendor: old.vendor, script: { do: 'status', status: 503 } });
    let messageId = '';
    let before = 0;
    try {
      messageId = await scene.sends([old]);
      await scene.passes(1_000);
      await scene.reports(next);
      await scene.isBound(next);
      await scene.passes(1_500);
      before = await scene.callsTo(old);
    } finally {
      await scene.sandbox.control({ vendor: old.vendor, clear: true });
    }
    await scene.passes(12_000);
    must((await scene.callsTo(old)) === before, 'the old token was called again');
    const times = await scene.rang(messageId, next);
    must(times === 1, `the new token rang ${times} times`);
  },
};

const logoutWhileWaiting: Fault = {
  row: 'V4',
  name: 'the phone logs out while its push waits for a busy vendor',
  holds: 'the push is withdrawn, and no call comes later than 2 s after the logout',
  async run(scene) {
    const phone = scene.phone('leaves');
    await scene.kills(phone);
    await scene.sandbox.control({ vendor: phone.vendor, script: { do: 'status', status: 503 } });
    try {
      const messageId = await scene.sends([phone]);
      await scene.passes(1_000);
      await scene.says(phone, 'logged-out');
      await scene.passes(2_000);
      const before = await scene.callsTo(phone);
      await scene.sandbox.control({ vendor: phone.vendor, clear: true });
      const fate = await scene.fate(messageId, phone);
      must(fate === 'withdrawn', `it ended as ${fate}`);
      must((await scene.callsTo(phone)) === before, 'it was called after the logout');
    } finally {
      await scene.sandbox.control({ vendor: phone.vendor, clear: true });
    }
  },
};

export const TOKENS: readonly Fault[] = [rotatedWhileWaiting, logoutWhileWaiting, sharedToken];
