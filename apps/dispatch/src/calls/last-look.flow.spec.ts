// The last look comes after the login and right before the bytes; a token that died a moment ago is called no more.
import { type PushAddressed, pushOutcome } from '@offline-push/contracts';
import { sql } from '@offline-push/service-kit';
import {
  aPush,
  bus,
  callsTo,
  certificate,
  database,
  FIRST,
  freshForEachTest,
  host,
  logOut,
  outcomeOf,
  phoneOf,
  publish,
  push,
  SAMPLES,
  start,
  witness,
} from '../../fixtures/frame';

freshForEachTest();

async function until(says: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = performance.now() + 10_000;
  while (!(await holds())) {
    if (performance.now() > endMs) throw new Error(`not in time: ${says}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** False: this vendor has no login; its push has gone. */
async function logsIn(): Promise<boolean> {
  await until('a login or a push', () => host.logins > 0 || witness.calls.length > 0);
  return host.logins > 0;
}

describe.each([...SAMPLES.keys()])('P10: while the login at %s is slow', (vendor) => {
  beforeEach(async () => {
    host.loginDelayMs = 3_500;
    await certificate(vendor);
    await start();
  });

  it('who logs out is not called, and nobody after the end of a message', async () => {
    const [leaves, ends] = [aPush({ vendor }), aPush({ vendor, lifeMs: 3_000 })];
    await publish(leaves, ends);
    if (!(await logsIn())) return;
    await logOut(leaves);
    expect(await outcomeOf(leaves)).toMatchObject({ state: 'withdrawn', attempts: 0 });
    expect(await outcomeOf(ends)).toMatchObject({ state: 'expired', attempts: 0 });
    expect([callsTo(leaves), callsTo(ends)]).toEqual([[], []]);
  });

  it('what stays is called once, and the vendor keeps it no longer than it lives (V3)', async () => {
    const stays = aPush({ vendor, lifeMs: 30_000 });
    await publish(stays);
    expect(await outcomeOf(stays)).toMatchObject({ state: 'accepted', attempts: 1, inDoubt: 0 });
    const [call, ...others] = callsTo(stays);
    expect(others).toEqual([]);
    expect(call!.atMs + (call!.messages[0]!.ttlMs ?? 0)).toBeLessThanOrEqual(stays.expiresAtMs + 1_000);
  });

  it('nothing is called for a certificate that is disabled meanwhile', async () => {
    const waits = aPush({ vendor, lifeMs: 6_000 });
    await publish(waits);
    if (!(await logsIn())) return;
    await certificate(vendor, { version: 2, state: 'disabled' });
    expect(await outcomeOf(waits)).toMatchObject({ state: 'expired', attempts: 0 });
    expect(callsTo(waits)).toEqual([]);
  });
});

/** Another message to the same phone. */
function again(sent: PushAddressed, certificateId = phoneOf(sent).certificateId): PushAddressed {
  const next = aPush();
  const { targetId } = phoneOf(next);
  return { ...next, onward: [{ ...phoneOf(sent), targetId, certificateId }] };
}

describe('P17: a token that died in a call of a moment ago', () => {
  const stateOf = sql('spec-state', 'select state from target where target_id = $1');
  const isClaimed = async (sent: PushAddressed): Promise<boolean> => {
    const [row] = await database.database.query<{ state: string }>(stateOf, [phoneOf(sent).targetId]);
    return row?.state !== 'waiting';
  };

  it('is not called by the same certificate, although its verdict is not written yet', async () => {
    const id = await certificate(FIRST);
    await start();
    await bus.idle();
    host.delayMs = 300;
    const first = await push({ token: 'dead' });
    await witness.next(() => true);
    const second = again(first, id);
    await database.database.transaction(async (tx) => {
      // The settlement of the first call waits for this lock.
      await tx.query(sql('spec-lock', 'select 1 from target for update'), []);
      await until('the answer', () => host.answered > 0);
      await publish(second);
      // PostgreSQL ends a transaction that does nothing for a while.
      const awake = () => tx.query(sql('spec-awake', 'select 1'), []);
      await until('a claim of the second', async () => (await awake()) && isClaimed(second));
    });
    expect(await outcomeOf(first)).toMatchObject({ state: 'token-dead' });
    expect(await outcomeOf(second)).toMatchObject({ state: 'withdrawn', code: 'token-dead', attempts: 0 });
    expect(callsTo(first)).toHaveLength(1);
  });

  it('is not called by another certificate of its app', async () => {
    await certificate(FIRST);
    const other = await certificate(FIRST, { id: 77 });
    await start();
    const first = await push({ token: 'dead' });
    await outcomeOf(first);
    const second = again(first, other);
    await publish(second);
    expect(await outcomeOf(second)).toMatchObject({ state: 'withdrawn', code: 'token-dead', attempts: 0 });
    expect(callsTo(first)).toHaveLength(1);
  });

  it('is called again through another certificate when a new version of the first is in force', async () => {
    const id = await certificate(FIRST);
    await certificate(FIRST, { id: 77 });
    await start();
    const first = await push({ token: 'dead' });
    await outcomeOf(first);
    const silent = again(first, 77);
    await publish(silent);
    expect(await outcomeOf(silent)).toMatchObject({ state: 'withdrawn', code: 'token-dead' });
    await certificate(FIRST, { id, version: 2 });
    await bus.idle();
    const called = again(first, 77);
    await publish(called);
    expect(await outcomeOf(called)).toMatchObject({ state: 'token-dead', attempts: 1 });
    expect(bus.published(pushOutcome)).toHaveLength(3);
  });
});
