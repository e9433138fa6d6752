// Logging in and sending, against the fake over real HTTP: who asks for how many access tokens, and what a refused one costs.
import { createServer } from 'node:http';
import { aDelivery, connectionTo, deliveries } from '../conformance';
import { FakeHost } from '../host/host';
import { listen, type Listening } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import { MemoryShelf } from '@offline-push/vendors/shared/access/memory-shelf';
import type { AccessTokenShelf, Delivery, Verdict, VendorClient } from '@offline-push/vendors/vendor';
import { huawei } from '@offline-push/vendors/huawei/index';
import type { HuaweiConnection } from '@offline-push/vendors/huawei/client';
import type { HuaweiCredential, HuaweiSettings } from '@offline-push/vendors/huawei/credential';
import { HuaweiFake } from './fake';
import { harmonySample, sample } from './sample';
import { samplePrivateKey } from './sample-key';

const android = { credential: sample.credential, settings: sample.settings as HuaweiSettings };
const harmony = { credential: harmonySample.credential, settings: harmonySample.settings as HuaweiSettings };
const LOGIN = '/huawei/oauth2/v3/token';

describe("Huawei's client", () => {
  let fake: HuaweiFake;
  let witness: MemoryWitness;
  let host: FakeHost;
  let server: Listening;
  let seen: { url: string; headers: Record<string, unknown> }[];
  let clients: VendorClient[];

  beforeEach(async () => {
    fake = new HuaweiFake();
    witness = new MemoryWitness();
    host = new FakeHost([fake], witness);
    seen = [];
    clients = [];
    admit({});
    const http = createServer((incoming, outgoing) => {
      seen.push({ url: incoming.url ?? '', headers: incoming.headers });
      host.take(incoming, outgoing);
    });
    server = await listen(http, 0);
  });
  afterEach(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await server.close();
  });

  const admit = (more: object) => expect(fake.admit({ ...sample.tenant, ...more })).toBeUndefined();
  const logins = () => seen.filter(({ url }) => url === LOGIN).length;
  const pushes = () => seen.filter(({ url }) => url !== LOGIN);

  interface How {
    credential: object;
    settings: HuaweiSettings;
    shelf?: AccessTokenShelf;
    auth?: string;
  }
  function open({ credential, settings, shelf, auth }: How = android): VendorClient {
    const connection = connectionTo(huawei, server.url, credential, settings) as HuaweiConnection;
    const client = huawei.open({
      ...connection,
      ...(shelf !== undefined && { accessTokens: shelf }),
      ...(auth !== undefined && { endpoints: { ...connection.endpoints, auth } }),
    });
    clients.push(client);
    return client;
  }
  async function send(
    client: VendorClient,
    delivery: Delivery = aDelivery(),
    settings = android.settings,
    deadlineMs = 10_000,
  ): Promise<Verdict> {
    const [call] = huawei.plan([delivery], settings, Date.now()).calls;
    const [verdict] = (await client.send(call!, deadlineMs)).verdicts;
    return verdict!;
  }

  it('logs in once for all who send at the same time', async () => {
    const client = open();
    const verdicts = await Promise.all(deliveries(50).map((delivery) => send(client, delivery)));
    expect(new Set(verdicts.map(({ kind }) => kind))).toEqual(new Set(['accepted']));
    expect(logins()).toBe(1);
  });
  it('logs in once for all pods that share a shelf', async () => {
    const shelf = new MemoryShelf();
    await Promise.all(
      [open({ ...android, shelf }), open({ ...android, shelf })].map((client) => send(client)),
    );
    expect(logins()).toBe(1);
  });
  it.each(['80200001', '80200003', '80200009'])(
    'logs in again when %s refuses its access token, and sends once more inside the same send',
    async (code) => {
      host.scriptsOf('huawei')!.add({ do: 'code', code, times: 1 });
      const delivery = aDelivery();
      expect(await send(open(), delivery)).toMatchObject({ kind: 'accepted' });
      expect([logins(), pushes().length]).toEqual([2, 2]);
      expect(fake.phones.shownOn(delivery.token)).toMatchObject([{ rings: 1 }]);
    },
  );
  it('logs in again when the status 401 alone refuses it', async () => {
    host.scriptsOf('huawei')!.add({ do: 'status', status: 401, times: 1 });
    expect(await send(open())).toMatchObject({ kind: 'accepted' });
  });
  it('gives up the credential when the second access token is refused as well', async () => {
    host.scriptsOf('huawei')!.add({ do: 'code', code: '80200003', times: 3 });
    expect(await send(open())).toMatchObject({ kind: 'credential-broken', code: '80200003' });
    expect([logins(), pushes().length]).toEqual([2, 2]);
  });
  it('begins no push when the login has left it no time for an answer', async () => {
    const [client, delivery] = [open(), aDelivery()];
    host.delayMs = 200;
    expect(await send(client, delivery, android.settings, 230)).toMatchObject({
      kind: 'unavailable',
      code: 'deadline',
      mayHaveRung: false,
    });
    expect(await send(client, delivery)).toMatchObject({ kind: 'accepted' });
    expect(fake.phones.shownOn(delivery.token)).toMatchObject([{ rings: 1 }]);
  });
  it('logs in again once, however many pushes were refused together', async () => {
    const client = open();
    await send(client);
    fake.withdrawTokens();
    const verdicts = await Promise.all(deliveries(20).map((delivery) => send(client, delivery)));
    expect(new Set(verdicts.map(({ kind }) => kind))).toEqual(new Set(['accepted']));
    expect(logins()).toBe(2);
  });
  it('logs in before its access token ends', async () => {
    admit({ accessTokenSeconds: 30 });
    const client = open();
    await send(client);
    await send(client);
    expect(logins()).toBe(2);
  });
  it.each(['s/cret=', 'a+b&c=d%41', '"\\'])('logs in with the secret %j', async (clientSecret) => {
    admit({ clientSecret });
    expect(await send(open({ ...android, credential: { clientSecret } }))).toMatchObject({
      kind: 'accepted',
    });
  });

  describe('sends nothing', () => {
    afterEach(() => expect(pushes()).toEqual([]));

    it('while nobody answers at the login', async () => {
      const verdict = await send(open({ ...android, auth: 'http://127.0.0.1:9' }));
      expect(verdict).toMatchObject({ kind: 'unavailable', code: 'econnrefused', mayHaveRung: false });
    });
    it('while the login is too busy', async () => {
      admit({ loginsPerWindow: 1 });
      await fetch(`${server.url}${LOGIN}`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: '100000001',
          client_secret: 'x',
        }),
      });
      expect(await send(open())).toMatchObject({
        kind: 'unavailable',
        code: 'login-http-503',
        mayHaveRung: false,
      });
    });
    it('while the shelf of access tokens is away', async () => {
      const shelf: AccessTokenShelf = {
        find: () => Promise.reject(new Error('password of the database')),
        renew: () => Promise.reject(new Error('password of the database')),
      };
      expect(await send(open({ ...android, shelf }))).toEqual({
        kind: 'unavailable',
        code: 'access-token-shelf',
        detail: 'no access token could be had',
        mayHaveRung: false,
      });
    });
    it('when the shelf says nothing until the deadline', async () => {
      const shelf: AccessTokenShelf = {
        find: () => new Promise(() => undefined),
        renew: () => new Promise(() => undefined),
      };
      const verdict = await send(open({ ...android, shelf }), aDelivery(), android.settings, 50);
      expect(verdict).toMatchObject({ kind: 'unavailable', code: 'deadline', mayHaveRung: false });
    });
    it.each<[string, HuaweiCredential, string, RegExp]>([
      ['a secret', { clientSecret: 'x' }, 'service-account-missing', /takes no client secret/],
      [
        'a key that is none',
        {
          serviceAccount: {
            project_id: '1',
            key_id: 'k',
            sub_account: 's',
            private_key: samplePrivateKey.slice(0, 300),
          },
        },
        'service-account-key',
        /not an RSA key/,
      ],
    ])('to HarmonyOS with %s, and says why', async (_what, credential, code, detail) => {
      const verdict = await send(open({ ...harmony, credential }), aDelivery(), harmony.settings);
      expect(verdict).toEqual({ kind: 'credential-broken', code, detail: expect.stringMatching(detail) });
    });
  });

  describe('with a service account', () => {
    const bearers = () => pushes().map(({ headers }) => headers['authorization']);

    it('signs its own token, keeps it, and exchanges it for nothing', async () => {
      const client = open(harmony);
      await send(client, aDelivery(), harmony.settings);
      await send(client, aDelivery(), harmony.settings);
      expect(logins()).toBe(0);
      expect(new Set(bearers()).size).toBe(1);
    });
    it.each(['80200001', '80200005'])('signs another one when %s refuses it, once', async (code) => {
      host.scriptsOf('huawei')!.add({ do: 'code', code, times: 1 });
      expect(await send(open(harmony), aDelivery(), harmony.settings)).toMatchObject({ kind: 'accepted' });
      expect(new Set(bearers()).size).toBe(2);
    });
    it('reaches Android phones too', async () => {
      const delivery = aDelivery();
      const verdict = await send(open({ ...android, credential: harmony.credential }), delivery);
      expect(verdict).toMatchObject({ kind: 'accepted' });
      expect(pushes()).toMatchObject([{ url: '/huawei/v1/100000001/messages:send' }]);
      expect(fake.phones.shownOn(delivery.token)).toHaveLength(1);
    });
  });

  it.each([
    [
      'v1',
      android,
      {
        url: '/huawei/v1/100000001/messages:send',
        headers: { 'content-type': 'application/json; charset=UTF-8' },
      },
    ],
    [
      'v2',
      { ...android, settings: { ...android.settings, projectId: '101653523863770079' } },
      { url: '/huawei/v2/101653523863770079/messages:send' },
    ],
    [
      'v3',
      harmony,
      {
        url: '/huawei/v3/101653523863770079/messages:send',
        headers: { 'push-type': '0', 'content-type': 'application/json' },
      },
    ],
  ])('finds its path and headers on %s', async (api, how, request) => {
    expect(await send(open(how), aDelivery(), how.settings)).toMatchObject({ kind: 'accepted' });
    expect(pushes()).toMatchObject([request]);
    expect('push-type' in pushes()[0]!.headers).toBe(api === 'v3');
  });
  it('takes the client ID for the path where it is not the App ID', async () => {
    admit({ clientId: '77' });
    const settings = { ...android.settings, clientId: '77' };
    expect(await send(open({ ...android, settings }), aDelivery(), settings)).toMatchObject({
      kind: 'accepted',
    });
    expect(pushes()).toMatchObject([{ url: '/huawei/v1/77/messages:send' }]);
  });

  describe.each([
    ['Android', android],
    ['HarmonyOS', harmony],
  ])('whose receipts have nowhere to go, on %s', (_family, how) => {
    const settings = { ...how.settings, receiptId: 'RCP-gone' };

    it('sends once more without them: better a push without receipt than none', async () => {
      admit({ receiptIds: [] });
      const delivery = aDelivery();
      expect(await send(open({ ...how, settings }), delivery, settings)).toMatchObject({
        kind: 'accepted',
        notes: [expect.stringMatching(/^receipt left out/)],
      });
      expect(pushes()).toHaveLength(2);
      expect(fake.phones.shownOn(delivery.token)).toMatchObject([{ rings: 1 }]);
    });
    it('sends no second time if the push asked for none', async () => {
      host.scriptsOf('huawei')!.add({ do: 'code', code: '80300013', times: 1 });
      expect(await send(open(how), aDelivery(), how.settings)).toMatchObject({
        kind: 'refused',
        code: '80300013',
      });
      expect(pushes()).toHaveLength(1);
    });
  });

  describe('whose picture nobody has verified', () => {
    const image = 'https://i.example/a.png';
    const adorned = () => {
      const delivery = aDelivery();
      return { ...delivery, content: { ...delivery.content, vendors: { huawei: { image } } } };
    };

    it('sends once more without it on HarmonyOS', async () => {
      admit({ verifiedImages: [] });
      const delivery = adorned();
      expect(await send(open(harmony), delivery, harmony.settings)).toMatchObject({
        kind: 'accepted',
        notes: [expect.stringMatching(/^picture left out/)],
      });
      expect(pushes()).toHaveLength(2);
      expect(fake.phones.shownOn(delivery.token)).toMatchObject([{ rings: 1 }]);
    });
    it('sends without picture and receipt if neither is taken', async () => {
      admit({ verifiedImages: [], receiptIds: [] });
      const settings = { ...harmony.settings, receiptId: 'RCP-gone' };
      expect(await send(open({ ...harmony, settings }), adorned(), settings)).toMatchObject({
        kind: 'accepted',
        notes: [expect.stringMatching(/^picture/), expect.stringMatching(/^receipt/)],
      });
      expect(pushes()).toHaveLength(3);
    });
    it('sends without both also if Huawei complains about the receipt first', async () => {
      host.scriptsOf('huawei')!.add({ do: 'code', code: '80300013', times: 1 });
      admit({ verifiedImages: [] });
      const settings = { ...harmony.settings, receiptId: 'RCP-gone' };
      expect(await send(open({ ...harmony, settings }), adorned(), settings)).toMatchObject({
        kind: 'accepted',
        notes: [expect.stringMatching(/^receipt/), expect.stringMatching(/^picture/)],
      });
    });
    it('sends no second time on Android, where no picture is verified', async () => {
      host.scriptsOf('huawei')!.add({ do: 'code', code: '80100022', times: 1 });
      expect(await send(open(android), adorned(), android.settings)).toMatchObject({
        kind: 'refused',
        code: '80100022',
      });
      expect(pushes()).toHaveLength(1);
    });
  });
});
