// The fake is as strict as vivo, and as lenient as real clients need it: the bodies below were sent by the vendor's own Java client.
import { FakeHost } from '../host/host';
import { type Listening, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import { CODES } from '@offline-push/vendors/vivo/for-fakes';
import { VivoFake } from './fake';

const APP_KEY = '11111111-2222-3333-4444-555555555555';
const APP_SECRET = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
/** The worked example of the signature; the fake's clock is set to its time. */
const LOGIN = {
  appId: 10004,
  appKey: APP_KEY,
  timestamp: 1_700_000_000_000,
  sign: '7489ae9e40d38a40392d9de2edbf4a5a',
};
const SIGNED_AT_MS = 1_700_000_000_000;
/** In China. */
const NOON_MS = Date.UTC(2026, 10, 24, 4);
const NIGHT_MS = Date.UTC(2026, 10, 24, 16);
const DAY_MS = 86_400_000;

const SDK_REST =
  '"requestId":"m-1001","skipContent":"intent://chat/c1#Intent;scheme=myapp;end","skipType":4,' +
  '"tagExpression":{"orTags":[],"andTags":[],"notTags":[]},"timeToLive":86400,"title":"李雷"}';
const SDK_BEGIN =
  '{"classification":1,"clientCustomMap":{"ext":"{\\"cid\\":\\"c1\\"}"},"content":"See you & bye 100%",' +
  '"extra":{"callback":"http://cb.example.com/vivo","callback.param":"job-1"},"networkType":-1,"notifyType":4,"pushMode":0,';
const SDK_SEND = `${SDK_BEGIN}"regId":"12345678901234567890123",${SDK_REST}`;
const SDK_SAVE = SDK_BEGIN + SDK_REST;
const sdkList = (taskId: string) =>
  `{"regIds":["12345678901234567890123","12345678901234567890124"],"requestId":"b1","taskId":"${taskId}"}`;

const savable = {
  notifyType: 4,
  title: 'Li Lei',
  content: 'See you',
  skipType: 1,
  classification: 1,
  requestId: 'r1',
};
const usual = { regId: 'R1', ...savable };

interface Answer {
  result: number;
  desc: string;
  authToken?: string;
  taskId?: string;
  [field: string]: unknown;
}

/** The fake without HTTP, at a time of our choice. */
function at(fake: VivoFake, nowMs: number, token = '') {
  return (path: string, body: unknown, headers: Record<string, string> = {}): Answer => {
    const [bare = '', query = ''] = path.split('?');
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const call = fake.read({
      method: body === undefined ? 'GET' : 'POST',
      path: bare,
      query,
      headers: { authtoken: token, ...headers },
      body: Buffer.from(text ?? ''),
      atMs: nowMs,
    });
    const { status, body: said } = fake.answer(call, nowMs);
    expect(status).toBe(200);
    return JSON.parse(said) as Answer;
  };
}

describe('the fake vivo', () => {
  let fake: VivoFake;
  let noon: ReturnType<typeof at>;

  beforeEach(() => {
    fake = new VivoFake();
    admit({});
    noon = at(fake, NOON_MS, fake.tokens.issue('10004', NOON_MS));
  });
  const admit = (more: object, appId = '10004') =>
    expect(fake.admit({ appId, appKey: APP_KEY, appSecret: APP_SECRET, ...more })).toBeUndefined();
  const night = () => at(fake, NIGHT_MS, fake.tokens.issue('10004', NIGHT_MS));

  describe('takes what real clients send', () => {
    let server: Listening;
    beforeEach(async () => {
      server = await serveFakes(new FakeHost([fake], new MemoryWitness()));
    });
    afterEach(() => server.close());

    const post = async (path: string, body: string, headers: Record<string, string>) => {
      const response = await fetch(`${server.url}/vivo${path}`, {
        method: 'POST',
        // As the vendor's Java client sends them: the second is no coding, and the body is as it is.
        headers: {
          'content-type': 'application/json;charset=UTF-8',
          'content-encoding': 'UTF-8',
          ...headers,
        },
        body,
      });
      return (await response.json()) as Answer;
    };
    it('with the headers of the Java client', async () => {
      const authToken = fake.tokens.issue('10004', Date.now());
      expect(await post('/message/send', SDK_SEND, { authToken })).toMatchObject({
        result: 0,
        taskId: expect.stringMatching(/^\d{18}$/),
      });
      expect(fake.phones.shownOn('12345678901234567890123')).toEqual([
        expect.objectContaining({ title: '李雷', text: 'See you & bye 100%', ext: '{"cid":"c1"}' }),
      ]);
      expect(await post('/message/send', SDK_SEND, {})).toMatchObject({ result: 10000 });
    });
    it.each<[string, object | string]>([
      ['a v2 id', SDK_SEND.replace('12345678901234567890123', 'v2-CRExampleExampleExample')],
      ['an alias', { ...usual, regId: undefined, alias: 'u1' }],
      [
        'numbers as text',
        { ...usual, notifyType: '4', skipType: '1', classification: '1', pushMode: '0', networkType: '1' },
      ],
      ['empty extra and map', { ...usual, extra: {}, clientCustomMap: {} }],
      ['no class and no category', { ...usual, classification: undefined }],
      ['fields that are not invented yet', { ...usual, marketing: { style: 1 }, later: true }],
      ['a day and more', { ...usual, timeToLive: 604_800 }],
    ])('with %s', (_what, body) => {
      expect(noon('/message/send', body)).toMatchObject({ result: 0 });
      expect(fake.phones.count().shown).toBe(1);
    });
    it('in two steps for a list, with several lists of one task', () => {
      const { taskId } = noon('/message/saveListPayload', SDK_SAVE);
      expect(noon('/message/pushToList', sdkList(taskId!))).toEqual({
        result: 0,
        desc: '请求成功',
        requestId: 'b1',
        taskId,
        invalidUsers: [],
      });
      expect(noon('/message/pushToList', { taskId, requestId: 'b2', regIds: ['A', 'B'] })).toMatchObject({
        result: 0,
      });
      expect(fake.phones.count().shown).toBe(4);
      expect(noon(`/report/getStatistics?taskIds=${taskId},9`, undefined)).toMatchObject({
        result: 0,
        statistics: [
          { taskId, target: 4, valid: 4, send: 4, receive: 4, targetInvalid: 0, targetOffline: 0 },
        ],
      });
    });
    it('with a request id that is a number, and answers with a text', () => {
      const { taskId } = noon('/message/saveListPayload', { ...savable, requestId: 1_790_000_000_000 });
      const list = { taskId, regIds: ['A', 'B'], requestId: 1_790_000_000_001 };
      expect(noon('/message/pushToList', list)).toMatchObject({ result: 0, requestId: '1790000000001' });
    });
    it('without a prefix, as those do whom only a hosts file has sent here', async () => {
      const authToken = fake.tokens.issue('10004', Date.now());
      const response = await fetch(`${server.url}/message/send`, {
        method: 'POST',
        headers: { authToken },
        body: SDK_SEND,
      });
      expect(await response.json()).toMatchObject({ result: 0 });
    });
    it.each(['/message/all', '/message//all'])('to everybody whom the app has reached before: %s', (path) => {
      noon('/message/send', usual);
      expect(noon(path, { ...savable, title: 'to all' })).toMatchObject({
        result: 0,
        taskId: expect.stringMatching(/^\d{18}$/),
      });
      expect(fake.phones.shownOn('R1').map(({ title }) => title)).toEqual(['Li Lei', 'to all']);
      expect(noon(path, savable)).toMatchObject({ result: 10254 });
      expect(noon(path, { ...savable, title: '' })).toMatchObject({ result: 10055 });
    });
    it('to tags, which no phone has', () => {
      noon('/message/send', usual);
      const tagged = { ...savable, tagExpression: { orTags: ['a'], andTags: [], notTags: [] } };
      expect(noon('/message/tagPush', tagged)).toMatchObject({
        result: 0,
        taskId: expect.stringMatching(/^\d{18}$/),
      });
      expect(fake.phones.count().shown).toBe(1);
      expect(noon('/message/tagPush', { ...tagged, notifyType: 9 })).toMatchObject({ result: 10054 });
    });
    it('and says which ids are good no more', () => {
      const asked = { userType: 1, userIds: ['R1', 'dead-1'] };
      expect(noon('/invalidUser/check', asked)).toMatchObject({
        result: 0,
        data: [{ userid: 'dead-1', status: 2 }],
      });
    });
  });

  describe('logs in', () => {
    const login = (body: unknown, nowMs = SIGNED_AT_MS) => at(fake, nowMs)('/message/auth', body);

    it.each([
      ['the worked example', LOGIN],
      ['numbers as text', { ...LOGIN, appId: '10004', timestamp: '1700000000000' }],
    ])('with %s', (_what, body) => {
      expect(login(body)).toEqual({
        result: 0,
        desc: '请求成功',
        authToken: expect.stringMatching(/^\w{40}$/),
      });
    });
    it.each([
      [10200, { appId: '' }],
      [10201, { appKey: undefined }],
      [10203, { timestamp: undefined }],
      [10204, { sign: '' }],
      [10205, { appId: 10005 }],
      [10202, { appKey: APP_SECRET }],
      [10206, { sign: LOGIN.sign.toUpperCase() }],
      [10206, { timestamp: SIGNED_AT_MS + 1 }],
      [10207, { timestamp: 'soon' }],
    ])('not, but says %i, with %j', (code, wrong) => {
      expect(login({ ...LOGIN, ...wrong })).toEqual({ result: code, desc: expect.any(String) });
    });
    it('only within ten minutes of its clock', () => {
      expect(login(LOGIN, SIGNED_AT_MS + 600_000)).toMatchObject({ result: 0 });
      expect(login(LOGIN, SIGNED_AT_MS + 600_001)).toMatchObject({ result: 10207 });
      expect(login(LOGIN, SIGNED_AT_MS - 600_001)).toMatchObject({ result: 10207 });
    });
    it('ten times a second', () => {
      const results = Array.from({ length: 12 }, () => login(LOGIN).result);
      expect(results).toEqual([...Array<number>(10).fill(0), 10093, 10093]);
    });
    it('for a day, with several tokens at once', () => {
      const tokens = [login(LOGIN), login(LOGIN)].map(({ authToken }) => authToken!);
      const sends = (token: string, nowMs: number) => at(fake, nowMs, token)('/message/send', usual).result;
      expect(tokens.map((token) => sends(token, SIGNED_AT_MS + DAY_MS - 1))).toEqual([0, 0]);
      expect(tokens.map((token) => sends(token, SIGNED_AT_MS + DAY_MS))).toEqual([10000, 10000]);
    });
  });

  describe('refuses', () => {
    const long = (count: number) => 'x'.repeat(count);
    it.each<[string, number, object]>([
      ["somebody else's app", 10094, { appId: 10005 }],
      ['no target', 10050, { regId: '' }],
      ['no way to notify', 10054, { notifyType: undefined }],
      ['a fifth way to notify', 10054, { notifyType: 5 }],
      ['a title of blanks', 10055, { title: '\u3000' }],
      ['a title of 41', 10056, { title: long(41) }],
      ['no content', 10057, { content: '' }],
      ['a content of 101', 10058, { content: long(101) }],
      ['a life of 59 seconds', 10059, { timeToLive: 59 }],
      ['a life in words', 10059, { timeToLive: 'long' }],
      ['no click', 10060, { skipType: undefined }],
      ['a link that is none', 10060, { skipType: 2, skipContent: 'intent:#Intent;end' }],
      ['a page without its address', 10060, { skipType: 4 }],
      ['an address of 2049', 10060, { skipType: 4, skipContent: long(2049) }],
      ['a third network', 10065, { networkType: 2 }],
      ['a map that is a list', 10067, { clientCustomMap: [] }],
      ['a number in the map', 10067, { clientCustomMap: { ext: 1 } }],
      ['a map of 1025', 10067, { clientCustomMap: { ext: long(1022) } }],
      ['no request id', 10352, { requestId: '' }],
      ['a request id of 65', 10353, { requestId: long(65) }],
      ['an unknown key in extra', 10304, { extra: { callbackId: '1' } }],
      ['a callback of 129', 10305, { extra: { callback: long(129) } }],
      ['a callback parameter of 193', 10306, { extra: { 'callback.param': long(193) } }],
      ['a third class', 10051, { classification: 2 }],
      ['a category in lower case', 10096, { category: 'im' }],
      ['a category named like an inherited property', 10096, { category: 'toString' }],
      ['a category of the other class', 10097, { category: 'NEWS' }],
      ['a notify id of 0', 10095, { notifyId: 0 }],
      ['a notify id of 32 bits', 10095, { notifyId: 2_147_483_648 }],
      ['a dead target', 10302, { regId: 'dead-1' }],
      ['a phone without notifications', 10311, { regId: 'off-1' }],
    ])('%s', (_what, code, fields) => {
      expect(noon('/message/send', { ...usual, ...fields })).toMatchObject({
        result: code,
        desc: expect.any(String),
      });
      expect(fake.phones.count().shown).toBe(0);
    });
    it.each<[string, number, object]>([
      ['no task', 10151, { taskId: '' }],
      ['a task in words', 10152, { taskId: 'first' }],
      ['a task that nobody saved', 10155, { taskId: '1' }],
      ['nobody', 10150, { regIds: [] }],
      ['one target', 10153, { regIds: ['A'] }],
      ['a thousand and one', 10153, { regIds: Array(1001).fill('A') }],
      ['no request id', 10352, { requestId: '' }],
      ["somebody else's app", 10094, { appId: 10005 }],
    ])('a list with %s', (_what, code, fields) => {
      const { taskId } = noon('/message/saveListPayload', savable);
      expect(
        noon('/message/pushToList', { taskId, regIds: ['A', 'B'], requestId: 'b', ...fields }),
      ).toMatchObject({ result: code });
      expect(fake.phones.count().shown).toBe(0);
    });
    it("a task that is another app's", () => {
      admit({}, '10005');
      const { taskId } = at(
        fake,
        NOON_MS,
        fake.tokens.issue('10005', NOON_MS),
      )('/message/saveListPayload', savable);
      expect(noon('/message/pushToList', { taskId, regIds: ['A', 'B'], requestId: 'b' })).toMatchObject({
        result: 10155,
      });
    });
    it.each<[string, number, object, object]>([
      ['an app that closed its channel', 10043, { isClosed: true }, {}],
      ['formal messages of an app under review', 10045, { isUnderReview: true }, {}],
      ['system messages that are switched off', 10082, { hasSystemMessages: false }, {}],
      ['words that look like a test', 10104, { refusesTestWords: true }, { content: '123' }],
      ['the word "test"', 10104, { refusesTestWords: true }, { content: '这是测试 ok' }],
    ])('%s', (_what, code, tenant, fields) => {
      admit(tenant);
      expect(noon('/message/send', { ...usual, ...fields })).toMatchObject({ result: code });
    });
    it('a body that is no JSON in plain text, and an unknown address', async () => {
      const server = await serveFakes(new FakeHost([fake], new MemoryWitness()));
      const post = async (path: string) =>
        (await fetch(`${server.url}/vivo${path}`, { method: 'POST', body: '{"a":' })).status;
      expect([await post('/message/send'), await post('/message/recall')]).toEqual([500, 404]);
      await server.close();
    });
    it('more requests a second than the app may make', () => {
      admit({ requestsPerSecond: 2 });
      const results = [1, 2, 3].map(() => noon('/message/send', usual).result);
      expect(results).toEqual([0, 0, 10072]);
    });
    it.each([
      ['system', 1, 10073],
      ['operation', 0, 10070],
    ])(
      '%s messages beyond the quota of their class, until midnight in China',
      (name, classification, code) => {
        admit({ quotas: { [name]: 1 } });
        const results = [1, 2].map(() => noon('/message/send', { ...usual, classification }).result);
        expect(results).toEqual([0, code]);
        expect(noon('/message/send', { ...usual, classification: 1 - classification })).toMatchObject({
          result: 0,
        });
        const nextDay = at(fake, NOON_MS + DAY_MS, fake.tokens.issue('10004', NOON_MS + DAY_MS));
        expect(nextDay('/message/send', { ...usual, classification })).toMatchObject({ result: 0 });
      },
    );
    it('a list beyond the quota, in one piece', () => {
      admit({ quotas: { system: 2 } });
      const { taskId } = noon('/message/saveListPayload', savable);
      expect(noon('/message/pushToList', { taskId, regIds: ['A', 'B', 'C'], requestId: 'b' })).toMatchObject({
        result: 10073,
      });
      expect(fake.phones.count().shown).toBe(0);
    });
    it('more saved messages than a day has', () => {
      admit({ quotas: { saved: 1 } });
      expect([1, 2].map(() => noon('/message/saveListPayload', savable).result)).toEqual([0, 10252]);
    });
    it('operation messages by night, and no others', () => {
      expect(night()('/message/send', { ...usual, classification: 0 })).toMatchObject({ result: 10071 });
      expect(
        night()('/message/send', { ...usual, classification: undefined, category: 'NEWS' }),
      ).toMatchObject({ result: 10071 });
      expect(night()('/message/send', usual)).toMatchObject({ result: 0 });
      expect(noon('/message/send', { ...usual, classification: 0 })).toMatchObject({ result: 0 });
    });
  });

  it('takes a message without a class for what is configured', () => {
    const bare = { ...usual, classification: undefined };
    expect(night()('/message/send', bare)).toMatchObject({ result: 0 });
    admit({ defaultClassification: 0 });
    expect(night()('/message/send', bare)).toMatchObject({ result: 10071 });
  });
  it('names targets of a list that it did not take, with the reason', () => {
    const { taskId } = noon('/message/saveListPayload', savable);
    const list = { taskId, regIds: ['A', 'dead-1', 'inactive-1', 'off-1'], requestId: 'b' };
    expect(noon('/message/pushToList', list)).toMatchObject({
      result: 0,
      invalidUsers: [
        { userid: 'dead-1', status: 2 },
        { userid: 'inactive-1', status: 3 },
      ],
    });
    expect(Object.keys(fake.phones.all())).toEqual(['A']);
  });
  it('sends test messages to test devices only', () => {
    admit({ testDevices: ['T1'], isUnderReview: true });
    const test = { ...usual, pushMode: 1 };
    expect(noon('/message/send', { ...test, regId: 'T1' })).toMatchObject({ result: 0 });
    expect(noon('/message/send', test)).toMatchObject({
      result: 10302,
      invalidUser: { userid: 'R1', status: 4 },
    });
  });

  describe('has phones that', () => {
    const shown = (fields: object) => noon('/message/send', { ...usual, ...fields });
    it('replace a notification of the same id, and alert again', () => {
      shown({ notifyId: 7 });
      shown({ notifyId: 7, title: 'again' });
      shown({});
      expect(fake.phones.shownOn('R1')).toMatchObject([
        { title: 'again', rings: 2 },
        { title: 'Li Lei', rings: 1 },
      ]);
    });
    it('show two operation messages a day, and none with the words of another', () => {
      for (const content of ['one', 'one', 'two', 'three']) shown({ classification: 0, content });
      expect(fake.phones.shownOn('R1').map(({ text }) => text)).toEqual(['one', 'two']);
      for (let i = 0; i < 5; i++) shown({});
      expect(fake.phones.shownOn('R1')).toHaveLength(7);
    });
  });
  it('knows its customers and their tokens after it was told to forget', () => {
    admit({ quotas: { system: 1 } });
    noon('/message/send', usual);
    fake.forget();
    expect(fake.phones.count().shown).toBe(0);
    expect(noon('/message/send', usual)).toMatchObject({ result: 0 });
  });
  it.each([
    {},
    { appId: 'x', appKey: 'k', appSecret: 's' },
    { appId: '1', appKey: 'k', appSecret: 's', more: 1 },
    null,
  ])('does not admit %j', (tenant) => expect(fake.admit(tenant)).toMatch(/\w/));
});

it.each(CODES.map(({ code }) => code))('vendors 2.5: has words of its own for %i', (code) => {
  const { desc } = JSON.parse(new VivoFake().refuse(String(code)).body) as { desc: string };
  expect(desc).not.toBe('请求失败');
});
