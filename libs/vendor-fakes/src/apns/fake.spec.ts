// The rules of the fake, asked by bare HTTP/2 and by what other people's clients sent (captures of Pushy and of node-apn).
import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2';
import { connect as connectTls } from 'node:tls';
import { TEST_CA, TEST_SERVER } from '../test-server';
import { FakeHost } from '../host/host';
import { type Listening, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import type { KeyCredential } from '@offline-push/vendors/apns/for-fakes';
import { ApnsFake } from './fake';
import { privateKeyOf } from '@offline-push/vendors/apns/for-fakes';
import { sample, tokenFor, wordOf } from './sample';

const { keyId, teamId, privateKey } = sample.credential as KeyCredential;
const key = privateKeyOf({ privateKey })!;
const DEVICE = '00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0';
const APNS_ID = '0c6b1f5e-6a1e-4c0a-9d3d-2f3a5b6c7d8e';

let fake: ApnsFake;
let host: FakeHost;
let witness: MemoryWitness;
let server: Listening;
let session: ClientHttp2Session;

beforeEach(async () => {
  fake = new ApnsFake();
  witness = new MemoryWitness();
  host = new FakeHost([fake], witness);
  expect(fake.admit(sample.tenant)).toBeUndefined();
  server = await serveFakes(host);
  session = connectHttp2(server.url).on('error', () => undefined);
});
afterEach(async () => {
  session.destroy();
  await server.close();
});

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
interface Jwt {
  readonly header?: object;
  readonly claims?: object;
  readonly by?: KeyObject;
  readonly encoding?: 'der' | 'ieee-p1363';
}
function jwt({ header = {}, claims = {}, by = key, encoding = 'ieee-p1363' }: Jwt = {}): string {
  const iat = Math.floor(Date.now() / 1_000);
  const input = `${encoded({ alg: 'ES256', kid: keyId, ...header })}.${encoded({ iss: teamId, iat, ...claims })}`;
  return `${input}.${sign('sha256', Buffer.from(input), { key: by, dsaEncoding: encoding }).toString('base64url')}`;
}

type Headers = Record<string, string | string[] | undefined>;
const TOKEN = jwt();

/** As node-apn asks, unless told otherwise: without content-type. */
async function ask(
  headers: Headers = {},
  body = '{"aps":{"alert":{"title":"Ann","body":"lunch?"},"badge":3}}',
  through = session,
) {
  const all: Headers = {
    ':method': 'POST',
    ':path': `/3/device/${DEVICE}`,
    'apns-priority': '10',
    'apns-id': APNS_ID,
    'apns-collapse-id': 'c1',
    'apns-expiration': String(Math.floor(Date.now() / 1_000) + 3_600),
    'apns-topic': 'com.example.im',
    'apns-push-type': 'alert',
    authorization: `bearer ${TOKEN}`,
    ...headers,
  };
  for (const name of Object.keys(all)) if (all[name] === undefined) delete all[name];
  const stream = through.request(all as Record<string, string>);
  stream.end(body);
  let text = '';
  let frames = 0;
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    frames++;
    text += chunk;
  });
  const [[answer]] = (await Promise.all([once(stream, 'response'), once(stream, 'end')])) as [
    [Record<string, string>],
    unknown,
  ];
  return {
    status: Number(answer[':status']),
    headers: answer,
    frames,
    ...(text && (JSON.parse(text) as { reason: string; timestamp?: number })),
  };
}
const to = (word: string) => ({ ':path': `/3/device/${tokenFor(word)}` });

describe("the fake takes other people's pushes", () => {
  it('of node-apn', async () => {
    const answer = await ask();
    expect(answer).toMatchObject({ status: 200, frames: 0, headers: { 'apns-id': APNS_ID } });
    expect(answer.headers).not.toHaveProperty('content-type');
    expect(fake.phones.shownOn(DEVICE)).toEqual([
      expect.objectContaining({ notifyId: 'c1', title: 'Ann', text: 'lunch?', rings: 1 }),
    ]);
  });
  it('of Pushy, which signs in DER and has a typ', async () => {
    const token = jwt({ header: { typ: 'JWT' }, encoding: 'der' });
    expect(
      await ask({ authorization: `bearer ${token}` }, '{"aps":{"alert":{"title":"Ann"}}}'),
    ).toMatchObject({ status: 200 });
  });
  it('without its prefix, with it, and under the other environment', async () => {
    expect(await ask({ ':path': `/apns/3/device/${DEVICE.toUpperCase()}` })).toMatchObject({ status: 200 });
    const development = await ask({ ':path': `/apns/development/3/device/${DEVICE}` });
    expect(development).toMatchObject({ status: 200, headers: { 'apns-unique-id': expect.any(String) } });
    expect(fake.phones.shownOn(DEVICE)).toEqual([expect.objectContaining({ rings: 2 })]);
  });
  it('with what a bare client leaves away', async () => {
    const bare = {
      'apns-id': undefined,
      'apns-priority': undefined,
      'apns-push-type': undefined,
      'apns-collapse-id': undefined,
      'apns-expiration': undefined,
    };
    expect(await ask(bare, '{"aps":{"alert":"lunch?"}}')).toMatchObject({
      status: 200,
      headers: { 'apns-id': expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
    expect(fake.phones.shownOn(DEVICE)).toEqual([expect.objectContaining({ title: '', text: 'lunch?' })]);
    expect(witness.calls[0]!.messages[0]!.ttlMs).toBe(2_592_000_000);
  });
  it('without aps, as calls and device management are', async () => {
    const voip = { 'apns-push-type': 'voip', 'apns-topic': 'com.example.im.voip' };
    expect(await ask(voip, '{"call":"c1"}')).toMatchObject({ status: 200 });
  });
  it('in silence when they are for the background', async () => {
    const silent = { 'apns-push-type': 'background', 'apns-priority': '5' };
    expect(await ask(silent, '{"aps":{"content-available":1}}')).toMatchObject({ status: 200 });
    expect(fake.phones.shownOn(DEVICE)).toEqual([]);
  });
});

describe('the fake refuses', () => {
  const CALL = { 'apns-push-type': 'voip', 'apns-topic': 'com.example.im.voip' };
  const long = (bytes: number) => `{"aps":{},"x":"${'x'.repeat(bytes - 17)}"}`;

  it.each<[string, Headers, string | undefined, number, string]>([
    ['another method', { ':method': 'PUT' }, undefined, 405, 'MethodNotAllowed'],
    ['another path', { ':path': '/3/devices/ab' }, undefined, 404, 'BadPath'],
    ['no token', { ':path': '/3/device/' }, undefined, 400, 'MissingDeviceToken'],
    ['no provider token', { authorization: undefined }, undefined, 403, 'MissingProviderToken'],
    ['an id that is no UUID', { 'apns-id': 'a1' }, undefined, 400, 'BadMessageId'],
    ['an expiration that is no number', { 'apns-expiration': 'soon' }, undefined, 400, 'BadExpirationDate'],
    ['priority 7', { 'apns-priority': '7' }, undefined, 400, 'BadPriority'],
    ['priority 10 in the background', { 'apns-push-type': 'background' }, undefined, 400, 'BadPriority'],
    ['a collapse id of 65 bytes', { 'apns-collapse-id': 'x'.repeat(65) }, undefined, 400, 'BadCollapseId'],
    ['an unknown push type', { 'apns-push-type': 'loud' }, undefined, 400, 'InvalidPushType'],
    ['no topic', { 'apns-topic': undefined }, undefined, 400, 'MissingTopic'],
    ['a topic with a blank', { 'apns-topic': 'com example' }, undefined, 400, 'BadTopic'],
    ["another team's topic", { 'apns-topic': 'com.example.other' }, undefined, 400, 'TopicDisallowed'],
    ['a call without its topic', { 'apns-push-type': 'voip' }, undefined, 400, 'TopicDisallowed'],
    ['a token that is not hexadecimal', { ':path': '/3/device/xyz' }, undefined, 400, 'BadDeviceToken'],
    ["nobody's token", { ':path': `/3/device/${'0'.repeat(64)}` }, undefined, 400, 'BadDeviceToken'],
    ['a malformed token', to('malformed-1'), undefined, 400, 'BadDeviceToken'],
    ['a token of the other environment', to('sandbox-1'), undefined, 400, 'BadDeviceToken'],
    ['a token of another app', to('foreign-1'), undefined, 400, 'DeviceTokenNotForTopic'],
    ['a dead token', to('dead-1'), undefined, 410, 'Unregistered'],
    ['a token that has ended', to('expired-1'), undefined, 410, 'ExpiredToken'],
    ['no body', {}, '', 400, 'PayloadEmpty'],
    ['a body that is no object', {}, '[1]', 400, 'PayloadEmpty'],
    ['an object with nothing in it', {}, '{}', 400, 'PayloadEmpty'],
    ['4097 bytes', {}, long(4_097), 413, 'PayloadTooLarge'],
    ['5121 bytes of a call', CALL, long(5_121), 413, 'PayloadTooLarge'],
  ])('%s', async (_what, headers, body, status, reason) => {
    const answer = await ask(headers, body);
    expect(answer).toMatchObject({ status, reason });
    expect(answer.headers).toMatchObject({
      'apns-id': headers['apns-id'] ?? APNS_ID,
      'content-type': 'application/json',
    });
    expect(answer.frames).toBe(1);
    expect(answer.timestamp !== undefined).toBe(status === 410);
    expect(fake.phones.count()).toMatchObject({ phones: 0 });
  });
  it.each([
    ['4096 bytes', {}, 4_096],
    ['5120 bytes of a call', CALL, 5_120],
  ])('but not %s', async (_what, headers, bytes) =>
    expect(await ask(headers, long(bytes))).toMatchObject({ status: 200 }),
  );
  it('a header that comes twice', async () => {
    expect(await ask({ 'apns-id': [APNS_ID, APNS_ID] })).toMatchObject({ reason: 'DuplicateHeaders' });
  });
  it('a phone that gets too many', async () => {
    fake.admit({ ...sample.tenant, deviceMessagesPerSecond: 2 });
    const answers = [await ask(), await ask(), await ask(to('ok-other')), await ask()];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
  });
  it('HTTP/1.1', async () => {
    const response = await fetch(`${server.url}/apns/3/device/${DEVICE}`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(505);
  });
});

describe('the fake lets nobody in with a token', () => {
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const ago = (seconds: number) => ({ iat: Math.floor(Date.now() / 1_000) - seconds });

  it.each<[string, () => string, string]>([
    ['of another key', () => jwt({ by: stranger }), 'InvalidProviderToken'],
    ['of another key in DER', () => jwt({ by: stranger, encoding: 'der' }), 'InvalidProviderToken'],
    ['of an unknown key id', () => jwt({ header: { kid: 'ZZZ1234567' } }), 'InvalidProviderToken'],
    ['of an unknown team', () => jwt({ claims: { iss: 'ZZZZ123456' } }), 'InvalidProviderToken'],
    ['that names no algorithm (corpus 78)', () => jwt({ header: { alg: 'none' } }), 'InvalidProviderToken'],
    [
      'that is signed with the public key as a secret (corpus 78)',
      () => jwt({ header: { alg: 'HS256' } }),
      'InvalidProviderToken',
    ],
    ['whose time is a text', () => jwt({ claims: { iat: 'now' } }), 'InvalidProviderToken'],
    ['of the future', () => jwt({ claims: ago(-3_600) }), 'InvalidProviderToken'],
    ['of more than an hour ago', () => jwt({ claims: ago(3_700) }), 'ExpiredProviderToken'],
    [
      'that was changed',
      () => TOKEN.replace(/\.[^.]+\./, `.${encoded({ iss: teamId, iat: 1 })}.`),
      'InvalidProviderToken',
    ],
    ['that is nonsense', () => 'a.b.c', 'InvalidProviderToken'],
  ])('%s', async (_what, token, reason) => {
    expect(await ask({ authorization: `bearer ${token()}` })).toMatchObject({ status: 403, reason });
  });
  it('of another key of the team on a connection that another one began', async () => {
    const publicKey = (of: KeyObject) => ({
      publicKey: createPublicKey(of).export({ type: 'spki', format: 'pem' }).toString(),
    });
    fake.admit({
      ...sample.tenant,
      keys: [
        { keyId, ...publicKey(key) },
        { keyId: 'NEW1234567', ...publicKey(stranger) },
      ],
    });
    const other = jwt({ header: { kid: 'NEW1234567' }, by: stranger });
    expect(await ask()).toMatchObject({ status: 200 });
    expect(await ask({ authorization: `bearer ${other}` })).toMatchObject({
      status: 403,
      reason: 'UnrelatedKeyIdInToken',
    });
    const second = connectHttp2(server.url);
    expect(await ask({ authorization: `bearer ${other}` }, undefined, second)).toMatchObject({ status: 200 });
    second.destroy();
  });
  it('that changed twice in 20 minutes on one connection', async () => {
    expect(await ask()).toMatchObject({ status: 200 });
    expect(await ask({ authorization: `bearer ${jwt({ claims: ago(60) })}` })).toMatchObject({
      status: 429,
      reason: 'TooManyProviderTokenUpdates',
    });
    await onlyANewConnectionHelps();
  });
  it('vendors 2.3: after a scripted TooManyProviderTokenUpdates, until a new connection comes', async () => {
    host.scriptsOf('apns')!.add({ do: 'code', times: 1 });
    expect(await ask()).toMatchObject({ status: 429, reason: 'TooManyProviderTokenUpdates' });
    await onlyANewConnectionHelps();
  });
  async function onlyANewConnectionHelps(): Promise<void> {
    expect(await ask()).toMatchObject({ status: 429, reason: 'TooManyProviderTokenUpdates' });
    const second = connectHttp2(server.url);
    expect(await ask({}, undefined, second)).toMatchObject({ status: 200 });
    second.destroy();
  }
  it('of a key for the other environment', async () => {
    const { keys } = sample.tenant as { keys: object[] };
    fake.admit({ ...sample.tenant, keys: [{ ...keys[0], environments: ['development'] }] });
    expect(await ask()).toMatchObject({ reason: 'BadEnvironmentKeyIdInToken' });
    expect(await ask({ ':path': `/apns/development/3/device/${DEVICE}` })).toMatchObject({ status: 200 });
  });
});

describe('connections of the fake', () => {
  it('have one stream until a credential was accepted, then many', async () => {
    await once(session, 'remoteSettings');
    expect(session.remoteSettings.maxConcurrentStreams).toBe(1);
    await ask({ authorization: undefined });
    expect(session.remoteSettings.maxConcurrentStreams).toBe(1);
    await Promise.all([once(session, 'remoteSettings'), ask()]);
    expect(session.remoteSettings.maxConcurrentStreams).toBe(1_000);
  });
  it('have fewer after an error', async () => {
    await ask();
    await ask(to('malformed-1'));
    await ask();
    expect(session.remoteSettings.maxConcurrentStreams).toBe(990);
  });
  it('end with a word on demand, and after many bad tokens', async () => {
    const left = once(session, 'goaway');
    expect(await ask(to('leaving-1'))).toMatchObject({ status: 200 });
    expect(String((await left)[2])).toBe('{"reason":"Shutdown"}');
    fake.admit({ ...sample.tenant, badTokensPerConnection: 2 });
    session = connectHttp2(server.url);
    const leftAgain = once(session, 'goaway');
    await ask(to('malformed-1'));
    await ask(to('malformed-2'));
    expect(String((await leftAgain)[2])).toBe('{"reason":"BadDeviceToken"}');
  });
  it.each([
    ['with ALPN', ['h2']],
    ['without ALPN, as Pushy', undefined],
  ])('work over TLS %s', async (_what, ALPNProtocols) => {
    const secure = await serveFakes(host, TEST_SERVER);
    const { port } = new URL(secure.url);
    const socket = connectTls({
      port: Number(port),
      host: '127.0.0.1',
      ca: TEST_CA,
      ...(ALPNProtocols && { ALPNProtocols }),
    });
    await once(socket, 'secureConnect');
    const over = connectHttp2(secure.url, { createConnection: () => socket });
    expect(await ask({}, undefined, over)).toMatchObject({ status: 200 });
    over.destroy();
    await secure.close();
  });
});

describe('the fake as a place for tests', () => {
  it.each([
    ['nonsense', { teamId: 'x' }],
    ['a key that is none', { ...sample.tenant, keys: [{ keyId, publicKey: '-----BEGIN PUBLIC KEY-----' }] }],
  ])('admits no team with %s', (_what, tenant) => expect(new ApnsFake().admit(tenant)).toMatch(/\w/));
  it('hides words in tokens, and finds them again', () => {
    for (const word of ['ok-bobs-phone', 'dead-1', `ok-${'x'.repeat(60)}`])
      expect(wordOf(tokenFor(word))).toBe(word);
    expect(wordOf(DEVICE)).toBe(DEVICE);
    expect(tokenFor('ok-1')).toHaveLength(64);
  });
  it('forgets its phones', async () => {
    await ask();
    fake.forget();
    expect(fake.phones.count()).toMatchObject({ phones: 0 });
  });
});
