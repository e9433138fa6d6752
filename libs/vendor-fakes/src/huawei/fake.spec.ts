// The fake is as strict as Huawei, and as lenient as real clients need it: the first requests below were sent by a client that is not ours.
import { createPrivateKey, sign, constants } from 'node:crypto';
import { FakeHost } from '../host/host';
import { type Listening, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import { HuaweiFake } from './fake';
import { samplePrivateKey, samplePublicKey } from './sample-key';

/** The vendor's own Java sample 2.3.8, as it sent them. */
const JAVA_LOGIN = 'grant_type=client_credentials&client_secret=s/cret=&client_id=1234567';
const JAVA_PUSH =
  '{"validate_only":false,"message":{"android":{"bi_tag":"task-7","collapse_key":-1,"notification":{"auto_cancel":true,' +
  '"badge":{"add_num":1,"class":"com.example.im.MainActivity"},"body":"Hello","click_action":{"type":3},' +
  '"default_sound":false,"foreground_show":false,"importance":"NORMAL","title":"Ann","use_default_light":false,' +
  '"use_default_vibrate":false},"ttl":"86400s"},"data":"{\\"conv\\":\\"c_42\\"}","notification":{"body":"Hello",' +
  '"title":"Ann"},"token":["T1","T2"]}}';
const JSON_TYPE = 'application/json;charset=utf-8';
const FORM_TYPE = 'application/x-www-form-urlencoded;charset=utf-8';
const PROJECT = '101653523863770079';
const AUDIENCE = 'https://oauth-login.cloud.huawei.com/oauth2/v3/token';

type Json = Record<string, unknown>;
interface Answer {
  readonly status: number;
  readonly body: Json;
  readonly text: string;
}

describe('the fake Huawei', () => {
  let fake: HuaweiFake;
  let witness: MemoryWitness;
  let host: FakeHost;
  let server: Listening;
  let bearer: string;

  beforeEach(async () => {
    fake = new HuaweiFake();
    witness = new MemoryWitness();
    host = new FakeHost([fake], witness);
    server = await serveFakes(host);
    admit({});
    bearer = String(
      (await post('/oauth2/v3/token', JAVA_LOGIN, { 'content-type': FORM_TYPE })).body['access_token'],
    );
  });
  afterEach(() => server.close());

  const admit = (more: object) =>
    expect(
      fake.admit({
        appId: '1234567',
        clientSecret: 's/cret=',
        projectId: PROJECT,
        serviceAccounts: [{ keyId: 'k', subAccount: 's', publicKey: samplePublicKey }],
        ...more,
      }),
    ).toBeUndefined();

  async function post(
    path: string,
    body: string,
    headers: Record<string, string> = {},
    method = 'POST',
  ): Promise<Answer> {
    const response = await fetch(`${server.url}/huawei${path}`, {
      method,
      headers,
      ...(method === 'POST' && { body }),
    });
    const text = await response.text();
    return { status: response.status, text, body: text.startsWith('{') ? (JSON.parse(text) as Json) : {} };
  }
  const push = (body: unknown, headers: Record<string, string> = {}, api = 'v1', id = '1234567') =>
    post(`/${api}/${id}/messages:send`, typeof body === 'string' ? body : JSON.stringify(body), {
      authorization: `Bearer ${bearer}`,
      'content-type': JSON_TYPE,
      ...headers,
    });

  const android = (notification: Json = {}, more: Json = {}) => ({
    message: {
      android: {
        notification: { title: 't', body: 'b', click_action: { type: 3 }, ...notification },
        ...more,
      },
      token: ['T1'],
    },
  });
  const message = (more: Json) => ({ message: { ...android().message, ...more } });

  function jwt(claims: Json = {}, header: Json = {}): string {
    const now = Math.floor(Date.now() / 1000);
    const parts = [
      { kid: 'k', typ: 'JWT', alg: 'PS256', ...header },
      { iss: 's', aud: AUDIENCE, iat: now, exp: now + 3600, ...claims },
    ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
    const key = createPrivateKey(samplePrivateKey);
    const options = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    return [...parts, sign('sha256', Buffer.from(parts.join('.')), options).toString('base64url')].join('.');
  }
  const harmony = (notification: Json = {}, more: Json = {}) => ({
    payload: {
      notification: {
        category: 'IM',
        title: 't',
        body: 'b',
        clickAction: { actionType: 0 },
        ...notification,
      },
    },
    target: { token: ['T1'] },
    ...more,
  });
  const pushHarmony = (body: unknown, headers: Record<string, string> = {}) =>
    push(body, { authorization: `Bearer ${jwt()}`, 'push-type': '0', ...headers }, 'v3', PROJECT);

  describe('takes what real clients send', () => {
    it("the vendor's Java sample: a raw secret, its false defaults, two tokens", async () => {
      expect(await push(JAVA_PUSH)).toMatchObject({
        status: 200,
        body: { code: '80000000', msg: 'Success', requestId: expect.stringMatching(/^\d{24}$/) },
      });
      expect([...fake.phones.shownOn('T1'), ...fake.phones.shownOn('T2')]).toMatchObject([
        { title: 'Ann', text: 'Hello', click: 'open-app', rings: 1 },
        { title: 'Ann' },
      ]);
    });
    it.each([
      ['the older address', '/oauth2/v2/token', JAVA_LOGIN],
      [
        'an encoded secret',
        '/oauth2/v3/token',
        'client_id=1234567&client_secret=s%2Fcret%3D&grant_type=client_credentials',
      ],
      ['a field it does not know', '/oauth2/v3/token', `${JAVA_LOGIN}&scope=`],
    ])('a login with %s', async (_what, path, form) => {
      const { text, body } = await post(path, form, { 'content-type': FORM_TYPE });
      expect(body).toMatchObject({ expires_in: 3600, token_type: 'Bearer' });
      expect(text).toContain('\\/x==');
    });
    it.each<[string, unknown, Record<string, string>]>([
      ['a topic of null beside its tokens', message({ topic: null }), {}],
      ['a NORMAL urgency with a notification', android({}, { urgency: 'NORMAL' }), {}],
      ['no charset', android(), { 'content-type': 'application/json' }],
      [
        'another spelling of the content type',
        android(),
        { 'content-type': 'Application/JSON; charset=UTF-8' },
      ],
      ['a lifetime without its s', android({}, { ttl: '60' }), {}],
      [
        'words of the message',
        {
          message: {
            notification: { title: 't', body: 'b' },
            android: { notification: { click_action: { type: 3 } } },
            token: ['T1'],
          },
        },
        {},
      ],
      ['a JWT', android(), { authorization: `Bearer ${jwt()}` }],
      ['HIGH importance of old clients', android({ importance: 'HIGH' }), {}],
    ])('a push with %s', async (_what, body, headers) => {
      expect(await push(body, headers)).toMatchObject({ body: { code: '80000000' } });
      expect(fake.phones.shownOn('T1')).toHaveLength(1);
    });
    it('a data message, which nobody sees', async () => {
      expect(await push({ message: { data: 'any', token: ['T1'] } })).toMatchObject({
        body: { code: '80000000' },
      });
      expect(fake.phones.count().shown).toBe(0);
    });
    it('a push that is only checked', async () => {
      expect(await push({ validate_only: true, ...android() })).toMatchObject({ body: { code: '80000000' } });
      expect(fake.phones.count().shown).toBe(0);
    });
  });

  describe('refuses a login', () => {
    it.each<[string, string, number, number | undefined, string?]>([
      ['without a form', '{}', 1101, undefined, 'application/json'],
      ['with a broken escape', 'grant_type=%zz', 1101, undefined],
      ['without a grant type', 'client_id=1234567', 1102, undefined],
      ['with another grant type', 'grant_type=password&client_id=1', 1105, undefined],
      [
        'with a client id in letters',
        'grant_type=client_credentials&client_id=abc&client_secret=x',
        1101,
        20002,
      ],
      ['with an empty secret', 'grant_type=client_credentials&client_id=1234567', 1101, 20171],
      ['with a wrong secret', JAVA_LOGIN.replace('s/cret=', 's/cret'), 1203, undefined],
      ['of a stranger', JAVA_LOGIN.replace('1234567', '7'), 1203, undefined],
    ])('%s', async (_what, form, error, sub, type = FORM_TYPE) => {
      const { status, body } = await post('/oauth2/v3/token', form, { 'content-type': type });
      expect([status, body['error'], body['sub_error']]).toEqual([400, error, sub]);
    });
    it('with another method, at another address', async () => {
      expect(await post('/oauth2/v3/token', '', {}, 'GET')).toMatchObject({ status: 405, text: '' });
      expect(await post('/oauth2/v4/token', JAVA_LOGIN)).toMatchObject({ status: 404 });
    });
    it('beyond the logins of five minutes', async () => {
      admit({ loginsPerWindow: 2 });
      const again = () => post('/oauth2/v3/token', JAVA_LOGIN, { 'content-type': FORM_TYPE });
      expect([(await again()).status, (await again()).status]).toEqual([200, 503]);
      fake.forget();
      expect((await again()).status).toBe(200);
    });
  });

  describe('refuses a push for Android', () => {
    it.each<[string, string, number, unknown, Record<string, string>?]>([
      ['without a login', '80200001', 401, android(), { authorization: '' }],
      ['with a made-up access token', '80200001', 401, android(), { authorization: 'Bearer x' }],
      ['that is no JSON', '80100003', 400, '{'],
      ['that is a list', '80100003', 400, '[]'],
      ['that is a form', '80100003', 400, android(), { 'content-type': FORM_TYPE }],
      ['with a misspelt message', '80300010', 200, { mesage: android().message }],
      [
        'with a misplaced token',
        '80300010',
        200,
        { message: { android: android().message.android }, token: ['T1'] },
      ],
      ['for nobody', '80300010', 200, message({ token: [] })],
      ['for 1001', '80300010', 200, message({ token: Array(1001).fill('T') })],
      ['for tokens and a topic', '80100001', 400, message({ topic: 'news' })],
      ['over 4096 bytes', '80300008', 200, message({ data: '字'.repeat(1400) })],
      ['with a lifetime that has passed', '80100004', 400, android({}, { ttl: '0s' })],
      ['with a lifetime of 16 days', '80100001', 400, android({}, { ttl: '1382400s' })],
      ['with a lifetime as a number', '80100001', 400, android({}, { ttl: 60 })],
      ['with collapse key 101', '80100013', 400, android({}, { collapse_key: 101 })],
      ['with a collapse key in words', '80100013', 400, android({}, { collapse_key: '1' })],
      ['with HIGH urgency', '80300011', 200, android({}, { urgency: 'HIGH' })],
      ['with an unknown urgency', '80100003', 400, android({}, { urgency: 'SOON' })],
      ['without words', '80100003', 400, android({ title: '' })],
      ['of blanks', '80100003', 400, android({ body: ' ' })],
      ['without anything', '80100003', 400, { message: { token: ['T1'] } }],
      ['without a click', '80100003', 400, android({ click_action: null })],
      ['with click 1 and no page', '80100003', 400, android({ click_action: { type: 1 } })],
      [
        'with click 2 and no TLS',
        '80100003',
        400,
        android({ click_action: { type: 2, url: 'http://x.example' } }),
      ],
      ['with click 5', '80100003', 400, android({ click_action: { type: 5 } })],
      ['with click "3"', '80100003', 400, android({ click_action: { type: '3' } })],
      ['with a badge of 100', '80100003', 400, android({ badge: { set_num: 100, class: 'a.B' } })],
      ['with nothing added to a badge', '80100003', 400, android({ badge: { add_num: 0, class: 'a.B' } })],
      ['with a badge without its class', '80100003', 400, android({ badge: { add_num: 1 } })],
      ['with a long text that is not there', '80100003', 400, android({ style: 1 })],
      ['with an inbox without lines', '80100003', 400, android({ style: 3 })],
      ['with six lines', '80100003', 400, android({ style: 3, inbox_content: Array(6).fill('x') })],
      ['with an image without TLS', '80100003', 400, android({ image: 'http://x.example/a.png' })],
      ['with a sound that is no resource', '80100003', 400, android({ sound: 'ping' })],
      ['with a notify id of 32 bits', '80100003', 400, android({ notify_id: 2_147_483_648 })],
      ['with data that is no text', '80100003', 400, message({ data: { a: 1 } })],
      ['with a title in digits', '80100003', 400, android({ title: 5 })],
      [
        'with four buttons',
        '80100003',
        400,
        android({ buttons: Array(4).fill({ name: 'x', action_type: 0 }) }),
      ],
    ])('%s', async (_what, code, status, body, headers = {}) => {
      expect(await push(body, headers)).toMatchObject({ status, body: { code, msg: expect.any(String) } });
      expect(fake.phones.count().shown).toBe(0);
    });
    it('with lists in lists without end, in words', async () => {
      const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
      const body = JSON.stringify(message({ data: '|' })).replace('"|"', deep);
      expect((await push(body)).body['code']).toBe('80100003');
    });
    it('that is not UTF-8', async () => {
      const [before, after] = JSON.stringify(android({ title: '|' })).split('|') as [string, string];
      const body = Buffer.concat([Buffer.from(before), Buffer.from([0xc3, 0x28]), Buffer.from(after)]);
      const headers = { authorization: `Bearer ${bearer}`, 'content-type': JSON_TYPE };
      const response = await fetch(`${server.url}/huawei/v1/1234567/messages:send`, {
        method: 'POST',
        headers,
        body,
      });
      expect(await response.json()).toMatchObject({ code: '80100003' });
    });
    it('under the id of another app', async () => {
      admit({ appId: '7', clientSecret: 'other', projectId: '8' });
      expect((await push(android(), {}, 'v1', '7')).body['code']).toBe('80200001');
      expect((await push(android(), {}, 'v1', '9')).body['code']).toBe('80200001');
      expect((await push(android(), {}, 'v2', '1234567')).body['code']).toBe('80200001');
      expect((await push(android(), {}, 'v2', PROJECT)).body['code']).toBe('80000000');
    });
    it('at an address that does not exist, by another method', async () => {
      expect(await post('/v4/1/messages:send', '{}')).toMatchObject({ status: 404 });
      expect(await post('/v1/1/messages:send', '', {}, 'GET')).toMatchObject({ status: 405 });
    });
    it('with an access token that has ended', async () => {
      admit({ accessTokenSeconds: 1 });
      const given = fake.answer(fake.read(loginRequest()), 0);
      const token = String((JSON.parse(given.body) as Json)['access_token']);
      expect((await push(android(), { authorization: `Bearer ${token}` })).body['code']).toBe('80200003');
    });
    it('of an app that may not push, before it looks at the message', async () => {
      admit({ enabled: false });
      expect(await push('{')).toMatchObject({ status: 200, body: { code: '80300002' } });
    });
    it('with words that Huawei does not like', async () => {
      admit({ forbiddenWords: ['casino'] });
      expect((await push(android({ body: 'my casino' }))).body['code']).toBe('80100016');
    });
    it('with receipts that have nowhere to go', async () => {
      admit({ receiptIds: ['RCP1'] });
      expect((await push(android({}, { receipt_id: 'RCP1' }))).body['code']).toBe('80000000');
      expect((await push(android({}, { receipt_id: 'RCP2' }))).body['code']).toBe('80300013');
    });
  });

  describe('refuses a push for HarmonyOS', () => {
    it.each<[string, string, unknown, Record<string, string>?]>([
      ['without a push type', '80100001', harmony(), { 'push-type': '' }],
      ['with push type 3', '80100001', harmony(), { 'push-type': '3' }],
      ['with an access token', '80200001', harmony(), { authorization: 'Bearer opaque' }],
      ['for nobody', '80300010', harmony({}, { target: { token: [] } })],
      ['for two widgets', '80300010', harmony({}, { target: { token: ['a', 'b'] } }), { 'push-type': '1' }],
      [
        'that tests eleven phones',
        '80300030',
        harmony({}, { target: { token: Array(11).fill('T') }, pushOptions: { testMessage: true } }),
      ],
      ['over 4096 bytes', '80300008', harmony({ body: '字'.repeat(1400) })],
      ['without a payload', '80100003', { target: { token: ['T1'] } }],
      ['without a notification', '80100003', { payload: {}, target: { token: ['T1'] } }],
      ['without a category', '80100003', harmony({ category: null })],
      ['with an unknown category', '80100003', harmony({ category: 'CHAT' })],
      ['without words', '80100003', harmony({ title: ' ' })],
      ['without a click', '80100003', harmony({ clickAction: null })],
      ['with click 3', '80100003', harmony({ clickAction: { actionType: 3 } })],
      ['with a page that has no name', '80100003', harmony({ clickAction: { actionType: 1 } })],
      ['with data that is a text', '80100003', harmony({ clickAction: { actionType: 0, data: 'x' } })],
      ['with a lifetime as a text', '80100003', harmony({}, { pushOptions: { ttl: '60s' } })],
      ['with a tag of 65', '80100003', harmony({}, { pushOptions: { biTag: 'x'.repeat(65) } })],
      ['with an id of 65', '80100003', harmony({ appMessageId: 'x'.repeat(65) })],
      ['with a badge of 100', '80100003', harmony({ badge: { setNum: 100 } })],
      ['with an inbox of four', '80100003', harmony({ style: 3, inboxContent: ['1', '2', '3', '4'] })],
      ['with an inbox of none', '80100003', harmony({ style: 3 })],
      ['with the length of no sound', '80100003', harmony({ soundDuration: 5 })],
    ])('%s', async (_what, code, body, headers = {}) => {
      expect((await pushHarmony(body, headers)).body).toMatchObject({ code });
      expect(fake.phones.count().shown).toBe(0);
    });
    const now = () => Math.floor(Date.now() / 1000);
    it.each<[string, string, () => string]>([
      ['of a day and a second', '80300036', () => jwt({ exp: now() + 86_401 })],
      ['that has ended', '80200005', () => jwt({ iat: now() - 3700, exp: now() - 100 })],
      ['from tomorrow', '80200001', () => jwt({ iat: now() + 80_000, exp: now() + 83_000 })],
      ['of another account', '80200001', () => jwt({ iss: 'x' })],
      ['for another audience', '80200001', () => jwt({ aud: 'x' })],
      ['with an end in words', '80200001', () => jwt({ exp: 'never' })],
      ['with an unknown key', '80200001', () => jwt({}, { kid: '../k' })],
      ['with RS256', '80200001', () => jwt({}, { alg: 'RS256' })],
      ['with no signature', '80200001', () => jwt({}, { alg: 'none' }).replace(/[^.]+$/, '')],
      ['with a changed byte', '80200001', () => jwt().replace(/.{4}$/, 'AAAA')],
      ['that is none', '80200001', () => 'a.b.c'],
    ])('with a JWT %s', async (_what, code, make) => {
      expect((await pushHarmony(harmony(), { authorization: `Bearer ${make()}` })).body['code']).toBe(code);
    });
    it('with an image that nobody verified', async () => {
      admit({ verifiedImages: ['https://i.example/a.png'] });
      expect((await pushHarmony(harmony({ image: 'https://i.example/a.png' }))).body['code']).toBe(
        '80000000',
      );
      expect((await pushHarmony(harmony({ image: 'https://i.example/b.png' }))).body['code']).toBe(
        '80100022',
      );
    });
    it('with receipts that have nowhere to go', async () => {
      admit({ receiptIds: [] });
      expect((await pushHarmony(harmony({}, { pushOptions: { receiptId: 'R' } }))).body['code']).toBe(
        '80300013',
      );
    });
  });

  describe('sorts tokens', () => {
    const msgOf = async (answer: Promise<Answer>) => {
      const { body } = await answer;
      return { code: body['code'], ...(JSON.parse(String(body['msg'])) as Json) };
    };
    it('into a list, beside living ones', async () => {
      expect(await msgOf(push(message({ token: ['T1', 'dead-1', ' T2'] })))).toEqual({
        code: '80100000',
        success: 1,
        failure: 2,
        illegal_tokens: ['dead-1', ' T2'],
      });
    });
    it('and says no more than that if all are dead', async () => {
      expect((await push(message({ token: ['dead-1', 'dead-2'] }))).body).toMatchObject({
        code: '80300007',
        msg: 'All the tokens are invalid',
      });
    });
    it('by reason on HarmonyOS, one of them with blanks around it', async () => {
      const token = ['T1', 'dead-1', 'noRight-1', 'countryNotSupport-1'];
      expect(await msgOf(pushHarmony(harmony({}, { target: { token } })))).toEqual({
        code: '80100000',
        success: 1,
        failure: 3,
        illegalTokens: {
          tokenFormatError: ['dead-1'],
          noRight: ['noRight-1'],
          ' countryNotSupport ': ['countryNotSupport-1'],
        },
      });
      expect(await msgOf(pushHarmony(harmony({}, { target: { token: ['noRight-1'] } })))).toEqual({
        code: '80300007',
        failure: 1,
        illegalTokens: { noRight: ['noRight-1'] },
      });
    });
    it('and shows a message as often as a token is named', async () => {
      await push(
        message({
          token: ['T1', 'T1'],
          android: { notification: { title: 't', body: 'b', click_action: { type: 3 }, notify_id: 7 } },
        }),
      );
      expect(fake.phones.shownOn('T1')).toMatchObject([{ notifyId: '7', rings: 2 }]);
    });
  });

  it('lets an app reach so many phones a second, whatever the number of requests', async () => {
    admit({ devicesPerSecond: 3 });
    expect((await push(message({ token: ['A', 'B'] }))).status).toBe(200);
    expect(await push(message({ token: ['A', 'B'] }))).toMatchObject({ status: 503, text: '' });
    expect((await push(message({ token: ['A'] }))).status).toBe(200);
  });
  it('keeps a phone dark after two marketing messages a day, and tells nobody', async () => {
    admit({ categories: ['IM'] });
    for (const category of ['MARKETING', 'WORK', 'MARKETING', 'IM']) {
      expect((await push(android({}, { category }))).body['code']).toBe('80000000');
    }
    // WORK was not granted, so it was marketing; the third was too much, and the chat message was not.
    expect(fake.phones.shownOn('T1')).toHaveLength(3);
  });
  it('keeps a phone dark after its service messages of a day', async () => {
    admit({ servicePerDevice: 1 });
    await push(android());
    await push(android());
    expect(fake.phones.shownOn('T1')).toHaveLength(1);
    fake.forget();
    await push(android());
    expect(fake.phones.shownOn('T1')).toHaveLength(1);
  });
  it('gives every code with HTTP 200 to those who read it there only', async () => {
    admit({ isAllIn200: true });
    expect(await push(android(), { authorization: 'Bearer x' })).toMatchObject({
      status: 200,
      body: { code: '80200001' },
    });
    expect(await push('{')).toMatchObject({ status: 200, body: { code: '80100003' } });
  });
  it.each([
    ['no app', {}],
    ['an id in letters', { appId: 'x' }],
    ['a field it does not know', { appId: '1', appSecret: 'x' }],
    [
      'a key that is none',
      { appId: '1', serviceAccounts: [{ keyId: 'k', subAccount: 's', publicKey: 'x' }] },
    ],
  ])('admits no tenant with %s', (_what, tenant) => expect(fake.admit(tenant)).toMatch(/\w/));

  it('has HarmonyOS phones that show an id once, and Android phones that alert again', async () => {
    await pushHarmony(harmony({ appMessageId: 'm1', notifyId: 5 }));
    await pushHarmony(harmony({ appMessageId: 'm1', notifyId: 6 }));
    await push(
      message({
        token: ['T2'],
        android: { notification: { title: 't', body: 'b', click_action: { type: 3 }, notify_id: 7 } },
      }),
    );
    await push(
      message({
        token: ['T2'],
        android: { notification: { title: 'u', body: 'b', click_action: { type: 3 }, notify_id: 7 } },
      }),
    );
    expect(fake.phones.shownOn('T1')).toMatchObject([{ rings: 1, suppressed: 1 }]);
    expect(fake.phones.shownOn('T2')).toMatchObject([{ title: 'u', rings: 2 }]);
  });
  it('records what was pushed and no login', async () => {
    await push(JAVA_PUSH);
    expect(witness.calls).toMatchObject([
      {
        path: '/v1/1234567/messages:send',
        targets: 2,
        credential: expect.stringMatching(/^[0-9a-f]{16}$/),
        messages: [{ tokens: ['T1', 'T2'], ids: {}, ttlMs: 86_400_000 }],
        code: '80000000',
        accepted: 2,
      },
    ]);
    expect(JSON.stringify(witness.records)).not.toContain(bearer);
  });

  const loginRequest = () => ({
    method: 'POST',
    path: '/oauth2/v3/token',
    query: '',
    headers: { 'content-type': FORM_TYPE },
    body: Buffer.from(JAVA_LOGIN),
    atMs: 0,
  });
});
