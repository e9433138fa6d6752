// What a send does beyond one call: access tokens, saved messages, other words, and what vivo has closed for the day.
import { messageKeyOf } from '@offline-push/contracts';
import { aDelivery, connectionTo, deliveries } from '../conformance';
import { FakeHost } from '../host/host';
import { type Listening, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import { MemoryShelf } from '@offline-push/vendors/shared/access/memory-shelf';
import { NOT_BEGUN } from '@offline-push/vendors/vendor';
import type { AccessTokenShelf, Delivery, Vendor, VendorClient, Verdict } from '@offline-push/vendors/vendor';
import { vivo as adapter } from '@offline-push/vendors/vivo/index';
import { signOf } from '@offline-push/vendors/vivo/login';
import type { VivoSettings } from '@offline-push/vendors/vivo/credential';
import { VivoFake } from './fake';
import { judge } from '@offline-push/vendors/vivo/probe';

/** As dispatch knows it. */
const vivo: Vendor = adapter;
const settings: VivoSettings = { appId: '10004', click: { action: 'open-app' } };
const appKey = '11111111-2222-3333-4444-555555555555';
const credential = { appKey, appSecret: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee' };
const KEY = messageKeyOf('demo', 'group');
const group = (count: number) => {
  const expiresAtMs = Date.now() + 600_000;
  return deliveries(count, { messageKey: KEY, expiresAtMs });
};

describe('the signature of vivo', () => {
  it('is that of the worked example', () => {
    expect(signOf({ appId: '10004', ...credential }, 1_700_000_000_000)).toBe(
      '7489ae9e40d38a40392d9de2edbf4a5a',
    );
  });
  it("is that of the vendor's own Java client", () => {
    expect(signOf({ appId: '10004', ...credential }, 1_795_424_210_147)).toBe(
      'ab72f09a4ed0d6b3ed5d1e80e1631747',
    );
  });
});

describe('a client of vivo', () => {
  let fake: VivoFake;
  let witness: MemoryWitness;
  let host: FakeHost;
  let server: Listening;
  let client: VendorClient;

  beforeEach(async () => {
    fake = new VivoFake();
    witness = new MemoryWitness();
    host = new FakeHost([fake], witness);
    server = await serveFakes(host);
    admit({});
    client = openWith({});
  });
  afterEach(async () => {
    await client.close();
    await server.close();
  });

  const admit = (more: object) =>
    expect(fake.admit({ appId: '10004', ...credential, ...more })).toBeUndefined();
  const openWith = ({
    shelf = new MemoryShelf(),
    ...more
  }: {
    shelf?: AccessTokenShelf;
    appSecret?: string;
  }) =>
    vivo.open({
      ...connectionTo(vivo, server.url, { ...credential, ...more }, settings),
      accessTokens: shelf,
    });
  const script = (code: string, times = 1, every = 1) =>
    host.scriptsOf('vivo')!.add({ do: 'code', code, times, every });

  async function send(asked: Delivery[], through = client, deadlineMs = 10_000): Promise<Verdict[]> {
    const { calls } = vivo.plan(asked, settings, Date.now());
    return (await Promise.all(calls.map((call) => through.send(call, deadlineMs)))).flatMap(
      ({ verdicts }) => verdicts,
    );
  }
  const kindsOf = async (asked: Delivery[], through?: VendorClient) =>
    (await send(asked, through)).map(({ kind }) => kind);
  const paths = () => witness.calls.map(({ path, code }) => `${path} ${code}`);
  const tooLate = { kind: 'unavailable', code: 'deadline', mayHaveRung: false };

  it('begins no push when the login has left it no time for an answer', async () => {
    const delivery = aDelivery();
    host.delayMs = 200;
    // Late for the login, or late for the push behind it: the machine decides.
    expect(await send([delivery], client, 230)).toEqual([expect.objectContaining(tooLate)]);
    expect(await kindsOf([delivery])).toEqual(['accepted']);
    expect(fake.phones.shownOn(delivery.token)).toMatchObject([{ rings: 1 }]);
  });
  it('begins no list when the message was saved too late for its answer', async () => {
    await send([aDelivery()]);
    const asked = group(3);
    host.delayMs = 200;
    const apart = { ...tooLate, retryAlone: true };
    expect(await send(asked, client, 230)).toEqual([apart, apart, apart]);
    const alone = asked.map((delivery) => ({ ...delivery, alone: true }));
    expect(await kindsOf(alone)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(fake.phones.shownOn(asked[0]!.token)).toMatchObject([{ rings: 1 }]);
  });

  describe('with access tokens', () => {
    it('asks for one, once for all who wait', async () => {
      expect(new Set(await kindsOf(deliveries(50)))).toEqual(new Set(['accepted']));
      expect(fake.tokens.issued).toBe(1);
    });
    it('shares it with other processes through the shelf', async () => {
      const shelf = new MemoryShelf();
      const [one, other] = [openWith({ shelf }), openWith({ shelf })];
      expect(await kindsOf(deliveries(1), one)).toEqual(['accepted']);
      expect(await kindsOf(deliveries(1), other)).toEqual(['accepted']);
      expect(fake.tokens.issued).toBe(1);
      await Promise.all([one.close(), other.close()]);
    });
    it('keeps it for two hours, as vivo asks', async () => {
      const shelf = new MemoryShelf();
      const sharing = openWith({ shelf });
      await send(deliveries(1), sharing);
      const lifeMs = ((await shelf.find())?.expiresAtMs ?? 0) - Date.now();
      expect(lifeMs).toBeGreaterThan(7_100_000);
      expect(lifeMs).toBeLessThanOrEqual(7_200_000);
      await sharing.close();
    });
    it('asks for another one when vivo refuses it, and the push goes in the same send', async () => {
      await send(deliveries(1));
      fake.tokens.revokeAll();
      expect(new Set(await kindsOf(deliveries(20)))).toEqual(new Set(['accepted']));
      expect(fake.tokens.issued).toBe(2);
      fake.tokens.revokeAll();
      expect(await kindsOf(group(3))).toEqual(['accepted', 'accepted', 'accepted']);
      expect(fake.tokens.issued).toBe(3);
      expect(fake.phones.count().shownTwice).toBe(0);
    });
    it('does not wait for another one longer than the push may wait: it is looked at again first (P10)', async () => {
      await send(deliveries(1));
      fake.tokens.revokeAll();
      host.loginDelayMs = 900;
      const [delivery] = deliveries(1);
      const call = vivo.plan([delivery!], settings, Date.now()).calls[0]!;
      const begin = { withinMs: 300, lastMs: 1_500 };
      const nothing = { kind: 'unavailable', code: NOT_BEGUN, mayHaveRung: false };
      expect((await client.send(call, 2_000, begin)).verdicts).toEqual([expect.objectContaining(nothing)]);
      expect(fake.phones.shownOn(delivery!.token)).toEqual([]);
      expect(await client.prepare?.(2_000, call)).toBeUndefined();
      expect((await client.send(call, 2_000, begin)).verdicts).toMatchObject([{ kind: 'accepted' }]);
      expect(fake.tokens.issued).toBe(2);
    });
    it('structure 9: counts the calls that it took to get a list through', async () => {
      await send(deliveries(1));
      fake.tokens.revokeAll();
      const before = witness.calls.length;
      const call = vivo.plan(group(3), settings, Date.now()).calls[0]!;
      const sent = await client.send(call, 2_000);
      // To save the message with the old access token and with the new one, and then the list.
      expect(sent).toMatchObject({ furtherCalls: 2, verdicts: [1, 2, 3].map(() => ({ kind: 'accepted' })) });
      expect(witness.calls.length - before).toBe(3);
    });
    it('sends phones alone whose list could not begin in time: that takes one step less', async () => {
      await send(deliveries(1));
      const call = vivo.plan(group(3), settings, Date.now()).calls[0]!;
      host.delayMs = 300;
      const { verdicts } = await client.send(call, 2_000, { withinMs: 200, lastMs: 200 });
      expect(verdicts).toEqual(
        [1, 2, 3].map(() => expect.objectContaining({ code: NOT_BEGUN, retryAlone: true })),
      );
    });
    it('asks once more and no further when vivo refuses that one too', async () => {
      script('10000', 2);
      expect(await send(deliveries(1))).toMatchObject([
        { kind: 'unavailable', code: '10000', mayHaveRung: false },
      ]);
      expect(paths()).toEqual(['/message/send 10000', '/message/send 10000']);
      expect(fake.tokens.issued).toBe(2);
    });
    it('learns that it asks too often', async () => {
      admit({ loginsPerSecond: 1 });
      const other = openWith({});
      expect(await kindsOf(deliveries(1), other)).toEqual(['accepted']);
      await other.close();
      expect(await send(deliveries(1))).toEqual([
        expect.objectContaining({ kind: 'throttled', code: '10093', retryAfterMs: 1_000 }),
      ]);
    });
    it.each([
      ['throws at once', () => Promise.reject(new Error('database away')), 'access-token-shelf'],
      ['never answers', () => new Promise<never>(() => undefined), 'deadline'],
    ])('knows that nothing was sent when the shelf %s', async (_what, find, code) => {
      const lost = openWith({ shelf: { find, renew: find } });
      expect(await send(deliveries(1), lost, 100)).toEqual([
        { kind: 'unavailable', code, detail: 'no access token could be had', mayHaveRung: false },
      ]);
      expect(witness.calls).toEqual([]);
      await lost.close();
    });
  });

  describe('with lists', () => {
    it('saves a message once for all its lists', async () => {
      const asked = group(2_000);
      expect(new Set(await kindsOf(asked))).toEqual(new Set(['accepted']));
      expect(paths()).toEqual([
        '/message/saveListPayload 0',
        '/message/pushToList 0',
        '/message/pushToList 0',
      ]);
      expect(fake.phones.count().shown).toBe(2_000);
    });
    it('saves it again, once, when vivo does not know it any more', async () => {
      const asked = group(3);
      const { calls } = vivo.plan(asked, settings, Date.now());
      await client.send(calls[0]!, 2_000);
      fake.forget();
      expect((await client.send(calls[0]!, 2_000)).verdicts.map(({ kind }) => kind)).toEqual([
        'accepted',
        'accepted',
        'accepted',
      ]);
      expect(paths().slice(2)).toEqual([
        '/message/pushToList 10155',
        '/message/saveListPayload 0',
        '/message/pushToList 0',
      ]);
    });
    it('sends each alone when vivo forgets it twice', async () => {
      script('10155', 2, 2);
      expect(await send(group(3))).toMatchObject(
        Array(3).fill({ kind: 'unavailable', code: '10155', retryAlone: true }),
      );
      expect(witness.calls).toHaveLength(4);
    });
    it('knows that nobody was called when the message could not be saved', async () => {
      host.scriptsOf('vivo')!.add({ do: 'close', times: 1 });
      expect(await send(group(3))).toMatchObject(Array(3).fill({ kind: 'unavailable', mayHaveRung: false }));
      expect(await kindsOf(group(3))).toEqual(['accepted', 'accepted', 'accepted']);
    });
    it('does not know who was called when the list has no answer', async () => {
      host.scriptsOf('vivo')!.add({ do: 'close', times: 1, every: 2 });
      expect(await send(group(3))).toMatchObject(Array(3).fill({ kind: 'unavailable', mayHaveRung: true }));
    });
    it('sends no list any more that day when vivo saves no more, but single messages', async () => {
      admit({ quotas: { saved: 0 } });
      expect(await send(group(3))).toMatchObject(
        Array(3).fill({ kind: 'unavailable', code: '10252', retryAlone: true, mayHaveRung: false }),
      );
      expect(await send(group(4))).toMatchObject(
        Array(4).fill({ code: '10252', retryAlone: true, mayHaveRung: false }),
      );
      expect(paths()).toEqual(['/message/saveListPayload 10252']);
      expect(await kindsOf(group(3).map((delivery) => ({ ...delivery, alone: true })))).toEqual(
        Array(3).fill('accepted'),
      );
    });
  });

  describe('with words that look like a test', () => {
    beforeEach(() => admit({ refusesTestWords: true }));

    it('sends neutral ones instead, so that the phone rings', async () => {
      const delivery = aDelivery({ content: { title: 'Alice B', text: '123', ext: 'e' } });
      expect(await send([delivery])).toMatchObject([
        { kind: 'accepted', notes: [expect.stringMatching(/neutral words/)] },
      ]);
      const [shown] = fake.phones.shownOn(delivery.token);
      expect(shown).toMatchObject({ title: '新消息', text: '您收到一条新消息', ext: 'e' });
      // Nor are they Latin letters only for somebody who does not count blanks.
      expect([shown!.title, shown!.text].filter((words) => /^[A-Za-z\s]+$/.test(words))).toEqual([]);
      expect(paths()).toEqual(['/message/send 10104', '/message/send 0']);
    });
    it('does so for a list', async () => {
      const asked = group(3).map((delivery) => ({ ...delivery, content: { title: '!!!', text: 'ok' } }));
      const noted = { kind: 'accepted', notes: [expect.stringMatching(/neutral words/)] };
      expect(await send(asked)).toMatchObject([noted, noted, noted]);
      expect(paths()).toEqual([
        '/message/saveListPayload 10104',
        '/message/saveListPayload 0',
        '/message/pushToList 0',
      ]);
    });
    it('gives up when those are refused too', async () => {
      script('10104', 2);
      expect(await send(deliveries(1))).toMatchObject([{ kind: 'refused', code: '10104' }]);
      expect(witness.calls).toHaveLength(2);
    });
  });

  describe('with a class that is spent for the day', () => {
    const news = { vendors: { vivo: { category: 'NEWS' } } };

    it('asks no more (the vendor lowers the quota of those who do)', async () => {
      admit({ quotas: { system: 1 } });
      expect(await kindsOf(deliveries(1))).toEqual(['accepted']);
      expect(await send(deliveries(1))).toMatchObject([{ kind: 'throttled', code: '10073' }]);
      expect(await send(deliveries(1))).toMatchObject([{ kind: 'throttled', code: '10073' }]);
      expect(paths()).toEqual(['/message/send 0', '/message/send 10073']);
    });
    it('goes on with the other class', async () => {
      script('10070');
      const [first] = await send([aDelivery({ content: news })]);
      const [second] = await send([aDelivery({ content: news })]);
      expect([first, second]).toMatchObject(
        Array(2).fill({ kind: 'unavailable', code: '10070', mayHaveRung: false }),
      );
      expect(witness.calls).toHaveLength(1);
      expect(await kindsOf(deliveries(1))).toEqual(['accepted']);
    });
    it('starts afresh when the certificate is saved again', async () => {
      script('10073');
      await send(deliveries(1));
      const fresh = openWith({});
      expect(await kindsOf(deliveries(1), fresh)).toEqual(['accepted']);
      await fresh.close();
    });
  });

  it('carries as many single messages at once as a lane sends', async () => {
    expect(new Set(await kindsOf(deliveries(adapter.limits.concurrentCalls)))).toEqual(new Set(['accepted']));
    expect(fake.tokens.issued).toBe(1);
  });

  describe('before it is saved', () => {
    const probe = (more: object, certificate: Partial<VivoSettings> = {}, url = server.url) =>
      vivo.probe(
        connectionTo(vivo, url, { ...credential, ...more }, { ...settings, ...certificate }),
        10_000,
      );

    it('is found good, and nobody is notified', async () => {
      expect(await probe({})).toEqual({ result: 'good' });
      expect(fake.phones.count().shown).toBe(0);
    });
    it.each([
      ['/appId', {}, { appId: '10005' }],
      ['/appKey', { appKey: credential.appSecret }, {}],
      ['/appSecret', { appSecret: appKey }, {}],
    ])('is found wrong in %s', async (field, wrong, certificate) => {
      expect(await probe(wrong, certificate)).toEqual({
        result: 'wrong',
        field,
        says: expect.stringMatching(/\w/),
      });
    });
    it('is not judged when vivo cannot be asked or says nothing about it', async () => {
      await server.close();
      expect(await probe({})).toEqual({ result: 'unknown', says: expect.stringMatching(/econnrefused/) });
      expect(judge(undefined).result).toBe('unknown');
      expect(judge(10093)).toEqual({ result: 'unknown', says: expect.stringMatching(/again in a second/) });
      expect(judge(10207)).toEqual({ result: 'unknown', says: expect.stringMatching(/clock/) });
      expect(judge(424242)).toEqual({ result: 'unknown', says: expect.stringMatching(/424242/) });
    });
  });
});
