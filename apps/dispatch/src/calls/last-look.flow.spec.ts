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
  const endMs = performance.now() + 60_000;
  while (!(await holds())) {
    if (performance.now() > endMs) throw new Error(`not in time: ${says}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('P10: while the login at every vendor is slow', () => {
  const vendors = [...SAMPLES.keys()];
  /** One at each vendor: their lanes know nothing of each other. */
  const ofEach = (lifeMs = 60_000): PushAddressed[] => vendors.map((vendor) => aPush({ vendor, lifeMs }));
  const isSlow = (sent: PushAddressed): boolean => host.askedForLogin.has(phoneOf(sent).vendor);
  const endOf = async (sent: PushAddressed) => ({ ...(await outcomeOf(sent)), calls: callsTo(sent).length });

  /** Those that wait for a login; where a vendor has none, its push has gone. */
  async function waitingOf(sent: readonly PushAddressed[]): Promise<PushAddressed[]> {
    const isUnderWay = (each: PushAddressed): boolean => isSlow(each) || callsTo(each).length > 0;
    await until('a login or a push at each vendor', () => sent.every(isUnderWay));
    const waiting = sent.filter(isSlow);
    expect(waiting).not.toEqual([]);
    return waiting;
  }

  beforeEach(async () => {
    host.loginDelayMs = 3_500;
    for (const vendor of vendors) await certificate(vendor);
    await start();
  });

  it('who logs out is not called, and nobody after the end of a message', async () => {
    const [leave, end] = [ofEach(), ofEach(3_000)];
    await publish(...leave, ...end);
    const leaving = await waitingOf(leave);
    for (const each of leaving) await logOut(each);
    const without = { attempts: 0, calls: 0 };
    for (const each of leaving) expect(await endOf(each)).toMatchObject({ ...without, state: 'withdrawn' });
    for (const each of end.filter(isSlow))
      expect(await endOf(each)).toMatchObject({ ...without, state: 'expired' });
  });

  it('what stays is called once, and the vendor keeps it no longer than it lives (V3)', async () => {
    const staying = ofEach(30_000);
    await publish(...staying);
    for (const each of staying) {
      expect(await endOf(each)).toMatchObject({ state: 'accepted', attempts: 1, inDoubt: 0, calls: 1 });
      const [call] = callsTo(each);
      expect(call!.atMs + (call!.messages[0]!.ttlMs ?? 0)).toBeLessThanOrEqual(each.expiresAtMs + 1_000);
    }
  });

  it('nothing is called for a certificate that is disabled meanwhile', async () => {
    const sent = ofEach(6_000);
    await publish(...sent);
    const waiting = await waitingOf(sent);
    for (const each of waiting) await certificate(phoneOf(each).vendor, { version: 2, state: 'disabled' });
    for (const each of waiting)
      expect(await endOf(each)).toMatchObject({ state: 'expired', attempts: 0, calls: 0 });
  });
});

/** Another message to the same phone. */
function again(sent: PushAddressed, certificateId = phoneOf(sent).certificateId): PushAddressed {
  const next = aPush();
  const { targetId } = phoneOf(next);
  return { ...next, onward: [{ ...phoneOf(sent), targetId, certificateId }] };
}

describe('P17: a token that died in a call of a moment ago', () => {
  const claimed = sql('spec-claimed', 'select epoch, state from target where target_id = $1');
  const rowOf = async (sent: PushAddressed): Promise<{ epoch: number; state: string } | undefined> => {
    const rows = await database.database.query<{ epoch: number; state: string }>(claimed, [
      phoneOf(sent).targetId,
    ]);
    return rows[0];
  };
  /** Claimed, given back without a call, and claimed again. */
  const wasLeft = async (sent: PushAddressed): Promise<boolean> => ((await rowOf(sent))?.epoch ?? 0) >= 2;
  const lockAll = sql('spec-lock', 'select 1 from target for update');
  /** Whoever waits for this transaction: a transaction sees of pg_stat_activity only the connections of its first look. */
  const waiting = sql(
    'spec-waiting',
    'select 1 from pg_locks where not granted and transactionid = pg_current_xact_id_if_assigned()::xid',
  );

  it('is not called although its verdict is not written yet, and holds up nobody who comes with it or behind it', async () => {
    const id = await certificate(FIRST);
    await start();
    const answer = witness.hold();
    const first = await push({ token: 'dead' });
    await witness.next(() => true);
    const company = aPush();
    const second = again(first, id);
    second.onward.push(phoneOf(company));
    const third = aPush();
    await database.database.transaction(async (tx) => {
      await tx.query(lockAll, []);
      answer();
      // Each look also keeps the transaction awake: PostgreSQL ends one that does nothing for a while.
      const isBlocked = async () => (await tx.query(waiting, [])).length > 0;
      await until('the settlement waits for the lock', isBlocked);
      await publish(second);
      await until('the second was left', async () => [await isBlocked(), await wasLeft(second)][1] === true);
      await publish(third);
      const areCalled = () => callsTo(company).length > 0 && callsTo(third).length > 0;
      await until(
        'calls of the company and of the third',
        async () => [await isBlocked(), areCalled()][1] === true,
      );
      expect(await rowOf(first)).toMatchObject({ state: 'claimed', epoch: 1 });
    });
    expect(await outcomeOf(first)).toMatchObject({ state: 'token-dead' });
    expect(await outcomeOf(second)).toMatchObject({ state: 'withdrawn', code: 'token-dead', attempts: 0 });
    expect(await outcomeOf(company)).toMatchObject({ state: 'accepted', attempts: 1, inDoubt: 0 });
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
