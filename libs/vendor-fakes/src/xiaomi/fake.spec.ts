// The fake is as strict as Xiaomi, and as lenient as real clients need it: the requests below were sent by clients that are not ours.
import { FakeHost } from '../host/host';
import { type Listening, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import { XiaomiFake } from './fake';

/** Bodies of the vendor's JAVA_SDK_V2.2.20, as it sent them. */
const REST =
  '&restricted_package_name=com.example.im&time_to_live=86400000&payload=%7B%22conv%22%3A%22p2p_1%22%7D' +
  '&title=%E5%B0%8F%E7%BA%A2&description=%E6%99%9A%E4%B8%8A+a%3Db%26c%2Bd%25&notify_type=-1&pass_through=0' +
  '&notify_id=10086&extra.notify_effect=1&extra.channel_id=104551&extra.callback=http%3A%2F%2Fcb.example.com%2Fmi' +
  '&extra.callback.param=job-1&extra.callback.type=19';
const SDK_MESSAGE =
  '%7B%22notify_type%22%3A-1%2C%22payload%22%3A%22%7B%5C%22conv%5C%22%3A%5C%22p2p_1%5C%22%7D%22' +
  '%2C%22time_to_live%22%3A86400000%2C%22pass_through%22%3A0%2C%22extra%22%3A%7B%22callback.type%22%3A%2219%22' +
  '%2C%22callback%22%3A%22http%3A%5C%2F%5C%2Fcb.example.com%5C%2Fmi%22%2C%22notify_effect%22%3A%221%22' +
  '%2C%22channel_id%22%3A%22104551%22%2C%22callback.param%22%3A%22job-1%22%7D' +
  '%2C%22description%22%3A%22%E6%99%9A%E4%B8%8A+a%3Db%26c%2Bd%25%22' +
  '%2C%22restricted_package_name%22%3A%22com.example.im%22%2C%22title%22%3A%22%E5%B0%8F%E7%BA%A2%22' +
  '%2C%22notify_id%22%3A10086%7D';
const sdkEntry = (token: string) => `%7B%22message%22%3A${SDK_MESSAGE}%2C%22target%22%3A%22${token}%22%7D`;

const SECRET = 'SECRET';
const LIST = '/v3/message/regid';
const MULTI = '/v2/multi_messages/regids';
const usual = {
  registration_id: 'R1',
  restricted_package_name: 'com.example.im',
  title: 't',
  description: 'd',
  pass_through: '0',
  'extra.notify_effect': '1',
};
const form = (fields: Record<string, string>) => new URLSearchParams({ ...usual, ...fields }).toString();
const multi = (targets: string[], message: Record<string, unknown> = {}) =>
  new URLSearchParams({
    messages: JSON.stringify(
      targets.map((target) => ({
        target,
        message: {
          title: 't',
          description: 'd',
          restricted_package_name: 'com.example.im',
          extra: {},
          ...message,
        },
      })),
    ),
    time_to_send: '0',
  }).toString();

describe('the fake Xiaomi', () => {
  let fake: XiaomiFake;
  let witness: MemoryWitness;
  let host: FakeHost;
  let server: Listening;

  beforeEach(async () => {
    fake = new XiaomiFake();
    witness = new MemoryWitness();
    host = new FakeHost([fake], witness);
    server = await serveFakes(host);
    admit({});
  });
  afterEach(() => server.close());

  const admit = (more: Record<string, unknown>) =>
    expect(
      fake.admit({
        appSecret: SECRET,
        packageNames: ['com.example.im', 'com.a'],
        channels: { '104551': 'private', news: 'public' },
        // Many of the clients below know no channel.
        defaultClass: true,
        ...more,
      }),
    ).toBeUndefined();

  async function call(path: string, body: string | null, headers: Record<string, string> = {}) {
    const response = await fetch(`${server.url}/xiaomi${path}`, {
      method: body === null ? 'GET' : 'POST',
      headers: {
        authorization: `key=${SECRET}`,
        'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
        ...headers,
      },
      body,
    });
    expect(response.status).toBe(200);
    return (await response.json()) as { code: number; reason?: string; data?: Record<string, string> };
  }

  describe('takes what real clients send', () => {
    it.each([
      ['one regId', LIST, `registration_id=Hh3mT3w%2FbMmTCdp7%2BA%3D%3D${REST}`, ['Hh3mT3w/bMmTCdp7+A==']],
      ['two regIds', LIST, `registration_id=R1%2CR2${REST}`, ['R1', 'R2']],
      ['an alias on v3', '/v3/message/alias', `alias=u1${REST}`, ['u1']],
      ['an account on v2', '/v2/message/user_account', `user_account=u1${REST}`, ['u1']],
      [
        'the first of two packages',
        LIST,
        'registration_id=R1&restricted_package_name=com.a&payload=p&title=t&description=d&notify_type=1&pass_through=0&notify_id=0',
        ['R1'],
      ],
      [
        'two messages',
        MULTI,
        `messages=%5B${sdkEntry('RA')}%2C${sdkEntry('RB')}%5D&time_to_send=0`,
        ['RA', 'RB'],
      ],
      ['the form in the query', `${LIST}?${form({})}`, '', ['R1']],
      [
        'empty extras',
        LIST,
        form({ 'extra.callback': '', 'extra.channel_id': '', 'extra.intent_uri': '' }),
        ['R1'],
      ],
      ['a notify id of 13 digits', LIST, form({ notify_id: '1790000000000' }), ['R1']],
      ['a payload encoded twice', LIST, form({ payload: encodeURIComponent('字'.repeat(1300)) }), ['R1']],
      ['multi-message without extras', MULTI, multi(['RA']), ['RA']],
    ])('%s', async (_what, path, body, targets) => {
      expect(await call(path, body, { 'x-push-sdk-version': 'JAVA_SDK_V2.2.20' })).toMatchObject({
        code: 0,
        data: { id: expect.stringMatching(/^slm[0-9a-f]{5}\d{12}[a-z]{2}$/) },
      });
      expect(targets.flatMap((token) => fake.phones.shownOn(token))).toHaveLength(targets.length);
    });
    it('understands texts as the SDK encodes them', async () => {
      await call(LIST, `registration_id=R1${REST}`);
      await call(MULTI, `messages=%5B${sdkEntry('R2')}%5D&time_to_send=0`);
      const [one, other] = [...fake.phones.shownOn('R1'), ...fake.phones.shownOn('R2')];
      expect(one).toMatchObject({ title: '小红', text: '晚上 a=b&c+d%', notifyId: '10086' });
      expect({ ...other, atMs: 0 }).toEqual({ ...one, atMs: 0 });
    });
    it.each([
      ['v3', LIST, 0],
      ['v4', '/v4/message/regid', 0],
      ['v2', '/v2/message/regid', 22022],
    ])('several packages on %s', async (_what, path, code) => {
      expect(await call(path, form({ restricted_package_name: 'com.example.im,com.a' }))).toMatchObject({
        code,
      });
      expect(await call(path, form({ restricted_package_name: 'com.a,com.other' }))).toMatchObject({
        code: 22022,
      });
    });
    it('without a prefix, as those do whom only a hosts file has sent here', async () => {
      const response = await fetch(`${server.url}${LIST}`, {
        method: 'POST',
        headers: {
          authorization: `key=${SECRET}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: form({}),
      });
      expect(await response.json()).toMatchObject({ code: 0 });
    });
  });

  describe('answers those who ask', () => {
    const found = { msg_type: 'RegId', time_to_live: '1 days', resolved: 2, delivered: 2, click: 0 };

    it('for a message by its id or job key', async () => {
      const { data } = await call(LIST, `registration_id=R1%2CR2${REST}&extra.jobkey=k1`);
      const id = data!['id'];
      expect(await call(`/v1/trace/message/status?msg_id=${id}`, null)).toMatchObject({
        code: 0,
        data: {
          data: {
            ...found,
            id,
            create_time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
            create_timestamp: expect.any(Number),
          },
        },
      });
      expect(await call('/v1/trace/message/status?job_key=k1', null)).toMatchObject({
        data: { data: found },
      });
      expect(await call('/v1/trace/message/status?msg_id=other', null)).toMatchObject({ code: 65028 });
    });
    it('for all messages of a time, and for the totals of a day', async () => {
      await call(LIST, `registration_id=R1%2CR2${REST}`);
      const range = `begin_time=${Date.now() - 60_000}&end_time=${Date.now() + 60_000}`;
      expect(await call(`/v1/trace/messages/status?${range}`, null)).toMatchObject({
        data: { data: [found] },
      });
      expect(await call('/v1/trace/messages/status?begin_time=0&end_time=1', null)).toMatchObject({
        data: { data: [] },
      });
      expect(await call('/v1/stats/message/counters?start_date=20200101', null)).toMatchObject({
        data: { data: [{ date: expect.stringMatching(/^\d{8}$/), regid_recipients: 2, received: 2 }] },
      });
    });
    it.each([
      ['/v1/trace/quota/get', null],
      ['/v1/validation/regids', 'registration_ids=R1&registration_ids=R2'],
      ['/v2/regid/presence?registration_id=R1', null],
      ['/v1/message/regid/revoke', 'registration_ids=R1&restricted_package_name=com.a&notify_id=1'],
      ['/v2/message/revoke', 'restricted_package_name=com.a&msg_id=slm1'],
      ['/revoke/message', 'restricted_package_name=com.a&topics=news&title=t&description=d&notify_id=1'],
      ['/v3/regid/presence?registration_id=R1', null],
    ])('%s with no more than a code, and only with the secret', async (path, body) => {
      expect(await call(path, body)).toMatchObject({ code: 0, result: 'ok' });
      expect(await call(path, body, { authorization: 'key=other' })).toMatchObject({ code: 21301 });
    });
    it('for the quota of the day, where the class has one', async () => {
      admit({ quotas: { public: 5 } });
      const news = await call(LIST, form({ 'extra.channel_id': 'news' }));
      expect(news.data).toMatchObject({ day_quota: '5', day_acked: '1' });
      expect((await call(LIST, form({}))).data).not.toHaveProperty('day_quota');
    });
  });

  describe('sends to many', () => {
    const subscribe = (topic: string, regIds: string) =>
      call('/v2/topic/subscribe', `registration_id=${regIds}&topic=${topic}&restricted_package_name=com.a`);
    const bare = (fields: Record<string, string>) => form({ registration_id: '', ...fields });
    const rung = () => Object.keys(fake.phones.all()).sort();

    beforeEach(async () => {
      await subscribe('a', 'R1,R2');
      await subscribe('b', 'R2,R3');
    });
    it.each([
      ['one topic', '/v3/message/topic', { topic: 'a' }, ['R1', 'R2']],
      ['any of two', '/v2/message/multi_topic', { topics: 'a;$;b', topic_op: 'UNION' }, ['R1', 'R2', 'R3']],
      ['all of two', '/v3/message/multi_topic', { topics: 'a;$;b', topic_op: 'INTERSECTION' }, ['R2']],
      ['one but not the other', '/v3/message/multi_topic', { topics: 'a;$;b', topic_op: 'EXCEPT' }, ['R1']],
      ['a topic of nobody', '/v3/message/topic', { topic: 'c' }, []],
    ])('who listen to %s', async (_what, path, fields, phones) => {
      expect(await call(path, bare(fields))).toMatchObject({ code: 0, data: { id: expect.any(String) } });
      expect(rung()).toEqual(phones);
    });
    it('who have not left the topic', async () => {
      await call('/v2/topic/unsubscribe', 'registration_id=R1&topic=a');
      await call('/v3/message/topic', bare({ topic: 'a' }));
      expect(rung()).toEqual(['R2']);
      expect(await call('/v1/topic/all?registration_id=R2', null)).toMatchObject({
        data: { list: ['a', 'b'] },
      });
    });
    it('whom the app has reached before', async () => {
      await call(LIST, form({ registration_id: 'R8,R9,dead-1', notify_id: '1' }));
      expect(await call('/v3/message/all', bare({ notify_id: '2', title: 'to all' }))).toMatchObject({
        code: 0,
      });
      expect(rung()).toEqual(['R8', 'R9']);
      expect(fake.phones.shownOn('R9').map(({ title }) => title)).toEqual(['t', 'to all']);
    });
    it.each<[number, string, Record<string, string>]>([
      [65013, '/v3/message/topic', {}],
      [65035, '/v3/message/multi_topic', { topics: 'a;$;b;$;c;$;d;$;e;$;f' }],
      [10017, '/v3/message/multi_topic', { topics: 'a', topic_op: 'XOR' }],
      [10016, '/v3/message/all', { title: '' }],
    ])('but refuses with %i %s and %j', async (code, path, fields) => {
      expect(await call(path, bare(fields))).toMatchObject({ code, result: 'error' });
    });
  });

  describe('refuses', () => {
    it.each<[string, number, string, string, Record<string, string>?]>([
      ['no secret', 21301, LIST, form({}), { authorization: '' }],
      ['an unknown secret', 21301, LIST, form({}), { authorization: 'key=other' }],
      ['a secret behind a capital Key', 21301, LIST, form({}), { authorization: `Key=${SECRET}` }],
      ["somebody else's package", 22022, LIST, form({ restricted_package_name: 'com.other' })],
      ['no target', 21305, LIST, form({ registration_id: '' })],
      ['two kinds of target', 21305, LIST, form({ alias: 'u1' })],
      ['a thousand and one targets', 10017, LIST, form({ registration_id: Array(1001).fill('R').join(',') })],
      ['a thousand and one messages', 10017, MULTI, multi(Array(1001).fill('R'))],
      ['a title of blanks', 10016, LIST, form({ title: '\u3000' })],
      ['no description', 10016, LIST, form({ description: '' })],
      ['a title of 50', 65009, LIST, form({ title: 'x'.repeat(50) })],
      ['a description of 128', 65009, LIST, form({ description: 'x'.repeat(128) })],
      ['a payload of 4 KB', 65009, LIST, form({ payload: 'x'.repeat(4096) })],
      ['a notify id in words', 10017, LIST, form({ notify_id: 'one' })],
      ['a lifetime of a month', 10017, LIST, form({ time_to_live: '2592000000' })],
      ['effect 2 without an intent', 10017, LIST, form({ 'extra.notify_effect': '2' })],
      [
        'effect 3 without a page',
        10017,
        LIST,
        form({ 'extra.notify_effect': '3', 'extra.web_uri': 'intent:' }),
      ],
      ['a job key of 21', 10017, LIST, form({ 'extra.jobkey': 'x'.repeat(21) })],
      ['a job key that begins with _', 10017, LIST, form({ 'extra.jobkey': '_x' })],
      [
        'eleven custom extras',
        65014,
        LIST,
        form(Object.fromEntries([...'abcdefghijk'].map((n) => [`extra.${n}`, 'x']))),
      ],
      ['custom extras over 1024', 65015, LIST, form({ 'extra.ext': 'x'.repeat(1022) })],
      ['a callback parameter of 65', 65036, LIST, form({ 'extra.callback.param': 'x'.repeat(65) })],
      ['a callback URL without end', 65037, LIST, form({ 'extra.callback': `http://x/${'x'.repeat(1024)}` })],
      ['a callback that is no URL', 65038, LIST, form({ 'extra.callback': 'x' })],
      ['an unapproved channel', 27001, LIST, form({ 'extra.channel_id': 'other' })],
      ['a channel named like an inherited property', 27001, LIST, form({ 'extra.channel_id': 'toString' })],
      ['a template nobody declared', 10017, LIST, form({ 'extra.template_id': 'P1' })],
      ['a broken escape', 10017, LIST, `${form({})}&payload=%zz`],
      ['bytes that are not UTF-8', 10017, LIST, `${form({})}&payload=%c3%28`],
      ['JSON where a form belongs', 10012, LIST, '{}', { 'content-type': 'application/json' }],
      ['a list that is no list', 21305, MULTI, 'messages=%7B%7D'],
      [
        'a target that is a list',
        10017,
        MULTI,
        'messages=%5B%7B%22target%22%3A%5B%5D%2C%22message%22%3A%7B%7D%7D%5D',
      ],
      ['an extra that is a number', 10017, MULTI, multi(['R'], { extra: { a: 1 } })],
      ['an unknown path', 10020, '/v9/message/regid', form({})],
    ])('%s', async (_what, code, path, body, headers = {}) => {
      expect(await call(path, body, headers)).toMatchObject({
        code,
        result: 'error',
        reason: expect.any(String),
      });
      expect(fake.phones.count().shown).toBe(0);
    });
    it('a blacklisted app before it looks at the package', async () => {
      admit({ enabled: false });
      expect(await call(LIST, form({ restricted_package_name: 'com.other' }))).toMatchObject({ code: 10031 });
    });
    it('vendors 2.1: a message without a channel, unless the app is of the old classification', async () => {
      fake.admit({ appSecret: SECRET, packageNames: ['com.example.im'], channels: { '104551': 'private' } });
      expect(await call(LIST, form({}))).toMatchObject({ code: 27001, reason: 'invalid channel info!' });
      expect(await call(LIST, form({ 'extra.channel_id': '104551' }))).toMatchObject({ code: 0 });
      admit({});
      expect(await call(LIST, form({}))).toMatchObject({ code: 0 });
    });
    it('vendors 3.1: a private message without a template, of an app that needs one', async () => {
      admit({ needsTemplate: true, templates: { P1: ['nick'], P0: [] } });
      const sent = async (fields: Record<string, string>) =>
        (await call(LIST, form({ 'extra.channel_id': '104551', ...fields }))).code as number;
      expect(await sent({})).toBe(10016);
      expect(await sent({ 'extra.template_id': 'P1' })).toBe(10017);
      expect(await sent({ 'extra.template_id': 'P1', 'extra.template_param': '{"nick":"小红"}' })).toBe(0);
      expect(await sent({ 'extra.template_id': 'P0', 'extra.template_param': '{}' })).toBe(0);
      expect(await sent({ 'extra.channel_id': 'news' })).toBe(0);
    });
    it.each([
      ['an emoji', '{"nick":"a🎉"}'],
      ['blanks', '{"nick":" "}'],
      ['too much', `{"nick":"${'x'.repeat(129)}"}`],
      ['a number', '{"nick":1}'],
    ])('vendors 3.1: a template variable with %s', async (_what, param) => {
      admit({ templates: { P1: ['nick'] } });
      const body = form({ 'extra.template_id': 'P1', 'extra.template_param': param });
      expect(await call(LIST, body)).toMatchObject({ code: 10017 });
    });
    it('behaviour 3.8: a callback over https, unless told otherwise', async () => {
      const body = form({ 'extra.callback': 'https://cb.example.com/mi' });
      expect(await call(LIST, body)).toMatchObject({ code: 65038 });
      admit({ httpsCallbacks: true });
      expect(await call(LIST, body)).toMatchObject({ code: 0 });
    });
    it('template variables that are not exactly the declared ones', async () => {
      admit({ templates: { P1: ['nick'] } });
      const templated = (param: string) => form({ 'extra.template_id': 'P1', 'extra.template_param': param });
      expect(await call(LIST, templated('{"nick":"a"}'))).toMatchObject({ code: 0 });
      expect(await call(LIST, templated('{"nick":"a","more":"b"}'))).toMatchObject({ code: 10017 });
      expect(await call(LIST, templated('{"other":"a"}'))).toMatchObject({ code: 10017 });
    });
    it('more requests a second than the tier allows', async () => {
      admit({ requestsPerSecond: 2 });
      const codes = await Promise.all([1, 2, 3, 4].map(async () => (await call(LIST, form({}))).code));
      expect(codes.sort()).toEqual([0, 0, 200002, 200002]);
    });
    it('a list over the quota of the day, in one piece', async () => {
      admit({ quotas: { default: 1 } });
      expect(await call(LIST, form({ registration_id: 'R1,R2' }))).toMatchObject({
        code: 200001,
        reason: 'exceed quota, quota: 1, have acked: 1',
      });
      expect(fake.phones.count().shown).toBe(0);
    });
  });

  it('swallows what a quota has no room for on the multi-message path, and says how much', async () => {
    admit({ quotas: { default: 2 } });
    expect(await call(MULTI, multi(['R1', 'R2', 'R3', 'R4']))).toMatchObject({
      code: 0,
      data: { channel_exceed_quota: 'no_channel:2' },
    });
    expect(fake.phones.count().shown).toBe(2);
  });
  it('lets private messages pass whatever the quota says', async () => {
    admit({ quotas: { default: 0, public: 0 } });
    expect(await call(LIST, form({ 'extra.channel_id': '104551' }))).toMatchObject({ code: 0 });
    expect(await call(LIST, form({ 'extra.channel_id': 'news' }))).toMatchObject({ code: 200001 });
  });
  it('keeps a phone dark beyond its own quota, and tells nobody', async () => {
    admit({ deviceQuota: 1 });
    expect(await call(LIST, form({ notify_id: '1' }))).toMatchObject({ code: 0 });
    expect(await call(LIST, form({ notify_id: '2' }))).toMatchObject({ code: 0 });
    expect(fake.phones.shownOn('R1')).toHaveLength(1);
  });
  it('names dead tokens beside living ones, and says so if all are dead', async () => {
    expect(await call(LIST, form({ registration_id: 'R1,dead-1,dead-2' }))).toMatchObject({
      code: 0,
      data: { bad_regids: 'dead-1,dead-2' },
    });
    expect(await call(LIST, form({ registration_id: 'dead-1' }))).toMatchObject({
      code: 20301,
      reason: 'No valid targets!',
    });
  });

  describe('has phones that', () => {
    it('show a job key once, whatever comes later under it', async () => {
      await call(LIST, form({ 'extra.jobkey': 'm1', notify_id: '1' }));
      await call(LIST, form({ 'extra.jobkey': 'm1', notify_id: '2', title: 'again' }));
      expect(fake.phones.shownOn('R1')).toEqual([
        expect.objectContaining({ title: 't', rings: 1, suppressed: 1 }),
      ]);
    });
    it('alert again when a notify id without a job key comes again', async () => {
      await call(LIST, form({ notify_id: '1' }));
      await call(LIST, form({ notify_id: '1', title: 'again' }));
      expect(fake.phones.shownOn('R1')).toEqual([expect.objectContaining({ title: 'again', rings: 2 })]);
      expect(fake.phones.count()).toMatchObject({ shownTwice: 1 });
    });
  });

  describe('keeps a record', () => {
    it('of who asked for what, without the secret', async () => {
      await call(LIST, `registration_id=R1%2CR2${REST}&extra.jobkey=m1`);
      expect(witness.calls).toEqual([
        {
          n: 1,
          atMs: expect.any(Number),
          vendor: 'xiaomi',
          path: LIST,
          credential: expect.stringMatching(/^[0-9a-f]{16}$/),
          targets: 2,
          messages: [
            {
              tokens: ['R1', 'R2'],
              ids: { notifyId: '10086', jobKey: 'm1' },
              ttlMs: 86_400_000,
              contentHash: expect.stringMatching(/^[A-Za-z0-9_-]{22}$/),
            },
          ],
          answer: 'given',
          status: 200,
          code: '0',
          accepted: 2,
        },
      ]);
      expect(JSON.stringify(witness.records)).not.toContain(SECRET);
    });
    it('also of answers that it withholds, and of phones that rang nevertheless', async () => {
      await expect(call(LIST, form({ registration_id: 'close-1' }))).rejects.toThrow();
      expect(witness.calls).toMatchObject([{ answer: 'withheld', code: '0', accepted: 1 }]);
      expect(fake.phones.shownOn('close-1')).toHaveLength(1);
    });
    it('of callers who left before the answer', async () => {
      const noticed = new Promise<void>((resolve) => {
        const append = witness.append.bind(witness);
        witness.append = (record) => append(record).finally(() => 'lost' in record && resolve());
      });
      const caller = new AbortController();
      host.delayMs = 100;
      const leaving = fetch(`${server.url}/xiaomi${LIST}`, {
        method: 'POST',
        body: form({}),
        signal: caller.signal,
      });
      setTimeout(() => caller.abort(), 50);
      await expect(leaving).rejects.toThrow();
      await noticed;
      expect(witness.records.at(-1)).toMatchObject({ lost: 1 });
    });
    it('with the same content hash whatever ids and lifetime it has, and another for another text', async () => {
      await call(LIST, form({ notify_id: '1', time_to_live: '1000' }));
      await call(LIST, form({ notify_id: '2', time_to_live: '2000' }));
      await call(LIST, form({ description: 'other' }));
      const [one, two, other] = witness.calls.map(({ messages }) => messages[0]!.contentHash);
      expect(two).toBe(one);
      expect(other).not.toBe(one);
    });
  });

  it('misbehaves for so many calls and no longer', async () => {
    host.scriptsOf('xiaomi')!.add({ do: 'code', code: '10001', times: 2, every: 2 });
    const codes: number[] = [];
    for (let i = 0; i < 6; i++) codes.push((await call(LIST, form({}))).code);
    expect(codes).toEqual([0, 10001, 0, 10001, 0, 0]);
  });
});
