// The whole of dispatch over the in-memory bus, PostgreSQL and the fakes of the vendors on real HTTP: targets in, vendor calls and outcomes out.
import { BusStrategy, MemoryBus, MemoryBusModule, MemoryPublisher, outgoing } from '@offline-push/bus';
import {
  bindingChanged,
  type CertificateChanged,
  certificateChanged,
  deadLetter,
  type Outcome,
  type PushAddressed,
  pushAddressed,
  pushOutcome,
  sealContextOf,
  type SessionChanged,
  sessionChanged,
  tokenHashOf,
} from '@offline-push/contracts';
import { KeyRing, parseConfig, sql, SystemClock } from '@offline-push/service-kit';
import { aDatabase, anAddressedPush, AService, type TestDatabase } from '@offline-push/testing';
import { canonicalTokenOf, VENDORS } from '@offline-push/vendors';
import { FakeHost, type Listening, MemoryWitness, newFakes, serveFakes } from '@offline-push/vendors/fakes';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dispatchFields } from './dispatch.config';
import { DispatchModule } from './dispatch.module';

jest.setTimeout(30_000);

const sealKeys = JSON.stringify({ keys: [{ id: 'k1', key: Buffer.alloc(32, 7).toString('base64') }] });
const keyRing = KeyRing.parse(sealKeys);
const SAMPLES = new Map(newFakes().map(({ vendor, sample }) => [vendor, sample]));
const [FIRST = ''] = SAMPLES.keys();

/** Counts the requests that it has not answered yet. */
class CountingHost extends FakeHost {
  mostAtOnce = 0;
  private atOnce = 0;

  override take(incoming: IncomingMessage, outgoing: ServerResponse): boolean {
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.atOnce);
    outgoing.once('finish', () => this.atOnce--);
    return super.take(incoming, outgoing);
  }
}

let database: TestDatabase;
let bus: MemoryBus;
let publisher: MemoryPublisher;
let host: CountingHost;
let witness: MemoryWitness;
let fakes: Listening;
let service: AService | undefined;
let serial = 0;

beforeEach(async () => {
  database = await aDatabase([]);
  bus = new MemoryBus();
  publisher = new MemoryPublisher(bus, 'test');
  witness = new MemoryWitness();
  host = new CountingHost(newFakes(), witness);
  for (const fake of host.fakes) fake.admit(fake.sample.tenant);
  fakes = await serveFakes(host);
});
afterEach(async () => {
  await service?.stop();
  service = undefined;
  await fakes.close();
  await database.drop();
});

/** The wall clock of a pod that is wrong. */
class SkewedClock extends SystemClock {
  constructor(private readonly offMs: number) {
    super();
  }

  override nowMs(): number {
    return super.nowMs() + this.offMs;
  }
}

async function start(clock: SystemClock = new SystemClock()): Promise<void> {
  const config = parseConfig(dispatchFields, {
    ...{ DATABASE_URL: database.url, KAFKA_BROKERS: 'none:1', SEAL_KEYS: sealKeys, DISPATCH_POLL_MS: '20' },
    DISPATCH_VENDOR_URLS: [...SAMPLES.keys()].map((vendor) => `${vendor}=${fakes.url}/${vendor}`).join(','),
  });
  const module = DispatchModule.forRoot(config, MemoryBusModule.forRoot({ service: 'dispatch', bus }));
  service = await AService.start({
    name: 'dispatch',
    imports: [module],
    strategies: [BusStrategy],
    clock,
  });
}

interface Saved {
  version?: number;
  credential?: object;
  effectiveAtMs?: number;
}

/** A certificate of the vendor's sample customer, as certificates would announce it. */
async function certificate(
  vendor: string,
  { version = 1, credential, effectiveAtMs = 0 }: Saved = {},
): Promise<number> {
  const sample = SAMPLES.get(vendor);
  const [app, certificateId] = ['demo', 1 + [...SAMPLES.keys()].indexOf(vendor)];
  const context = sealContextOf({ app, certificateId, version, vendor });
  const sealed = keyRing.seal(JSON.stringify(credential ?? sample?.credential), context);
  const event: CertificateChanged = {
    ...{ certificateId, app, vendor, name: vendor, state: 'enabled', changedAtMs: Date.now() + version },
    versions: [{ version, effectiveAtMs, settings: { ...sample?.settings }, credential: sealed }],
  };
  await publisher.publish([outgoing(certificateChanged, event)]);
  return certificateId;
}

interface Pushed {
  vendor?: string;
  token?: string;
  lifeMs?: number;
  messageId?: string;
}

/** A message to one phone; `token` is a name that tells the fake how to behave. */
function aPush({ vendor = FIRST, token = 'ok', lifeMs = 60_000, messageId }: Pushed = {}): PushAddressed {
  serial += 1;
  const [target] = anAddressedPush().onward;
  const certificateId = 1 + [...SAMPLES.keys()].indexOf(vendor);
  const name = `${token}-${serial}`;
  return anAddressedPush({
    messageId: messageId ?? `m-${serial}`,
    sentAtMs: Date.now(),
    expiresAtMs: Date.now() + lifeMs,
    onward: [
      {
        ...target!,
        ...{ targetId: `t${serial}`.padEnd(22, '_'), session: `s-${serial}`, vendor, certificateId },
        token: SAMPLES.get(vendor)?.tokenFor?.(name) ?? name,
      },
    ],
  });
}

const publish = (...events: PushAddressed[]): Promise<void> =>
  publisher.publish(events.map((event) => outgoing(pushAddressed, event)));

async function push(pushed: Pushed = {}): Promise<PushAddressed> {
  const event = aPush(pushed);
  await publish(event);
  return event;
}

async function logOut({ onward: [target] }: PushAddressed): Promise<void> {
  const { user, device, session, vendor, token } = target!;
  const tokenHash = tokenHashOf('demo', vendor, canonicalTokenOf(vendor, token));
  const ended = { app: 'demo', user, device, session, tokenHash, atMs: Date.now() };
  await publisher.publish([outgoing(bindingChanged, { ...ended, change: 'unbound', cause: 'logged-out' })]);
}

async function outcomeOf({ onward: [target] }: PushAddressed, deadlineMs = 10_000): Promise<Outcome> {
  const isIt = ({ targetId }: Outcome) => targetId === target?.targetId;
  const event = await bus.next(pushOutcome, ({ outcomes }) => outcomes.some(isIt), deadlineMs);
  return event.outcomes.find(isIt)!;
}

/** All of them by one look at the log: a look for each would read it again for each. */
async function outcomesOf(events: readonly PushAddressed[]): Promise<Outcome[]> {
  const seen = new Map<string, Outcome>();
  const isLast = ({ outcomes }: { outcomes: readonly Outcome[] }) => {
    for (const outcome of outcomes) seen.set(outcome.targetId, outcome);
    return seen.size === events.length;
  };
  await bus.next(pushOutcome, isLast, 15_000);
  return [...seen.values()];
}

/** Resolves when dispatch has noted that the vendor refuses the certificate's credential. */
async function isBroken(certificateId: number, deadlineMs = 10_000): Promise<void> {
  const end = Date.now() + deadlineMs;
  const find = sql(
    'spec-broken',
    'select 1 from certificate where certificate_id = $1 and broken_version is not null',
  );
  while ((await database.database.query(find, [certificateId])).length === 0) {
    if (Date.now() > end)
      throw new Error(`the credential of certificate ${certificateId} is not known as broken`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const callsTo = ({ onward: [target] }: PushAddressed) =>
  witness.calls.filter(({ messages }) => messages.some(({ tokens }) => tokens.includes(target!.token)));

describe.each([...SAMPLES.keys()])('through %s', (vendor) => {
  beforeEach(async () => {
    await certificate(vendor);
    await start();
  });

  it('a push is accepted, by exactly one call', async () => {
    const sent = await push({ vendor });
    expect(await outcomeOf(sent)).toMatchObject({ state: 'accepted', attempts: 1, inDoubt: 0, vendor });
    expect(callsTo(sent)).toHaveLength(1);
  });

  it('a dead token ends with the token, so that its binding goes', async () => {
    const sent = await push({ vendor, token: 'dead' });
    expect(await outcomeOf(sent)).toMatchObject({ state: 'token-dead', token: sent.onward[0]!.token });
  });

  it('a throttled push waits and then goes', async () => {
    host.scriptsOf(vendor)?.add({ do: 'code', times: 1 });
    const sent = await push({ vendor });
    expect(await outcomeOf(sent)).toMatchObject({ state: 'accepted', attempts: 2, inDoubt: 0 });
  });

  it('a call without an answer is made again, and marked in doubt', async () => {
    host.scriptsOf(vendor)?.add({ do: 'close', times: 1 });
    const sent = await push({ vendor });
    expect(await outcomeOf(sent)).toMatchObject({ state: 'accepted', attempts: 2, inDoubt: 1 });
    expect(callsTo(sent)).toHaveLength(2);
  });

  it('a call in flight is finished when a new version of the certificate comes', async () => {
    const slow = await push({ vendor, token: 'slow-1000' });
    await witness.next(() => true);
    await certificate(vendor, { version: 2 });
    const next = await push({ vendor });
    expect(await outcomeOf(next)).toMatchObject({ state: 'accepted', attempts: 1 });
    expect(await outcomeOf(slow)).toMatchObject({ state: 'accepted', attempts: 1, inDoubt: 0 });
    expect(callsTo(slow)).toHaveLength(1);
  });
});

describe.each([...SAMPLES].map(([vendor, { wrongCredential }]) => ({ vendor, wrongCredential })))(
  'a broken credential of $vendor',
  ({ vendor, wrongCredential }) => {
    it('pauses the lane, and a mended one resumes it with nothing lost', async () => {
      const id = await certificate(vendor, { credential: wrongCredential });
      await start();
      const first = await push({ vendor });
      await isBroken(id);
      const second = await push({ vendor });
      await bus.idle();
      expect(bus.published(pushOutcome)).toEqual([]);
      await certificate(vendor, { version: 2 });
      expect([await outcomeOf(first), await outcomeOf(second)]).toEqual([
        expect.objectContaining({ state: 'accepted', inDoubt: 0 }),
        expect.objectContaining({ state: 'accepted', inDoubt: 0 }),
      ]);
    });
  },
);

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
    host.scriptsOf(FIRST)?.add({ do: 'status', status: 503 });
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
    host.delayMs = 400;
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
          /^clock is not ready: the clock of this pod is 3600\.\d s ahead of the database's/,
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
