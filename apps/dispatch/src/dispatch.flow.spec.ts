// Targets in, vendor calls and outcomes out.
import { outgoing } from '@offline-push/bus';
import {
  bindingChanged,
  deadLetter,
  type PushAddressed,
  pushAddressed,
  pushOutcome,
} from '@offline-push/contracts';
import { sql } from '@offline-push/service-kit';
import { anAddressedPush } from '@offline-push/testing';
import { VENDORS } from '@offline-push/vendors/send';
import { register } from 'prom-client';
import {
  SAMPLES,
  database,
  bus,
  publisher,
  host,
  witness,
  service,
  freshForEachTest,
  start,
  certificate,
  aPush,
  publish,
  push,
  logOut,
  outcomeOf,
  outcomesOf,
  isBroken,
  callsTo,
  phoneOf,
  FIRST,
} from '../fixtures/frame';

freshForEachTest();

/** Calls to vendors, as operators read them. */
async function requests(): Promise<number> {
  const metrics = await register.getMetricsAsJSON();
  const counter = metrics.find(({ name }) => name === 'offline_push_vendor_requests_total');
  return counter?.values.reduce((sum, { value }) => sum + value, 0) ?? 0;
}

/** One at each vendor, all at once: their lanes know nothing of each other. */
describe('through every vendor', () => {
  const vendors = [...SAMPLES.keys()];
  const pushEach = async (token = 'ok'): Promise<PushAddressed[]> => {
    const sent = vendors.map((vendor) => aPush({ vendor, token }));
    await publish(...sent);
    return sent;
  };
  const endOf = async (sent: PushAddressed) => ({ ...(await outcomeOf(sent)), calls: callsTo(sent).length });
  const endsOf = (sent: readonly PushAddressed[]) => Promise.all(sent.map(endOf));
  const each = (end: object) =>
    vendors.map((vendor) => expect.objectContaining({ vendor, ...end }) as unknown);
  const isCalled = (sent: PushAddressed) => witness.next(({ vendor }) => vendor === phoneOf(sent).vendor);

  describe('with its good credential', () => {
    beforeEach(async () => {
      for (const vendor of vendors) await certificate(vendor);
      await start();
    });

    it('a push is accepted, by exactly one call', async () => {
      const ends = await endsOf(await pushEach());
      expect(ends).toEqual(each({ state: 'accepted', attempts: 1, inDoubt: 0, calls: 1 }));
    });

    it('structure 9: every call that a vendor answers is counted, also those before the last of a send', async () => {
      const before = await requests();
      const groups = vendors.flatMap((vendor) =>
        [1, 2, 3].map(() => aPush({ vendor, messageId: `group-${vendor}` })),
      );
      await publish(...groups);
      await outcomesOf(groups);
      // More only where a machine is so slow that a call did not begin in time: that is told too.
      expect((await requests()) - before).toBeGreaterThanOrEqual(witness.calls.length);
    });

    it('a dead token ends with the token, so that its binding goes', async () => {
      const sent = await pushEach('dead');
      const ends = (await endsOf(sent)).map(({ vendor, state, token }) => ({ vendor, state, token }));
      expect(ends).toEqual(
        sent.map(phoneOf).map(({ vendor, token }) => ({ vendor, state: 'token-dead', token })),
      );
    });

    it('a throttled push waits and then goes', async () => {
      for (const vendor of vendors) host.scriptsOf(vendor)?.add({ do: 'code', times: 1 });
      const ends = await endsOf(await pushEach());
      expect(ends).toEqual(each({ state: 'accepted', attempts: 2, inDoubt: 0 }));
    });

    it('a call without an answer is made again, and marked in doubt', async () => {
      for (const vendor of vendors) host.scriptsOf(vendor)?.add({ do: 'close', times: 1 });
      const ends = await endsOf(await pushEach());
      expect(ends).toEqual(each({ state: 'accepted', attempts: 2, inDoubt: 1, calls: 2 }));
    });

    it('a call in flight is finished when a new version of the certificate comes', async () => {
      const slow = await pushEach('slow-1000');
      await Promise.all(slow.map(isCalled));
      for (const vendor of vendors) await certificate(vendor, { version: 2 });
      const next = await pushEach();
      expect(await endsOf(next)).toEqual(each({ state: 'accepted', attempts: 1 }));
      expect(await endsOf(slow)).toEqual(each({ state: 'accepted', attempts: 1, inDoubt: 0, calls: 1 }));
    });
  });

  it('a broken credential pauses the lane, and a mended one resumes it with nothing lost', async () => {
    const credentials = [...SAMPLES].map(([vendor, { wrongCredential }]) => ({ vendor, wrongCredential }));
    const ids = new Map<string, number>();
    for (const { vendor, wrongCredential: credential } of credentials)
      ids.set(vendor, await certificate(vendor, { credential }));
    await start();
    const first = await pushEach();
    await Promise.all([...ids.values()].map((id) => isBroken(id)));
    const second = await pushEach();
    await bus.idle();
    expect(bus.published(pushOutcome)).toEqual([]);
    for (const vendor of vendors) await certificate(vendor, { version: 2 });
    const mended = each({ state: 'accepted', inDoubt: 0 });
    expect([await endsOf(first), await endsOf(second)]).toEqual([mended, mended]);
  });
});

describe('a refusal that is written after its credential was mended', () => {
  it('does not sleep: whoever woke the others has missed it', async () => {
    const id = await certificate(FIRST, { credential: SAMPLES.get(FIRST)?.wrongCredential ?? {} });
    host.delayMs = 500;
    await start();
    const pushed = await push({ vendor: FIRST });
    await witness.next(() => true);
    await database.database.transaction(async (tx) => {
      // The settlement waits for this lock.
      await tx.query(sql('spec-lock', 'select 1 from target for update'), []);
      await isBroken(id);
      host.delayMs = 0;
      await certificate(FIRST, { version: 2 });
      await bus.idle();
    });
    expect(await outcomeOf(pushed)).toMatchObject({ state: 'accepted', inDoubt: 0 });
  });
});

const CROWD = 300;

describe.each(
  VENDORS.filter(({ limits }) => limits.concurrentCalls < CROWD).map(({ id, limits }) => ({
    vendor: id,
    limit: limits.concurrentCalls,
  })),
)('a crowd of different messages through $vendor', ({ vendor, limit }) => {
  it(`is accepted at the first attempt, with never more than ${limit} calls in flight`, async () => {
    host.delayMs = 25;
    await certificate(vendor);
    await start();
    const crowd = Array.from({ length: CROWD }, () => aPush({ vendor }));
    await publish(...crowd);
    const outcomes = await outcomesOf(crowd);
    expect(outcomes.filter(({ state, attempts }) => state !== 'accepted' || attempts !== 1)).toEqual([]);
    expect(host.mostAtOnce).toBeLessThanOrEqual(limit);
  });
});

describe('calls that wait for their turn', () => {
  const [narrow] = [...VENDORS].sort((a, b) => a.limits.concurrentCalls - b.limits.concurrentCalls);
  const { id: vendor, limits } = narrow!;
  const crowd = (token: string) =>
    Array.from({ length: limits.concurrentCalls }, () => aPush({ vendor, token }));

  beforeEach(async () => {
    await certificate(vendor);
    await start();
  });

  it('are not made for a user who logs out meanwhile', async () => {
    const [busy, waiting] = [crowd('slow-1000'), aPush({ vendor })];
    await publish(...busy, waiting);
    await witness.next(({ n }) => n === limits.concurrentCalls);
    await logOut(waiting);
    expect(await outcomeOf(waiting)).toMatchObject({ state: 'withdrawn', attempts: 0 });
    expect(callsTo(waiting)).toEqual([]);
  });

  it('let the vendor keep a push as long as it lives at the call, not at the plan (invariant V3)', async () => {
    const { id, limits: wide } = VENDORS.find(({ limits: { concurrentCalls } }) => concurrentCalls === 64)!;
    await certificate(id);
    await bus.idle();
    const busy = Array.from({ length: wide.concurrentCalls }, () =>
      aPush({ vendor: id, token: 'slow-2500' }),
    );
    const waiting = aPush({ vendor: id });
    await publish(...busy, waiting);
    await outcomeOf(waiting);
    const [call] = callsTo(waiting);
    expect(call!.atMs).toBeGreaterThan(waiting.expiresAtMs - 60_000 + 2_000);
    expect(call!.atMs + call!.messages[0]!.ttlMs!).toBeLessThanOrEqual(waiting.expiresAtMs + 1_000);
  });

  it('are left to the time after Retry-After, and not counted as attempts', async () => {
    host.delayMs = 200;
    host.scriptsOf(vendor)?.add({ do: 'code', times: 1 });
    const sent = [...crowd('ok'), ...crowd('ok'), ...crowd('ok')];
    await publish(...sent);
    const outcomes = await outcomesOf(sent);
    expect(outcomes.map(({ state }) => state)).toEqual(sent.map(() => 'accepted'));
    expect(outcomes.filter(({ attempts }) => attempts > 1)).toHaveLength(1);
    expect(witness.calls).toHaveLength(sent.length + 1);
  });
});

describe('dispatch', () => {
  it('sends what came before its certificate was known', async () => {
    await start();
    const early = await push();
    await bus.idle();
    await certificate(FIRST);
    expect(await outcomeOf(early)).toMatchObject({ state: 'accepted' });
  });

  it('rings nobody when the log is read again from its beginning', async () => {
    await certificate(FIRST);
    await start();
    const sent = await push();
    await outcomeOf(sent);
    await service?.stop();
    bus.forgetOffsets('dispatch.push');
    await start();
    await bus.idle();
    expect(callsTo(sent)).toHaveLength(1);
  });

  it('withdraws what waits for a retry when its user logs out', async () => {
    await certificate(FIRST);
    await start();
    host.scriptsOf(FIRST)?.add({ do: 'status', status: 503 });
    const waiting = await push();
    await witness.next(() => true);
    await logOut(waiting);
    expect(await outcomeOf(waiting)).toMatchObject({ state: 'withdrawn' });
    expect(callsTo(waiting)).toHaveLength(1);
  });

  it('reads who logged out before it sends a backlog', async () => {
    await certificate(FIRST);
    const backlog = await push();
    const { user, device, session } = backlog.onward[0]!;
    const ended = { app: 'demo', user, device, session, atMs: Date.now() };
    await publisher.publish([outgoing(bindingChanged, { ...ended, change: 'unbound', cause: 'kicked' })]);
    await start();
    expect(await outcomeOf(backlog)).toMatchObject({ state: 'withdrawn', attempts: 0 });
    expect(callsTo(backlog)).toEqual([]);
  });

  it('expires what the vendor never took, and says what it waited for', async () => {
    await certificate(FIRST);
    await start();
    host.scriptsOf(FIRST)?.add({ do: 'gateway', status: 503 });
    expect(await outcomeOf(await push({ lifeMs: 1_500 }))).toMatchObject({
      state: 'expired',
      code: 'http-503',
    });
  });

  it('says "unconfirmed" of what was called, never answered, and is over', async () => {
    await certificate(FIRST);
    await start();
    host.scriptsOf(FIRST)?.add({ do: 'close' });
    expect(await outcomeOf(await push({ lifeMs: 1_500 }))).toMatchObject({ state: 'unconfirmed' });
  });

  it('keeps the first content of a message id and dead-letters the other', async () => {
    await certificate(FIRST);
    await start();
    const first = await push({ messageId: 'same' });
    await outcomeOf(first);
    const [target] = first.onward;
    const other = {
      ...first,
      contentHash: 'AAAAAAAAAAAAAAAAAAAAAA',
      onward: [{ ...target!, targetId: 'z'.repeat(22) }],
    };
    await publisher.publish([outgoing(pushAddressed, other)]);
    expect(await bus.next(deadLetter)).toMatchObject({ reason: 'id-conflict', topic: pushAddressed.name });
    expect(callsTo(first)).toHaveLength(1);
  });

  it('gathers 300 targets of one message into one call', async () => {
    await certificate(FIRST);
    await start();
    const [target] = anAddressedPush().onward;
    const onward = Array.from({ length: 300 }, (_, i) => ({
      ...target!,
      ...{ targetId: `g${i}`.padEnd(22, '_'), user: `u${i}`, certificateId: 1, vendor: FIRST },
      token: SAMPLES.get(FIRST)?.tokenFor?.(`ok-${i}`) ?? `ok-${i}`,
    }));
    const event = anAddressedPush({ messageId: 'group', expiresAtMs: Date.now() + 60_000, onward });
    await publisher.publish([outgoing(pushAddressed, event)]);
    const { outcomes } = await bus.next(pushOutcome, ({ messageId }) => messageId === 'group');
    expect([outcomes.length, witness.calls.length]).toEqual([300, 1]);
  });
});
