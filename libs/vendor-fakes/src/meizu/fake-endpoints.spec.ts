// What clients of Meizu ask for beside pushes to pushIds: aliases, tags, switches, tasks for everybody, statistics and pictures.
import { createHash } from 'node:crypto';
import { FakeHost } from '../host/host';
import { type Listening, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import { MeizuFake } from './fake';

const SECRET = '0123456789abcdef0123456789abcdef';
const PREFIX = '/garcia/api/server';

interface Answer {
  code: string;
  message: string;
  value: unknown;
}

const message = (sections: Record<string, unknown> = {}): string =>
  JSON.stringify({
    noticeBarInfo: { title: 't', content: 'c', noticeMsgType: 1 },
    clickTypeInfo: {},
    ...sections,
  });

/** All sections and their defaults, as the vendor's Java client spells them out for every notification. */
const JAVA_MESSAGE = JSON.stringify({
  advanceInfo: {
    clearNoticeBar: true,
    fixDisplay: false,
    fixEndDisplayTime: '',
    fixSpeed: false,
    fixSpeedRate: 0,
    fixStartDisplayTime: '',
    notificationType: { lights: true, sound: true, vibrate: true },
    notifyKey: '',
    suspend: true,
  },
  clickTypeInfo: { activity: '', clickType: 0, customAttribute: '', url: '' },
  extra: {},
  noticeBarInfo: {
    content: '晚上 a=b&c+d%',
    noticeBarImgUrl: '',
    noticeBarType: 0,
    noticeMsgType: 1,
    title: '小红',
  },
  noticeExpandInfo: { noticeExpandContent: '', noticeExpandImgUrl: '', noticeExpandType: 0 },
  pushTimeInfo: { offLine: true, pushTimeType: 0, startTime: '', validTime: 24 },
  vipInfo: { notGroup: 0, pullDownTop: 0, subtitle: '', timeTop: 0 },
});

describe('the fake Meizu, beside pushes to pushIds', () => {
  let fake: MeizuFake;
  let server: Listening;

  beforeEach(async () => {
    fake = new MeizuFake();
    server = await serveFakes(new FakeHost([fake], new MemoryWitness()));
    expect(fake.admit({ appId: '100999', appSecret: SECRET })).toBeUndefined();
  });
  afterEach(() => server.close());

  /** At Meizu's own path, as a client does whose host alone was changed. */
  async function ask(path: string, fields: Record<string, string>): Promise<Answer> {
    const all: Record<string, string> = { appId: '100999', ...fields };
    const text = Object.keys(all)
      .sort()
      .map((name) => `${name}=${all[name]}`)
      .join('');
    const sign = createHash('md5')
      .update(text + SECRET)
      .digest('hex');
    const response = await fetch(`${server.url}${PREFIX}${path}`, {
      method: 'POST',
      body: new URLSearchParams({ ...all, sign }),
    });
    expect(response.status).toBe(200);
    return (await response.json()) as Answer;
  }
  const toAlias = (alias: string) => ask('/push/varnished/pushByAlias', { alias, messageJson: message() });
  const toAll = (messageJson = message()) => ask('/push/pushTask/pushToApp', { pushType: '0', messageJson });
  const toTags = (tagNames: string, scope: string) =>
    ask('/push/pushTask/pushToTag', { pushType: '0', tagNames, scope, messageJson: message() });
  const isShownOn = (...phones: string[]) => phones.map((phone) => fake.phones.shownOn(phone).length);

  it('rings the phones that subscribed to an alias, and says when there are none any more', async () => {
    expect(await ask('/message/subscribeAlias', { pushId: 'P1', alias: 'ann' })).toMatchObject({
      code: '200',
      value: { pushId: 'P1', alias: 'ann' },
    });
    expect(await toAlias('ann')).toMatchObject({ code: '200', value: {} });
    expect(isShownOn('P1', 'ann')).toEqual([1, 0]);
    await ask('/message/unSubscribeAlias', { pushId: 'P1' });
    expect(await ask('/message/getSubAlias', { pushId: 'P1' })).toMatchObject({ value: { alias: '' } });
    expect(await toAlias('ann')).toMatchObject({ code: '200', value: { 110005: ['ann'] } });
  });

  it('tells of a phone whose notifications were switched off, and of none after they are on again', async () => {
    const push = () => ask('/push/varnished/pushByPushId', { pushIds: 'P1', messageJson: message() });
    const off = { pushId: 'P1', msgType: '0', subSwitch: 'false' };
    expect(await ask('/message/changeRegisterSwitch', off)).toMatchObject({
      value: { pushId: 'P1', barTypeSwitch: 0, directTypeSwitch: 0 },
    });
    expect(await push()).toMatchObject({ value: { 110010: ['P1'] } });
    expect(await ask('/message/changeAllSwitch', { pushId: 'P1', subSwitch: '1' })).toMatchObject({
      value: { pushId: 'P1', barTypeSwitch: 1, directTypeSwitch: 1 },
    });
    expect(await push()).toMatchObject({ value: {} });
  });

  it('rings those with one of the tags, or with all of them', async () => {
    await ask('/message/subscribeTags', { pushId: 'P1', tags: 'a,b' });
    const { value } = await ask('/message/subscribeTags', { pushId: 'P2', tags: 'b' });
    expect(value).toEqual({ pushId: 'P2', tags: [{ tagId: 2, tagName: 'b' }] });
    expect(await toTags('a,b', '1')).toMatchObject({ code: '200', value: { pushType: 0, appId: 100999 } });
    expect(isShownOn('P1', 'P2')).toEqual([1, 0]);
    await toTags('a,b', '0');
    expect(isShownOn('P1', 'P2')).toEqual([2, 1]);
    await ask('/message/unSubscribeTags', { pushId: 'P1', tags: 'b' });
    expect(await ask('/message/getSubTags', { pushId: 'P1' })).toMatchObject({
      value: { tags: [{ tagName: 'a' }] },
    });
    expect(await ask('/message/unSubAllTags', { pushId: 'P1' })).toMatchObject({ value: true });
    await toTags('a', '0');
    expect(isShownOn('P1')).toEqual([2]);
  });

  it('pushes to all whom the app has reached before or who subscribed to anything', async () => {
    await ask('/push/varnished/pushByPushId', { pushIds: 'P1,dead-2', messageJson: message() });
    await ask('/message/subscribeTags', { pushId: 'P3', tags: 'a' });
    expect(await toAll()).toMatchObject({ code: '200' });
    expect(isShownOn('P1', 'dead-2', 'P3')).toEqual([2, 0, 1]);
  });

  it('counts a push to all, and cancels it once', async () => {
    await ask('/message/subscribeTags', { pushId: 'P1', tags: 'a' });
    const { value } = await toAll();
    const { taskId } = value as { taskId: number };
    expect(await ask('/push/statistics/getTaskStatistics', { taskId: String(taskId) })).toMatchObject({
      value: { taskId, targetNo: 1, validNo: 1, pushedNo: 1, acceptNo: 1, displayNo: 1, clickNo: 0 },
    });
    const cancel = () => ask('/push/pushTask/cancel', { pushType: '0', taskId: String(taskId) });
    expect(await cancel()).toMatchObject({ code: '200', value: { result: true } });
    expect(await cancel()).toMatchObject({ code: '500', value: '' });
  });

  it('takes a timed start for everybody, and rings nobody before', async () => {
    await ask('/message/subscribeTags', { pushId: 'P1', tags: 'a' });
    const at = { pushTimeType: 1, startTime: '2026-12-01 08:00:00' };
    expect(await toAll(message({ pushTimeInfo: at }))).toMatchObject({ code: '200' });
    expect(await toAll(message({ pushTimeInfo: { pushTimeType: 1 } }))).toMatchObject({ code: '1005' });
    expect(isShownOn('P1')).toEqual([0]);
  });

  it.each([
    ['/push/varnished/pushByPushId', { pushIds: 'P1,P2' }],
    ['/push/varnished/pushByAlias', { alias: 'ann' }],
    ['/push/pushTask/getTaskId', { pushType: '0' }],
    ['/push/pushTask/pushToApp', { pushType: '0' }],
    ['/push/pushTask/pushToTag', { pushType: '0', tagNames: 'a', scope: '0' }],
  ])("takes the vendor's own message at %s", async (path, fields) => {
    expect(await ask(path, { ...fields, messageJson: JAVA_MESSAGE })).toMatchObject({ code: '200' });
  });

  it('takes a showing between two times, whatever blank the key ends in', async () => {
    const push = (advanceInfo: Record<string, unknown>) =>
      ask('/push/varnished/pushByPushId', { pushIds: 'P1', messageJson: message({ advanceInfo }) });
    const [start, end] = ['2026-12-01 08:00:00', '2026-12-01 20:00:00'];
    expect(
      await push({ fixDisplay: 1, fixStartDisplayTime: start, 'fixEndDisplayTime ': end }),
    ).toMatchObject({ code: '200' });
    expect(
      await push({ fixDisplay: true, fixStartDisplayTime: start, fixEndDisplayTime: end }),
    ).toMatchObject({ code: '200' });
    expect(await push({ fixDisplay: 1, fixStartDisplayTime: start })).toMatchObject({ code: '1005' });
  });

  it('hosts a picture', async () => {
    const picture = { imgType: '1', imgUrl: 'https://example.com/big.png', pushIds: '100999' };
    expect(await ask('/push/uploadImg', picture)).toMatchObject({
      code: '200',
      value: { imgType: '1', imgUrl: expect.stringMatching(/^https:/) },
    });
  });

  it('takes 32 emoji for a title, as every character counts one', async () => {
    const bar = (length: number) => ({ noticeBarInfo: { title: '🎉'.repeat(length), content: 'c' } });
    const push = (length: number) =>
      ask('/push/varnished/pushByPushId', { pushIds: 'P1', messageJson: message(bar(length)) });
    expect(await push(32)).toMatchObject({ code: '200' });
    expect(await push(33)).toMatchObject({ code: '1005' });
  });

  it.each<[string, string, string, Record<string, string>]>([
    [
      'a switch of a phone that never was',
      '110003',
      '/message/changeAllSwitch',
      { pushId: 'unknown-1', subSwitch: '1' },
    ],
    [
      'a switch that is neither on nor off',
      '1005',
      '/message/changeAllSwitch',
      { pushId: 'P1', subSwitch: 'maybe' },
    ],
    [
      'a switch of a third kind',
      '1005',
      '/message/changeRegisterSwitch',
      { pushId: 'P1', msgType: '2', subSwitch: '1' },
    ],
    ['an alias of 61', '1005', '/message/subscribeAlias', { pushId: 'P1', alias: 'x'.repeat(61) }],
    ['no alias', '110004', '/message/subscribeAlias', { pushId: 'P1' }],
    ['a tag of 21', '1005', '/message/subscribeTags', { pushId: 'P1', tags: 'x'.repeat(21) }],
    [
      '101 tags',
      '1005',
      '/message/subscribeTags',
      { pushId: 'P1', tags: Array.from({ length: 101 }, (_, i) => i).join(',') },
    ],
    [
      'tags in a third way',
      '1005',
      '/push/pushTask/pushToTag',
      { pushType: '0', tagNames: 'a', scope: '2', messageJson: message() },
    ],
    ['pass-through to all', '110053', '/push/pushTask/pushToApp', { pushType: '1', messageJson: message() }],
    [
      'a pass-through task push',
      '110053',
      '/push/task/unvarnished/pushByPushId',
      { pushIds: 'P1', taskId: '1' },
    ],
    ['to cancel a task that nobody made', '110032', '/push/pushTask/cancel', { pushType: '0', taskId: '1' }],
    [
      'a picture of a kind that is none',
      '1005',
      '/push/uploadImg',
      { imgType: '2', imgUrl: 'https://example.com/a.png' },
    ],
    ['a picture that is no address', '1005', '/push/uploadImg', { imgType: '1', imgUrl: 'a.png' }],
  ])('refuses %s', async (_what, code, path, fields) => {
    expect(await ask(path, fields)).toMatchObject({ code, value: '' });
  });
});
