// What clients that are not ours do beside v1, v2 and v3: the address of before v1, topics, taking back, checking images. The forms are
// those of push-huawei 0.1.7 (npm) and of the vendor's own Python sample (hpa 1.0.0 and python-huawei-push-admin 1.0.0).
import { FakeHost } from '../host/host';
import { type Listening, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import { HuaweiFake } from './fake';
import { conditionOf } from './fake-topics';
import { signedToken } from '@offline-push/vendors/huawei/for-fakes';
import { rsaKey } from '@offline-push/vendors/shared/for-fakes';
import { samplePrivateKey, samplePublicKey } from './sample-key';

type Json = Record<string, unknown>;

const FORM = 'application/x-www-form-urlencoded';
const LOGIN = 'grant_type=client_credentials&client_id=1234567&client_secret=s%2Fcret%3D';
const PROJECT = '101653523863770079';
const ACCOUNT = { project_id: PROJECT, key_id: 'k', sub_account: 's', private_key: samplePrivateKey };

describe('the fake Huawei, asked by clients that are not ours', () => {
  let fake: HuaweiFake;
  let host: FakeHost;
  let server: Listening;
  let bearer: string;

  beforeEach(async () => {
    fake = new HuaweiFake();
    host = new FakeHost([fake], new MemoryWitness());
    server = await serveFakes(host);
    admit({});
    bearer = String(
      (await post('/huawei/oauth2/v2/token', LOGIN, { 'content-type': FORM })).body['access_token'],
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

  async function post(path: string, body: string, headers: Record<string, string>) {
    const response = await fetch(`${server.url}${path}`, { method: 'POST', headers, body });
    const text = await response.text();
    const json = text.startsWith('{') ? (JSON.parse(text) as Json) : {};
    return { status: response.status, nsp: response.headers.get('nsp_status'), body: json };
  }

  const ask = (path: string, body: unknown, credential = bearer, headers: Record<string, string> = {}) =>
    post(`/huawei/v1/1234567/${path}`, JSON.stringify(body), {
      'content-type': 'application/json;charset=utf-8',
      authorization: `Bearer ${credential}`,
      ...headers,
    });
  const jwt = (): string => {
    const key = rsaKey(samplePrivateKey);
    return key === undefined ? '' : signedToken(ACCOUNT, key, Math.floor(Date.now() / 1000));
  };
  const android = { notification: { title: 't', body: 'b', click_action: { type: 3 } } };

  describe('at the address of before v1', () => {
    const payload = (msg: Json, ext: Json = {}) => ({ hps: { msg, ext } });
    const shown = {
      type: 3,
      body: { title: 't', content: 'c' },
      action: { type: 3, param: { appPkgName: 'p' } },
    };
    const push = (tokens: string[], content: unknown = payload(shown), more: Record<string, string> = {}) =>
      post(
        `/huawei/pushsend.do?nsp_ctx=${encodeURIComponent(JSON.stringify({ ver: 1, appId: '1234567' }))}`,
        new URLSearchParams({
          access_token: bearer,
          nsp_svc: 'openpush.message.api.send',
          nsp_ts: '1795425512',
          device_token_list: JSON.stringify(tokens),
          payload: JSON.stringify(content),
          ...more,
        }).toString(),
        { 'content-type': FORM },
      );

    it('rings, with what the app reads', async () => {
      const ext = { biTag: 'task-7', customize: [{ ext: 'e' }, { b: '1' }] };
      expect(await push(['T1', 'T2'], payload(shown, ext))).toMatchObject({
        status: 200,
        body: { code: '80000000', msg: 'Success', requestId: expect.stringMatching(/^\d{24}$/) },
      });
      expect(fake.phones.shownOn('T2')).toMatchObject([
        { title: 't', text: 'c', ext: 'e', click: 'open-app' },
      ]);
    });
    it.each<[string, Json, string]>([
      ['an intent', { type: 1, param: { intent: '#Intent;end' } }, '#Intent;end'],
      ['a web page', { type: 2, param: { url: 'https://a.example/' } }, 'https://a.example/'],
    ])('opens %s', async (_what, action, click) => {
      await push(['T1'], payload({ ...shown, action }));
      expect(fake.phones.shownOn('T1')).toMatchObject([{ click }]);
    });
    it('hands words for the app alone to the app alone', async () => {
      expect((await push(['T1'], payload({ type: 1, body: { a: 'b' } }))).body).toMatchObject({
        code: '80000000',
      });
      expect(fake.phones.count().shown).toBe(0);
    });
    it.each<[string, string[], string]>([
      ['some', ['T1', 'dead-1'], '80100000'],
      ['all', ['dead-1'], '80300007'],
      ['none', [], '80300010'],
    ])('tells of %s dead tokens as v1 does', async (_what, tokens, code) => {
      expect((await push(tokens)).body).toMatchObject({ code });
    });
    it('says that a session is over in a header', async () => {
      expect(await push(['T1'], payload(shown), { access_token: 'none' })).toMatchObject({
        status: 200,
        nsp: '6',
      });
      expect(fake.phones.count().shown).toBe(0);
    });
    it.each<[string, unknown, Record<string, string>, string]>([
      ['another service', payload(shown), { nsp_svc: 'openpush.message.single_send' }, '80100001'],
      ['a payload that is none', [], {}, '80100003'],
      ['lists that are none', payload(shown), { device_token_list: '[' }, '80300010'],
    ])('refuses %s', async (_what, content, more, code) => {
      expect((await push(['T1'], content, more)).body).toMatchObject({ code });
    });
  });

  describe('about topics', () => {
    const subscribe = (tokenArray: unknown, topic: unknown = 'news') =>
      ask('topic:subscribe', { topic, tokenArray });

    it('keeps who subscribed, lists it, and rings them all', async () => {
      expect((await subscribe(['T1', 'T2'])).body).toMatchObject({
        code: '80000000',
        successCount: 2,
        failureCount: 0,
        errors: [],
      });
      expect((await ask('topic:list', { token: 'T1' })).body).toMatchObject({
        code: '80000000',
        topics: [{ name: 'news', addDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) }],
      });
      await ask('topic:unsubscribe', { topic: 'news', tokenArray: ['T1'] });
      expect((await ask('messages:send', { message: { android, topic: 'news' } })).body).toMatchObject({
        code: '80000000',
      });
      expect([fake.phones.shownOn('T1').length, fake.phones.shownOn('T2').length]).toEqual([0, 1]);
    });
    it('names the tokens that it does not take by their place', async () => {
      expect((await subscribe(['T1', 'dead-1'])).body).toMatchObject({
        code: '82000010',
        successCount: 1,
        failureCount: 1,
        errors: [{ index: 1, reason: expect.any(String) }],
      });
    });
    it.each<[string, unknown, unknown, string]>([
      ['a topic that is none', ['T1'], 'a b', '82000007'],
      ['no tokens', undefined, 'news', '82000008'],
      ['too many tokens', Array.from({ length: 1001 }, String), 'news', '82000008'],
    ])('refuses %s', async (_what, tokenArray, topic, code) => {
      expect((await subscribe(tokenArray, topic)).body).toMatchObject({ code, successCount: 0, errors: [] });
    });
    it('wants a token to list the topics of, and a login', async () => {
      expect((await ask('topic:list', {})).body).toMatchObject({ code: '82000011', topics: [] });
      expect((await ask('topic:list', { token: 'T1' }, 'none')).body).toMatchObject({ code: '80200001' });
    });
    it('counts a target that is named and empty as none', async () => {
      await subscribe(['T1']);
      const send = async (target: object) =>
        (await ask('messages:send', { message: { android, ...target } })).body;
      expect(await send({ token: ['T2'], topic: '', condition: '' })).toMatchObject({ code: '80000000' });
      expect(await send({ token: [], topic: 'news' })).toMatchObject({ code: '80000000' });
      expect(await send({ topic: '', condition: "'news' in topics" })).toMatchObject({ code: '80000000' });
      expect([fake.phones.shownOn('T1').length, fake.phones.shownOn('T2').length]).toEqual([2, 1]);
      expect(await send({ token: [], topic: '' })).toMatchObject({ code: '80300010' });
      expect(await send({ token: ['T2'], topic: 'news' })).toMatchObject({ code: '80100001' });
    });
    it('tells what is kept of a token, until it is erased', async () => {
      await subscribe(['T1', 'T2']);
      const kept = { code: '80000000', aaId: expect.stringMatching(/./), topics: ['news'] };
      expect((await ask('token:query', { token: 'T1' })).body).toMatchObject(kept);
      expect((await ask('token:delete', { token: 'T1' })).body).toMatchObject({ code: '80000000' });
      expect((await ask('token:query', { token: 'T1' })).body).toMatchObject({ ...kept, topics: [] });
      expect((await ask('token:query', { token: 'T2' })).body).toMatchObject(kept);
    });
    it.each(['token:query', 'token:delete'])(
      'refuses %s of no token, of a dead one and to strangers',
      async (action) => {
        expect((await ask(action, {})).body).toMatchObject({ code: '80100001' });
        expect((await ask(action, { token: 'dead-1' })).body).toMatchObject({ code: '80300007' });
        expect((await ask(action, { token: 'T1' }, 'none')).body).toMatchObject({ code: '80200001' });
      },
    );
    it('rings whom a condition means, and refuses what is none', async () => {
      await subscribe(['T1', 'T2'], 'a');
      await subscribe(['T2'], 'b');
      const send = (condition: string) => ask('messages:send', { message: { android, condition } });
      await send("'a' in topics && !('b' in topics)");
      expect([fake.phones.shownOn('T1').length, fake.phones.shownOn('T2').length]).toEqual([1, 0]);
      expect((await send("'a' in")).body).toMatchObject({ code: '80100001' });
    });
  });

  it.each<[string, string[], boolean | undefined]>([
    ["'a' in topics || 'b' in topics && 'c' in topics", ['a'], true],
    ["('a' in topics || 'b' in topics) && 'c' in topics", ['a'], false],
    ["!'a' in topics", [], true],
    ["'a' in topics 'b' in topics", ['a'], undefined],
    [Array.from({ length: 6 }, (_, i) => `'${i}' in topics`).join(' || '), ['1'], undefined],
    ['('.repeat(100_000), [], undefined],
  ])('reads the condition %#', (text, topics, meant) => {
    expect(conditionOf(text)?.(new Set(topics))).toBe(meant);
  });

  describe('takes a notification back', () => {
    const shown = {
      payload: {
        notification: { category: 'IM', title: 't', body: 'b', clickAction: { actionType: 0 }, notifyId: 7 },
      },
      target: { token: ['T1'] },
    };
    const revoke = (
      body: unknown,
      headers: Record<string, string> = { 'push-type': '0' },
      credential = jwt(),
    ) => ask('messages:revoke', body, credential, headers);

    it('from the screen of HarmonyOS, by its id', async () => {
      await post(`/huawei/v3/${PROJECT}/messages:send`, JSON.stringify(shown), {
        'content-type': 'application/json',
        authorization: `Bearer ${jwt()}`,
        'push-type': '0',
      });
      expect(fake.phones.shownOn('T1')).toHaveLength(1);
      expect((await revoke({ notifyId: 7, token: ['T1'] })).body).toMatchObject({ code: '80000000' });
      expect(fake.phones.count().shown).toBe(0);
    });
    it.each<[string, unknown, Record<string, string> | undefined, string]>([
      ['no push type', { notifyId: 7, token: ['T1'] }, {}, '80100001'],
      ['no id', { token: ['T1'] }, undefined, '80300032'],
      ['no tokens', { notifyId: 7, token: [] }, undefined, '80300010'],
      ['an id that is a word', { notifyId: '7', token: ['T1'] }, undefined, '80100003'],
    ])('not with %s', async (_what, body, headers, code) => {
      expect((await revoke(body, headers)).body).toMatchObject({ code });
    });
    it('not with an access token, which HarmonyOS does not take', async () => {
      expect((await revoke({ notifyId: 7, token: ['T1'] }, undefined, bearer)).body).toMatchObject({
        code: '80200001',
      });
    });
  });

  describe('checks an image', () => {
    const verify = (body: unknown) => ask('images:verify', body, jwt(), { 'push-type': '0' });
    const address = 'https://i.example/a.png';

    it('and HarmonyOS shows it from then on', async () => {
      admit({ verifiedImages: [] });
      const push = async () =>
        (
          await post(
            `/huawei/v3/${PROJECT}/messages:send`,
            JSON.stringify({
              payload: {
                notification: {
                  category: 'IM',
                  title: 't',
                  body: 'b',
                  image: address,
                  clickAction: { actionType: 0 },
                },
              },
              target: { token: ['T1'] },
            }),
            { 'content-type': 'application/json', authorization: `Bearer ${jwt()}`, 'push-type': '0' },
          )
        ).body['code'];
      expect(await push()).toBe('80100022');
      expect((await verify({ imageUrl: address })).body).toMatchObject({
        code: '83010000',
        downloadUrl: address,
        expireTime: expect.any(Number),
      });
      expect(await push()).toBe('80000000');
    });
    it.each<[string, unknown, string]>([
      ['no address', {}, '83010003'],
      ['an address in the clear', { imageUrl: 'http://i.example/a.png' }, '83010005'],
      ['a moving picture', { imageUrl: 'https://i.example/a.gif' }, '83010004'],
    ])('not with %s', async (_what, body, code) => {
      expect((await verify(body)).body).toMatchObject({ code });
    });
    it('sixty times a minute', async () => {
      const answers = await Promise.all(Array.from({ length: 130 }, () => verify({ imageUrl: address })));
      const fine = answers.filter(({ body }) => body['code'] === '83010000').length;
      expect(fine === 60 || fine === 120).toBe(true);
      expect(answers.some(({ body }) => body['code'] === '83010002')).toBe(true);
    });
  });

  it('takes the app id in the path where the client has another, as the Python sample sends it', async () => {
    admit({ appId: '77', clientId: '1234567', projectId: '78' });
    fake.admit({ appId: '1234567', clientSecret: 'x', clientId: '5' });
    const token = String(
      (await post('/huawei/oauth2/v3/token', LOGIN, { 'content-type': FORM })).body['access_token'],
    );
    const send = (id: string) =>
      post(`/huawei/v1/${id}/messages:send`, JSON.stringify({ message: { android, token: ['T1'] } }), {
        'content-type': 'application/json',
        authorization: `bearer ${token}`,
      });
    expect((await send('77')).body).toMatchObject({ code: '80000000' });
  });

  it.each(['/oauth2/v3/token', '/v1/1234567/messages:send', '/v1/1234567/topic:list', '/pushsend.do'])(
    'knows %s without its prefix',
    async (path) => {
      expect((await post(path, '', { 'content-type': FORM })).status).not.toBe(404);
    },
  );

  it('gives a scripted code under HTTP 200 too, where its tenant wants all codes there', async () => {
    const send = () => ask('messages:send', { message: { android, token: ['T1'] } });
    host.scriptsOf('huawei')!.add({ do: 'code', code: '80200003' });
    expect(await send()).toMatchObject({ status: 401, body: { code: '80200003' } });
    admit({ isAllIn200: true });
    expect(await send()).toMatchObject({ status: 200, body: { code: '80200003' } });
  });

  it('takes a push for other platforms, which rings nothing here', async () => {
    const webpush = { notification: { title: 't' } };
    expect((await ask('messages:send', { message: { webpush, token: ['T1'] } })).body).toMatchObject({
      code: '80000000',
    });
    expect(fake.phones.count().shown).toBe(0);
  });
});
