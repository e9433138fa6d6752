// What the client makes of the vendor's answers, over real HTTP.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { messageKeyOf } from '@offline-push/contracts';
import {
  type Begin,
  type Delivery,
  NOT_BEGUN,
  type VendorClient,
  type Verdict,
} from '@offline-push/vendors/send';
import type { FakeHost } from '../host/host';
import type { Listening } from '../host/serve';
import type { VendorFake } from '../host/vendor-fake';
import type { MemoryWitness } from '../host/witness';
import { type Builders, connectionTo } from './deliveries';
import { notSent, SPOILED, unsure, WORDLESS } from './spoiled';
import { stagedFor } from './stage';
import type { Subject } from './subject';

const DEADLINE_MS = 2_000;

export function aboutClient(subject: Subject, { one, many, servedAt }: Builders): void {
  const { vendor, settings } = subject;

  let witness: MemoryWitness;
  let host: FakeHost;
  let fake: VendorFake;
  let server: Listening;
  let client: VendorClient;

  beforeEach(async () => {
    ({ witness, host, fake, server } = await stagedFor(subject));
    servedAt(server.url);
    client = openAt(server.url);
  });
  afterEach(async () => {
    await client.close();
    await server.close();
  });

  const openAt = (url: string, credential = subject.credential) =>
    vendor.open(connectionTo(vendor, url, credential, settings));

  async function send(
    asked: Delivery[],
    through = client,
    deadlineMs = DEADLINE_MS,
    begin?: Begin,
  ): Promise<Verdict[]> {
    const { calls } = vendor.plan(asked, settings, Date.now());
    const answers = await Promise.all(
      calls.map(async (call) => ({ call, ...(await through.send(call, deadlineMs, begin)) })),
    );
    for (const { call, verdicts } of answers) expect(verdicts).toHaveLength(call.deliveries.length);
    return asked.map((delivery) => {
      const { call, verdicts } = answers.find(({ call: { deliveries: list } }) => list.includes(delivery))!;
      return verdicts[call.deliveries.indexOf(delivery)]!;
    });
  }

  const SOON: Begin = { withinMs: 1_000, lastMs: 1_500 };
  const AT_ONCE: Begin = { withinMs: 400, lastMs: 1_500 };
  const callOf = (delivery: Delivery) => vendor.plan([delivery], settings, Date.now()).calls[0]!;

  async function prepared(): Promise<void> {
    expect(await client.prepare?.(DEADLINE_MS, callOf(one()))).toBeUndefined();
  }

  it('gets a push accepted, and the phone shows it', async () => {
    const delivery = one({ content: { title: 'Zoë 🎉', text: 'a=b&c+d% "小红"' } });
    expect(await send([delivery])).toEqual([expect.objectContaining({ kind: 'accepted' })]);
    expect(fake.phones.shownOn(delivery.token)).toEqual([
      expect.objectContaining({ title: 'Zoë 🎉', text: 'a=b&c+d% "小红"' }),
    ]);
  });
  it('vendors 3.10: says who calls, in every request', async () => {
    const callers = new Set<string | undefined>();
    const read = fake.read.bind(fake);
    fake.read = (request) => {
      callers.add(request.headers['user-agent']);
      return read(request);
    };
    await send([one()]);
    expect([...callers]).toEqual([expect.stringMatching(/^offline-push\/\d+\.\d+\.\d+/)]);
  });
  it('gives each delivery its own verdict, in its place', async () => {
    const messageKey = messageKeyOf('demo', 'mixed');
    const expiresAtMs = Date.now() + 60_000;
    const tokens = ['ok-1', 'dead-1', 'ok-2', 'dead-2', 'ok-3'];
    const asked = tokens.map((token) => one({ token, messageKey, expiresAtMs }));
    const kinds = (await send(asked)).map(({ kind }) => kind);
    expect(kinds).toEqual(['accepted', 'token-dead', 'accepted', 'token-dead', 'accepted']);
  });
  it('structure 9: says how many calls a send took, and never takes more than it names', async () => {
    const { callsPerSend = 1 } = vendor.limits;
    const expiresAtMs = Date.now() + 60_000;
    const group = many(3, { messageKey: messageKeyOf('demo', 'counted'), expiresAtMs });
    const lonely = [one(), one({ token: 'dead-1' }), one({ token: 'busy-1' })];
    let named = 0;
    for (const asked of [group, ...lonely.map((delivery) => [delivery])]) {
      for (const call of vendor.plan(asked, settings, Date.now()).calls) {
        const { furtherCalls = 0 } = await client.send(call, DEADLINE_MS);
        expect(furtherCalls).toBeLessThan(callsPerSend);
        named += 1 + furtherCalls;
      }
    }
    expect(witness.calls).toHaveLength(named);
  });
  it('learns that a single token is dead', async () => {
    expect(await send([one({ token: 'dead-alone' })])).toEqual([
      expect.objectContaining({ kind: 'token-dead' }),
    ]);
  });
  it('learns that its credential is broken, and nobody is notified', async () => {
    const stranger = openAt(server.url, subject.wrongCredential);
    const delivery = one();
    expect(await send([delivery], stranger)).toEqual([
      expect.objectContaining({ kind: 'credential-broken', detail: expect.stringMatching(/\w/) }),
    ]);
    expect(fake.phones.shownOn(delivery.token)).toEqual([]);
    await stranger.close();
  });
  it("learns that it is too fast, by the vendor's code, and nobody is notified (scenario 45)", async () => {
    const delivery = one({ token: 'busy-1' });
    const [verdict] = await send([delivery]);
    expect(verdict).toMatchObject({ kind: 'throttled', code: witness.calls.at(-1)?.code });
    expect(fake.phones.shownOn(delivery.token)).toEqual([]);
  });
  it.each(Object.entries(SPOILED))('has a verdict when the vendor %s', async (_what, { script, verdict }) => {
    host.scriptsOf(vendor.id)!.add({ ...script, times: 1 });
    const delivery = one();
    const isWordless = subject.features.saysYesWithoutWords === true && WORDLESS.includes(script.do);
    const expected = isWordless ? { kind: 'accepted' } : verdict;
    expect(await send([delivery])).toEqual([expect.objectContaining(expected)]);
    expect(await send([delivery])).toEqual([expect.objectContaining({ kind: 'accepted' })]);
  });
  it.each([500, 502, 503, 504, 429])(
    "vendors 2.2: has a verdict on the status %i in the vendor's own form, and nobody is notified",
    async (status) => {
      host.scriptsOf(vendor.id)!.add({ do: 'status', status, retryAfter: '3', times: 1 });
      const delivery = one();
      const [verdict] = await send([delivery]);
      expect(verdict).toMatchObject({
        kind: expect.stringMatching(/^(unavailable|throttled)$/),
        retryAfterMs: 3_000,
      });
      const { code } = verdict as { code: string };
      expect(witness.calls.map((call) => call.code)).toContain(code);
      expect(fake.phones.shownOn(delivery.token)).toEqual([]);
      expect(await send([delivery])).toEqual([expect.objectContaining({ kind: 'accepted' })]);
    },
  );
  it.each(['hang', 'drip'] as const)(
    'gives up at the deadline when the vendor answers by "%s"',
    async (trick) => {
      // Logged in, so that the whole deadline is the push's.
      await send([one()]);
      host.scriptsOf(vendor.id)!.add({ do: trick, times: 1 });
      const startedAtMs = Date.now();
      const verdicts = await send([one()], client, 150);
      expect(verdicts).toEqual([expect.objectContaining(unsure('deadline'))]);
      expect(Date.now() - startedAtMs).toBeLessThan(1_000);
    },
  );
  it('knows that nothing was sent when nobody listens', async () => {
    await server.close();
    expect(await send([one()])).toEqual([expect.objectContaining(notSent('econnrefused'))]);
  });
  it('knows that nothing was sent when the name does not exist', async () => {
    const lost = openAt('http://push.invalid');
    expect(await send([one()], lost)).toEqual([expect.objectContaining(notSent())]);
    await lost.close();
  });
  it('knows that nothing was sent when there is no TLS at the other end', async () => {
    const secure = openAt(server.url.replace('http:', 'https:'));
    expect(await send([one()], secure)).toEqual([expect.objectContaining(notSent())]);
    expect(witness.calls).toEqual([]);
    await secure.close();
  });
  it('knows that nothing was sent when the other end never speaks TLS', async () => {
    const sockets: Socket[] = [];
    const deaf = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(deaf, 'listening');
    const { port } = deaf.address() as AddressInfo;
    const waiting = openAt(`https://127.0.0.1:${port}`);
    expect(await send([one()], waiting, 200)).toEqual([expect.objectContaining(notSent('deadline'))]);
    await waiting.close();
    for (const socket of sockets) socket.destroy();
    deaf.close();
  });
  it('carries the same vendor ids and the same content in every call of a target', async () => {
    const delivery = one();
    await send([delivery, ...many(2)]);
    await send([delivery]);
    const [first, second] = witness.calls
      .flatMap(({ messages }) => messages)
      .filter(({ tokens }) => tokens.includes(delivery.token));
    expect(second!.ids).toEqual(first!.ids);
    expect(second!.contentHash).toBe(first!.contentHash);
  });
  it('carries different ids for different messages of one phone', async () => {
    await send(many(20, { token: 'ok-same' }));
    const ids = witness.calls.flatMap(({ messages }) =>
      messages.map((message) => JSON.stringify(message.ids)),
    );
    expect(new Set(ids).size).toBe(20);
  });
  it('never lets the vendor keep a push beyond its expiry', async () => {
    const stepMs = subject.features.lifetimeStepMs ?? 10_000;
    const leftMs = Math.max(90_000, 1.5 * stepMs);
    await send([one({ expiresAtMs: Date.now() + leftMs })]);
    const [call] = witness.calls;
    expect(call!.messages[0]!.ttlMs).toBeLessThanOrEqual(leftMs);
    expect(call!.messages[0]!.ttlMs).toBeGreaterThan(leftMs - stepMs);
  });
  it.each([1_500, 30_700, 90_500, 3_600_000, 6 * 86_400_000])(
    'lets the vendor keep a push that lives for %i ms no longer than a second beyond its end (V3)',
    async (leftMs) => {
      const expiresAtMs = Date.now() + leftMs;
      const { calls } = vendor.plan([one({ expiresAtMs })], settings, Date.now());
      for (const call of calls) await client.send(call, DEADLINE_MS);
      const kept = witness.calls.flatMap(({ atMs, messages }) =>
        messages.flatMap(({ ttlMs }) => (ttlMs === undefined ? [] : [atMs + ttlMs])),
      );
      expect(kept.filter((untilMs) => untilMs > expiresAtMs + 1_000)).toEqual([]);
    },
  );
  it('sends nothing that cannot begin in time, and says so (P10)', async () => {
    const delivery = one();
    const inNoTime = await send([delivery], client, DEADLINE_MS, { withinMs: 0, lastMs: 0 });
    expect(inNoTime).toEqual([expect.objectContaining(notSent(NOT_BEGUN))]);
    expect(fake.phones.shownOn(delivery.token)).toEqual([]);
    await prepared();
    const inTime = await send([delivery], client, DEADLINE_MS, SOON);
    expect(inTime).toEqual([expect.objectContaining({ kind: 'accepted' })]);
  });
  it('logs in before it is asked to send, and does not wait for a login then (P10)', async () => {
    host.loginDelayMs = 900;
    const delivery = one();
    const early = await send([delivery], client, DEADLINE_MS, AT_ONCE);
    if (host.logins > 0) {
      expect(early).toEqual([expect.objectContaining(notSent(NOT_BEGUN))]);
      await prepared();
      expect(client.prepare?.(DEADLINE_MS, callOf(delivery))).toBeUndefined();
      const late = await send([delivery], client, DEADLINE_MS, AT_ONCE);
      expect(late).toEqual([expect.objectContaining({ kind: 'accepted' })]);
    }
    expect(fake.phones.shownOn(delivery.token)).toEqual([expect.objectContaining({ rings: 1 })]);
  });
  if (subject.features.showsOnce) {
    it('alerts once although the first answer was withheld and the push was sent again', async () => {
      host.scriptsOf(vendor.id)!.add({ do: 'close', times: 1 });
      const delivery = one();
      await send([delivery]);
      await send([delivery, one()]);
      const its = witness.calls.filter(({ messages }) =>
        messages.some(({ tokens }) => tokens.includes(delivery.token)),
      );
      expect(its).toHaveLength(2);
      expect(fake.phones.shownOn(delivery.token)).toEqual([expect.objectContaining({ rings: 1 })]);
    });
  }
}
