// How pushes travel to Apple: provider tokens, connections that end, doubtful tokens, certificates.
import { verify } from 'node:crypto';
import { aDelivery, connectionTo, deliveries } from '../conformance';
import { FakeHost } from '../host/host';
import { type Listening, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import { MemoryShelf } from '@offline-push/vendors/shared/access/memory-shelf';
import type {
  AccessToken,
  AccessTokenShelf,
  Delivery,
  VendorClient,
  Verdict,
} from '@offline-push/vendors/vendor';
import { apns } from '@offline-push/vendors/apns/index';
import { signEs256 } from '@offline-push/vendors/shared/access/jwt';
import { open } from '@offline-push/vendors/apns/client';
import type { ApnsCredential, ApnsSettings, KeyCredential } from '@offline-push/vendors/apns/credential';
import { ApnsFake } from './fake';
import { privateKeyOf, providerTokenOf } from '@offline-push/vendors/apns/provider-token';
import { SAMPLE_P12, SAMPLE_PASSWORD } from './sample-certificate';
import { sample, tokenFor, wordOf } from './sample';
import { TEST_CA, TEST_SERVER } from '../test-server';

const settings = sample.settings as ApnsSettings;
const credential = sample.credential as KeyCredential;
const key = privateKeyOf(credential)!;
const phone = (word: string, fields: Partial<Delivery> = {}) =>
  aDelivery({ ...fields, token: tokenFor(word) });

let witness: MemoryWitness;
let fake: ApnsFake;
let host: FakeHost;
let server: Listening;
let clients: VendorClient[];

beforeEach(async () => {
  witness = new MemoryWitness();
  fake = new ApnsFake();
  host = new FakeHost([fake], witness);
  clients = [];
  server = await serveFakes(host);
  expect(fake.admit(sample.tenant)).toBeUndefined();
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await server.close();
});

interface Way {
  readonly url?: string;
  readonly credential?: ApnsCredential;
  readonly settings?: Partial<ApnsSettings>;
  readonly shelf?: AccessTokenShelf;
}

function clientOf(way: Way = {}): VendorClient {
  const connection = connectionTo(apns, way.url ?? server.url, way.credential ?? credential, {
    ...settings,
    ...way.settings,
  });
  const client = open(
    { ...connection, accessTokens: way.shelf ?? connection.accessTokens } as Parameters<typeof open>[0],
    1_000,
    TEST_CA,
  );
  clients.push(client as VendorClient);
  return client as VendorClient;
}

async function send(client: VendorClient, asked: Delivery[], deadlineMs = 10_000): Promise<Verdict[]> {
  const { calls } = apns.plan(asked, settings, Date.now());
  return (await Promise.all(calls.map((call) => client.send(call, deadlineMs)))).flatMap(
    ({ verdicts }) => verdicts,
  );
}
const kindsOf = (verdicts: Verdict[]) => verdicts.map(({ kind }) => kind);

it('begins no push when the wait for its token has left it no time for an answer', async () => {
  const shelf = new MemoryShelf();
  const find = () => new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 200));
  const client = clientOf({ shelf: { find, renew: shelf.renew.bind(shelf) } });
  const delivery = phone('ok-late');
  host.delayMs = 200;
  expect(await send(client, [delivery], 230)).toMatchObject([
    { kind: 'unavailable', code: 'deadline', mayHaveRung: false },
  ]);
  expect(kindsOf(await send(client, [delivery]))).toEqual(['accepted']);
  expect(fake.phones.shownOn(delivery.token)).toMatchObject([{ rings: 1 }]);
});

/** A shelf that counts, and may hold an old token. */
class CountedShelf extends MemoryShelf {
  renewals = 0;
  override renew(stale: AccessToken | undefined, fetch: () => Promise<AccessToken>): Promise<AccessToken> {
    return super.renew(stale, () => {
      this.renewals++;
      return fetch();
    });
  }
}
const shelfWith = async (issuedAtMs: number): Promise<CountedShelf> => {
  const shelf = new CountedShelf();
  const token = providerTokenOf(credential, key, issuedAtMs);
  await shelf.renew(undefined, () => Promise.resolve({ token, expiresAtMs: Date.now() + 3_000_000 }));
  shelf.renewals = 0;
  return shelf;
};

describe('a provider token', () => {
  const [header, claims, signature] = providerTokenOf(credential, key, 1_790_000_000_999).split('.') as [
    string,
    string,
    string,
  ];

  it('says who signs, for whom and when, and nothing more', () => {
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
      alg: 'ES256',
      kid: 'ABC1234567',
    });
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toEqual({
      iss: 'TEAM123456',
      iat: 1_790_000_000,
    });
  });
  it('is signed in 64 bytes that the public key knows', () => {
    const raw = Buffer.from(signature, 'base64url');
    expect(raw).toHaveLength(64);
    expect(
      verify('sha256', Buffer.from(`${header}.${claims}`), { key, dsaEncoding: 'ieee-p1363' }, raw),
    ).toBe(true);
  });
  it('is signed as the worked example of RFC 7515, A.3', () => {
    const input =
      'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ';
    const theirs = 'DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q';
    const check = (text: string) =>
      verify(
        'sha256',
        Buffer.from(input),
        { key, dsaEncoding: 'ieee-p1363' },
        Buffer.from(text, 'base64url'),
      );
    expect(check(theirs)).toBe(true);
    expect(check(signEs256(input, key))).toBe(true);
  });
  it('is signed once for many pushes', async () => {
    const shelf = new CountedShelf();
    expect(
      new Set(
        kindsOf(
          await send(
            clientOf({ shelf }),
            Array.from({ length: 50 }, (_, i) => phone(`ok-${i}`)),
          ),
        ),
      ),
    ).toEqual(new Set(['accepted']));
    expect(shelf.renewals).toBe(1);
    expect(new Set(witness.calls.map((call) => call.credential)).size).toBe(1);
  });
  it('that Apple finds too old is signed anew once, and no push is lost', async () => {
    const shelf = await shelfWith(Date.now() - 7_200_000);
    const verdicts = await send(
      clientOf({ shelf }),
      Array.from({ length: 20 }, (_, i) => phone(`ok-${i}`)),
    );
    expect(new Set(kindsOf(verdicts))).toEqual(new Set(['accepted']));
    expect(shelf.renewals).toBe(1);
    expect(fake.phones.count()).toMatchObject({ phones: 20, shownTwice: 0 });
  });
  it('that is too old however fresh: our clock is wrong, and nobody is asked a third time', async () => {
    const old = () => ({
      token: providerTokenOf(credential, key, Date.now() - 7_200_000),
      expiresAtMs: Date.now() + 3_000_000,
    });
    const shelf = { find: () => Promise.resolve(undefined), renew: () => Promise.resolve(old()) };
    expect(await send(clientOf({ shelf }), [phone('ok-1')])).toEqual([
      {
        kind: 'unavailable',
        code: 'ExpiredProviderToken',
        detail: expect.stringMatching(/clock/),
        retryAfterMs: 60_000,
        mayHaveRung: false,
      },
    ]);
    expect(witness.calls).toHaveLength(2);
  });
  it.each([
    ['fails', () => Promise.reject(new Error('database away')), 'access-token-shelf'],
    ['is slow', () => new Promise<never>(() => undefined), 'deadline'],
  ])('cannot be had from a shelf that %s: nothing has left', async (_what, find, code) => {
    const shelf = { find, renew: find };
    expect(await send(clientOf({ shelf }), [phone('ok-1')], 60)).toEqual([
      expect.objectContaining({ kind: 'unavailable', code, mayHaveRung: false }),
    ]);
    expect(witness.calls).toEqual([]);
  });
  it('cannot be signed with a key of another kind, and nobody is asked', async () => {
    const client = clientOf({
      credential: {
        ...credential,
        privateKey: '-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----',
      },
    });
    expect(await send(client, [phone('ok-1')])).toEqual([
      expect.objectContaining({ kind: 'credential-broken', code: 'private-key-unreadable' }),
    ]);
    expect(witness.calls).toEqual([]);
  });
});

describe('connections to Apple', () => {
  it('begin with one stream and take many as soon as Apple allows them', async () => {
    host.delayMs = 20;
    const client = clientOf();
    const beganAt = performance.now();
    const verdicts = await send(
      client,
      Array.from({ length: 300 }, (_, i) => phone(`ok-${i}`)),
    );
    expect(new Set(kindsOf(verdicts))).toEqual(new Set(['accepted']));
    // One after the other would take six seconds.
    expect(performance.now() - beganAt).toBeLessThan(5_000);
  });
  it('that Apple leaves lose no push', async () => {
    const client = clientOf();
    const words = Array.from({ length: 60 }, (_, i) => (i % 10 === 5 ? `leaving-${i}` : `ok-${i}`));
    const verdicts = await send(
      client,
      words.map((word) => phone(word)),
    );
    expect(new Set(kindsOf(verdicts))).toEqual(new Set(['accepted']));
    expect(fake.phones.count()).toMatchObject({ phones: 60, shownTwice: 0 });
  });
  it.each(['Shutdown', 'IdleTimeout', 'UnrelatedKeyIdInToken'])(
    'are replaced at once after %s, within the same send',
    async (code) => {
      host.scriptsOf('apns')!.add({ do: 'code', code, times: 1 });
      expect(await send(clientOf(), [phone('ok-1')])).toEqual([
        expect.objectContaining({ kind: 'accepted' }),
      ]);
      expect(witness.calls).toHaveLength(2);
    },
  );
  it('are not replaced for ever', async () => {
    host.scriptsOf('apns')!.add({ do: 'code', code: 'Shutdown' });
    expect(await send(clientOf(), [phone('ok-1')])).toEqual([
      { kind: 'unavailable', code: 'Shutdown', mayHaveRung: false },
    ]);
    expect(witness.calls).toHaveLength(2);
  });
  it('give a push its deadline once, whatever it takes', async () => {
    host.scriptsOf('apns')!.add({ do: 'code', code: 'Shutdown', ms: 40 });
    const beganAt = performance.now();
    expect(await send(clientOf(), [phone('ok-1')], 60)).toEqual([
      expect.objectContaining({ code: 'deadline' }),
    ]);
    expect(performance.now() - beganAt).toBeLessThan(500);
  });
});

describe('a token that Apple calls bad', () => {
  it('is refused as doubtful, also among good ones: whoever sees the answers of all pods ends its binding', async () => {
    const client = clientOf();
    await send(client, [phone('ok-1'), phone('ok-2')]);
    for (const [word, code] of [
      ['malformed-1', 'BadDeviceToken'],
      ['foreign-1', 'DeviceTokenNotForTopic'],
    ] as const) {
      expect(await send(client, [phone(word)])).toMatchObject([{ kind: 'refused', code }]);
      expect(apns.doubtfulCodes).toContain(code);
    }
  });
  it('is only refused when all are: the environment may be the wrong one', async () => {
    const verdicts = await send(
      clientOf(),
      Array.from({ length: 10 }, (_, i) => phone(`sandbox-${i}`)),
    );
    expect(new Set(kindsOf(verdicts))).toEqual(new Set(['refused']));
    expect(verdicts[0]).toMatchObject({
      code: 'BadDeviceToken',
      detail: expect.stringMatching(/environment/),
    });
  });
  it('says since when it is dead', async () => {
    const nowMs = Date.now();
    const [verdict] = await send(clientOf(), [phone('dead-1')]);
    expect(verdict).toEqual({ kind: 'token-dead', code: 'Unregistered', deadAtMs: expect.any(Number) });
    expect((verdict as { deadAtMs: number }).deadAtMs).toBeGreaterThanOrEqual(nowMs);
  });
  it('of one phone does not slow down the others', async () => {
    fake.admit({ ...sample.tenant, deviceMessagesPerSecond: 1 });
    const client = clientOf();
    const verdicts = await send(client, [...deliveries(2, { token: tokenFor('ok-hot') }), phone('ok-cool')]);
    expect(kindsOf(verdicts).sort()).toEqual(['accepted', 'accepted', 'unavailable']);
    expect(verdicts.find(({ kind }) => kind === 'unavailable')).toMatchObject({
      code: 'TooManyRequests',
      retryAfterMs: 10_000,
      mayHaveRung: false,
    });
  });
});

describe('a certificate (.p12)', () => {
  const p12 = { type: 'p12', p12: SAMPLE_P12, password: SAMPLE_PASSWORD } as const;
  let secure: Listening;
  beforeEach(async () => {
    secure = await serveFakes(host, TEST_SERVER);
  });
  afterEach(() => secure.close());

  it('is shown in the handshake, and no token in the request', async () => {
    const client = clientOf({ url: secure.url, credential: p12 });
    expect(await send(client, [phone('ok-1')])).toEqual([expect.objectContaining({ kind: 'accepted' })]);
    expect(witness.calls).toEqual([expect.objectContaining({ code: 'ok', credential: expect.any(String) })]);
  });
  it('that Apple does not know breaks the credential', async () => {
    fake = new ApnsFake();
    host = new FakeHost([fake], witness);
    await secure.close();
    secure = await serveFakes(host, TEST_SERVER);
    const client = clientOf({ url: secure.url, credential: p12 });
    expect(await send(client, [phone('ok-1')])).toEqual([
      expect.objectContaining({ kind: 'credential-broken', code: 'BadCertificate' }),
    ]);
  });
  it('may be left away: a key over TLS is as good', async () => {
    expect(await send(clientOf({ url: secure.url }), [phone('ok-1')])).toEqual([
      expect.objectContaining({ kind: 'accepted' }),
    ]);
  });
  it('is worth nothing where TLS is missing', async () => {
    expect(await send(clientOf({ credential: p12 }), [phone('ok-1')])).toEqual([
      expect.objectContaining({ code: 'MissingProviderToken' }),
    ]);
  });
  it('with a wrong password is broken before anybody is asked', async () => {
    const client = clientOf({ url: secure.url, credential: { ...p12, password: 'wrong' } });
    expect(await send(client, [phone('ok-1')])).toEqual([
      expect.objectContaining({ kind: 'credential-broken', code: 'p12-password-wrong' }),
    ]);
    expect(witness.calls).toEqual([]);
  });
});

describe('a call whose PushKit token Apple does not take (scenario 58)', () => {
  const callTo = (device: string, calls: string, more: object = {}) => ({
    ...aDelivery({ token: `${tokenFor(device)}.${tokenFor(calls)}` }),
    content: { text: 'Alice is calling', ...more, vendors: { apns: { voip: true } } },
  });
  const pushTypes = () =>
    witness.calls.flatMap(({ messages }) => messages.map(({ tokens }) => wordOf(tokens[0]!)));

  it.each(['dead-calls', 'sandbox-calls'])('notifies the phone instead: %s', async (calls) => {
    const client = clientOf();
    const delivery = callTo('ok-device', calls);
    expect(await send(client, [delivery])).toMatchObject([
      { kind: 'accepted', notes: [expect.stringMatching(/^call left out/)] },
    ]);
    expect(pushTypes()).toEqual([calls, 'ok-device']);
    expect(fake.phones.shownOn(tokenFor('ok-device'))).toMatchObject([
      { text: 'Alice is calling', rings: 1 },
    ]);
  });
  it('says that the phone is gone only if Apple says so of its own token', async () => {
    expect(await send(clientOf(), [callTo('dead-device', 'dead-calls')])).toMatchObject([
      { kind: 'token-dead', code: 'Unregistered' },
    ]);
    expect(pushTypes()).toEqual(['dead-calls', 'dead-device']);
  });
  it.each([
    ['dead-calls', 'Unregistered'],
    ['sandbox-calls', 'bad-pushkit-token'],
  ])('keeps the phone if what it says is too long for a notification: %s', async (calls, code) => {
    const long = callTo('ok-device', calls, { ext: 'x'.repeat(4_200) });
    expect(await send(clientOf(), [long])).toMatchObject([{ kind: 'refused', code }]);
    expect(apns.doubtfulCodes).not.toContain(code);
    expect(witness.calls).toHaveLength(1);
  });
});
