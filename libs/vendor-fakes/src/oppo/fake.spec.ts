// The fake is as strict as OPPO, and as lenient as real clients need it: the requests below were sent by a client that is not ours.
import { createHash } from 'node:crypto';
import { FakeHost } from '../host/host';
import { type Listening, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import { vendorNamed } from '@offline-push/vendors/send';
import { OppoFake } from './fake';
import type { OppoTenant } from './fake-tenant';

const NOTIFICATION = `/server/v1/message/notification`;
const AUTH = `/server/v1/auth`;
const UNICAST = `${NOTIFICATION}/unicast`;
const BATCH = `${NOTIFICATION}/unicast_batch`;
const SAVE = `${NOTIFICATION}/save_message_content`;
const BROADCAST = `${NOTIFICATION}/broadcast`;
const INVALID_IDS = `/server/v1/feedback/fetch_invalid_regidList`;
const HEX = '0123456789abcdef0123456789abcdef';
const DAY_MS = 86_400_000;

/** One message of the vendor's JAVA_SDK_V1.0.0, as it sent it. */
const SDK_MESSAGE =
  '%7B%22notification%22%3A%7B%22title%22%3A%22Li+Lei%22%2C%22content%22%3A%22See+you+%26+bye+100%25%2B%E4%B8%AD%E6%96%87%22' +
  '%2C%22call_back_parameter%22%3A%22job-1%22%2C%22action_parameters%22%3A%22%7B%5C%22ext%5C%22%3A%5C%22x%5C%22%7D%22' +
  '%2C%22push_time_type%22%3A0%2C%22click_action_type%22%3A5%2C%22click_action_url%22%3A%22app%3A%2F%2Fchat%2Fc1%3Fa%3D1%22' +
  '%2C%22channel_id%22%3A%22im_msg%22%2C%22app_message_id%22%3A%22m-1001%22%2C%22off_line%22%3Atrue' +
  '%2C%22off_line_ttl%22%3A86400%2C%22call_back_url%22%3A%22http%3A%2F%2Fcb.example.com%2Foppo%22%7D' +
  '%2C%22target_value%22%3A%22CN_0123456789abcdef0123456789abcdef%22%2C%22target_type%22%3A2%7D';
const SDK_SAVE =
  'title=Li+Lei&content=See+you+%26+bye+100%25%2B%E4%B8%AD%E6%96%87&call_back_parameter=job-1' +
  '&action_parameters=%7B%22ext%22%3A%22x%22%7D&push_time_type=0&click_action_type=5&sdk_version=JAVA_SDK_V1.0.0' +
  '&click_action_url=app%3A%2F%2Fchat%2Fc1%3Fa%3D1&channel_id=im_msg&app_message_id=m-1001&off_line=true' +
  '&off_line_ttl=86400&call_back_url=http%3A%2F%2Fcb.example.com%2Foppo';

const APP = { appKey: 'demoAppKey0001', masterSecret: 'demoMasterSecret0001', appId: '3000001' };
const signOf = (timestamp: number | string, secret = APP.masterSecret) =>
  createHash('sha256').update(`${APP.appKey}${timestamp}${secret}`).digest('hex');

describe('the fake OPPO', () => {
  let fake: OppoFake;
  let witness: MemoryWitness;
  let server: Listening;
  let token: string;

  beforeEach(async () => {
    fake = new OppoFake();
    witness = new MemoryWitness();
    server = await serveFakes(new FakeHost([fake], witness));
    admit({});
    token = fake.tokens.issue(APP.appKey, Date.now());
  });
  afterEach(() => server.close());

  const admit = (more: Partial<OppoTenant>) => expect(fake.admit({ ...APP, ...more })).toBeUndefined();

  interface Answer {
    code: number;
    message: string;
    data?: Record<string, unknown> & { errorCode?: number }[];
  }
  async function call(
    path: string,
    body: string | null,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(`${server.url}/oppo${path}`, {
      method: body === null ? 'GET' : 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8', ...headers },
      body,
    });
    expect(response.status).toBe(200);
    return (await response.json()) as Answer;
  }
  const form = (fields: Record<string, string>) =>
    new URLSearchParams({ auth_token: token, ...fields }).toString();
  const message = (notification: Record<string, unknown> = {}, more: Record<string, unknown> = {}) => ({
    target_type: 2,
    target_value: `CN_${HEX}`,
    notification: { title: 't', content: 'c', ...notification },
    ...more,
  });
  const unicast = (...asked: Parameters<typeof message>) =>
    form({ message: JSON.stringify(message(...asked)) });
  const batch = (...messages: unknown[]) => form({ messages: JSON.stringify(messages) });
  const to = (target_value: string, notification: Record<string, unknown> = {}) =>
    message(notification, { target_value });
  const save = (fields: Record<string, string> = {}) => form({ title: 't', content: 'c', ...fields });
  const list = (message_id: unknown, ...ids: string[]) =>
    form({ message_id: String(message_id), target_type: '2', target_value: ids.join(';') });

  describe('takes what the vendor’s own client sends', () => {
    it('to log in', async () => {
      const timestamp = Date.now();
      const body = `sign=${signOf(timestamp)}&sdk_version=JAVA_SDK_V1.0.0&app_key=${APP.appKey}&timestamp=${timestamp}`;
      for (let i = 0; i < 2; i++) {
        expect(await call(AUTH, body)).toMatchObject({
          code: 0,
          data: { auth_token: expect.stringMatching(/^[0-9a-f]{24}$/), create_time: expect.any(Number) },
        });
      }
    });
    it('to one phone', async () => {
      const answer = await call(
        UNICAST,
        `sdk_version=JAVA_SDK_V1.0.0&auth_token=${token}&message=${SDK_MESSAGE}`,
      );
      expect(answer).toMatchObject({ code: 0, data: { messageId: expect.stringMatching(/^3000001-1-1-/) } });
      expect(fake.phones.shownOn(`CN_${HEX}`)).toEqual([
        expect.objectContaining({
          title: 'Li Lei',
          text: 'See you & bye 100%+中文',
          ext: '{"ext":"x"}',
          click: 'app://chat/c1?a=1',
        }),
      ]);
    });
    it('to two phones in one call', async () => {
      const other = SDK_MESSAGE.replace('CN_0', 'CN_1');
      const answer = await call(
        BATCH,
        `sdk_version=JAVA_SDK_V1.0.0&messages=%5B${SDK_MESSAGE}%2C${other}%5D&auth_token=${token}`,
      );
      expect(answer.data).toEqual([
        { messageId: expect.any(String), registrationId: `CN_${HEX}` },
        { messageId: expect.any(String), registrationId: `CN_1${HEX.slice(1)}` },
      ]);
      expect(fake.phones.count()).toMatchObject({ phones: 2, shown: 2 });
    });
    it('to a list, after saving', async () => {
      const saved = await call(SAVE, `${SDK_SAVE}&auth_token=${token}`);
      expect(saved).toMatchObject({ code: 0, data: { message_id: expect.stringMatching(/^[0-9a-f]{24}$/) } });
      const { message_id } = saved.data as unknown as Record<string, string>;
      const body = `target_value=CN_${HEX}%3BCN_1${HEX.slice(1)}&target_type=2&sdk_version=JAVA_SDK_V1.0.0&message_id=${message_id}&auth_token=${token}`;
      expect(await call(BROADCAST, body)).toMatchObject({
        code: 0,
        data: { message_id, task_id: expect.any(String) },
      });
      expect(fake.phones.count()).toMatchObject({ phones: 2, shown: 2 });
    });
  });

  it.each<[string, (body: string) => [string, string, Record<string, string>]]>([
    ['body', (body) => [UNICAST, body, {}]],
    ['header', (body) => [UNICAST, body.replace(/auth_token=\w+&/, ''), { auth_token: 'T' }]],
    ['query', (body) => [`${UNICAST}?auth_token=T`, body.replace(/auth_token=\w+&/, ''), {}]],
  ])('takes an access token from the %s', async (_where, asked) => {
    const [path, body, headers] = asked(unicast());
    const own = Object.fromEntries(Object.entries(headers).map(([name]) => [name, token]));
    expect(await call(path.replace('=T', `=${token}`), body, own)).toMatchObject({ code: 0 });
  });
  it('takes numbers and booleans as text, and fields that it does not know', async () => {
    const words = {
      click_action_type: '0',
      off_line: 'true',
      off_line_ttl: '60',
      notify_id: '7',
      new_field: [1],
    };
    expect(await call(UNICAST, unicast(words, { target_type: '2' }))).toMatchObject({ code: 0 });
  });

  describe('refuses a login', () => {
    const login = (fields: Record<string, string>) => {
      const timestamp = String(Date.now());
      return new URLSearchParams({
        app_key: APP.appKey,
        timestamp,
        sign: signOf(timestamp),
        ...fields,
      }).toString();
    };
    const late = String(Date.now() - 601_000);
    it.each<[string, number, Record<string, string>]>([
      ['without an AppKey', 15, { app_key: '' }],
      ['of an unknown AppKey', 14, { app_key: 'other' }],
      ['without a time', 18, { timestamp: '' }],
      ['at a time in seconds', 19, { timestamp: String(Date.now()).slice(0, 10) }],
      ['at a time in words', 19, { timestamp: 'now' }],
      ['eleven minutes late', 19, { timestamp: late, sign: signOf(late) }],
      ['without a signature', 17, { sign: '' }],
      ['signed for another time', 16, { sign: signOf('1700000000000') }],
      ['signed in capitals', 16, { sign: signOf('1').toUpperCase() }],
    ])('%s', async (_what, code, fields) => {
      expect(await call(AUTH, login(fields))).toMatchObject({ code, message: expect.any(String) });
      expect(fake.tokens.issued).toBe(1);
    });
    it('that is signed with the AppSecret', async () => {
      const timestamp = String(Date.now());
      expect(
        await call(AUTH, login({ timestamp, sign: signOf(timestamp, 'demoAppSecret0001') })),
      ).toMatchObject({
        code: 16,
        message: 'Invalid Signature',
      });
    });
  });

  describe('refuses', () => {
    it.each<[string, number, string, () => string | null, Record<string, string>?]>([
      ['another method', 12, UNICAST, () => null],
      ['another address', 20, `${NOTIFICATION}/revoke`, () => unicast()],
      ['JSON where a form belongs', 25, UNICAST, () => '{}', { 'content-type': 'application/json' }],
      ['bytes that are not UTF-8', 25, UNICAST, () => `${unicast()}&x=%c3%28`],
      ['a broken escape', 25, UNICAST, () => `${unicast()}&x=%zz`],
      ['no access token', 29, UNICAST, () => `message=${SDK_MESSAGE}`],
      ['an unknown access token', 11, UNICAST, () => `auth_token=x&message=${SDK_MESSAGE}`],
      ['no message', 40, UNICAST, () => form({})],
      ['a message that is no JSON', 41, UNICAST, () => form({ message: '{"a":' })],
      ['a message without a notification', 41, UNICAST, () => form({ message: '{"target_type":2}' })],
      ['no target', 40, UNICAST, () => unicast({}, { target_value: '' })],
      ['a target of everybody', 41, UNICAST, () => unicast({}, { target_type: 1 })],
      ['no title', 40, UNICAST, () => unicast({ title: '' })],
      ['no content', 40, UNICAST, () => unicast({ content: undefined })],
      ['a title of 51', 41, UNICAST, () => unicast({ title: 'x'.repeat(51) })],
      ['a content of 201', 41, UNICAST, () => unicast({ content: 'x'.repeat(201) })],
      ['a subtitle of 11', 41, UNICAST, () => unicast({ sub_title: 'x'.repeat(11) })],
      ['a style of 5', 41, UNICAST, () => unicast({ style: 5 })],
      ['a big picture for one phone', 41, UNICAST, () => unicast({ style: 3, big_picture_id: 'p' })],
      ['a click of 3', 41, UNICAST, () => unicast({ click_action_type: 3 })],
      ['a page without its name', 41, UNICAST, () => unicast({ click_action_type: 4 })],
      ['a web page without its address', 41, UNICAST, () => unicast({ click_action_type: 2 })],
      [
        'an address of 2001',
        41,
        UNICAST,
        () => unicast({ click_action_type: 5, click_action_url: 'x'.repeat(2001) }),
      ],
      ['parameters that are no JSON', 41, UNICAST, () => unicast({ action_parameters: 'x' })],
      ['parameters that are a list', 41, UNICAST, () => unicast({ action_parameters: '[]' })],
      ['parameters that are no text', 41, UNICAST, () => unicast({ action_parameters: { a: 'b' } })],
      [
        'parameters of 4001',
        41,
        UNICAST,
        () => unicast({ action_parameters: `{"a":"${'x'.repeat(3_993)}"}` }),
      ],
      ['a lifetime in words', 41, UNICAST, () => unicast({ off_line_ttl: 'long' })],
      ['a lifetime below zero', 41, UNICAST, () => unicast({ off_line_ttl: -1 })],
      ['a notify id in words', 41, UNICAST, () => unicast({ notify_id: 'one' })],
      ['off_line in words', 41, UNICAST, () => unicast({ off_line: 'yes' })],
      ['a callback that is no address', 41, UNICAST, () => unicast({ call_back_url: 'x' })],
      ['a callback of 201', 41, UNICAST, () => unicast({ call_back_url: `http://x/${'x'.repeat(192)}` })],
      ['a callback parameter of 101', 41, UNICAST, () => unicast({ call_back_parameter: 'x'.repeat(101) })],
      ['a timed push to one phone', 41, UNICAST, () => unicast({ push_time_type: 1 })],
      ['a badge operation of 2', 41, UNICAST, () => unicast({ badge_operation_type: 2 })],
      ['a category in lower case', 67, UNICAST, () => unicast({ category: 'im' })],
      ['a level without a category', 67, UNICAST, () => unicast({ notify_level: 2 })],
      ['a level that was not granted', 67, UNICAST, () => unicast({ category: 'IM', notify_level: 16 })],
      ['template texts that are none', 41, UNICAST, () => unicast({ private_title_parameters: { a: 1 } })],
      ['a malformed registration ID', 10000, UNICAST, () => unicast({}, { target_value: 'CN_short' })],
      ['no messages', 40, BATCH, () => form({})],
      ['messages that are no list', 41, BATCH, () => form({ messages: '{}' })],
      ['an empty list', 41, BATCH, () => batch()],
      ['1,001 messages', 41, BATCH, () => batch(...Array<unknown>(1001).fill(message()))],
      ['a list with something else in it', 41, BATCH, () => batch(message(), 5)],
      ['a notification without a title to save', 40, SAVE, () => save({ title: '' })],
      ['a big picture without its picture', 40, SAVE, () => save({ style: '3' })],
      ['a list for an unknown notification', 31, BROADCAST, () => list('nobody', HEX)],
      ['a list without a notification', 40, BROADCAST, () => list('', HEX)],
      ['a list of nobody', 31, BROADCAST, () => list('x')],
      [
        'a list of nobody',
        41,
        BROADCAST,
        () => form({ message_id: 'x', target_type: '7', target_value: 'a' }),
      ],
      ['1,001 phones', 41, BROADCAST, () => list('x', ...Array<string>(1001).fill(HEX))],
    ])('%s with %i', async (_what, code, path, body, headers = {}) => {
      expect(await call(path, body(), headers)).toMatchObject({ code, message: expect.stringMatching(/\S/) });
      expect(fake.phones.count().shown).toBe(0);
    });
    it.each<[string, number, Partial<OppoTenant>, Record<string, unknown>]>([
      ['a disabled app', 28, { isDisabled: true }, {}],
      ['an app without the permission', 30, { mayPush: false }, {}],
      ['a blacklisted address', 26, { isBlacklisted: true }, {}],
      ['a category that was not granted', 67, { categories: ['ORDER'] }, { category: 'IM' }],
      ['a chat without a template', 54, { needsTemplate: true }, { category: 'IM' }],
      [
        'vendors 3.1: a template without a value for each of its variables',
        41,
        { templates: { T1: { title: ['who'], content: ['what'] } } },
        {
          category: 'IM',
          private_msg_template_id: 'T1',
          private_title_parameters: { who: 'a' },
          private_content_parameters: { other: 'b' },
        },
      ],
      ['an unknown template', 41, { templates: ['T1'] }, { category: 'IM', private_msg_template_id: 'T2' }],
      ['marketing beyond the day', 33, { marketingPerDay: 0 }, { category: 'NEWS' }],
      ['what has no class beyond the day of marketing', 33, { marketingPerDay: 0 }, {}],
    ])('%s with %i', async (_what, code, tenant, notification) => {
      admit(tenant);
      expect(await call(UNICAST, unicast(notification))).toMatchObject({ code });
      expect(fake.phones.count().shown).toBe(0);
    });
    it('more users a second than the tier allows, however they are packed', async () => {
      admit({ usersPerSecond: 2 });
      expect(await call(BATCH, batch(to('ok-1'), to('ok-2'), to('ok-3')))).toMatchObject({ code: 13 });
      expect(await call(BATCH, batch(to('ok-1'), to('ok-2')))).toMatchObject({ code: 0 });
      expect(await call(UNICAST, unicast())).toMatchObject({ code: 13 });
    });
    it('an access token after a day', () => {
      const born = Date.now();
      const old = fake.tokens.issue(APP.appKey, born);
      expect(fake.tokens.appKeyOf(old, born + DAY_MS - 1)).toBe(APP.appKey);
      expect(fake.tokens.appKeyOf(old, born + DAY_MS)).toBeUndefined();
    });
    it('notifications beyond those that may be saved in a day', async () => {
      admit({ savedPerDay: 1 });
      expect(await call(SAVE, save())).toMatchObject({ code: 0 });
      expect(await call(SAVE, save())).toMatchObject({ code: 42 });
    });
    it("somebody else's saved notification", async () => {
      const { data } = await call(SAVE, save());
      fake.admit({ ...APP, appKey: 'otherKey' });
      token = fake.tokens.issue('otherKey', Date.now());
      const { message_id } = data as unknown as Record<string, string>;
      expect(await call(BROADCAST, list(message_id, HEX))).toMatchObject({ code: 31 });
    });
  });

  it.each([
    HEX,
    HEX.toUpperCase(),
    `CN_${HEX}`,
    `OPPO_CN_${HEX}`,
    `EUEX_${HEX}`,
    HEX.slice(8),
    'ok-bobs-phone',
    'ok-bobs_phone',
  ])('knows the registration ID %s', async (id) =>
    expect(await call(UNICAST, unicast({}, { target_value: id }))).toMatchObject({ code: 0 }),
  );
  it.each([
    HEX.slice(1),
    `C_${HEX}`,
    `cn_${HEX}`,
    'words',
    `${HEX},${HEX}`,
    'malformed-1',
    `malformed_CN_${HEX}`,
    'dead-1',
    `dead_CN_${HEX}`,
  ])('vendors 2.4: does not know the registration ID %s, and says so at once', async (id) =>
    expect(await call(UNICAST, unicast({}, { target_value: id }))).toMatchObject({ code: 10000 }),
  );
  it('takes 50 emoji for a title, as every character counts one', async () => {
    expect(await call(UNICAST, unicast({ title: '🎉'.repeat(50) }))).toMatchObject({ code: 0 });
  });
  it('shows as much of a text as its style has room for', async () => {
    await call(UNICAST, unicast({ content: 'x'.repeat(200), notify_id: 1 }));
    await call(UNICAST, unicast({ content: 'x'.repeat(200), notify_id: 2, style: 2 }));
    expect(fake.phones.shownOn(`CN_${HEX}`).map(({ text }) => text.length)).toEqual([50, 128]);
  });
  it('answers a batch message by message', async () => {
    const { code, data } = await call(BATCH, batch(to('ok-1'), to('dead-1'), to('ok-2', { title: '' })));
    expect(code).toBe(0);
    expect(data).toMatchObject([
      { registrationId: 'ok-1' },
      { registrationId: 'dead-1', errorCode: 10000, errorMessage: expect.any(String) },
      { registrationId: 'ok-2', errorCode: 40 },
    ]);
    expect(fake.phones.count()).toMatchObject({ shown: 1 });
  });
  it('names the malformed IDs of a list, and a list with commas is one', async () => {
    const saved = await call(SAVE, save());
    const { message_id } = saved.data as unknown as Record<string, string>;
    const wrong = `${HEX},${HEX}`;
    expect(await call(BROADCAST, list(message_id, 'ok-1', 'dead-1', wrong))).toMatchObject({
      code: 0,
      data: { '10000': ['dead-1', wrong] },
    });
    expect(fake.phones.count()).toMatchObject({ shown: 1 });
  });
  it('wants a list to name somebody, unless it is for everybody', async () => {
    const { data } = await call(SAVE, save());
    const { message_id = '' } = data as unknown as Record<string, string>;
    expect(await call(BROADCAST, form({ message_id, target_type: '2' }))).toMatchObject({ code: 40 });
    expect(await call(BROADCAST, form({ message_id, target_type: '1' }))).toMatchObject({ code: 0 });
  });
  it('stores a notification with the same id once', async () => {
    const ids = [];
    for (const app_message_id of ['m1', 'm1', 'm2']) {
      const { data } = await call(SAVE, save({ app_message_id }));
      ids.push((data as unknown as Record<string, string>)['message_id']);
    }
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  describe('sends to a phone', () => {
    it('the same message id once, whatever call it comes in', async () => {
      await call(UNICAST, unicast({ app_message_id: 'm1' }));
      expect(await call(BATCH, batch(message({ app_message_id: 'm1', title: 'again' })))).toMatchObject({
        code: 0,
      });
      expect(fake.phones.shownOn(`CN_${HEX}`)).toEqual([expect.objectContaining({ title: 't', rings: 1 })]);
    });
    it('the same message id once for each phone', async () => {
      await call(BATCH, batch(to('ok-1', { app_message_id: 'm1' }), to('ok-2', { app_message_id: 'm1' })));
      expect(fake.phones.count()).toMatchObject({ phones: 2, shown: 2 });
    });
    it('a message without an id as often as it comes, in place of the one with its notify id', async () => {
      for (const title of ['one', 'two']) await call(UNICAST, unicast({ notify_id: 5, title }));
      expect(fake.phones.shownOn(`CN_${HEX}`)).toEqual([expect.objectContaining({ title: 'two', rings: 2 })]);
    });
    it('nothing through a channel that was not registered, and tells nobody', async () => {
      admit({ channels: ['chat'] });
      expect(await call(UNICAST, unicast({ channel_id: 'other' }))).toMatchObject({ code: 0 });
      expect(fake.phones.count().shown).toBe(0);
      await call(UNICAST, unicast({ channel_id: 'chat' }));
      expect(fake.phones.count().shown).toBe(1);
    });
    it('two marketing messages a day, and chats without end', async () => {
      for (let i = 0; i < 3; i++) await call(UNICAST, unicast({ category: 'NEWS', notify_id: i }));
      for (let i = 0; i < 3; i++) await call(UNICAST, unicast({ category: 'IM', notify_id: 10 + i }));
      expect(fake.phones.shownOn(`CN_${HEX}`)).toHaveLength(5);
    });
  });

  describe('tells later', () => {
    const asks = { call_back_url: 'http://cb.example.com/oppo', call_back_parameter: 'job-1' };
    const known = { credential: APP, settings: { appId: APP.appId, click: { action: 'open-app' } } } as const;
    const heard = () => {
      const callback = fake.nextCallback();
      if (callback === undefined) return undefined;
      const request = { headers: {}, query: '', body: Buffer.from(callback.body) };
      return vendorNamed('oppo')!.receipts!.read(request, known, Date.now() + 1);
    };

    it('that pushes arrived, two events at a time, so that our reader understands', async () => {
      for (const id of ['ok-1', 'ok-2', 'ok-3'])
        await call(UNICAST, form({ message: JSON.stringify(to(id, asks)) }));
      const receipt = (token: string) =>
        expect.objectContaining({ event: 'arrived', token, correlation: 'job-1' });
      expect(heard()).toEqual({ ok: true, receipts: [receipt('ok-1'), receipt('ok-2')] });
      expect(heard()).toEqual({ ok: true, receipts: [receipt('ok-3')] });
      expect(heard()).toBeUndefined();
    });
    it('that an app was uninstalled, although it took the push', async () => {
      const gone = `gone_CN_${HEX}`;
      expect(await call(UNICAST, form({ message: JSON.stringify(to(gone, asks)) }))).toMatchObject({
        code: 0,
      });
      expect(fake.phones.count().shown).toBe(0);
      expect(heard()).toMatchObject({ ok: true, receipts: [{ event: 'token-dead', token: gone }] });
      expect(await call(`${INVALID_IDS}?auth_token=${token}`, null)).toMatchObject({
        code: 0,
        data: { registration_ids: [gone], totalCount: 1 },
      });
    });
    it('that a phone has had its marketing of the day', async () => {
      admit({ marketingPerPhone: 0 });
      await call(UNICAST, unicast({ ...asks, category: 'NEWS' }));
      expect(JSON.parse(fake.nextCallback()!.body)).toMatchObject([{ eventType: 'user_daily_limit' }]);
    });
    it('nothing to those who did not ask', async () => {
      await call(UNICAST, unicast());
      expect(fake.nextCallback()).toBeUndefined();
    });
  });

  it('keeps a record of who asked for what, without a secret, and not of logins', async () => {
    const timestamp = Date.now();
    await call(AUTH, `app_key=${APP.appKey}&timestamp=${timestamp}&sign=${signOf(timestamp)}`);
    await call(UNICAST, unicast({ app_message_id: 'm1', notify_id: 7, off_line_ttl: 60 }));
    expect(witness.calls).toEqual([
      expect.objectContaining({
        n: 1,
        vendor: 'oppo',
        path: UNICAST,
        credential: expect.stringMatching(/^[0-9a-f]{16}$/),
        targets: 1,
        messages: [
          {
            tokens: [`CN_${HEX}`],
            ids: { appMessageId: 'm1', notifyId: '7' },
            ttlMs: 60_000,
            contentHash: expect.stringMatching(/^[A-Za-z0-9_-]{22}$/),
          },
        ],
        code: '0',
        accepted: 1,
      }),
    ]);
    expect(JSON.stringify(witness.records)).not.toContain(token);
  });
  it.each([
    ['an hour if nothing is said', {}, 3_600_000],
    ['ten days at most', { off_line_ttl: 5_000_000 }, 864_000_000],
    ['no time for phones online only', { off_line: false, off_line_ttl: 60 }, 0],
  ])('records a life of %s', async (_what, notification, ttlMs) => {
    await call(UNICAST, unicast(notification));
    expect(witness.calls[0]!.messages[0]!.ttlMs).toBe(ttlMs);
  });
  it('misbehaves for a registration ID in the vendor’s own form as for any other', async () => {
    expect(await call(UNICAST, unicast({}, { target_value: `busy_CN_${HEX}` }))).toMatchObject({ code: 13 });
    await expect(call(UNICAST, unicast({}, { target_value: `close_CN_${HEX}` }))).rejects.toThrow();
    expect(fake.phones.shownOn(`close_CN_${HEX}`)).toHaveLength(1);
  });
  it('forgets all but its customers and their access tokens', async () => {
    admit({ marketingPerDay: 1 });
    const { data } = await call(SAVE, save());
    await call(UNICAST, unicast({ app_message_id: 'm1' }));
    fake.forget();
    const { message_id } = data as unknown as Record<string, string>;
    expect(fake.phones.count().shown).toBe(0);
    expect(await call(BROADCAST, list(message_id, HEX))).toMatchObject({ code: 31 });
    expect(await call(UNICAST, unicast({ app_message_id: 'm1' }))).toMatchObject({ code: 0 });
    expect(fake.phones.count().shown).toBe(1);
  });
  it.each([{}, { appKey: 'a' }, { ...APP, noSuchField: 1 }, 5])('does not admit %j', (tenant) => {
    expect(fake.admit(tenant)).toMatch(/\w/);
  });
});
