// Huawei's messages as they go over the wire, reviewed field by field against sections 3.1, 3.3 and 8 of the sheet.
import { messageKeyOf, type PushContent } from '@offline-push/contracts';
import { Value } from '@sinclair/typebox/value';
import { aDelivery } from '../conformance';
import { huawei } from '@offline-push/vendors/huawei/index';
import type { HuaweiSettings } from '@offline-push/vendors/huawei/credential';
import { bodyOf } from '@offline-push/vendors/huawei/request';

const NOW_MS = 1_790_000_000_000;
const android: HuaweiSettings = {
  platform: 'android',
  packageName: 'com.example.im',
  appId: '1234567',
  click: { action: 'open-app' },
};
const harmony: HuaweiSettings = { ...android, platform: 'harmonyos' };
const planned = (content: PushContent, settings: HuaweiSettings, lifeMs = 600_000) =>
  huawei.plan(
    [
      aDelivery({
        token: 'TOKEN_A',
        messageKey: messageKeyOf('demo', 'm-1001'),
        content,
        expiresAtMs: NOW_MS + lifeMs,
      }),
    ],
    settings,
    NOW_MS,
  );
const bodyFor = (content: PushContent, settings: HuaweiSettings) =>
  bodyOf(planned(content, settings).calls[0]!.request);
const notesOf = (content: PushContent, settings: HuaweiSettings) =>
  planned(content, settings).calls[0]!.notesByDelivery?.[0] ?? [];
const endOf = (content: PushContent, settings = android) => planned(content, settings).ended[0];

type Notification = Record<string, unknown>;
interface AndroidBody {
  validate_only: boolean;
  message: {
    data?: string;
    android: Record<string, unknown> & { notification: Notification };
    token: string[];
  };
}
interface HarmonyBody {
  payload: { notification: Notification & { clickAction: Record<string, unknown> } };
  pushOptions: Record<string, unknown>;
}
const androidMessage = (content: PushContent, more: Partial<HuaweiSettings> = {}) =>
  (JSON.parse(bodyFor(content, { ...android, ...more })) as AndroidBody).message;
const shownOnAndroid = (content: PushContent, more?: Partial<HuaweiSettings>) =>
  androidMessage(content, more).android.notification;
const harmonyBody = (content: PushContent, more: Partial<HuaweiSettings> = {}) =>
  JSON.parse(bodyFor(content, { ...harmony, ...more })) as HarmonyBody;
const shownOnHarmony = (content: PushContent, more?: Partial<HuaweiSettings>) =>
  harmonyBody(content, more).payload.notification;

const PAGE = 'intent:#Intent;component=com.example.im/.Chat;end';

describe('a message for Android', () => {
  it('carries everything a notification needs, byte for byte', () => {
    const content = {
      title: '小红',
      text: '晚上 "a"',
      ext: '{"conv":"c_42"}',
      badge: { add: 2 },
      sound: 'ping',
    };
    const settings: HuaweiSettings = {
      ...android,
      category: 'IM',
      importance: 'NORMAL',
      channelId: 'chat',
      badgeClass: 'com.example.im.MainActivity',
      receiptId: 'RCP1',
    };
    expect(bodyFor(content, settings)).toBe(
      '{"validate_only":false,"message":{"data":"{\\"ext\\":\\"{\\\\\\"conv\\\\\\":\\\\\\"c_42\\\\\\"}\\"}",' +
        '"android":{"ttl":"600s","bi_tag":"1jg73I8x_Txb5v8nwpQgNq","category":"IM","receipt_id":"RCP1",' +
        '"notification":{"title":"小红","body":"晚上 \\"a\\"","click_action":{"type":3},"notify_id":1777081735,' +
        '"importance":"NORMAL","channel_id":"chat","sound":"/raw/ping","default_sound":false,' +
        '"badge":{"add_num":2,"class":"com.example.im.MainActivity"}}},"token":["TOKEN_A"]}}',
    );
  });
  it.each<[string, PushContent, Notification]>([
    [
      'without words gets the default ones (scenario 39)',
      {},
      { title: 'a new message', body: 'You have a new message' },
    ],
    [
      'of blanks gets the default words',
      { title: ' \t', text: '\u3000' },
      { title: 'a new message', body: 'You have a new message' },
    ],
    ['opens the app', { click: { action: 'open-app' } }, { click_action: { type: 3 } }],
    [
      'opens a page of the app',
      { click: { action: 'open-page', page: PAGE } },
      { click_action: { type: 1, intent: PAGE } },
    ],
    [
      'opens a page of the app with its custom content in the intent (scenario 41)',
      { click: { action: 'open-page', page: PAGE }, ext: '{"a":"1;2"}' },
      {
        click_action: {
          type: 1,
          intent: 'intent:#Intent;component=com.example.im/.Chat;S.ext=%7B%22a%22%3A%221%3B2%22%7D;end',
        },
      },
    ],
    [
      'opens a web page',
      { click: { action: 'open-url', url: 'https://chat.example.com/?a=1' } },
      { click_action: { type: 2, url: 'https://chat.example.com/?a=1' } },
    ],
    [
      'opens the app for a web page without TLS',
      { click: { action: 'open-url', url: 'http://chat.example.com/' } },
      { click_action: { type: 3 } },
    ],
    [
      'names a sound without its ending',
      { sound: 'ding_dong.mp3' },
      { sound: '/raw/ding_dong', default_sound: false },
    ],
    [
      'shows an image',
      { vendors: { huawei: { image: 'https://i.example.com/a.png' } } },
      { image: 'https://i.example.com/a.png' },
    ],
    [
      'shows a long text',
      { title: 't', text: 'x', vendors: { huawei: { style: 'big-text' } } },
      { style: 1, big_title: 't', big_body: 'x' },
    ],
    [
      'shows lines',
      { vendors: { huawei: { style: 'inbox', inboxContent: ['a', 'b'] } } },
      { style: 3, inbox_content: ['a', 'b'] },
    ],
    [
      'may stay silent in the foreground',
      { vendors: { huawei: { foregroundShow: false } } },
      { foreground_show: false },
    ],
  ])('%s', (_what, content, fields) => {
    expect(shownOnAndroid(content)).toMatchObject(fields);
  });
  it('hands ext to the app as an intent extra of this name (scenarios 40 and 54)', () => {
    expect(JSON.parse(androidMessage({ ext: 'not JSON' }).data!)).toEqual({ ext: 'not JSON' });
    expect(androidMessage({ ext: '' })).not.toHaveProperty('data');
    expect(androidMessage({ ext: 'e', click: { action: 'open-page', page: PAGE } })).not.toHaveProperty(
      'data',
    );
  });
  it('attaches no custom content to a web page, and says so (scenario 42)', () => {
    const content: PushContent = { click: { action: 'open-url', url: 'https://x.example/' }, ext: 'secret' };
    expect(bodyFor(content, android)).not.toContain('secret');
    expect(notesOf(content, android)).toEqual([expect.stringMatching(/^ext left out/)]);
  });
  it.each<[string, PushContent, object | undefined]>([
    ['counts one up without a number', {}, { add_num: 1, class: 'com.example.im.Main' }],
    ['adds', { badge: { add: 5 } }, { add_num: 5, class: 'com.example.im.Main' }],
    ['sets to none', { badge: { set: 0 } }, { set_num: 0, class: 'com.example.im.Main' }],
    [
      'sets rather than adds (scenario 57)',
      { badge: { set: 7, add: 2 } },
      { set_num: 7, class: 'com.example.im.Main' },
    ],
    [
      'sets to 99 at most (scenario 57)',
      { badge: { set: 999 } },
      { set_num: 99, class: 'com.example.im.Main' },
    ],
  ])('has a badge that %s', (_what, content, badge) => {
    expect(shownOnAndroid(content, { badgeClass: 'com.example.im.Main' })['badge']).toEqual(badge);
    expect(shownOnAndroid(content)).not.toHaveProperty('badge');
  });
  it("takes its own class, channel and importance, and keeps the certificate's for empty ones (scenario 51)", () => {
    const certificate: Partial<HuaweiSettings> = { category: 'IM', channelId: 'chat', importance: 'NORMAL' };
    const read = (options: object) => {
      const { android: sent } = androidMessage({ vendors: { huawei: { ...options } } }, certificate);
      return [sent['category'], sent.notification['channel_id'], sent.notification['importance']];
    };
    expect(read({ category: 'TRAVEL', channelId: 'trips', importance: 'LOW' })).toEqual([
      'TRAVEL',
      'trips',
      'LOW',
    ]);
    expect(read({ category: '', channelId: null, importance: '' })).toEqual(['IM', 'chat', 'NORMAL']);
  });
  it('is marketing if it is bulk, whatever the certificate says, unless it says itself', () => {
    expect(androidMessage({ class: 'bulk' }, { category: 'IM' }).android['category']).toBe('MARKETING');
    const own: PushContent = { class: 'bulk', vendors: { huawei: { category: 'FINANCE' } } };
    expect(androidMessage(own, { category: 'IM' }).android['category']).toBe('FINANCE');
    expect(androidMessage({}).android).not.toHaveProperty('category');
  });
  it('may be a test', () => {
    expect(androidMessage({ vendors: { huawei: { testMessage: true } } }).android['target_user_type']).toBe(
      1,
    );
  });
  it.each<[string, PushContent, RegExp]>([
    ['a sound that is no resource', { sound: 'My Sound.mp3' }, /^sound left out/],
    ['a badge without a launcher activity', { badge: { add: 1 } }, /^badge left out/],
    ['a web page without TLS', { click: { action: 'open-url', url: 'http://x.example/' } }, /^page left out/],
    [
      'a class that is HarmonyOS only',
      { vendors: { huawei: { category: 'MISS_CALL' } } },
      /^category left out/,
    ],
    ['the length of a sound', { vendors: { huawei: { soundDuration: 3 } } }, /^sound duration left out/],
  ])('notes that it cannot carry %s', (_what, content, note) => {
    expect(notesOf(content, android)).toEqual([expect.stringMatching(note)]);
    expect(bodyFor(content, android)).not.toMatch(/sound|badge|http:|MISS_CALL/);
  });
});

describe('a message for HarmonyOS', () => {
  it('carries everything a notification needs, byte for byte', () => {
    const content = {
      title: '小红',
      text: 'Hello',
      ext: '{"conv":"c_42"}',
      badge: { set: 3 },
      sound: 'ping.mp3',
    };
    expect(bodyFor(content, { ...harmony, receiptId: 'RCP1' })).toBe(
      '{"payload":{"notification":{"category":"IM","title":"小红","body":"Hello",' +
        '"clickAction":{"actionType":0,"data":{"ext":"{\\"conv\\":\\"c_42\\"}"}},"notifyId":1777081735,' +
        '"appMessageId":"1jg73I8x_Txb5v8nwpQgNq","badge":{"setNum":3},"sound":"ping.mp3"}},' +
        '"target":{"token":["TOKEN_A"]},' +
        '"pushOptions":{"ttl":600,"biTag":"1jg73I8x_Txb5v8nwpQgNq","receiptId":"RCP1"}}',
    );
  });
  it.each<[string, PushContent, Record<string, unknown>]>([
    ['the app', { click: { action: 'open-app' } }, { actionType: 0 }],
    [
      'the app, with an address for it',
      { click: { action: 'open-url', url: 'https://x.example/' }, ext: 'e' },
      { actionType: 0, data: { url: 'https://x.example/' } },
    ],
    [
      'a page by its action',
      { click: { action: 'open-page', page: 'intent:#Intent;action=com.example.im.CHAT;end' }, ext: 'e' },
      { actionType: 1, action: 'com.example.im.CHAT', data: { ext: 'e' } },
    ],
    [
      'a page by its address',
      {
        click: {
          action: 'open-page',
          page: 'intent://chat/42?a=b#Intent;scheme=im;package=com.example.im;end',
        },
      },
      { actionType: 1, uri: 'im://chat/42?a=b' },
    ],
    [
      'the app, for a page that only Android has',
      { click: { action: 'open-page', page: PAGE }, ext: 'e' },
      { actionType: 0, data: { ext: 'e' } },
    ],
    [
      'the app, for a page without anything',
      { click: { action: 'open-page', page: 'intent:#Intent;end' } },
      { actionType: 0 },
    ],
  ])('opens %s', (_what, content, action) => {
    expect(shownOnHarmony(content).clickAction).toEqual(action);
  });
  it.each<[string, PushContent, Notification]>([
    [
      'without words gets the default ones',
      {},
      { title: 'a new message', body: 'You have a new message', badge: { addNum: 1 } },
    ],
    [
      'rings for so long',
      { sound: 'a.mp3', vendors: { huawei: { soundDuration: 9 } } },
      { sound: 'a.mp3', soundDuration: 9 },
    ],
    [
      'shows three lines',
      { vendors: { huawei: { style: 'inbox', inboxContent: ['a', 'b', 'c', 'd'] } } },
      { style: 3, inboxContent: ['a', 'b', 'c'] },
    ],
    [
      'shows an image',
      { vendors: { huawei: { image: 'https://i.example.com/a.png' } } },
      { image: 'https://i.example.com/a.png' },
    ],
    [
      'may stay silent in the foreground',
      { vendors: { huawei: { foregroundShow: false } } },
      { foregroundShow: false },
    ],
    ['is marketing if it is bulk', { class: 'bulk' }, { category: 'MARKETING' }],
    ['may be a missed call', { vendors: { huawei: { category: 'MISS_CALL' } } }, { category: 'MISS_CALL' }],
  ])('%s', (_what, content, fields) => {
    expect(shownOnHarmony(content)).toMatchObject(fields);
  });
  it("has the certificate's class, and IM without one", () => {
    expect(shownOnHarmony({}, { category: 'WORK' })['category']).toBe('WORK');
    expect(shownOnHarmony({})['category']).toBe('IM');
  });
  it('may be a test, which Huawei takes for ten phones at a time', () => {
    const content: PushContent = { vendors: { huawei: { testMessage: true } } };
    expect(harmonyBody(content).pushOptions['testMessage']).toBe(true);
    const many = Array.from({ length: 25 }, (_, i) =>
      aDelivery({ token: `ok-${i}`, messageKey: 'k', content, expiresAtMs: NOW_MS + 60_000 }),
    );
    const widths = huawei.plan(many, harmony, NOW_MS).calls.map(({ deliveries }) => deliveries.length);
    expect(widths).toEqual([10, 10, 5]);
  });
  it.each<[string, PushContent, RegExp]>([
    ['a page of Android', { click: { action: 'open-page', page: PAGE } }, /^page left out/],
    [
      'the extras of a page',
      { click: { action: 'open-page', page: 'intent:#Intent;action=a.B;S.key=v;end' } },
      /^extras of the page left out/,
    ],
    [
      'a web page',
      { click: { action: 'open-url', url: 'https://x.example/' } },
      /^the address goes to the app/,
    ],
    ['a sound with a path', { sound: '../ping.mp3' }, /^sound left out/],
    ['the length of no sound', { vendors: { huawei: { soundDuration: 3 } } }, /^sound duration left out/],
    ['a channel', { vendors: { huawei: { channelId: 'chat' } } }, /^channel left out/],
    ['an importance', { vendors: { huawei: { importance: 'LOW' } } }, /^importance left out/],
    ['a long text', { vendors: { huawei: { style: 'big-text' } } }, /^style left out/],
    [
      'a fourth line',
      { vendors: { huawei: { style: 'inbox', inboxContent: ['a', 'b', 'c', 'd'] } } },
      /^inbox cut/,
    ],
    ['a badge of 100', { badge: { set: 100 } }, /^badge set to 99/],
  ])('notes that it cannot carry %s', (_what, content, note) => {
    expect(notesOf(content, harmony)).toEqual([expect.stringMatching(note)]);
  });
});

describe.each([
  ['Android', android],
  ['HarmonyOS', harmony],
])('a message for %s', (_family, settings) => {
  const wordsOf = (content: PushContent): { title: string; body: string } => {
    const body = JSON.parse(bodyFor(content, settings)) as AndroidBody & HarmonyBody;
    return (body.message?.android.notification ?? body.payload.notification) as never;
  };
  const bytesOf = (content: PushContent) =>
    Buffer.byteLength(bodyFor(content, settings).replace('["TOKEN_A"]', '[]'));

  it.each([
    ['title', 60],
    ['body', 600],
  ] as const)(
    'cuts the %s at %i units with three dots, never inside an emoji (scenario 52)',
    (field, longest) => {
      const cut = (text: string) => wordsOf({ title: text, text })[field];
      expect(cut('x'.repeat(longest))).toBe('x'.repeat(longest));
      expect(cut('x'.repeat(longest + 1))).toBe(`${'x'.repeat(longest - 3)}...`);
      expect(cut(`${'x'.repeat(longest - 4)}🎉🎉🎉`)).toBe(`${'x'.repeat(longest - 4)}...`);
      expect(notesOf({ title: 'x'.repeat(61), text: 'x'.repeat(601) }, settings)).toEqual([
        'title cut to 60 characters',
        'text cut to 600 characters',
      ]);
    },
  );
  it('has exactly as much text as fits into 4096 bytes beside its ext', () => {
    const content = { text: '字'.repeat(600), ext: 'x'.repeat(2_500) };
    expect(wordsOf(content).body).toMatch(/^字{300,}\.\.\.$/);
    expect(bytesOf(content)).toBeLessThanOrEqual(4096);
    // One more of these characters has three bytes.
    expect(bytesOf(content)).toBeGreaterThan(4096 - 3);
    expect(notesOf(content, settings)).toEqual([expect.stringMatching(/^text cut: .*4096 bytes/)]);
  });
  it('is refused before any call if its ext leaves no room for a text (scenario 59)', () => {
    expect(endOf({ ext: 'x'.repeat(3_990) }, settings)).toMatchObject({
      state: 'refused',
      code: 'ext-too-long',
    });
  });
  it('leaves the lines of an inbox out if they have no room: better a push without them than none', () => {
    const inbox = (line: string) => ({ huawei: { style: 'inbox', inboxContent: [line, line, line] } });
    const [fits, long] = ['x', '字'].map((letter) => ({
      vendors: inbox(letter.repeat(600)),
      ext: 'x'.repeat(900),
    }));
    expect(wordsOf(fits!)).toMatchObject({ style: 3 });
    expect(notesOf(fits!, settings)).toEqual([]);
    expect(wordsOf(long!)).not.toHaveProperty('style');
    expect(notesOf(long!, settings)).toEqual(['inbox left out: a message has at most 4096 bytes']);
  });
  it('lives in whole seconds, 15 days at most, and not at all for less than one', () => {
    const ttlAfter = (lifeMs: number) => {
      const [call] = planned({}, settings, lifeMs).calls;
      const body = JSON.parse(bodyOf(call!.request)) as AndroidBody & HarmonyBody;
      return String(body.message?.android['ttl'] ?? body.pushOptions['ttl']).replace('s', '');
    };
    expect(ttlAfter(1_999)).toBe('1');
    expect(ttlAfter(20 * 86_400_000)).toBe('1296000');
    expect(planned({}, settings, 999).ended).toMatchObject([{ state: 'expired' }]);
  });
  it.each([
    ['an unknown option', { chanelId: 'x' }],
    ['a class that does not exist', { category: 'CHAT' }],
    ['an importance that is gone', { importance: 'HIGH' }],
    ['an image without TLS', { image: 'http://x.example/a.png' }],
    ['six lines', { style: 'inbox', inboxContent: ['1', '2', '3', '4', '5', '6'] }],
    ['lines in no inbox', { inboxContent: ['1'] }],
    ['an inbox without lines', { style: 'inbox' }],
    ['a sound of two minutes', { soundDuration: 120 }],
    ['a channel with a comma', { channelId: 'a,b' }],
  ])('is refused with the field named for %s', (_what, options) => {
    expect(endOf({ vendors: { huawei: options } }, settings)).toMatchObject({
      state: 'refused',
      code: 'bad-options',
      detail: expect.stringMatching(/^push\.vendors\.huawei\//),
    });
  });
});

describe("Huawei's forms", () => {
  const isCredential = (value: object) => Value.Check(huawei.credential, value);
  const isSettings = (value: object) => Value.Check(huawei.settings, { ...android, ...value });

  it.each(['', 'with blank ', '1234567', 'line\nbreak', 'x'.repeat(257)])(
    'do not take %j for a secret',
    (clientSecret) => expect(isCredential({ clientSecret })).toBe(false),
  );
  it('take a secret with any printable letter', () =>
    expect(isCredential({ clientSecret: 's/cret=+&' })).toBe(true));
  it('want a secret of some kind', () => expect(isCredential({})).toBe(false));
  it.each([
    ['a public key', 'PUBLIC KEY'],
    ['an older kind of key', 'RSA PRIVATE KEY'],
    ['a locked key', 'ENCRYPTED PRIVATE KEY'],
  ])('do not take %s for the key of a service account', (_what, kind) => {
    const private_key = `-----BEGIN ${kind}-----\n${'A'.repeat(400)}\n-----END ${kind}-----\n`;
    const account = { project_id: '1', key_id: 'k', sub_account: 's' };
    expect(isCredential({ serviceAccount: { ...account, private_key } })).toBe(false);
    expect(
      isCredential({
        serviceAccount: { ...account, private_key: private_key.replaceAll(kind, 'PRIVATE KEY') },
      }),
    ).toBe(true);
  });
  it('say in words which secret is meant', () => {
    const [error] = [...Value.Errors(huawei.credential, { clientSecret: '1234567' })];
    expect(error!.schema.description).toMatch(/not the one of the project.*Digits only/);
  });
  it.each([
    { platform: 'emui' },
    { appId: 'abc' },
    { clientId: '12 34' },
    { packageName: 'im' },
    { category: 'PLAY_VOICE' },
    { importance: 'HIGH' },
    { badgeClass: '.MainActivity' },
    { appSecret: 'x' },
  ])('do not take the setting %j', (setting) => expect(isSettings(setting)).toBe(false));
  it.each([
    { platform: 'harmonyos' },
    { clientId: '99', projectId: '42' },
    { badgeClass: 'com.example.im.Main$Inner' },
    { receiptId: 'RCP4C123456', callbackUser: 'im-server' },
  ])('take the setting %j', (setting) => expect(isSettings(setting)).toBe(true));
});
