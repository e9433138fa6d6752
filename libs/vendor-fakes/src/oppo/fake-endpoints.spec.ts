// What clients of OPPO ask for beside pushes to registration IDs: aliases, tags, everybody, pictures, timed broadcasts and the day's quota.
import { FakeHost } from '../host/host';
import { type Listening, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import { OppoFake } from './fake';

const APP = { appKey: 'demoAppKey0001', masterSecret: 'demoMasterSecret0001', appId: '3000001' };
const ID = 'CN_0123456789abcdef0123456789abcdef';
const OTHER_ID = 'CN_fedcba9876543210fedcba9876543210';
const MESSAGE = '/message/notification';
const PNG = Buffer.from('\x89PNG\r\n\x1a\n--x\r\n', 'latin1');

interface Answer {
  code: number;
  message: string;
  data?: Record<string, string>;
}

describe('the fake OPPO, beside pushes to registration IDs', () => {
  let fake: OppoFake;
  let server: Listening;
  let token: string;

  beforeEach(async () => {
    fake = new OppoFake();
    server = await serveFakes(new FakeHost([fake], new MemoryWitness()));
    expect(fake.admit(APP)).toBeUndefined();
    token = fake.tokens.issue(APP.appKey, Date.now());
  });
  afterEach(() => server.close());

  /** At OPPO's own path, as a client does whose host alone was changed; the access token in a header. */
  async function ask(path: string, body?: RequestInit['body'], type?: string): Promise<Answer> {
    const response = await fetch(`${server.url}/server/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { auth_token: token, ...(type && { 'content-type': type }) },
      ...(body !== undefined && { body }),
    });
    expect(response.status).toBe(200);
    return (await response.json()) as Answer;
  }
  const form = (path: string, fields: Record<string, string>) =>
    ask(`${MESSAGE}${path}`, new URLSearchParams(fields));
  const alias = (what: 'set' | 'delete', fields: Record<string, string>) =>
    ask(`/device/${what}_alias`, JSON.stringify(fields), 'application/json');
  const tag = (what: string, fields: Record<string, string>) =>
    ask(`/device/${what}`, JSON.stringify(fields), 'application/json');
  const unicast = (notification: Record<string, unknown>, target: Record<string, unknown> = {}) =>
    form('/unicast', {
      message: JSON.stringify({
        target_type: 2,
        target_value: ID,
        notification: { title: 't', content: 'c', ...notification },
        ...target,
      }),
    });
  const save = (fields: Record<string, string> = {}) =>
    form('/save_message_content', { title: 't', content: 'c', ...fields });
  const broadcast = async (fields: Record<string, string>, saved: Record<string, string> = {}) => {
    const { data } = await save(saved);
    return form('/broadcast', { message_id: data?.['message_id'] ?? '', ...fields });
  };
  const picture = (size: 'big' | 'small', file: Buffer) => {
    const parts = new FormData();
    parts.set('picture_ttl', '3600');
    parts.set('file', new Blob([new Uint8Array(file)]), 'a.png');
    return ask(`/media/upload/${size}_picture`, parts);
  };

  it('rings the phone that an alias was set for, and no longer when it was deleted', async () => {
    const toAnn = () => unicast({}, { target_type: 5, target_value: 'ann' });
    expect(await alias('set', { registration_id: ID, alias: 'ann' })).toMatchObject({ code: 0 });
    expect(await toAnn()).toMatchObject({ code: 0 });
    expect(await broadcast({ target_type: '5', target_value: 'ann' })).toMatchObject({ code: 0 });
    expect(fake.phones.shownOn(ID)).toHaveLength(2);
    expect(await alias('delete', { registration_id: ID, alias: 'ann' })).toMatchObject({ code: 0 });
    await toAnn();
    expect(fake.phones.shownOn(ID)).toHaveLength(2);
  });

  it('keeps the last alias of a phone', async () => {
    await alias('set', { registration_id: ID, alias: 'ann' });
    await alias('set', { registration_id: ID, alias: 'bob' });
    await unicast({}, { target_type: 5, target_value: 'bob' });
    expect(fake.phones.shownOn(ID)).toHaveLength(1);
    expect(await alias('delete', { registration_id: ID, alias: 'ann' })).toMatchObject({ code: 31 });
  });
  it('deletes an alias that is named without a phone', async () => {
    await alias('set', { registration_id: ID, alias: 'ann' });
    expect(await alias('delete', { alias: 'ann' })).toMatchObject({ code: 0 });
    expect(await alias('delete', { alias: 'ann' })).toMatchObject({ code: 31 });
    expect(await alias('delete', {})).toMatchObject({ code: 40 });
  });

  describe('with tags', () => {
    const rung = () => Object.keys(fake.phones.all()).sort();

    it.each<[string, string, string[]]>([
      ['all of two, as JSON', '{ "and" : ["a", "b"]}', [ID]],
      ['any of two, as JSON', '{"or":["a","b"]}', [ID, OTHER_ID]],
      ['one and not the other', '{"or":["a"],"not":["b"]}', [OTHER_ID]],
      ['one, by its bare name', 'b', [ID]],
      ['any of two bare names', 'c;a', [ID, OTHER_ID]],
      ['one that nobody has', '{"and":["c"]}', []],
    ])('rings who carries %s', async (_what, target_value, phones) => {
      await tag('subscribe_tags', { registration_id: ID, tags: 'a;b' });
      await tag('subscribe_tags', { registration_id: OTHER_ID, tags: 'a' });
      expect(await broadcast({ target_type: '6', target_value })).toMatchObject({ code: 0 });
      expect(rung()).toEqual(phones);
    });
    it('tells what a phone carries, and rings nobody who gave a tag up', async () => {
      expect(await tag('add_tags', { name: 'a', desc: 'd' })).toMatchObject({ code: 0 });
      expect(await tag('add_tag_group', { group: 'g', tags: 'a;b', desc: 'd' })).toMatchObject({ code: 0 });
      await tag('subscribe_tags', { registration_id: ID, tags: 'a;b' });
      await tag('unsubscribe_tags', { registration_id: ID, tags: 'a' });
      expect(await tag('get_all_tags', { registration_id: ID })).toMatchObject({ data: { tags: 'b' } });
      await broadcast({ target_type: '6', target_value: 'a' });
      expect(rung()).toEqual([]);
    });
    it('with the access token in the body, as one client sends it', async () => {
      const auth_token = token;
      token = 'another';
      const own = { registration_id: ID, tags: 'a', auth_token };
      expect(await tag('subscribe_tags', own)).toMatchObject({ code: 0 });
      expect(await tag('subscribe_tags', { registration_id: ID, tags: 'a' })).toMatchObject({ code: 11 });
    });
    it.each<[number, string, Record<string, string>]>([
      [40, 'subscribe_tags', { tags: 'a' }],
      [40, 'subscribe_tags', { registration_id: ID }],
      [10000, 'subscribe_tags', { registration_id: '?', tags: 'a' }],
      [40, 'add_tags', {}],
      [40, 'add_tag_group', { group: 'g' }],
      [20, 'no_such_call', {}],
    ])('refuses with %i %s of %j', async (code, what, fields) => {
      expect(await tag(what, fields)).toMatchObject({ code });
    });
  });

  it('broadcasts to everybody whom the app has reached before', async () => {
    await unicast({});
    await unicast({}, { target_value: OTHER_ID });
    expect(await broadcast({ target_type: '1' })).toMatchObject({ code: 0 });
    expect([ID, OTHER_ID].map((id) => fake.phones.shownOn(id).length)).toEqual([2, 2]);
  });

  it('hosts a big and a small picture', async () => {
    expect(await picture('big', PNG)).toMatchObject({
      code: 0,
      data: { big_picture_id: expect.stringMatching(/./) },
    });
    const { data } = await picture('small', PNG);
    expect(data).toEqual({ small_picture_id: expect.stringMatching(/./) });
  });
  it('reads a file byte by byte, up to its limit', async () => {
    const small = (bytes: number) => Buffer.concat([PNG, Buffer.alloc(bytes - PNG.length, 0xff)]);
    expect(await picture('small', small(51_200))).toMatchObject({ code: 0 });
    expect(await picture('small', small(51_201))).toMatchObject({ code: 51 });
    expect(await picture('big', small(51_201))).toMatchObject({ code: 0 });
    expect(await picture('big', Buffer.from('GIF89a'))).toMatchObject({ code: 51 });
    expect(await picture('big', Buffer.alloc(0))).toMatchObject({ code: 40 });
  });

  it('takes a broadcast to tags that nobody has, and a timed one to everybody that never starts', async () => {
    const tags = { target_type: '6', target_value: '{"and":["a"]}' };
    const atEight = { push_time_type: '1', push_start_time: '1796083200000' };
    expect(await broadcast(tags)).toMatchObject({ code: 0, data: { task_id: expect.any(String) } });
    expect(await broadcast({ target_type: '6' })).toMatchObject({ code: 40 });
    await unicast({});
    expect(await broadcast({ target_type: '1' }, atEight)).toMatchObject({ code: 0 });
    expect(fake.phones.count()).toMatchObject({ shown: 1 });
    expect(await broadcast({ target_type: '2', target_value: ID }, atEight)).toMatchObject({ code: 41 });
    expect(await save({ push_time_type: '1' })).toMatchObject({ code: 40 });
  });

  it("answers who asks for the day's quota, if he has an access token", async () => {
    expect(await ask('/feedback/fetch_push_permit')).toMatchObject({ code: 0, data: {} });
    token = 'another';
    expect(await ask('/feedback/fetch_push_permit')).toMatchObject({ code: 11 });
  });

  it.each<[string, number, Record<string, unknown>]>([
    ['a start without its hour', 40, { show_time_type: 1, show_start_time: 1 }],
    ['a third kind of time', 41, { show_time_type: 2 }],
    ['a third network', 41, { network_type: 2 }],
    ['a drawer time that is no number', 41, { show_ttl: 'long' }],
    ['a fixed speed to one phone', 41, { fix_speed: true, fix_speed_rate: 100 }],
    ['a timed push to one phone', 41, { push_time_type: 1, push_start_time: 1 }],
  ])('refuses %s', async (_what, code, notification) => {
    expect(await unicast(notification)).toMatchObject({ code });
    expect(fake.phones.count()).toMatchObject({ phones: 0 });
  });

  it('takes every field of a client that spells out what it does not use', async () => {
    const unused = {
      sub_title: '',
      style: 1,
      click_action_type: '0',
      click_action_activity: '',
      click_action_url: '',
      action_parameters: '',
      show_time_type: 0,
      show_start_time: 0,
      show_end_time: 0,
      off_line: true,
      off_line_ttl: 3600,
      push_time_type: 0,
      push_start_time: 0,
      time_zone: 'GMT+08:00',
      fix_speed: 0,
      fix_speed_rate: 0,
      network_type: 0,
      call_back_url: '',
      call_back_parameter: '',
    };
    expect(await unicast(unused)).toMatchObject({ code: 0 });
  });

  it.each<[string, number, string, string, string]>([
    ['an alias of nobody', 40, '/device/set_alias', '{"alias":"ann"}', 'application/json'],
    [
      'an alias of a malformed ID',
      10000,
      '/device/set_alias',
      '{"registration_id":"?","alias":"a"}',
      'application/json',
    ],
    ['an alias in a form', 25, '/device/set_alias', 'alias=ann', 'application/x-www-form-urlencoded'],
    ['an alias that is no JSON', 25, '/device/set_alias', '{', 'application/json'],
    ['a picture in a form', 25, '/media/upload/big_picture', 'file=x', 'application/x-www-form-urlencoded'],
  ])('refuses %s', async (_what, code, path, body, type) => {
    expect(await ask(path, body, type)).toMatchObject({ code });
  });
});
