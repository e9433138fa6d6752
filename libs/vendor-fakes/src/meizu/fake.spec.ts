// The fake is as strict as Meizu, and as lenient as real clients need it: the first requests below were sent by a client that is not ours
// (curltech/go-push-sdk 1.2.0).
import { createHash } from 'node:crypto';
import { FakeHost } from '../host/host';
import { type Listening, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import { MeizuFake } from './fake';

const SECRET = '0123456789abcdef0123456789abcdef';
const PREFIX = '/garcia/api/server';
const PUSH = `${PREFIX}/push/varnished/pushByPushId`;
const ALIAS = `${PREFIX}/push/varnished/pushByAlias`;
const TASK = `${PREFIX}/push/pushTask/getTaskId`;
const TASK_PUSH = `${PREFIX}/push/task/varnished/pushByPushId`;
const DAILY = `${PREFIX}/push/statistics/dailyPushStatics`;
const SWITCH = `${PREFIX}/message/getRegisterSwitch`;

/** As the Go client sent them, byte for byte. */
const GO_MESSAGE =
  '%7B%22noticeBarInfo%22%3A%7B%22title%22%3A%22%E5%B0%8F%E7%BA%A2%22%2C%22content%22%3A%22%E6%99%9A%E4%B8%8A+a%3Db' +
  '%5Cu0026c%2Bd%25%22%7D%2C%22clickTypeInfo%22%3A%7B%22clickType%22%3A0%2C%22url%22%3A%22mic_scheme%3A%2F%2F' +
  'com.example.im%2Fpush%3F%5Cu0026conv%3Dp2p_1%23Intent%3BlaunchFlags%3D0x24000000%3Bend%22%7D%2C%22extra%22%3A%7B' +
  '%22callback%22%3A%22http%3A%2F%2Fcb.example.com%2Fx%22%2C%22callback.param%22%3A%22job-1%22%7D%7D';
const GO_ONE = `appId=100999&messageJson=${GO_MESSAGE}&pushIds=PIDaaa0001&sign=d31f781632c9bca1737f74d981eca087`;
const GO_TWO = `appId=100999&messageJson=${GO_MESSAGE}&pushIds=PIDaaa0001%2CPIDbbb0002&sign=0af2815841ca996dd9aa2e003582cad2`;

/** Signed by these few lines, not by the adapter. */
function signed(fields: Record<string, string>, secret = SECRET): string {
  const text = Object.keys(fields)
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join('');
  const sign = createHash('md5')
    .update(text + secret)
    .digest('hex');
  return new URLSearchParams({ ...fields, sign }).toString();
}
const message = (sections: Record<string, unknown> = {}): string =>
  JSON.stringify({
    noticeBarInfo: { title: 't', content: 'c', noticeMsgType: 1 },
    clickTypeInfo: {},
    ...sections,
  });
const push = (fields: Record<string, string> = {}): string =>
  signed({ appId: '100999', pushIds: 'P1', messageJson: message(), ...fields });
const having = (sections: Record<string, unknown>): string => push({ messageJson: message(sections) });
const bar = (fields: Record<string, unknown>): string =>
  having({ noticeBarInfo: { title: 't', content: 'c', ...fields } });

interface Answer {
  code: string;
  message: string;
  value: unknown;
  msgId?: string;
}

describe('the fake Meizu', () => {
  let fake: MeizuFake;
  let witness: MemoryWitness;
  let server: Listening;

  beforeEach(async () => {
    fake = new MeizuFake();
    witness = new MemoryWitness();
    server = await serveFakes(new FakeHost([fake], witness));
    admit({});
  });
  afterEach(() => server.close());

  const admit = (more: Record<string, unknown>) =>
    expect(fake.admit({ appId: '100999', appSecret: SECRET, ...more })).toBeUndefined();

  async function call(
    path: string,
    body: string | null,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(`${server.url}/meizu${path}`, {
      method: body === null ? 'GET' : 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    });
    expect(response.status).toBe(200);
    return (await response.json()) as Answer;
  }

  describe('takes what real clients send: ', () => {
    it.each([
      ["the Go client's push to one", PUSH, GO_ONE, ['PIDaaa0001']],
      ["the Go client's push to two", PUSH, GO_TWO, ['PIDaaa0001', 'PIDbbb0002']],
      ['a push without clicks, times and receipts', PUSH, push(), ['P1']],
      [
        'sections that are null',
        PUSH,
        having({ extra: null, pushTimeInfo: null, advanceInfo: null }),
        ['P1'],
      ],
      [
        'flags as booleans and texts, and a receipt type as text',
        PUSH,
        having({
          noticeExpandInfo: { noticeExpandType: '0', noticeExpandContent: '' },
          pushTimeInfo: { offLine: true, validTime: '24' },
          advanceInfo: {
            suspend: false,
            clearNoticeBar: '1',
            notificationType: { vibrate: true },
            notifyKey: '',
          },
          vipInfo: { subtitle: '', notGroup: 0 },
          extra: { callback: 'http://cb.example.com/x', 'callback.type': '3' },
        }),
        ['P1'],
      ],
      ['an alias', ALIAS, signed({ appId: '100999', alias: 'u1', messageJson: message() }), ['u1']],
      ['one of its packages', PUSH, push({ restrictedPackageNames: 'com.example.im' }), ['P1']],
      [
        'a hundred phones',
        PUSH,
        push({ pushIds: Array.from({ length: 100 }, (_, i) => `P${i}`).join(',') }),
        ['P99'],
      ],
    ])('%s', async (_what, path, body, targets) => {
      expect(await call(path, body)).toEqual({
        code: '200',
        message: '',
        value: {},
        redirect: '',
        msgId: expect.stringMatching(/^[0-9a-f]{32}$/),
      });
      expect(targets.flatMap((target) => fake.phones.shownOn(target))).toHaveLength(targets.length);
    });
    it('and understands the texts', async () => {
      await call(PUSH, GO_ONE, { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' });
      expect(fake.phones.shownOn('PIDaaa0001')).toEqual([
        expect.objectContaining({ title: '小红', text: '晚上 a=b&c+d%', click: 'open-app' }),
      ]);
    });
    it('a task, pushed to as many as one likes', async () => {
      const { value } = await call(TASK, signed({ appId: '100999', pushType: '0', messageJson: message() }));
      expect(value).toEqual({ taskId: 20457, pushType: 0, appId: 100999 });
      const to = (pushIds: string) => signed({ appId: '100999', taskId: '20457', pushIds });
      expect(await call(TASK_PUSH, to('P1,P2'))).toMatchObject({ code: '200', value: {} });
      expect(fake.phones.shownOn('P2')).toEqual([expect.objectContaining({ title: 't' })]);
    });
    it.each([
      [
        'statistics',
        DAILY,
        { startTime: '20261031', endTime: '20261101' },
        [expect.objectContaining({ date: '2026-10-31' }), expect.objectContaining({ date: '2026-11-01' })],
      ],
      [
        "a phone's switch",
        SWITCH,
        { pushId: 'off-1' },
        { pushId: 'off-1', barTypeSwitch: 0, directTypeSwitch: 0 },
      ],
    ])('questions after %s, by GET and by POST', async (_what, path, fields, value) => {
      const form = signed({ appId: '100999', ...fields });
      expect(await call(`${path}?${form}`, null)).toMatchObject({ code: '200', value });
      expect(await call(path, form)).toMatchObject({ code: '200', value });
    });
  });

  describe('refuses', () => {
    it.each<[string, string, string, string, Record<string, string>?]>([
      ['an app that it does not know', '110000', PUSH, push({ appId: '1' })],
      ['a push to nobody', '110004', PUSH, push({ pushIds: '' })],
      ['a push without a message', '110004', PUSH, push({ messageJson: '' })],
      ['a push without a signature', '110004', PUSH, 'appId=100999&pushIds=P1&messageJson=%7B%7D'],
      [
        'a signature by another secret',
        '1006',
        PUSH,
        signed({ appId: '100999', pushIds: 'P1', messageJson: message() }, 'x'),
      ],
      ['a field that was not signed', '1006', PUSH, `${push()}&restrictedPackageNames=com.a`],
      ['a field that was changed', '1006', PUSH, push().replace('pushIds=P1', 'pushIds=P2')],
      ['commas only', '1005', PUSH, push({ pushIds: ',' })],
      ['101 phones', '1005', PUSH, push({ pushIds: Array(101).fill('P').join(',') })],
      ['a message that is no JSON', '1005', PUSH, push({ messageJson: '{' })],
      ['a message that is a list', '1005', PUSH, push({ messageJson: '[]' })],
      ['a section that is a text', '1005', PUSH, having({ extra: '' })],
      ['no title', '1005', PUSH, bar({ title: '' })],
      ['a title of blanks', '1005', PUSH, bar({ title: '\u3000' })],
      ['a title of 33', '1005', PUSH, bar({ title: 'x'.repeat(33) })],
      ['a content of 101', '1005', PUSH, bar({ content: 'x'.repeat(101) })],
      ['a content that is a number', '1005', PUSH, bar({ content: 5 })],
      ['a third class', '1005', PUSH, bar({ noticeMsgType: 2 })],
      ['the withdrawn picture', '1005', PUSH, bar({ noticeBarType: 1 })],
      ['a long text without text', '1005', PUSH, having({ noticeExpandInfo: { noticeExpandType: 1 } })],
      ['a big picture without picture', '1005', PUSH, having({ noticeExpandInfo: { noticeExpandType: 2 } })],
      ['click 1 without an activity', '1005', PUSH, having({ clickTypeInfo: { clickType: 1 } })],
      [
        'an activity that is no class',
        '1005',
        PUSH,
        having({ clickTypeInfo: { clickType: 1, activity: 'a/.B' } }),
      ],
      ['click 2 without a url', '1005', PUSH, having({ clickTypeInfo: { clickType: 2 } })],
      [
        'a url of 1001 bytes',
        '1005',
        PUSH,
        having({ clickTypeInfo: { clickType: 2, url: 'x'.repeat(1001) } }),
      ],
      ['click 3 without its text', '1005', PUSH, having({ clickTypeInfo: { clickType: 3 } })],
      ['click 4', '1005', PUSH, having({ clickTypeInfo: { clickType: 4 } })],
      ['parameters in a text', '1005', PUSH, having({ clickTypeInfo: { parameters: '{}' } })],
      [
        'parameters nested 50,000 deep',
        '1005',
        PUSH,
        push({ messageJson: `{"clickTypeInfo":{"parameters":${'['.repeat(50_000)}${']'.repeat(50_000)}}}` }),
      ],
      ['no hour', '1005', PUSH, having({ pushTimeInfo: { offLine: 1, validTime: 0 } })],
      ['73 hours', '1005', PUSH, having({ pushTimeInfo: { validTime: 73 } })],
      ['half an hour', '1005', PUSH, having({ pushTimeInfo: { validTime: 0.5 } })],
      ['a timed start', '1005', PUSH, having({ pushTimeInfo: { pushTimeType: 1 } })],
      ['a flag of 2', '1005', PUSH, having({ advanceInfo: { suspend: 2 } })],
      ['a sound by name', '1005', PUSH, having({ advanceInfo: { notificationType: { sound: 'ping' } } })],
      ['a key of nine', '1005', PUSH, having({ advanceInfo: { notifyKey: '123456789' } })],
      ['a key with a dot', '1005', PUSH, having({ advanceInfo: { notifyKey: 'a.b' } })],
      ['a callback that is no URL', '1005', PUSH, having({ extra: { callback: 'x' } })],
      [
        'a callback of 129 bytes',
        '1005',
        PUSH,
        having({ extra: { callback: `http://x/${'x'.repeat(120)}` } }),
      ],
      [
        'a parameter of 65 bytes',
        '1005',
        PUSH,
        having({ extra: { callback: 'http://x/', 'callback.param': 'x'.repeat(65) } }),
      ],
      ['a receipt type of 4', '1005', PUSH, having({ extra: { callback: 'http://x/', 'callback.type': 4 } })],
      ['a broken escape', '1005', PUSH, `${push()}&x=%zz`],
      ['bytes that are not UTF-8', '1005', PUSH, `${push()}&x=%c3%28`],
      ['JSON where a form belongs', '1005', PUSH, '{}', { 'content-type': 'application/json' }],
      ['pass-through', '110053', `${PREFIX}/push/unvarnished/pushByPushId`, push()],
      [
        'a pass-through task',
        '110053',
        TASK,
        signed({ appId: '100999', pushType: '1', messageJson: message() }),
      ],
      [
        'a task that nobody made',
        '110032',
        TASK_PUSH,
        signed({ appId: '100999', taskId: '1', pushIds: 'P1' }),
      ],
      [
        'statistics of two months',
        '500',
        DAILY,
        signed({ appId: '100999', startTime: '20260901', endTime: '20261101' }),
      ],
      [
        'statistics backwards',
        '500',
        DAILY,
        signed({ appId: '100999', startTime: '20261102', endTime: '20261101' }),
      ],
      [
        'statistics of no day',
        '1005',
        DAILY,
        signed({ appId: '100999', startTime: 'today', endTime: '20261101' }),
      ],
      ['the switch of a phone that is gone', '110002', SWITCH, signed({ appId: '100999', pushId: 'dead-1' })],
    ])('%s', async (_what, code, path, body, headers = {}) => {
      expect(await call(path, body, headers)).toMatchObject({ code, value: '' });
      expect(fake.phones.count()).toMatchObject({ phones: 0 });
    });
    it.each([
      ['a path that Meizu does not have', 'POST', `${PREFIX}/push/pushByPushId`],
      ['a path outside', 'POST', '/push/varnished/pushByPushId'],
      ['a push by GET', 'GET', `${PUSH}?${push()}`],
    ])('%s as a front end does', async (_what, method, path) => {
      const response = await fetch(`${server.url}/meizu${path}`, {
        method,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        ...(method === 'POST' && { body: push() }),
      });
      expect(response.status).toBe(404);
    });
    it.each<[string, string, Record<string, unknown>, string]>([
      ['a blacklisted app', '110009', { enabled: false }, push()],
      [
        "somebody else's package",
        '110031',
        { packageNames: ['com.a'] },
        push({ restrictedPackageNames: 'com.b' }),
      ],
      [
        'a callback that is not registered',
        '1005',
        { callbacks: ['http://cb.example.com/y'] },
        having({ extra: { callback: 'http://cb.example.com/x' } }),
      ],
      ['more phones than a day has', '110019', { pushesPerDay: 1 }, push({ pushIds: 'P1,P2' })],
    ])('%s', async (_what, code, tenant, body) => {
      admit(tenant);
      expect(await call(PUSH, body)).toMatchObject({ code, value: '' });
    });
    it('a tenant that cannot be one', () => {
      expect(fake.admit({ appId: 'x', appSecret: SECRET })).toMatch(/\/appId/);
    });
    it('requests over the rate, and none a second later', () => {
      admit({ requestsPerSecond: 2 });
      const read = () =>
        fake.read({
          method: 'POST',
          path: PUSH,
          query: '',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: Buffer.from(push()),
          atMs: 0,
        });
      const codes = [0, 0, 0, 1_000].map((atMs) => fake.answer(read(), 1_790_000_000_000 + atMs).code);
      expect(codes).toEqual(['200', '200', '110010', '200']);
    });
    it("tasks of somebody else's app", async () => {
      fake.admit({ appId: '5', appSecret: SECRET });
      await call(TASK, signed({ appId: '100999', pushType: '0', messageJson: message() }));
      expect(await call(TASK_PUSH, signed({ appId: '5', taskId: '20457', pushIds: 'P1' }))).toMatchObject({
        code: '110032',
      });
    });
  });

  it('names phones that it does not reach, by code, and rings the others', async () => {
    const pushIds = 'P1,dead-1,unknown-1,off-1,dead-2,code501-1';
    expect((await call(PUSH, push({ pushIds }))).value).toEqual({
      '501': ['code501-1'],
      '110002': ['dead-1', 'dead-2'],
      '110003': ['unknown-1'],
      '110010': ['off-1'],
    });
    expect(Object.keys(fake.phones.all())).toEqual(['P1']);
    const alias = signed({ appId: '100999', alias: 'u1,off-1', messageJson: message() });
    expect((await call(ALIAS, alias)).value).toEqual({ '110005': ['off-1'] });
  });
  it('folds the sixth push in a minute to a phone', async () => {
    const codes: string[] = [];
    for (let i = 0; i < 6; i++) codes.push(...Object.keys((await call(PUSH, push())).value as object));
    expect(codes).toEqual(['520']);
    fake.forget();
    expect((await call(PUSH, push())).value).toEqual({});
  });
  it('shows a phone three public messages a day, and any number of private ones', async () => {
    admit({ perPhoneAndMinute: 100 });
    const codes: string[] = [];
    for (let i = 0; i < 4; i++)
      codes.push(...Object.keys((await call(PUSH, bar({ noticeMsgType: 0 }))).value as object));
    expect(codes).toEqual(['110011']);
    expect((await call(PUSH, push())).value).toEqual({});
  });

  describe('has phones that', () => {
    it('replace what came under the same key, and alert again', async () => {
      const keyed = (content: string) =>
        having({ noticeBarInfo: { title: 't', content }, advanceInfo: { notifyKey: 'k' } });
      await call(PUSH, keyed('one'));
      await call(PUSH, keyed('two'));
      expect(fake.phones.shownOn('P1')).toEqual([expect.objectContaining({ text: 'two', rings: 2 })]);
    });
    it('show each message without a key', async () => {
      await call(PUSH, push());
      await call(PUSH, push());
      expect(fake.phones.shownOn('P1')).toHaveLength(2);
    });
    it.each<[string, object, object]>([
      [
        'an activity with parameters',
        { clickType: 1, activity: 'a.B', parameters: { ext: 'e' } },
        { click: 'a.B', ext: 'e' },
      ],
      [
        'an intent URI with an extra',
        { clickType: '2', url: 'intent://x#Intent;S.ext=a%20b;end' },
        { click: 'intent://x#Intent;S.ext=a%20b;end', ext: 'a b' },
      ],
      ['text for the client', { clickType: 3, customAttribute: 'c' }, { click: 'c' }],
    ])('open %s', async (_what, clickTypeInfo, shown) => {
      await call(PUSH, having({ clickTypeInfo }));
      expect(fake.phones.shownOn('P1')).toEqual([expect.objectContaining(shown)]);
    });
  });

  it('keeps a record of who asked for what, without the secret', async () => {
    await call(PUSH, having({ advanceInfo: { notifyKey: 'k' }, pushTimeInfo: { offLine: 1, validTime: 2 } }));
    await call(PUSH, having({ pushTimeInfo: { offLine: 0 } }));
    await call(PUSH, push({ messageJson: '{' }));
    expect(witness.calls).toMatchObject([
      {
        path: PUSH,
        targets: 1,
        messages: [{ tokens: ['P1'], ids: { notifyKey: 'k' }, ttlMs: 7_200_000 }],
        code: '200',
        accepted: 1,
      },
      { messages: [{ ids: {}, ttlMs: 0 }] },
      { messages: [{ tokens: ['P1'] }], code: '1005', accepted: 0 },
    ]);
    expect(JSON.stringify(witness.records)).not.toContain(SECRET);
    const [one, two] = witness.calls;
    expect(two!.credential).toBe(one!.credential);
  });
});
