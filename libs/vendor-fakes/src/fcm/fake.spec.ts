// The fake is as strict as FCM, and as lenient as real clients need it: the requests below were sent by clients that are not ours.
import { createPublicKey } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:http2';
import { FakeHost } from '../host/host';
import { type Listening, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import { assertionOf, type FcmCredential, privateKeyOf } from '@offline-push/vendors/fcm/for-fakes';
import { FcmFake } from './fake';
import { sample } from './sample';

const credential = sample.credential as FcmCredential;
const key = privateKeyOf(credential)!;
const PROJECT = credential.project_id;
const SEND = `/v1/projects/${PROJECT}/messages:send`;
const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

interface Answer {
  status: number;
  retryAfter: string | null;
  name?: string;
  access_token?: string;
  error?: string & { status: string; message: string; details?: Record<string, unknown>[] };
  error_description?: string;
}

describe('the fake FCM', () => {
  let fake: FcmFake;
  let witness: MemoryWitness;
  let server: Listening;
  let bearer: string;

  beforeEach(async () => {
    fake = new FcmFake();
    witness = new MemoryWitness();
    server = await serveFakes(new FakeHost([fake], witness));
    admit({});
    bearer = `Bearer ${(await login(assertionOf(credential, key, Date.now()))).access_token!}`;
  });
  afterEach(() => server.close());

  const admit = (more: Record<string, unknown>) =>
    expect(fake.admit({ ...sample.tenant, projectNumber: '123456789012', ...more })).toBeUndefined();

  async function call(path: string, body: string, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${server.url}/fcm${path}`, {
      method: 'POST',
      headers: { authorization: bearer, 'content-type': 'application/json', ...headers },
      body,
    });
    const text = await response.text();
    return {
      ...(JSON.parse(text) as object),
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
    };
  }
  const login = (assertion: string, path = '/token') =>
    call(path, new URLSearchParams({ assertion, grant_type: GRANT_TYPE }).toString(), {
      authorization: '',
      'content-type': 'application/x-www-form-urlencoded',
    });
  const send = (message: object, more: object = {}) => call(SEND, JSON.stringify({ message, ...more }));
  const usual = (more: object = {}) => ({
    token: 'd9x',
    notification: { title: 'Ann', body: 'lunch?' },
    ...more,
  });
  const fcmCodeOf = ({ error }: Answer) => error?.details?.find(({ errorCode }) => errorCode)?.['errorCode'];
  const violationsOf = ({ error }: Answer) =>
    error?.details?.flatMap(
      ({ fieldViolations }) => (fieldViolations as { field: string; description: string }[]) ?? [],
    );

  describe('takes what real clients send', () => {
    const GO =
      '{"message":{"data":{"ext":"{}"},"notification":{"title":"Ann","body":"lunch?"},"android":{"ttl":"86400s",' +
      '"collapse_key":"c2c","priority":"high","notification":{"tag":"m1","channel_id":"im"}},"token":"d9x"}}';
    const JAVA =
      '{"message":{"android":{"collapse_key":"c2c","priority":"high","ttl":"86400s"},"data":{"ext":"{}"},' +
      '"notification":{"body":"lunch?","title":"Ann"},"token":"d9x"}}';
    const sdk = (charset: string) => ({
      'content-type': `application/json${charset}`,
      'x-goog-api-format-version': '2',
      'x-firebase-client': 'fire-admin',
    });
    const DISCOVERY = JSON.stringify({
      validateOnly: false,
      message: {
        token: 'd9x',
        notification: null,
        android: {
          directBootOk: true,
          restrictedPackageName: 'com.example.im',
          fcmOptions: { analyticsLabel: 'im' },
          notification: {
            title: 'Ann',
            body: 'lunch?',
            notificationCount: '3',
            visibility: 'private',
            eventTime: '2026-11-24T10:00:00.5Z',
            vibrateTimings: ['0.5s', '1s'],
            bodyLocArgs: ['a'],
            lightSettings: { color: { red: 0.5, alpha: 1 }, lightOnDuration: '1s', lightOffDuration: '1s' },
          },
        },
        apns: { headers: { 'apns-priority': '10' }, payload: { aps: { alert: 'x' }, own: [1] } },
        webpush: {
          headers: { TTL: '1' },
          notification: { silent: true },
          fcmOptions: { link: 'https://x/' },
        },
      },
    });

    it.each([
      ['the Go SDK, without a charset', GO, sdk('')],
      ['fcm-v1-http2, which does not say that it is JSON', GO, { 'content-type': '' }],
      ['the Java SDK', JAVA, sdk('; charset=UTF-8')],
      ['names of the discovery document, numbers as text, null for absent', DISCOVERY, {}],
    ])('%s', async (_what, body, headers) => {
      expect(await call(SEND, body, headers)).toMatchObject({
        status: 200,
        name: expect.stringMatching(new RegExp(`^projects/${PROJECT}/messages/0:\\d{13,}%[0-9a-f]+$`)),
      });
      expect(fake.phones.shownOn('d9x')).toMatchObject([{ title: 'Ann', text: 'lunch?', rings: 1 }]);
    });
    it('the project by its number', async () => {
      const path = SEND.replace(PROJECT, '123456789012');
      expect((await call(path, JSON.stringify({ message: usual() }))).status).toBe(200);
    });
    it.each([
      ['a message to a topic', { topic: 'news', data: { a: '1' } }],
      ['a condition', { condition: "'a' in topics && 'b' in topics", data: { a: '1' } }],
      [
        'an iPhone that only gets a badge',
        { token: 'd9x', apns: { headers: { 'apns-priority': '10' }, payload: { aps: { badge: 1 } } } },
      ],
      ['a message to an installation', { fid: 'cR0fid', notification: { title: 't' } }],
    ])('%s', async (_what, message) => expect((await send(message)).status).toBe(200));
    it("a dry run, which rings nobody and is nobody's message", async () => {
      expect(await send(usual(), { validate_only: true })).toMatchObject({
        name: `projects/${PROJECT}/messages/fake_message_id`,
      });
      expect(fake.phones.count().shown).toBe(0);
      expect(witness.calls).toMatchObject([{ targets: 0, accepted: 0 }]);
    });
  });

  describe('refuses', () => {
    const field = (path: string) => [expect.objectContaining({ field: path })];

    it.each<[string, object, unknown]>([
      ['an unknown field', usual({ sound: 'ding' }), field('message')],
      [
        'an unknown field inside',
        usual({ android: { notification: { badge: 1 } } }),
        field('message.android.notification'),
      ],
      ['a name that every object has', usual({ constructor: {} }), field('message')],
      [
        'a number in data',
        usual({ data: { ext: 12 } }),
        [
          {
            field: 'message.data[0].value',
            description: "Invalid value at 'message.data[0].value' (TYPE_STRING), 12",
          },
        ],
      ],
      ['a title that is a list', usual({ notification: { title: [] } }), field('message.notification.title')],
      ['a lifetime in ms', usual({ android: { ttl: 86_400_000 } }), field('message.android.ttl')],
      ['a lifetime without its unit', usual({ android: { ttl: '86400' } }), field('message.android.ttl')],
      ['an unknown priority', usual({ android: { priority: 'urgent' } }), field('message.android.priority')],
      [
        'an unknown rank',
        usual({ android: { notification: { notification_priority: 'HIGH' } } }),
        field('message.android.notification.notification_priority'),
      ],
      [
        'a count in words',
        usual({ android: { notification: { notification_count: 'three' } } }),
        field('message.android.notification.notification_count'),
      ],
      ['a notification that is text', usual({ notification: 'Ann' }), field('message.notification')],
      [
        'headers that are no texts',
        usual({ apns: { headers: { 'apns-priority': 10 } } }),
        field('message.apns.headers[0].value'),
      ],
      ['two targets', usual({ topic: 'news' }), field('message')],
    ])('%s as a bad request without FcmError', async (_what, message, violations) => {
      const answer = await send(message);
      expect(answer).toMatchObject({ status: 400, error: { status: 'INVALID_ARGUMENT' } });
      expect(fcmCodeOf(answer)).toBeUndefined();
      expect(violationsOf(answer)).toEqual(violations);
      expect(fake.phones.count().shown).toBe(0);
    });
    it.each<[string, number, string, object, RegExp]>([
      ['no target', 400, 'INVALID_ARGUMENT', { notification: { title: 't' } }, /Recipient/],
      ['a topic with a blank', 400, 'INVALID_ARGUMENT', { topic: 'a b' }, /topic/],
      [
        'the data key "from"',
        400,
        'INVALID_ARGUMENT',
        usual({ data: { from: 'x' } }),
        /data payload key: from/,
      ],
      [
        "a data key of Google's",
        400,
        'INVALID_ARGUMENT',
        usual({ android: { data: { 'google.x': 'x' } } }),
        /google\.x/,
      ],
      ['a lifetime of five weeks', 400, 'INVALID_ARGUMENT', usual({ android: { ttl: '3024000s' } }), /ttl/],
      ['a negative lifetime', 400, 'INVALID_ARGUMENT', usual({ android: { ttl: '-1s' } }), /ttl/],
      [
        'a label with a blank',
        400,
        'INVALID_ARGUMENT',
        usual({ fcm_options: { analytics_label: 'a b' } }),
        /label/,
      ],
      [
        'a colour by name',
        400,
        'INVALID_ARGUMENT',
        usual({ android: { notification: { color: 'red' } } }),
        /color/,
      ],
      [
        '4 KB and a byte',
        400,
        'INVALID_ARGUMENT',
        { token: 'd9x', data: { ext: 'x'.repeat(4094) } },
        /too big/,
      ],
      [
        '2 KB and a byte to a topic',
        400,
        'INVALID_ARGUMENT',
        { topic: 'a', data: { ext: 'x'.repeat(2046) } },
        /too big/,
      ],
      [
        'a loud iPhone without a notification',
        400,
        'INVALID_ARGUMENT',
        { token: 'd9x', data: { a: '1' }, apns: { headers: { 'apns-priority': '10' } } },
        /apns-priority/,
      ],
      [
        'a collapse id of 65 bytes',
        400,
        'INVALID_ARGUMENT',
        usual({ apns: { headers: { 'apns-collapse-id': 'x'.repeat(65) } } }),
        /64 bytes/,
      ],
      [
        'a token with a blank',
        400,
        'INVALID_ARGUMENT',
        usual({ token: 'a b' }),
        /not a valid FCM registration token/,
      ],
      [
        'a malformed token',
        400,
        'INVALID_ARGUMENT',
        usual({ token: 'malformed-1' }),
        /not a valid FCM registration token/,
      ],
      [
        'a token of another project',
        403,
        'SENDER_ID_MISMATCH',
        usual({ token: 'foreign-1' }),
        /SenderId mismatch/,
      ],
      ['a dead token', 404, 'UNREGISTERED', usual({ token: 'dead-1' }), /not found/],
      [
        "somebody else's package",
        400,
        'INVALID_ARGUMENT',
        usual({ android: { restricted_package_name: 'com.other' } }),
        /package name/,
      ],
    ])('%s', async (_what, status, code, message, words) => {
      const answer = await send(message);
      expect(answer).toMatchObject({ status, error: { message: expect.stringMatching(words) } });
      expect(fcmCodeOf(answer)).toBe(code);
      expect(fake.phones.count().shown).toBe(0);
    });
    it('exactly what is too big: 4096 bytes are taken', async () => {
      expect((await send({ token: 'd9x', data: { ext: 'x'.repeat(4093) } })).status).toBe(200);
    });
    it.each([
      ['half a document', '{"message":'],
      ['a list', '[]'],
      ['nothing', ''],
      ['bytes that are not UTF-8', '\u0000'],
    ])('%s', async (_what, body) => {
      const answer = await call(
        SEND,
        body === '\u0000' ? (Buffer.from('7b22c328223a317d', 'hex') as never) : body,
      );
      expect(answer).toMatchObject({ status: 400, error: { status: 'INVALID_ARGUMENT' } });
    });
    it('a title that is nested a hundred thousand times', async () => {
      const deep = '['.repeat(100_000) + ']'.repeat(100_000);
      const answer = await call(SEND, `{"message":{"token":"d9x","notification":{"title":${deep}}}}`);
      expect(answer).toMatchObject({ status: 400, error: { status: 'INVALID_ARGUMENT' } });
    });
    it('a form where JSON belongs', async () => {
      expect((await call(SEND, '{"message":{}}', { 'content-type': 'text/plain' })).status).toBe(400);
    });
    it.each([
      ['an unknown path', '/v1/projects/x/messages:sendAll'],
      ['an unknown project', SEND.replace(PROJECT, 'other')],
      ['the old API', '/fcm/send'],
    ])('%s as not found, without FcmError', async (_what, path) => {
      const answer = await call(path, JSON.stringify({ message: usual() }));
      expect(answer).toMatchObject({ status: 404, error: { status: 'NOT_FOUND' } });
      expect(answer.error?.details).toBeUndefined();
    });
    it.each([
      ['no access token', '', 'CREDENTIALS_MISSING'],
      ['an access token that nobody gave', 'Bearer ya29.x', 'ACCESS_TOKEN_EXPIRED'],
      ['a server key of the old API', 'key=AAAA', 'CREDENTIALS_MISSING'],
    ])('%s', async (_what, authorization, reason) => {
      expect(await call(SEND, JSON.stringify({ message: usual() }), { authorization })).toMatchObject({
        status: 401,
        error: { status: 'UNAUTHENTICATED', details: [expect.objectContaining({ reason })] },
      });
    });
    it('an access token after its hour, and takes it until then', () => {
      const read = fake.read({
        method: 'POST',
        path: SEND,
        query: '',
        atMs: 0,
        headers: { authorization: bearer, 'content-type': 'application/json' },
        body: Buffer.from(JSON.stringify({ message: usual() })),
      });
      expect(fake.answer(read, Date.now() + 3_590_000).status).toBe(200);
      expect(fake.answer(read, Date.now() + 3_600_000)).toMatchObject({
        status: 401,
        code: 'ACCESS_TOKEN_EXPIRED',
      });
    });
    it('an account of another project, one without permission, and everybody if the API is off', async () => {
      fake.admit({
        ...sample.tenant,
        projectId: 'other-project',
        serviceAccounts: [
          {
            clientEmail: 'other',
            publicKeys: [createPublicKey(key).export({ type: 'spki', format: 'pem' })],
          },
        ],
      });
      const denied = { status: 403, error: { status: 'PERMISSION_DENIED' } };
      expect(
        await call(SEND.replace(PROJECT, 'other-project'), JSON.stringify({ message: usual() })),
      ).toMatchObject(denied);
      admit({ apiEnabled: false });
      expect(await send(usual())).toMatchObject(denied);
    });
    it('an iPhone whose project has no key of Apple', async () => {
      admit({ hasAppleKey: false });
      expect(fcmCodeOf(await send(usual({ token: 'apple-1' })))).toBe('THIRD_PARTY_AUTH_ERROR');
      expect((await send(usual({ token: 'ok-1' }))).status).toBe(200);
    });
  });

  describe('counts', () => {
    const codes = async (tokens: string[]) => {
      const answers: Answer[] = [];
      for (const token of tokens) answers.push(await send(usual({ token })));
      return answers.map((answer) => fcmCodeOf(answer) ?? 'OK');
    };
    it('messages of a project in a minute, the refused ones too, and says how long to wait', async () => {
      admit({ messagesPerMinute: 2 });
      expect(await codes(['a', 'dead-1', 'b', 'c'])).toEqual([
        'OK',
        'UNREGISTERED',
        'QUOTA_EXCEEDED',
        'QUOTA_EXCEEDED',
      ]);
      expect(Number((await send(usual())).retryAfter)).toBeGreaterThan(50);
    });
    it('messages of an Android phone in a minute, and lets the others pass', async () => {
      admit({ deviceMessagesPerMinute: 1 });
      expect(await codes(['a', 'a', 'web-1', 'web-1'])).toEqual(['OK', 'QUOTA_EXCEEDED', 'OK', 'OK']);
    });
    it('messages of a phone in an hour', async () => {
      admit({ deviceMessagesPerHour: 1 });
      expect(await codes(['a', 'a', 'b'])).toEqual(['OK', 'QUOTA_EXCEEDED', 'OK']);
      expect(Number((await send(usual({ token: 'a' }))).retryAfter)).toBeGreaterThan(3_500);
    });
    it('from the beginning when told to forget', async () => {
      admit({ messagesPerMinute: 1 });
      await codes(['a']);
      fake.forget();
      expect(await codes(['a'])).toEqual(['OK']);
    });
  });

  describe('has phones that', () => {
    it('replace a notification of the same tag and alert again', async () => {
      const tagged = (title: string) =>
        usual({ notification: { title }, android: { notification: { tag: 'm1' } } });
      await send(tagged('one'));
      await send(tagged('two'));
      expect(fake.phones.shownOn('d9x')).toMatchObject([{ title: 'two', rings: 2 }]);
    });
    it('show messages without a tag side by side', async () => {
      await send(usual());
      await send(usual());
      expect(fake.phones.shownOn('d9x')).toMatchObject([{ rings: 1 }, { rings: 1 }]);
    });
    it('draw a data message as our app does', async () => {
      await send({
        token: 'd9x',
        data: { title: 'Ann', body: 'lunch?', tag: 'm1', ext: 'e', url: 'https://x/' },
      });
      expect(fake.phones.shownOn('d9x')).toMatchObject([
        { title: 'Ann', text: 'lunch?', notifyId: 'm1', ext: 'e', click: 'https://x/' },
      ]);
    });
    it('prefer what is said for Android', async () => {
      const android = { data: { ext: 'e' }, notification: { title: 'For Android', click_action: 'a.B' } };
      await send(usual({ data: { ext: 'general', page: 'p' }, android }));
      expect(fake.phones.shownOn('d9x')).toMatchObject([
        { title: 'For Android', text: 'lunch?', click: 'a.B', ext: 'e' },
      ]);
    });
    it('stay dark without words', async () => {
      await send({ token: 'd9x', data: { ext: 'e' } });
      expect(fake.phones.count().shown).toBe(0);
    });
  });

  it('keeps a record of pushes, without the secret, and none of logins', async () => {
    await send(usual({ android: { ttl: '3.5s', collapse_key: 'c', notification: { tag: 'm1' } } }));
    expect(witness.calls).toEqual([
      expect.objectContaining({
        n: 1,
        vendor: 'fcm',
        path: SEND,
        credential: expect.stringMatching(/^[0-9a-f]{16}$/),
        targets: 1,
        messages: [
          {
            tokens: ['d9x'],
            ids: { tag: 'm1', collapseKey: 'c' },
            ttlMs: 3_500,
            contentHash: expect.stringMatching(/^[A-Za-z0-9_-]{22}$/),
          },
        ],
        status: 200,
        code: 'OK',
        accepted: 1,
      }),
    ]);
    expect(JSON.stringify(witness.records)).not.toContain(bearer.slice(7));
  });
  it("is found at Google's own paths too, without a prefix", async () => {
    const response = await fetch(`${server.url}${SEND}`, {
      method: 'POST',
      headers: { authorization: bearer, 'content-type': 'application/json' },
      body: JSON.stringify({ message: usual() }),
    });
    expect(response.status).toBe(200);
  });
  it('takes a hundred streams on a connection of HTTP/2', async () => {
    const session = connect(server.url);
    const streams = new Promise<number>((resolve) => {
      session.on('remoteSettings', ({ maxConcurrentStreams: most = 0 }) => most > 1 && resolve(most));
    });
    const stream = session.request({ ':method': 'POST', ':path': '/fcm/token' });
    stream.resume().end();
    await once(stream, 'close');
    expect(await streams).toBe(100);
    session.close();
  });
  it.each(['/token', '/oauth2/v4/token'])('gives access tokens at %s', async (path) => {
    expect(await login(assertionOf(credential, key, Date.now()), path)).toMatchObject({
      status: 200,
      access_token: expect.stringMatching(/^ya29\./),
    });
    expect(witness.calls).toEqual([]);
  });
  it.each([
    ['UNREGISTERED', 404],
    ['INTERNAL', 500],
    ['UNAVAILABLE', 503],
    ['SOMETHING_NEW', 500],
  ])('answers %s when the test wants it', (code, status) => {
    expect(fake.refuse(code)).toMatchObject({ status, code });
  });
  it.each([
    ['a tenant without accounts', { serviceAccounts: [] }, /^\/serviceAccounts/],
    [
      'a key that is none',
      { serviceAccounts: [{ clientEmail: 'a', publicKeys: ['-----BEGIN PUBLIC KEY-----'] }] },
      /^\/serviceAccounts\/0\/publicKeys/,
    ],
    ['an unknown field', { quota: 1 }, /^\/quota/],
  ])('does not admit %s', (_what, more, problem) => {
    expect(fake.admit({ ...sample.tenant, ...more })).toMatch(problem);
  });
});
