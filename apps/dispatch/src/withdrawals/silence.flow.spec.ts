// What silences a target, what it is addressed to instead, and by whose clock it lives.
import { outgoing } from '@offline-push/bus';
import {
  bindingChanged,
  deadLetter,
  type PushAddressed,
  type SessionChanged,
  sessionChanged,
  tokenHashOf,
} from '@offline-push/contracts';
import { sql } from '@offline-push/service-kit';
import { canonicalTokenOf } from '@offline-push/vendors/catalog';
import { VENDORS } from '@offline-push/vendors/send';
import { setImmediate } from 'node:timers/promises';
import {
  SAMPLES,
  bus,
  database,
  publisher,
  host,
  witness,
  service,
  freshForEachTest,
  SkewedClock,
  start,
  certificate,
  aPush,
  publish,
  push,
  outcomeOf,
  callsTo,
  FIRST,
} from '../../fixtures/frame';

freshForEachTest();

/** What the gateway says; device-bindings is down. */
const gatewaySays = (
  { onward: [target] }: PushAddressed,
  change: SessionChanged['change'],
): Promise<void> => {
  const { user, device, session } = target!;
  return publisher.publish([outgoing(sessionChanged, { app: 'demo', user, device, session, change })]);
};

const FAILING_TWICE = { do: 'status', status: 503, times: 2 } as const;

describe('P18: a logout reaches dispatch whatever is down', () => {
  beforeEach(async () => {
    await certificate(FIRST);
    await start();
  });

  it.each(['logged-out', 'kicked', 'invalidated'] as const)(
    'a push whose retry is due is not called after "%s" while device-bindings is down',
    async (change) => {
      host.scriptsOf(FIRST)?.add(FAILING_TWICE);
      const sent = await push();
      await witness.next(() => true);
      await gatewaySays(sent, change);
      expect(await outcomeOf(sent)).toMatchObject({ state: 'withdrawn', code: change, attempts: 1 });
      expect(callsTo(sent)).toHaveLength(1);
    },
  );

  it.each(['disconnected', 'background', 'connected', 'logged-in'] as const)(
    '"%s" ends nothing',
    async (change) => {
      host.scriptsOf(FIRST)?.add({ ...FAILING_TWICE, times: 1 });
      const sent = await push();
      await witness.next(() => true);
      await gatewaySays(sent, change);
      expect(await outcomeOf(sent)).toMatchObject({ state: 'accepted', attempts: 2 });
    },
  );

  it('no later binding lifts it, whatever its time', async () => {
    host.scriptsOf(FIRST)?.add(FAILING_TWICE);
    const sent = await push();
    await witness.next(() => true);
    await gatewaySays(sent, 'logged-out');
    await bindAgain(sent, { atMs: Date.now() + 30_000 });
    expect(await outcomeOf(sent)).toMatchObject({ state: 'withdrawn', code: 'logged-out' });
  });

  it('a push that is addressed after the logout is not called: device-bindings was behind', async () => {
    const late = aPush();
    await gatewaySays(late, 'logged-out');
    await bus.idle();
    await publish(late);
    expect(await outcomeOf(late)).toMatchObject({ state: 'withdrawn', attempts: 0 });
    expect(callsTo(late)).toEqual([]);
  });

  it('nothing is called while dispatch is cut off, and the logout is known before the first call', async () => {
    host.scriptsOf(FIRST)?.add({ ...FAILING_TWICE, times: 1 });
    const sent = await push();
    await witness.next(() => true);
    await service?.stop();
    // Retries come due while nobody is there to read of the logout.
    await gatewaySays(sent, 'kicked');
    await start();
    expect(await outcomeOf(sent)).toMatchObject({ state: 'withdrawn', code: 'kicked' });
    expect(callsTo(sent)).toHaveLength(1);
  });

  it('reads no heartbeats: what it cannot read of them is no dead letter', async () => {
    const event = { ...(sessionChanged.examples['killed'] as SessionChanged), change: 'connected' as const };
    await publisher.publish([outgoing(sessionChanged, event)]);
    bus.append(sessionChanged.name, { key: 'demo/bob', value: 'not json' });
    await bus.idle();
    expect(bus.published(deadLetter)).toEqual([]);
  });
});

describe('issue 9 edge 2: a device whose old session never ended', () => {
  const of = ({ onward: [target] }: PushAddressed, session: string): PushAddressed =>
    ({ onward: [{ ...target!, session }] }) as PushAddressed;
  const newer = (sent: PushAddressed) => of(sent, 'newer');

  beforeEach(async () => {
    await certificate(FIRST);
    await start();
  });

  it.each(['logged-out', 'kicked', 'invalidated'] as const)(
    'does not ring for it after its newer session was %s, whatever is down',
    async (change) => {
      host.scriptsOf(FIRST)?.add(FAILING_TWICE);
      const sent = aPush();
      await gatewaySays(sent, 'logged-in');
      await publish(sent);
      await witness.next(() => true);
      await gatewaySays(newer(sent), 'logged-in');
      await gatewaySays(newer(sent), change);
      expect(await outcomeOf(sent)).toMatchObject({ state: 'withdrawn', code: change, attempts: 1 });
      expect(callsTo(sent)).toHaveLength(1);
    },
  );

  it('nor when the push comes after the kick and nobody remembers the old login', async () => {
    const late = aPush();
    await gatewaySays(newer(late), 'logged-in');
    await gatewaySays(newer(late), 'kicked');
    await bus.idle();
    await publish(late);
    expect(await outcomeOf(late)).toMatchObject({ state: 'withdrawn', code: 'kicked', attempts: 0 });
    expect(callsTo(late)).toEqual([]);
  });

  it('nor by a new token of the old session', async () => {
    host.scriptsOf(FIRST)?.add(FAILING_TWICE);
    const sent = await push();
    await witness.next(() => true);
    await bindAgain(sent, { token: 'ok-other', replaces: sent.onward[0]!.token });
    await gatewaySays(newer(sent), 'logged-in');
    await gatewaySays(newer(sent), 'kicked');
    expect(await outcomeOf(sent)).toMatchObject({ state: 'withdrawn', code: 'kicked' });
  });

  it('rings while the newer session has not ended', async () => {
    const sent = aPush();
    await gatewaySays(sent, 'logged-in');
    await gatewaySays(newer(sent), 'logged-in');
    await bus.idle();
    await publish(sent);
    expect(await outcomeOf(sent)).toMatchObject({ state: 'accepted' });
  });

  it('rings for the newer session when the old one is kicked afterwards', async () => {
    const sent = aPush();
    await gatewaySays(of(sent, 'older'), 'logged-in');
    await gatewaySays(sent, 'logged-in');
    await gatewaySays(of(sent, 'older'), 'kicked');
    await bus.idle();
    await publish(sent);
    expect(await outcomeOf(sent)).toMatchObject({ state: 'accepted' });
  });
});

/** Its verdict is written, and its next attempt is a minute away. */
async function isPaused({ onward: [target] }: PushAddressed): Promise<void> {
  const find = sql('spec-paused', `select 1 from target where target_id = $1 and state = 'parked'`);
  for (const endMs = Date.now() + 10_000; Date.now() < endMs; await setImmediate())
    if ((await database.database.query(find, [target!.targetId])).length > 0) return;
  throw new Error('it does not pause');
}

interface Binding {
  token?: string;
  replaces?: string;
  atMs?: number;
}

/** Device-bindings says that the phone of the push has this token. */
function bindAgain(
  { onward: [target] }: PushAddressed,
  { token, replaces, atMs }: Binding = {},
): Promise<void> {
  const { user, device, session, vendor, certificateId } = target!;
  const now = token ?? target!.token;
  return publisher.publish([
    outgoing(bindingChanged, {
      ...{ app: 'demo', user, device, session, vendor, certificateId, token: now },
      ...{ change: 'bound', cause: 'reported', tokenHash: hashOf(vendor, now), atMs: atMs ?? Date.now() },
      ...(replaces !== undefined && { replaces: hashOf(vendor, replaces) }),
    }),
  ]);
}

const hashOf = (vendor: string, token: string): string =>
  tokenHashOf('demo', vendor, canonicalTokenOf(vendor, token));

/** Another push to the same phone. */
function again({ onward: [target] }: PushAddressed): PushAddressed {
  const next = aPush();
  return { ...next, onward: [{ ...target!, targetId: next.onward[0]!.targetId }] };
}

describe('S11: a certificate that is disabled while its call hangs', () => {
  it('keeps nobody from reading of a logout', async () => {
    const other = VENDORS.find(({ id }) => id !== FIRST)!.id;
    await certificate(FIRST);
    await certificate(other);
    await start();
    const hanging = await push({ token: 'slow-2500' });
    await witness.next(() => true);
    await certificate(FIRST, { version: 2, state: 'disabled' });
    const leaves = aPush({ vendor: other });
    await gatewaySays(leaves, 'logged-out');
    await bus.idle(2_000);
    await publish(leaves);
    expect(await outcomeOf(leaves)).toMatchObject({ state: 'withdrawn', code: 'logged-out' });
    expect(await outcomeOf(hanging)).toMatchObject({ state: 'accepted', inDoubt: 0 });
  });
});

describe('P17: a token that is known to be dead', () => {
  beforeEach(async () => {
    await certificate(FIRST);
    await start();
  });

  it('is not called again, though device-bindings has not ended its binding', async () => {
    const first = await push({ token: 'dead' });
    expect(await outcomeOf(first)).toMatchObject({ state: 'token-dead', calledAtMs: expect.any(Number) });
    const second = again(first);
    await publish(second);
    // No second verdict: it would count for the guard against mass deaths.
    expect(await outcomeOf(second)).toMatchObject({ state: 'withdrawn', code: 'token-dead', attempts: 0 });
    expect(callsTo(first)).toHaveLength(1);
  });

  it('is not called for what waited for a retry when it died', async () => {
    host.scriptsOf(FIRST)?.add({ ...FAILING_TWICE, times: 1 });
    const waiting = await push({ token: 'dead' });
    await witness.next(() => true);
    const next = again(waiting);
    await publish(next);
    await outcomeOf(next);
    expect(await outcomeOf(waiting)).toMatchObject({ state: 'withdrawn', code: 'token-dead', attempts: 1 });
    expect(callsTo(waiting)).toHaveLength(2);
  });

  it('is called again when its session bound it after its death', async () => {
    const first = await push({ token: 'dead' });
    await outcomeOf(first);
    await bindAgain(first);
    await bus.idle();
    const second = again(first);
    await publish(second);
    expect(await outcomeOf(second)).toMatchObject({ state: 'token-dead', attempts: 1 });
  });

  it('is called again by a new version of its certificate: the former may have been of a wrong app', async () => {
    const first = await push({ token: 'dead' });
    await outcomeOf(first);
    await certificate(FIRST, { version: 2 });
    await bus.idle();
    const second = again(first);
    await publish(second);
    expect(await outcomeOf(second)).toMatchObject({ state: 'token-dead', attempts: 1 });
  });
});

describe('behaviour 3.14: a phone that reports another token while its push waits', () => {
  const old = (event: PushAddressed): string => event.onward[0]!.token;
  const fresh = (name: string): string => SAMPLES.get(FIRST)?.tokenFor?.(name) ?? name;
  const callsOf = (token: string) =>
    witness.calls.filter(({ messages }) => messages.some(({ tokens }) => tokens.includes(token)));

  beforeEach(async () => {
    await certificate(FIRST);
    await start();
  });

  it('gets it by the new token, and once', async () => {
    host.scriptsOf(FIRST)?.add({ ...FAILING_TWICE, times: 1 });
    const sent = await push({ token: 'dead' });
    await witness.next(() => true);
    await bindAgain(sent, { token: fresh('ok-new'), replaces: old(sent) });
    expect(await outcomeOf(sent)).toMatchObject({ state: 'accepted', attempts: 2 });
    expect([callsOf(old(sent)), callsOf(fresh('ok-new'))].map(({ length }) => length)).toEqual([1, 1]);
  });

  it('gets it by the last of several tokens, however late it is addressed', async () => {
    const sent = aPush({ token: 'dead' });
    await bindAgain(sent, { token: fresh('dead-second'), replaces: old(sent) });
    await bindAgain(sent, { token: fresh('ok-third'), replaces: fresh('dead-second') });
    await bus.idle();
    await publish(sent);
    expect(await outcomeOf(sent)).toMatchObject({ state: 'accepted', attempts: 1 });
    expect(callsOf(fresh('ok-third'))).toHaveLength(1);
  });

  it('gets it although the old token dies in the call that is under way', async () => {
    host.delayMs = 1_000; // time for the report to be read
    const sent = await push({ token: 'dead' });
    await witness.next(() => true);
    await bindAgain(sent, { token: fresh('ok-new'), replaces: old(sent) });
    expect(await outcomeOf(sent)).toMatchObject({ state: 'accepted', attempts: 2 });
    expect(callsOf(fresh('ok-new'))).toHaveLength(1);
  });

  it('does not get it after its logout', async () => {
    host.scriptsOf(FIRST)?.add({ ...FAILING_TWICE, times: 1 });
    const sent = await push();
    await witness.next(() => true);
    await bindAgain(sent, { token: fresh('ok-new'), replaces: old(sent) });
    await gatewaySays(sent, 'logged-out');
    expect(await outcomeOf(sent)).toMatchObject({ state: 'withdrawn', code: 'logged-out' });
    expect(callsOf(fresh('ok-new'))).toEqual([]);
  });

  it.each(['waits under', 'comes for'])(
    'gets what %s the certificate that its binding left by the one that it moved to',
    async (how) => {
      const [from, to] = [99, 1];
      const sent = aPush();
      const [target] = sent.onward;
      target!.certificateId = from;
      if (how === 'waits under') await publish(sent);
      const { user, device, session, vendor, token } = target!;
      await publisher.publish([
        outgoing(bindingChanged, {
          ...{ app: 'demo', user, device, session, vendor, token, tokenHash: hashOf(vendor, token) },
          ...{ certificateId: to, replacesCertificateId: from },
          ...{ change: 'bound', cause: 'reported', atMs: Date.now() },
        }),
      ]);
      await bus.idle();
      if (how === 'comes for') await publish(sent);
      expect(await outcomeOf(sent)).toMatchObject({ state: 'accepted', certificateId: to, attempts: 1 });
      expect(callsTo(sent)).toHaveLength(1);
    },
  );

  it('gets at once what paused for a minute under the refused certificate that its binding left', async () => {
    const to = 2 + VENDORS.length;
    await certificate(FIRST, { id: to });
    host.scriptsOf(FIRST)?.add({ do: 'code', code: 'InvalidProviderToken', times: 1 });
    const sent = await push();
    const [target] = sent.onward;
    const { user, device, session, vendor, token, certificateId: from } = target!;
    await isPaused(sent);
    await publisher.publish([
      outgoing(bindingChanged, {
        ...{ app: 'demo', user, device, session, vendor, token, tokenHash: hashOf(vendor, token) },
        ...{ certificateId: to, replacesCertificateId: from },
        ...{ change: 'bound', cause: 'reported', atMs: Date.now() },
      }),
    ]);
    // Nobody else would look at the refused certificate so soon.
    await certificate(FIRST, { state: 'deleted' });
    expect(await outcomeOf(sent)).toMatchObject({ state: 'accepted', certificateId: to, attempts: 2 });
  });

  it('gets it through the certificate that it reported last', async () => {
    const other = VENDORS.find(({ id }) => id !== FIRST)!.id;
    const certificateId = await certificate(other);
    host.scriptsOf(FIRST)?.add({ ...FAILING_TWICE, times: 1 });
    const sent = await push();
    await witness.next(() => true);
    const { user, device, session } = sent.onward[0]!;
    const token = SAMPLES.get(other)?.tokenFor?.('ok-other') ?? 'ok-other';
    await publisher.publish([
      outgoing(bindingChanged, {
        ...{ app: 'demo', user, device, session, vendor: other, certificateId, token },
        ...{ change: 'bound', cause: 'reported', tokenHash: hashOf(other, token), atMs: Date.now() },
        replaces: hashOf(FIRST, old(sent)),
      }),
    ]);
    expect(await outcomeOf(sent)).toMatchObject({ state: 'accepted', vendor: other, certificateId });
  });
});

describe('P8: a pod with a wrong clock', () => {
  it('an hour ahead rings what still lives, and is not ready', async () => {
    await certificate(FIRST);
    await start(new SkewedClock(3_600_000));
    const sent = await push({ lifeMs: 600_000 });
    expect(await outcomeOf(sent)).toMatchObject({ state: 'accepted', attempts: 1 });
    const { status, body } = await service!.call('/health/ready', { as: null });
    expect(status).toBe(503);
    expect(body).toMatchObject({
      reasons: [
        expect.stringMatching(
          /^clock is not ready: the clock of this pod is 3(599|600)\.\d s ahead of the database's/,
        ),
      ],
    });
  });

  it('ten minutes behind lets no vendor keep a push beyond its life', async () => {
    await certificate(FIRST);
    await start(new SkewedClock(-600_000));
    const sent = await push({ lifeMs: 60_000 });
    expect(await outcomeOf(sent)).toMatchObject({ state: 'accepted' });
    const [call] = callsTo(sent);
    expect(call!.messages[0]!.ttlMs).toBeGreaterThan(50_000);
    expect(call!.atMs + call!.messages[0]!.ttlMs!).toBeLessThanOrEqual(sent.expiresAtMs + 1_000);
  });

  it.each([3_600_000, -3_600_000])(
    '%d ms off uses the version of a certificate that is in force',
    async (offMs) => {
      const late = offMs < 0 ? Date.now() - 1_000 : 0;
      await certificate(FIRST, { effectiveAtMs: late });
      await start(new SkewedClock(offMs));
      expect(await outcomeOf(await push())).toMatchObject({ state: 'accepted' });
    },
  );
});
