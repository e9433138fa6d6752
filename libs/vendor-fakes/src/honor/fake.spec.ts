// The fake is as strict as Honor is known to be, and as lenient as real clients need it: the requests below were sent by clients that
// are not ours (captures of two Go clients, November 2026).
import { type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { FakeHost } from '../host/host';
import { type Listening, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import { HonorFake } from './fake';
import { DailyCaps, WaitingReceipts } from './fake-phone-rules';
import { vendorNamed } from '@offline-push/vendors/send';

const APP = '104400000';
const PUSH = `/api/v1/${APP}/sendMessage`;
/** cossim/hipush: seconds in the timestamp, a raw secret. */
const HIPUSH_LOGIN = 'grant_type=client_credentials&client_id=CID&client_secret=SEC/RET=';
const HIPUSH_PUSH =
  '{"data":"{\\"conv\\":\\"c\\"}","notification":{"title":"Ann","body":"Hello"},"android":{"ttl":"86400s","notification":{"title":"Ann","body":"Hello","clickAction":{"type":3},"importance":"NORMAL"}},"token":["T1","T2"]}';
/** liyouping/pushapi: every field always, the content type of its login twice. */
const LIYOUPING_LOGIN = 'client_id=CID&client_secret=SEC%2FRET%3D&grant_type=client_credentials';
const LIYOUPING_PUSH =
  '{"data":"{\\"conv\\":\\"c\\"}","notification":{"title":"Ann","body":"Hello","image":""},"android":{"ttl":"86400s","biTag":"task-7","data":"","notification":{"title":"Ann","body":"Hello","clickAction":{"type":3,"intent":"","url":"","action":""},"image":"","style":0,"bigTitle":"","bigBody":"","importance":"NORMAL","when":"","badge":{"addNum":1,"badgeClass":"","setNum":0},"notifyId":0,"tag":"","group":""},"targetUserType":0},"token":["T1","T2","T3"]}';
const FORM = 'application/x-www-form-urlencoded';

type Json = Record<string, unknown>;
const message = (own: Json = {}, android: Json = {}, top: Json = {}): Json => ({
  android: {
    ...android,
    notification: { title: 't', body: 'b', clickAction: { type: 3 }, importance: 'NORMAL', ...own },
  },
  token: ['T1'],
  ...top,
});

describe('the fake Honor', () => {
  let fake: HonorFake;
  let witness: MemoryWitness;
  let host: FakeHost;
  let server: Listening;
  let accessToken: string;

  beforeEach(async () => {
    fake = new HonorFake();
    witness = new MemoryWitness();
    host = new FakeHost([fake], witness);
    server = await serveFakes(host);
    admit({});
    accessToken = String((await login(HIPUSH_LOGIN)).json['access_token']);
  });
  afterEach(() => server.close());

  const admit = (more: Json) =>
    expect(fake.admit({ appIds: [APP], clientId: 'CID', clientSecret: 'SEC/RET=', ...more })).toBeUndefined();

  interface Answer {
    readonly status: number;
    readonly json: Json;
  }
  /** With headers exactly as given: some are sent twice. */
  const post = (path: string, body: string, headers: Record<string, string | string[]>): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const url = `${server.url}/honor${path}`;
      const outgoing = httpRequest(
        url,
        { method: 'POST', headers: headers as IncomingHttpHeaders },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('end', () =>
            resolve({
              status: incoming.statusCode ?? 0,
              json: JSON.parse(Buffer.concat(chunks).toString()) as Json,
            }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  const login = (body: string, path = '/auth/token', type: string | string[] = FORM) =>
    post(path, body, { 'content-type': type });
  const push = (body: Json | string, headers: Record<string, string> = {}, path = PUSH) =>
    post(path, typeof body === 'string' ? body : JSON.stringify(body), {
      authorization: `Bearer ${accessToken}`,
      'content-type': 'application/json',
      timestamp: String(Date.now()),
      ...headers,
    });
  const success = { code: 200, message: 'success' };

  describe('takes what real clients send', () => {
    it.each<[string, string, string, string | string[]]>([
      ['a raw secret', HIPUSH_LOGIN, '/auth/token', FORM],
      ['an encoded secret and its content type twice', LIYOUPING_LOGIN, '/auth/token', [FORM, FORM]],
      ['the path of 2022', LIYOUPING_LOGIN, '/auth/realms/developer/protocol/openid-connect/token', FORM],
      ['a charset', HIPUSH_LOGIN, '/auth/token', `${FORM}; charset=UTF-8`],
    ])('at the login: %s', async (_what, body, path, type) => {
      expect(await login(body, path, type)).toEqual({
        status: 200,
        json: { access_token: expect.any(String), expires_in: 3600, token_type: 'Bearer' },
      });
    });
    it.each([
      ['seconds for a time', HIPUSH_PUSH, '1795425512', ['T1', 'T2']],
      ['empty texts and zeros for what it does not use', LIYOUPING_PUSH, '1795425512402', ['T1', 'T2', 'T3']],
    ])('at a push: %s', async (_what, body, timestamp, tokens) => {
      expect(await push(body, { timestamp })).toEqual({
        status: 200,
        json: {
          ...success,
          data: { sendResult: true, requestId: expect.any(String), failTokens: [], expireTokens: [] },
        },
      });
      for (const token of tokens) {
        expect(fake.phones.shownOn(token)).toEqual([
          expect.objectContaining({ title: 'Ann', text: 'Hello', click: 'open-app', rings: 1 }),
        ]);
      }
    });
    it.each<[string, Json]>([
      ['fields that it does not know', message({ channelId: 'c', visibility: 'PUBLIC' }, { other: 1 })],
      [
        'words at the top only',
        {
          notification: { title: 't', body: 'b' },
          android: { notification: { clickAction: { type: 3 } } },
          token: ['T1'],
        },
      ],
      ['an action for a page', message({ clickAction: { type: 1, action: 'com.example.im.CHAT' } })],
      ['a time to sort by', message({ when: '2014-10-02T15:01:23.045123456Z' })],
      [
        'three buttons',
        message({
          buttons: [
            { name: 'a', actionType: 0 },
            { name: 'b', actionType: 1, intentType: 1, intent: 'x' },
            { name: 'c', actionType: 2, intent: 'https://a.example' },
          ],
        }),
      ],
      ['15 days', message({}, { ttl: '1296000s' })],
      ['a badge of 0', message({ badge: { setNum: 0 } })],
      ['-1 for "choose an id"', message({ notifyId: -1 })],
    ])('and %s', async (_what, body) => {
      expect((await push(body)).json).toMatchObject(success);
      expect(fake.phones.shownOn('T1')).toHaveLength(1);
    });
    it.each(['/auth/token', PUSH])('at %s without the prefix', async (path) => {
      const response = await fetch(`${server.url}${path}`, { method: 'POST' });
      expect(response.status).not.toBe(404);
    });
    it('a bearer with a small letter, as some write back the type that the login gave', async () => {
      expect((await push(message(), { authorization: `bearer ${accessToken}` })).json).toMatchObject(success);
    });
    it('with lists under success, for a client that takes any other code for failure', async () => {
      admit({ codes: { partly: 200 } });
      expect((await push(message({}, {}, { token: ['T1', 'dead-1', 'fail-1'] }))).json).toMatchObject({
        code: 200,
        data: { failTokens: ['fail-1'], expireTokens: ['dead-1'] },
      });
    });
  });

  describe('lets nobody in', () => {
    it.each([
      [
        'with a wrong secret',
        'grant_type=client_credentials&client_id=CID&client_secret=x',
        'unauthorized_client',
      ],
      [
        'as a client nobody knows',
        'grant_type=client_credentials&client_id=x&client_secret=SEC/RET=',
        'unauthorized_client',
      ],
      [
        'whose raw plus became a blank',
        'grant_type=client_credentials&client_id=CID&client_secret=SEC+RET=',
        'unauthorized_client',
      ],
      [
        'for another grant',
        'grant_type=password&client_id=CID&client_secret=SEC/RET=',
        'unsupported_grant_type',
      ],
      ['without a form', '{}', 'unsupported_grant_type'],
    ])('%s', async (_what, body, error) => {
      expect(await login(body)).toEqual({
        status: 401,
        json: { error, error_description: expect.any(String) },
      });
    });
    it('who sends the form as JSON', async () => {
      expect((await login(HIPUSH_LOGIN, '/auth/token', 'application/json')).status).toBe(401);
    });
    it.each([
      ['without a token', { authorization: '' }, 401, 80200001],
      ['with a token nobody gave', { authorization: 'Bearer x' }, 401, 80200001],
      ['without Bearer', { authorization: 'x' }, 401, 80200001],
    ])('to push %s', async (_what, headers, status, code) => {
      expect(await push(HIPUSH_PUSH, headers)).toMatchObject({ status, json: { code } });
      expect(fake.phones.count().shown).toBe(0);
    });
    it("with another app's token, which is told at the push only", async () => {
      expect(await push(HIPUSH_PUSH, {}, '/api/v1/104499999/sendMessage')).toEqual({
        status: 403,
        json: { code: 403, message: 'accessToken invalid' },
      });
    });
    it('with a token whose time is over', async () => {
      const call = fake.read({
        method: 'POST',
        path: '/auth/token',
        query: '',
        headers: { 'content-type': FORM },
        body: Buffer.from(HIPUSH_LOGIN),
        atMs: 0,
      });
      const { access_token: old } = JSON.parse(fake.answer(call, Date.now() - 3_600_000).body) as Record<
        string,
        string
      >;
      expect(await push(HIPUSH_PUSH, { authorization: `Bearer ${old}` })).toMatchObject({
        status: 401,
        json: { code: 80200003 },
      });
    });
    it('with a token of the secret before the last', async () => {
      admit({ clientSecret: 'NEW' });
      expect(await push(HIPUSH_PUSH)).toMatchObject({ status: 401 });
    });
  });

  describe('refuses', () => {
    it.each<[string, number, Json | string]>([
      ['half a document', 80100003, '{"token":['],
      ['a list', 80100003, '[]'],
      ['a message to nobody', 80100001, message({}, {}, { token: [] })],
      ['a token that is no list', 80100001, message({}, {}, { token: 'T1' })],
      [
        'a thousand and one tokens',
        80300010,
        message({}, {}, { token: Array.from({ length: 1001 }, (_, i) => `T${i}`) }),
      ],
      ['a notification without a title', 80100001, message({ title: '' })],
      ['a body that is a number', 80100001, message({ body: 5 })],
      ['no click', 80100001, message({ clickAction: undefined })],
      [
        'a click on a page nobody names',
        80100001,
        message({ clickAction: { type: 1, intent: '', action: '' } }),
      ],
      [
        'a click on a page without TLS',
        80100001,
        message({ clickAction: { type: 2, url: 'http://a.example' } }),
      ],
      ['a click of a fourth kind', 80100001, message({ clickAction: { type: 4 } })],
      ['a life in milliseconds', 80100001, message({}, { ttl: '86400000ms' })],
      ['a life as a number', 80100001, message({}, { ttl: 86400 })],
      ['no life at all', 80100004, message({}, { ttl: '0s' })],
      ['16 days', 80100001, message({}, { ttl: '1382400s' })],
      ['a badge beyond 99', 80100001, message({ badge: { addNum: 100 } })],
      ['a badge set beyond 99', 80100001, message({ badge: { setNum: 100 } })],
      ['a negative badge', 80100001, message({ badge: { addNum: -1 } })],
      ['an importance nobody has', 80100001, message({ importance: 'HIGH' })],
      ['a style nobody has', 80100001, message({ style: 3 })],
      ['big text without words', 80100001, message({ style: 1 })],
      ['big text with other words', 80100001, message({ style: 1, bigTitle: 't', bigBody: 'other' })],
      ['a picture without TLS', 80100001, message({ image: 'http://a.example/b.png' })],
      ['a third kind of user', 80100001, message({}, { targetUserType: 2 })],
      ['four buttons', 80100001, message({ buttons: Array(4).fill({ name: 'a' }) })],
      ['a button with 41 letters', 80100001, message({ buttons: [{ name: 'x'.repeat(41) }] })],
      [
        'a button to a page without its kind',
        80100001,
        message({ buttons: [{ name: 'a', actionType: 1, intent: 'x' }] }),
      ],
      ['a notify id as text, as one client sends it', 80100003, message({ notifyId: '5' })],
      ['a time to sort by as a number, as the same client sends it', 80100003, message({ when: 5 })],
      ['data beside a notification that is no JSON', 80100001, message({}, {}, { data: 'words' })],
      ['data that is an object', 80100003, message({}, {}, { data: {} })],
      [
        '4,097 bytes without tokens',
        80300008,
        message({ body: 'x'.repeat(4097 - JSON.stringify({ android: message()['android'] }).length + 1) }),
      ],
    ])('%s', async (_what, code, body) => {
      expect((await push(body)).json).toMatchObject({ code, message: expect.stringMatching(/\w/) });
      expect(fake.phones.count().shown).toBe(0);
    });
    it('a byte too many and not one before', async () => {
      const room = 4096 - JSON.stringify({ android: message()['android'] }).length + 1;
      expect((await push(message({ body: 'x'.repeat(room) }))).json).toMatchObject({ code: 200 });
      expect((await push(message({ body: 'x'.repeat(room + 1) }))).json).toMatchObject({ code: 80300008 });
    });
    it.each(['', '17954255', 'now'])('the time %j', async (timestamp) => {
      expect((await push(HIPUSH_PUSH, { timestamp })).json).toMatchObject({
        code: 80100001,
        message: 'timestamp',
      });
    });
    it('a time too far from its own, where it looks', async () => {
      admit({ timestampToleranceMs: 60_000 });
      expect((await push(HIPUSH_PUSH, { timestamp: String(Date.now() - 61_000) })).json).toMatchObject({
        code: 80100001,
      });
      expect(
        (await push(HIPUSH_PUSH, { timestamp: String(Math.floor(Date.now() / 1000)) })).json,
      ).toMatchObject({ code: 200 });
    });
    it('another content type', async () => {
      expect((await push(HIPUSH_PUSH, { 'content-type': 'text/plain' })).json).toMatchObject({
        code: 80100003,
      });
    });
    it.each([
      '/v1/104400000/messages:send',
      '/v2/104400000/messages:send',
      '/api/v1/a/b/sendMessage',
      '/oauth2/v3/token',
    ])('the address %s, which others have guessed', async (path) => {
      expect(await push(HIPUSH_PUSH, {}, path)).toMatchObject({ status: 404, json: { code: 404 } });
    });
    it('more requests a second than the app may', async () => {
      admit({ requestsPerSecond: 2 });
      const codes = await Promise.all([1, 2, 3, 4].map(async () => (await push(HIPUSH_PUSH)).json['code']));
      expect(codes.sort()).toEqual([200, 200, 503, 503]);
    });
    it('an app that may not push, and words that Honor does not like', async () => {
      admit({ enabled: false });
      expect((await push(message())).json).toMatchObject({ code: 80300002 });
      admit({ forbiddenWords: ['casino'] });
      expect((await push(message({ body: 'a casino' }))).json).toMatchObject({ code: 80100016 });
      expect((await push(message())).json).toMatchObject({ code: 200 });
    });
    it('with the codes that a finding may bring', async () => {
      admit({ codes: { tooManyTokens: 80300099 } });
      const many = Array.from({ length: 1001 }, (_, i) => `T${i}`);
      expect((await push(message({}, {}, { token: many }))).json).toMatchObject({ code: 80300099 });
      expect(fake.admit({ appIds: [APP], clientId: 'x', clientSecret: 'y', codes: { other: 1 } })).toMatch(
        /codes/,
      );
    });
  });

  it('names expired and failed tokens beside living ones, and has a code for "none at all"', async () => {
    const { json } = await push(message({}, {}, { token: ['T1', 'dead-1', 'fail-1'] }));
    expect(json).toMatchObject({
      code: 80100000,
      data: { sendResult: true, failTokens: ['fail-1'], expireTokens: ['dead-1'] },
    });
    expect((await push(message({}, {}, { token: ['dead-1', 'dead-2'] }))).json).toMatchObject({
      code: 80300007,
      message: 'all tokens failed',
      data: { sendResult: false, expireTokens: ['dead-1', 'dead-2'] },
    });
    expect(fake.phones.count().shown).toBe(1);
  });

  describe('has phones that', () => {
    it('let a notify id or a tag take the place of its like, and alert again', async () => {
      await push(message({ notifyId: 5 }));
      await push(message({ notifyId: 5, title: 'again' }));
      await push(message({ tag: 'c-1' }));
      await push(message({ tag: 'c-1', title: 'once more' }));
      expect(fake.phones.shownOn('T1')).toEqual([
        expect.objectContaining({ title: 'again', rings: 2 }),
        expect.objectContaining({ title: 'once more', rings: 2 }),
      ]);
    });
    it('show a push twice that chose no id', async () => {
      await push(LIYOUPING_PUSH);
      await push(LIYOUPING_PUSH);
      expect(fake.phones.shownOn('T1').map(({ rings }) => rings)).toEqual([1, 1]);
    });
    it.each([
      ['the keys of data', message({}, {}, { data: '{"ext":"e=1"}' })],
      [
        'the data at the android level first',
        message({}, { data: '{"ext":"e=1"}' }, { data: '{"ext":"other"}' }),
      ],
      [
        'the intent',
        message({ clickAction: { type: 1, intent: 'intent:#Intent;component=a/.B;S.ext=e%3D1;end' } }),
      ],
    ])('give the app its ext from %s', async (_where, body) => {
      await push(body);
      expect(fake.phones.shownOn('T1')).toEqual([expect.objectContaining({ ext: 'e=1' })]);
    });
    it('show two LOW messages a day and drop the third in silence', async () => {
      for (const notifyId of [1, 2, 3]) {
        expect((await push(message({ notifyId, importance: 'LOW' }))).json).toMatchObject({ code: 200 });
      }
      await push(message({ notifyId: 4, importance: 'NORMAL' }));
      await push(message({ notifyId: 5, importance: 'LOW' }, { targetUserType: 1 }));
      expect(fake.phones.shownOn('T1').map(({ notifyId }) => notifyId)).toEqual(['1', '2', '4', '5']);
    });
    it('count NORMAL as LOW where the right is missing', async () => {
      admit({ mayClassify: false, lowPerDay: 1 });
      await push(message({ notifyId: 1 }));
      await push(message({ notifyId: 2 }));
      expect(fake.phones.shownOn('T1')).toHaveLength(1);
    });
    it('begin a new count at midnight in China', () => {
      const caps = new DailyCaps();
      const tenant = { appIds: [APP], clientId: 'CID', clientSecret: 'S', lowPerDay: 1 };
      const midnightMs = Date.UTC(2026, 10, 24, 16);
      const rooms = [midnightMs - 2, midnightMs - 1, midnightMs].map((nowMs) =>
        caps.hasRoom('T', tenant, nowMs),
      );
      expect(rooms).toEqual([true, false, true]);
    });
    it('show nothing of a message without a notification', async () => {
      expect((await push({ data: 'anything', token: ['T1'] })).json).toMatchObject({ code: 200 });
      expect(fake.phones.count().shown).toBe(0);
    });
  });

  it('calls back about every phone, in a form that our own reading of it understands', async () => {
    await push(message({ importance: 'LOW' }, { biTag: 'task-7' }, { token: ['T1', 'gone-1', 'muted-1'] }));
    const callback = fake.nextCallback()!;
    const reading = vendorNamed('honor')!.receipts!.read(
      { headers: {}, query: '', body: Buffer.from(callback) },
      {
        credential: { clientSecret: 'S' },
        settings: { appId: APP, clientId: 'CID', click: { action: 'open-app' } },
      },
      Date.now(),
    );
    expect(reading).toMatchObject({
      ok: true,
      receipts: [
        { event: 'arrived', token: 'T1', correlation: 'task-7', vendorMessageId: expect.any(String) },
        { event: 'token-dead', token: 'gone-1' },
        { event: 'blocked', token: 'muted-1' },
      ],
    });
    expect(fake.nextCallback()).toBeUndefined();
  });
  it('calls back about a push over the daily cap', async () => {
    admit({ lowPerDay: 0 });
    await push(message({ importance: 'LOW' }));
    expect(JSON.parse(fake.nextCallback()!)).toMatchObject({ statuses: [{ status: 40000009 }] });
  });
  it('calls back about a hundred phones at once and no more', async () => {
    await push(message({}, {}, { token: Array.from({ length: 150 }, (_, i) => `T${i}`) }));
    const counts = [fake.nextCallback(), fake.nextCallback()].map(
      (body) => (JSON.parse(body!) as { statuses: unknown[] }).statuses.length,
    );
    expect(counts).toEqual([100, 50]);
  });

  it('keeps a record of pushes, without logins and without the access token', async () => {
    await push(message({ notifyId: 5 }, { ttl: '60s' }, { token: ['T1', 'T2'] }));
    expect(witness.calls).toEqual([
      expect.objectContaining({
        n: 1,
        path: PUSH,
        targets: 2,
        messages: [
          {
            tokens: ['T1', 'T2'],
            ids: { notifyId: '5' },
            ttlMs: 60_000,
            contentHash: expect.stringMatching(/^[A-Za-z0-9_-]{22}$/),
          },
        ],
        code: '200',
        accepted: 2,
      }),
    ]);
    expect(JSON.stringify(witness.records)).not.toContain(accessToken);
  });
  it('knows content from ids and lifetime', async () => {
    await push(message({ notifyId: 1 }, { ttl: '60s', biTag: 'a' }));
    await push(message({ notifyId: 2 }, { ttl: '90s', biTag: 'b' }));
    await push(message({ body: 'other' }));
    await push(message({ badge: { setNum: 0 } }));
    const [one, two, ...others] = witness.calls.map(({ messages }) => messages[0]!.contentHash);
    expect(two).toBe(one);
    expect(new Set([one, ...others]).size).toBe(3);
  });
  it('remembers the newest ten thousand logins and receipts, and no more', () => {
    const body = Buffer.from(HIPUSH_LOGIN);
    const headers = { 'content-type': FORM };
    const call = fake.read({ method: 'POST', path: '/auth/token', query: '', headers, body, atMs: 0 });
    const nowMs = Date.now();
    for (let i = 0; i < 10_000; i++) fake.answer(call, nowMs);
    const status = {
      token: 'T',
      biTag: undefined,
      appid: APP,
      status: 40000002,
      timestamp: 1,
      requestId: 'r',
    };
    const waiting = new WaitingReceipts();
    for (let i = 0; i < 25_000; i++) waiting.add(status);
    let callbacks = 0;
    while (waiting.next() !== undefined) callbacks++;
    expect(callbacks).toBeGreaterThanOrEqual(100);
    expect(callbacks).toBeLessThanOrEqual(200);
    return expect(push(HIPUSH_PUSH)).resolves.toMatchObject({ status: 401 });
  });
  it('forgets phones, counts and receipts, and knows its tenants still', async () => {
    admit({ lowPerDay: 1 });
    await push(message({ importance: 'LOW' }));
    host.restart();
    expect([fake.phones.count().shown, fake.logins, fake.nextCallback()]).toEqual([0, 0, undefined]);
    await push(message({ importance: 'LOW' }));
    expect(fake.phones.count().shown).toBe(1);
  });
  it('says what is wrong with a tenant', () => {
    expect(fake.admit({ clientId: 'x', clientSecret: 'y' })).toMatch(/appIds/);
    expect(fake.admit(fake.sample.tenant)).toBeUndefined();
  });
});
