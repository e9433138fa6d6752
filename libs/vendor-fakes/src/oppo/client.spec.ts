// The calls: logins, refused access tokens, lists, hosts and spent quotas, against the fake on real HTTP.
import { createServer } from 'node:http';
import { messageKeyOf } from '@offline-push/contracts';
import { aDelivery, connectionTo, deliveries } from '../conformance';
import { FakeHost } from '../host/host';
import { listen, type Listening, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import type {
  AccessTokenShelf,
  Connection,
  Delivery,
  Vendor,
  VendorClient,
  Verdict,
} from '@offline-push/vendors/vendor';
import { oppo } from '@offline-push/vendors/oppo/index';
import { signOf, tokenIn } from '@offline-push/vendors/oppo/login';
import type { OppoSettings } from '@offline-push/vendors/oppo/credential';
import { OppoFake } from './fake';
import type { OppoTenant } from './fake-tenant';

const credential = { appKey: 'demoAppKey0001', masterSecret: 'demoMasterSecret0001' };
const settings: OppoSettings = { click: { action: 'open-app' }, bulkCategory: 'NEWS' };
const vendor: Vendor = oppo;
const DEADLINE_MS = 2_000;
const DAY_MS = 86_400_000;

describe("OPPO's signature", () => {
  it.each([
    [1_700_000_000_000, '247f7941f1777c4a2cdd77de20a16486d912a3c1895aadc4f0996237fd387ddc'],
    // What the vendor's own client signed.
    [1_795_424_242_147, 'f956cb7e56fecac0d39e380bd0c726f7a101f95f05e311bb83cc8ed4991bb346'],
    [1_795_424_242_682, 'f891ab25b170d593df5fff026fd62da977993f7759a430870295ab30246f2050'],
  ])('at %i is that of the worked example', (timestampMs, sign) => {
    expect(signOf(credential, timestampMs)).toBe(sign);
  });
});

describe('an access token', () => {
  const answered = (payload: unknown) =>
    tokenIn({ kind: 'answered', status: 200, body: JSON.stringify({ code: 0, data: payload }) }, 0);
  it.each([1_700_000_000_123, '1700000000123', undefined])(
    'is good for twenty hours, whatever its birth: %j',
    (time) => {
      const token = { token: '58ad47319e8d725350a5afd5', expiresAtMs: 20 * 3_600_000 };
      expect(answered({ auth_token: token.token, create_time: time })).toEqual(token);
    },
  );
  it.each([undefined, null, '', 'a b', 'x\ny', {}, 'x'.repeat(1025)])('is none: %j', (auth_token) => {
    expect(() => answered({ auth_token })).toThrow('no access token: unavailable');
  });
});

describe("OPPO's client", () => {
  let fake: OppoFake;
  let host: FakeHost;
  let witness: MemoryWitness;
  let server: Listening;
  const opened: VendorClient[] = [];

  beforeEach(async () => {
    fake = new OppoFake();
    witness = new MemoryWitness();
    host = new FakeHost([fake], witness);
    admit({});
    server = await serveFakes(host);
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((client) => client.close()));
    await server.close();
  });

  const admit = (more: Partial<OppoTenant>) => expect(fake.admit({ ...credential, ...more })).toBeUndefined();
  function open(more: Partial<Connection> = {}): VendorClient {
    const client = vendor.open({ ...connectionTo(oppo, server.url, credential, settings), ...more });
    opened.push(client);
    return client;
  }
  async function send(client: VendorClient, asked: Delivery[], deadlineMs = DEADLINE_MS): Promise<Verdict[]> {
    const { calls } = oppo.plan(asked, settings, Date.now());
    const answers = await Promise.all(calls.map((call) => client.send(call, deadlineMs)));
    return answers.flatMap(({ verdicts }) => verdicts);
  }
  const kindsOf = async (client: VendorClient, asked: Delivery[]) =>
    (await send(client, asked)).map(({ kind }) => kind);
  const paths = () => witness.calls.map(({ path }) => path.slice(path.lastIndexOf('/') + 1));

  it('logs in once for all who wait, and once for all pods of a shelf', async () => {
    const { accessTokens } = connectionTo(oppo, server.url, credential, settings);
    const pods = [open({ accessTokens }), open({ accessTokens })];
    const kinds = await Promise.all(
      Array.from({ length: 30 }, (_, i) => kindsOf(pods[i % 2]!, [aDelivery()])),
    );
    expect(new Set(kinds.flat())).toEqual(new Set(['accepted']));
    expect(fake.tokens.issued).toBe(1);
  });
  it('begins no push when the login has left it no time for an answer', async () => {
    const [client, delivery] = [open(), aDelivery()];
    host.delayMs = 200;
    expect(await send(client, [delivery], 230)).toMatchObject([
      { kind: 'unavailable', code: 'deadline', mayHaveRung: false },
    ]);
    expect(await kindsOf(client, [delivery])).toEqual(['accepted']);
    expect(fake.phones.shownOn(delivery.token)).toMatchObject([{ rings: 1 }]);
  });
  it('fetches another access token when OPPO refuses one, and the push rings once', async () => {
    const client = open();
    await send(client, [aDelivery()]);
    fake.tokens.revokeAll();
    const asked = [aDelivery(), aDelivery(), aDelivery()];
    const kinds = await Promise.all(asked.map((delivery) => kindsOf(client, [delivery])));
    expect(kinds.flat()).toEqual(['accepted', 'accepted', 'accepted']);
    expect(fake.tokens.issued).toBe(2);
    expect(asked.map(({ token }) => fake.phones.shownOn(token)[0]!.rings)).toEqual([1, 1, 1]);
  });
  it.each(['11', '29'])('asks again once only when OPPO answers %s for ever', async (code) => {
    host.scriptsOf('oppo')!.add({ do: 'code', code });
    expect(await send(open(), [aDelivery()])).toMatchObject([
      { kind: 'unavailable', code, mayHaveRung: false },
    ]);
    expect(witness.calls).toHaveLength(2);
    expect(fake.tokens.issued).toBe(2);
  });
  it('knows that nothing was sent when the shelf fails, whatever it throws', async () => {
    for (const fails of [new Error('the database is away'), 'words', undefined]) {
      const accessTokens: AccessTokenShelf = {
        find: () => Promise.reject(fails),
        renew: () => Promise.reject(fails),
      };
      expect(await send(open({ accessTokens }), [aDelivery()])).toEqual([
        {
          kind: 'unavailable',
          code: 'access-token-shelf',
          detail: 'no access token could be had',
          mayHaveRung: false,
        },
      ]);
    }
    expect(witness.calls).toEqual([]);
  });
  it('waits no longer for a shelf than the deadline', async () => {
    const never = new Promise<never>(() => undefined);
    const accessTokens: AccessTokenShelf = { find: () => never, renew: () => never };
    expect(await send(open({ accessTokens }), [aDelivery()], 50)).toEqual([
      { kind: 'unavailable', code: 'deadline', detail: 'no access token could be had', mayHaveRung: false },
    ]);
  });
  it('takes an access token from the shelf without asking OPPO', async () => {
    const accessTokens: AccessTokenShelf = {
      find: () =>
        Promise.resolve({
          token: fake.tokens.issue(credential.appKey, Date.now()),
          expiresAtMs: Date.now() + DAY_MS,
        }),
      renew: () => Promise.reject(new Error('not asked')),
    };
    expect(await kindsOf(open({ accessTokens }), [aDelivery()])).toEqual(['accepted']);
    expect(fake.tokens.issued).toBe(1);
  });
  it.each<[string, Partial<OppoTenant>, string]>([
    ['is disabled', { isDisabled: true }, '28'],
    ['may not push', { mayPush: false }, '30'],
    ['sends from a blacklisted address', { isBlacklisted: true }, '26'],
    ['lacks a template', { needsTemplate: true }, '54'],
    ['lacks the grant of its category', { categories: ['ORDER'] }, '67'],
  ])('says that the certificate is broken when the app %s', async (_what, tenant, code) => {
    admit(tenant);
    expect(await send(open(), [aDelivery()])).toMatchObject([
      { kind: 'credential-broken', code, detail: expect.stringMatching(/\w/) },
    ]);
  });
  it('blames a message for a category of its own', async () => {
    admit({ categories: ['IM'] });
    const special = aDelivery({ content: { vendors: { oppo: { category: 'ORDER' } } } });
    expect(await send(open(), [special])).toMatchObject([{ kind: 'refused', code: '67' }]);
  });

  describe('with a list', () => {
    const bulk = (tokens: string[], lifeMs = 60_000): Delivery[] => {
      const expiresAtMs = Date.now() + lifeMs;
      const fields = {
        messageKey: messageKeyOf('demo', 'news'),
        expiresAtMs,
        content: { class: 'bulk' },
      } as const;
      return tokens.map((token) => aDelivery({ ...fields, token }));
    };
    const hundred = (first: string[]) => [
      ...first,
      ...Array.from({ length: 100 - first.length }, (_, i) => `ok-${i}-news`),
    ];

    it('saves the notification, then names the phones, and each has its verdict', async () => {
      const verdicts = await send(open(), bulk(hundred(['dead-1', 'ok-x', 'dead-2'])));
      expect(paths()).toEqual(['save_message_content', 'broadcast']);
      expect(verdicts.slice(0, 4).map(({ kind }) => kind)).toEqual([
        'token-dead',
        'accepted',
        'token-dead',
        'accepted',
      ]);
      expect(fake.phones.count()).toMatchObject({ phones: 98, shownTwice: 0 });
    });
    it('says nothing to phones when OPPO does not save', async () => {
      admit({ savedPerDay: 0 });
      expect(await send(open(), bulk(hundred([])))).toEqual(
        Array(100).fill(
          expect.objectContaining({ kind: 'unavailable', code: '42', retryAlone: true, mayHaveRung: false }),
        ),
      );
      expect(paths()).toEqual(['save_message_content']);
    });
    it('knows that nobody rang when the answer to saving was lost', async () => {
      host.scriptsOf('oppo')!.add({ do: 'close', times: 1 });
      const [verdict] = await send(open(), bulk(hundred([])));
      expect(verdict).toMatchObject({ kind: 'unavailable', mayHaveRung: false });
    });
    it('does not know who rang when the answer to the list was lost', async () => {
      host.scriptsOf('oppo')!.add({ do: 'close', every: 2 });
      const [verdict] = await send(open(), bulk(hundred([])));
      expect(verdict).toMatchObject({ kind: 'unavailable', mayHaveRung: true });
    });
    it('fits saving and sending into one deadline', async () => {
      host.scriptsOf('oppo')!.add({ do: 'slow', ms: 600 });
      const startedAtMs = Date.now();
      expect(await send(open(), bulk(hundred([])), 1_000)).toContainEqual(
        expect.objectContaining({ kind: 'unavailable', code: 'deadline', mayHaveRung: true }),
      );
      expect(Date.now() - startedAtMs).toBeLessThan(3_000);
    });
    it('asks no more that day when the quota of its class is used up, and chats go on (scenario 45)', async () => {
      admit({ marketingPerDay: 150 });
      const client = open();
      expect(new Set(await kindsOf(client, bulk(hundred([]))))).toEqual(new Set(['accepted']));
      const asked = bulk(hundred([]), 50_000);
      for (let i = 0; i < 2; i++) {
        expect(await send(client, asked)).toContainEqual(
          expect.objectContaining({
            kind: 'unavailable',
            code: '33',
            mayHaveRung: false,
            retryAfterMs: expect.any(Number),
          }),
        );
      }
      expect(paths()).toEqual(Array(2).fill(['save_message_content', 'broadcast']).flat());
      expect(await kindsOf(client, [aDelivery()])).toEqual(['accepted']);
    });
  });

  it('stops the lane when the quota of its only class is used up', async () => {
    admit({ marketingPerDay: 0 });
    const client = open();
    const news = () => aDelivery({ content: { vendors: { oppo: { category: 'NEWS' } } } });
    const { calls } = oppo.plan([news()], { ...settings, category: 'NEWS' }, Date.now());
    const [verdict] = (await client.send(calls[0]!, DEADLINE_MS)).verdicts;
    expect(verdict).toMatchObject({ kind: 'throttled', code: '33' });
    expect((verdict as { retryAfterMs: number }).retryAfterMs).toBeLessThanOrEqual(DAY_MS);
  });

  it('sends phones abroad to the other host, under an access token of its own', async () => {
    const abroad = new OppoFake();
    abroad.admit(credential);
    const record = new MemoryWitness();
    const there = await serveFakes(new FakeHost([abroad], record));
    const client = open({ endpoints: { api: `${server.url}/oppo`, abroad: `${there.url}/oppo` } });
    const tokens = ['CN_', 'US_', '', 'realme_IN_'].map(
      (region) => `${region}0123456789abcdef0123456789abcdef`,
    );
    expect(
      await kindsOf(
        client,
        tokens.map((token) => aDelivery({ token })),
      ),
    ).toEqual(Array(4).fill('accepted'));
    expect([fake, abroad].map(({ phones }) => phones.count().phones)).toEqual([2, 2]);
    expect([fake, abroad].map(({ tokens: { issued } }) => issued)).toEqual([1, 1]);
    expect([...witness.calls, ...record.calls].map(({ code }) => code)).toEqual(['0', '0']);
    await there.close();
  });
  it('believes no result of a batch that names nobody, and asking again rings nobody twice', async () => {
    host.scriptsOf('oppo')!.add({ do: 'close', times: 1 });
    const client = open();
    const asked = deliveries(3);
    expect(await kindsOf(client, asked)).toEqual(Array(3).fill('unavailable'));
    expect(await kindsOf(client, asked)).toEqual(Array(3).fill('accepted'));
    expect(asked.map(({ token }) => fake.phones.shownOn(token)[0]!.rings)).toEqual([1, 1, 1]);
  });

  it.each<[string, string]>([
    ['answers a login with a web page', '<html>'],
    ['answers a login with a code that is about a message', '{"code":10000,"message":"x"}'],
    ['gives no token', '{"code":0,"data":{}}'],
  ])('has sent nothing when OPPO %s', async (_what, body) => {
    const odd = await listen(
      createServer((_incoming, outgoing) => outgoing.end(body)),
      0,
    );
    expect(await send(open({ endpoints: { api: odd.url, abroad: odd.url } }), [aDelivery()])).toEqual([
      expect.objectContaining({ kind: 'unavailable', mayHaveRung: false }),
    ]);
    await odd.close();
  });
});
