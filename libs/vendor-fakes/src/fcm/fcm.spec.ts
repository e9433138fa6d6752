// FCM: what every vendor does, the messages as they go over the wire, and how calls are made.
import { messageKeyOf, type PushContent, targetIdOf } from '@offline-push/contracts';
import { Value } from '@sinclair/typebox/value';
import { aDelivery, conforms, deliveries } from '../conformance';
import { fcm } from '@offline-push/vendors/fcm/index';
import type { FcmCredential, FcmSettings } from '@offline-push/vendors/fcm/credential';
import { FcmFake } from './fake';
import { bytesOf, cutToBytes } from '@offline-push/vendors/fcm/fit';
import { intentAction } from '@offline-push/vendors/fcm/wish';
import { sample } from './sample';

const settings: FcmSettings = {
  packageName: 'com.example.im',
  channelId: 'chat',
  click: { action: 'open-app' },
};
const credential = sample.credential as FcmCredential;

conforms({
  vendor: fcm,
  newFake: () => new FcmFake(),
  tenant: sample.tenant,
  credential,
  wrongCredential: sample.wrongCredential,
  settings,
  forbiddenTokens: ['a.b', 'a/b', 'a+b', 'x'.repeat(1025)],
  features: { tokensPerCall: 1, showsOnce: false },
  isChat: (wire) => wire.includes('"priority":"HIGH"'),
  isSilent: (wire) => !/"(?:default_)?sound"/.test(wire),
});

const NOW_MS = 1_790_000_000_000;
const TARGET = targetIdOf('push-1', 'phone-1');
const PAGE = 'intent:#Intent;action=com.example.im.OPEN_CHAT;component=com.example.im/.Chat;S.id=7;end';
const WEB = { action: 'open-url', url: 'https://chat.example.com/?a=1&b=2' } as const;

const push = (content: PushContent, certificate: Partial<FcmSettings> = {}, lifeMs = 600_000) => {
  const delivery = aDelivery({
    targetId: TARGET,
    token: 'd9x:APA91b',
    content,
    expiresAtMs: NOW_MS + lifeMs,
  });
  return fcm.plan([delivery], { ...settings, ...certificate }, NOW_MS);
};
const bodyOf = (...asked: Parameters<typeof push>): string => push(...asked).calls[0]!.request.body;
interface Sent {
  message: Record<string, never> & {
    data?: Record<string, string>;
    notification?: Record<string, string>;
    android: Record<string, string> & { notification?: Record<string, string | number> };
    apns?: object;
  };
}
const messageOf = (...asked: Parameters<typeof push>) => (JSON.parse(bodyOf(...asked)) as Sent).message;
const notesOf = (...asked: Parameters<typeof push>) => push(...asked).calls[0]!.notesByDelivery?.[0] ?? [];
const withOptions = (options: Record<string, unknown>): PushContent => ({ vendors: { fcm: options } });

describe('an FCM message', () => {
  it('carries everything a notification needs, byte for byte', () => {
    const content: PushContent = { title: 'Ann', text: 'lunch?', ext: '{"conv":"c2c_u100"}' };
    expect(bodyOf({ ...content, sound: 'ding', badge: { set: 3, add: 1 } })).toBe(
      '{"message":{"token":"d9x:APA91b","data":{"ext":"{\\"conv\\":\\"c2c_u100\\"}"},' +
        '"notification":{"title":"Ann","body":"lunch?"},' +
        '"android":{"priority":"HIGH","ttl":"600s","restricted_package_name":"com.example.im",' +
        `"notification":{"channel_id":"chat","sound":"ding","default_vibrate_timings":true,"notification_count":3,"tag":"${TARGET}"}}}}`,
    );
  });
  it('carries the same facts for an app that draws itself, byte for byte', () => {
    const content: PushContent = { title: 'Ann', text: 'lunch?', ext: 'e', sound: 'ding', badge: { add: 2 } };
    expect(bodyOf(content, { mode: 'data' })).toBe(
      '{"message":{"token":"d9x:APA91b","data":{"title":"Ann","body":"lunch?","ext":"e","channel_id":"chat","sound":"ding",' +
        `"badge_add":"2","tag":"${TARGET}"},` +
        '"android":{"priority":"HIGH","ttl":"600s","restricted_package_name":"com.example.im"}}}',
    );
  });
  it('carries a part for iPhones where the project reaches them, byte for byte', () => {
    const content: PushContent = {
      title: 'Ann',
      text: 'lunch?',
      sound: 'default',
      badge: { set: 0 },
      vendors: { fcm: { image: 'https://cdn.example.com/a.png' } },
    };
    expect(JSON.stringify(messageOf(content, { apple: true }).apns)).toBe(
      `{"headers":{"apns-priority":"10","apns-expiration":"1790000600","apns-collapse-id":"${TARGET}"},` +
        '"payload":{"aps":{"sound":"default","badge":0,"mutable-content":1}},' +
        '"fcm_options":{"image":"https://cdn.example.com/a.png"}}',
    );
    expect(JSON.stringify(messageOf({}, { apple: true, mode: 'data' }).apns)).toBe(
      `{"headers":{"apns-priority":"5","apns-expiration":"1790000600","apns-collapse-id":"${TARGET}"},` +
        '"payload":{"aps":{"content-available":1}}}',
    );
    expect(messageOf({}).apns).toBeUndefined();
  });
  it.each([
    ['less than a second: now or never', 999, '0'],
    ['a second', 1_000, '1790000001'],
    ['a year: as long as Apple keeps anything', 31_536_000_000, '1792592000'],
  ])('waits at Apple for %s', (_what, lifeMs, expiration) => {
    expect(messageOf({}, { apple: true }, lifeMs).apns).toMatchObject({
      headers: { 'apns-expiration': expiration },
    });
  });

  it.each<[string, PushContent]>([
    ['without title and text', {}],
    ['of blanks', { title: ' \t', text: '\u3000' }],
  ])('%s gets the default words (scenario 39)', (_what, content) => {
    expect(messageOf(content).notification).toEqual({
      title: 'a new message',
      body: 'You have a new message',
    });
  });

  it.each<[string, PushContent, Partial<FcmSettings>, object]>([
    [
      'opens the app with its custom content (scenarios 40, 54)',
      { ext: 'e' },
      {},
      { data: { ext: 'e' }, android: { notification: expect.not.objectContaining({ click_action: 'x' }) } },
    ],
    [
      'opens a page by its action, and carries the whole intent and its custom content (scenarios 41, 54)',
      { click: { action: 'open-page', page: PAGE }, ext: 'e' },
      {},
      {
        data: { ext: 'e', page: PAGE },
        android: { notification: { click_action: 'com.example.im.OPEN_CHAT' } },
      },
    ],
    [
      'opens a web page by the activity that the certificate names',
      { click: WEB },
      { openUrlAction: 'com.example.im.OPEN_URL' },
      { data: { url: WEB.url }, android: { notification: { click_action: 'com.example.im.OPEN_URL' } } },
    ],
    ['has the click of the certificate', {}, { click: WEB }, { data: { url: WEB.url } }],
    [
      'has its own click before that of the certificate',
      { click: { action: 'open-page', page: PAGE } },
      { click: WEB },
      { data: { page: PAGE } },
    ],
    [
      'takes its own channel before that of the certificate (scenario 51)',
      withOptions({ channelId: 'calls' }),
      {},
      { android: { notification: { channel_id: 'calls' } } },
    ],
    [
      'keeps the channel of the certificate if its own is empty (scenario 51)',
      withOptions({ channelId: '', priority: null, mode: '' }),
      {},
      { android: { priority: 'HIGH', notification: { channel_id: 'chat' } } },
    ],
    ['may wait as bulk', { class: 'bulk' }, {}, { android: { priority: 'NORMAL' } }],
    [
      'hurries as bulk if told so',
      { class: 'bulk' },
      { priority: 'high' },
      { android: { priority: 'HIGH' } },
    ],
    [
      'may wait',
      withOptions({ priority: 'normal' }),
      { priority: 'high' },
      { android: { priority: 'NORMAL' } },
    ],
    [
      'shows a picture',
      withOptions({ image: 'https://cdn.example.com/a.png' }),
      {},
      { notification: { image: 'https://cdn.example.com/a.png' } },
    ],
    [
      'has a rank, a place on the lock screen, an icon and a colour',
      withOptions({ importance: 'max', visibility: 'secret', icon: 'ic_chat', color: '#00ff7F' }),
      {},
      {
        android: {
          notification: {
            notification_priority: 'PRIORITY_MAX',
            visibility: 'SECRET',
            icon: 'ic_chat',
            color: '#00ff7F',
          },
        },
      },
    ],
    [
      'collapses only under a key that the sender chose',
      withOptions({ collapseKey: 'c2c_u100' }),
      {},
      { android: { collapse_key: 'c2c_u100' } },
    ],
    [
      'is counted under its label',
      withOptions({ analyticsLabel: 'promo' }),
      { analyticsLabel: 'im' },
      { fcm_options: { analytics_label: 'promo' } },
    ],
    [
      'is counted under the label of the certificate',
      {},
      { analyticsLabel: 'im' },
      { fcm_options: { analytics_label: 'im' } },
    ],
    ['goes to an installation id', {}, { target: 'fid' }, { fid: 'd9x:APA91b' }],
    [
      'lets badge.set win over badge.add (scenario 57)',
      { badge: { set: 7, add: 1 } },
      {},
      { android: { notification: { notification_count: 7 } } },
    ],
    [
      'adds to the badge',
      { badge: { add: 2 } },
      {},
      { android: { notification: { notification_count: 2 } } },
    ],
  ])('%s', (_what, content, certificate, expected) => {
    expect(messageOf(content, certificate)).toMatchObject(expected);
  });

  it.each<[string, string | undefined, Record<string, unknown>, Record<string, unknown>]>([
    ['nothing', undefined, { sound: 'default' }, { default_sound: true, default_vibrate_timings: true }],
    ['"default"', 'default', { sound: 'default' }, { default_sound: true, default_vibrate_timings: true }],
    ['a file', 'ding.mp3', { sound: 'ding.mp3' }, { sound: 'ding', default_vibrate_timings: true }],
    [
      'a file of iPhones',
      'My Ding.caf',
      { sound: 'My Ding.caf' },
      { default_sound: true, default_vibrate_timings: true },
    ],
    ['"none"', 'none', {}, {}],
  ])(
    'vendors 3.2, 3.5: for %s as sound rings on iPhones and below Android 8 as it should',
    (_what, sound, aps, shown) => {
      const message = messageOf({ title: 'Ann', ...(sound !== undefined && { sound }) }, { apple: true });
      expect((message.apns as { payload: { aps: unknown } }).payload.aps).toEqual(aps);
      expect(message.android['notification']).toEqual({ channel_id: 'chat', ...shown, tag: TARGET });
    },
  );
  it('has no collapse key of its own: four keys a phone would drop other messages', () => {
    expect(bodyOf({})).not.toContain('collapse_key');
  });
  it('has nothing but its address, words and handling if nothing more was said', () => {
    const [call] = fcm.plan(
      [aDelivery({ token: 'T', content: {}, targetId: TARGET, expiresAtMs: NOW_MS + 1_000 })],
      { click: { action: 'open-app' } },
      NOW_MS,
    ).calls;
    expect(JSON.parse(call!.request.body)).toEqual({
      message: {
        token: 'T',
        notification: { title: 'a new message', body: 'You have a new message' },
        android: {
          priority: 'HIGH',
          ttl: '1s',
          // Below Android 8 it would be silent without.
          notification: { default_sound: true, default_vibrate_timings: true, tag: TARGET },
        },
      },
    });
    expect(call).not.toHaveProperty('notesByDelivery');
  });
  it.each([
    [999, '0s'],
    [1_999, '1s'],
    [86_400_000, '86400s'],
    [90 * 86_400_000, '2419200s'],
  ])('with %i ms to live waits %s at FCM', (lifeMs, ttl) => {
    expect(messageOf({}, {}, lifeMs).android['ttl']).toBe(ttl);
  });

  it.each<[string, PushContent, Partial<FcmSettings>, RegExp]>([
    ['ext of a web page', { click: WEB, ext: 'e' }, { openUrlAction: 'a.B' }, /^ext left out/],
    ['a web page without an activity for it', { click: WEB }, {}, /^url only as data\.url/],
    [
      'a page without an action',
      { click: { action: 'open-page', page: 'intent:#Intent;component=com.example.im/.Chat;end' } },
      {},
      /^page only as data\.page/,
    ],
    ['a badge of 0', { badge: { set: 0 } }, {}, /^badge left out for Android/],
    ['a badge to add on iPhones', { badge: { add: 1 } }, { apple: true }, /^badge left out for iPhones/],
    [
      'words for iPhones in data mode',
      {},
      { apple: true, mode: 'data' },
      /^iPhones show nothing by themselves/,
    ],
    [
      'a look in data mode',
      withOptions({ mode: 'data', color: '#000000' }),
      {},
      /^importance, visibility, icon and color left out/,
    ],
    ['a text of 5 KB', { text: '字'.repeat(1700) }, {}, /^text cut/],
  ])('notes that it cannot carry %s', (_what, content, certificate, note) => {
    expect(notesOf(content, certificate)).toEqual([expect.stringMatching(note)]);
  });
  it('notes that a sound without a channel is heard on old phones only (scenario 44)', () => {
    const [call] = fcm.plan(
      [aDelivery({ content: { sound: 'ding' }, expiresAtMs: NOW_MS + 1_000 })],
      { click: { action: 'open-app' } },
      NOW_MS,
    ).calls;
    expect(call!.notesByDelivery).toEqual([[expect.stringMatching(/^sound only below Android 8/)]]);
    expect(notesOf({ sound: 'ding' })).toEqual([]);
  });
  it('attaches no custom content to a web page (scenario 42)', () => {
    expect(messageOf({ click: WEB, ext: 'e' }).data).toEqual({ url: WEB.url });
  });

  it.each([
    ['an unknown option', { chanelId: 'x' }],
    ['a picture over http', { image: 'http://cdn.example.com/a.png' }],
    ['an unknown rank', { importance: 'urgent' }],
    ['a colour by name', { color: 'red' }],
    ['a label with a blank', { analyticsLabel: 'a b' }],
    ['a channel with a line end', { channelId: 'a\nb' }],
  ])('is refused with the field named for %s', (_what, options) => {
    expect(push(withOptions(options)).ended).toEqual([
      expect.objectContaining({
        state: 'refused',
        code: 'bad-options',
        detail: expect.stringMatching(/^push\.vendors\.fcm\//),
      }),
    ]);
  });
});

describe("FCM's limit of 4096 bytes (scenarios 52, 59)", () => {
  const counted = (message: Sent['message']) =>
    bytesOf(message.data, message.notification, message.android.notification);

  it.each<[string, string]>([
    ['Latin letters', 'x'],
    ['letters of two bytes', 'ß'],
    ['Chinese', '字'],
    ['emoji', '🎉'],
  ])('cuts a text of %s at a whole character and adds three dots', (_what, letter) => {
    const message = messageOf({
      title: 't',
      text: letter.repeat(4000 / letter.length),
      ext: 'e'.repeat(2000),
    });
    const body = message.notification!['body']!;
    expect(body).toMatch(new RegExp(`^(?:${letter})+\\.\\.\\.$`, 'u'));
    expect(counted(message)).toBeLessThanOrEqual(4096);
    expect(counted(message)).toBeGreaterThan(4096 - Buffer.byteLength(letter));
  });
  it('leaves a text alone that fits to the byte', () => {
    const room = 4096 - counted(messageOf({ title: 't', text: 'x' })) + 1;
    expect(messageOf({ title: 't', text: 'x'.repeat(room) }).notification!['body']).toBe('x'.repeat(room));
    expect(notesOf({ title: 't', text: 'x'.repeat(room) })).toEqual([]);
    expect(messageOf({ title: 't', text: 'x'.repeat(room + 1) }).notification!['body']).toBe(
      `${'x'.repeat(room - 3)}...`,
    );
  });
  it('takes a short text that fits to the byte beside a long ext', () => {
    const room = 4096 - counted(messageOf({ title: 't', text: 'ok', ext: 'e' })) + 1;
    const ext = 'e'.repeat(room);
    expect(counted(messageOf({ title: 't', text: 'ok', ext }))).toBe(4096);
    expect(push({ title: 't', text: 'ok', ext: `${ext}e` }).ended).toHaveLength(1);
  });
  it('never cuts ext: one that leaves no room for a text is refused', () => {
    const ext = '字'.repeat(1366);
    expect(push({ ext }).ended).toEqual([
      expect.objectContaining({ state: 'refused', code: 'ext-too-long' }),
    ]);
    expect(messageOf({ ext: 'x'.repeat(3900), text: 'y'.repeat(900) }).data).toEqual({
      ext: 'x'.repeat(3900),
    });
  });
  it('holds in data mode too, and is tighter where iPhones read along', () => {
    const text = 'x'.repeat(4000);
    expect(counted(messageOf({ text, ext: 'e'.repeat(1000) }, { mode: 'data' }))).toBe(4096);
    expect(counted(messageOf({ text, ext: 'e'.repeat(1000) }, { apple: true }))).toBe(4096 - 512);
  });
  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 5, 'ab...'],
    ['字字字', 8, '字...'],
    ['🎉🎉', 7, '🎉...'],
    ['🎉🎉', 6, '...'],
    ['abcdef', 2, '..'],
    ['abcdef', 0, ''],
    ['a👍🏽bcdef', 11, 'a...'],
  ])('cuts %j at %i bytes to %j', (text, limit, cut) => expect(cutToBytes(text, limit)).toBe(cut));
});

describe('the action of an intent', () => {
  it.each([
    [PAGE, 'com.example.im.OPEN_CHAT'],
    ['intent:#Intent;component=a/.B;action=x.Y;end', 'x.Y'],
    ['intent:#Intent;component=a/.B;end', undefined],
    ['intent://host/path;action=evil;x#Intent;component=a/.B;end', undefined],
    ['intent:#Intent;S.action=x;end', undefined],
    ['intent:#Intent;action=;end', undefined],
    ['intent:#Intent;action=a b;end', undefined],
  ])('of %j is %j', (page, action) => expect(intentAction(page)).toBe(action));
});

describe('calls', () => {
  it('are one for each phone, with a tag of its own', () => {
    const asked = deliveries(3, { messageKey: messageKeyOf('demo', 'group') });
    const tags = fcm
      .plan(asked, settings, NOW_MS)
      .calls.map(({ request }) => (JSON.parse(request.body) as Sent).message.android.notification!['tag']);
    expect(tags).toEqual(asked.map(({ targetId }) => targetId));
  });
  it('name a token once for a message, and both who asked are answered', () => {
    const same = {
      messageKey: messageKeyOf('demo', 'twice'),
      token: 'ok-same',
      expiresAtMs: NOW_MS + 60_000,
    };
    const { calls } = fcm.plan(
      [...deliveries(2, same), ...deliveries(1, { ...same, token: 'ok-other' })],
      settings,
      NOW_MS,
    );
    expect(calls.map((call) => call.deliveries.length)).toEqual([2, 1]);
  });
  it('keep contents apart that share a message key by mistake', () => {
    const same = {
      messageKey: messageKeyOf('demo', 'clash'),
      token: 'ok-same',
      expiresAtMs: NOW_MS + 60_000,
    };
    const [one, other] = deliveries(2, same);
    expect(fcm.plan([one!, { ...other!, content: { title: 'other' } }], settings, NOW_MS).calls).toHaveLength(
      2,
    );
  });
});

describe("FCM's forms", () => {
  const checks = (fields: Record<string, unknown>) =>
    Value.Check(fcm.credential, { ...credential, ...fields });
  const key = credential.private_key;

  it('take the key file as Firebase gives it, and as people paste it', () => {
    expect(checks({})).toBe(true);
    expect(checks({ private_key: key.replaceAll('\n', '\\n') })).toBe(true);
    expect(checks({ private_key: key.replaceAll('\n', '\r\n') })).toBe(true);
    expect(checks({ private_key: `  ${key}\n\n` })).toBe(true);
    expect(checks({ project_id: '123456789012' })).toBe(true);
  });
  it.each<[string, Record<string, unknown>]>([
    ["a person's login", { type: 'authorized_user' }],
    ['a server key of the old API', { private_key: 'AAAA1234567:APA91b' }],
    ['a certificate', { private_key: key.replaceAll('PRIVATE KEY', 'CERTIFICATE') }],
    ['a key without line ends', { private_key: key.replaceAll('\n', '') }],
    ['half a key', { private_key: key.slice(0, 800) }],
    ["a person's address", { client_email: 'ann@gmail.com' }],
    ['a project with a path', { project_id: 'a/../b' }],
    ['a project in capitals', { project_id: 'MyProject' }],
    ['another cloud', { universe_domain: 'example.com' }],
    ['an unknown field', { api_key: 'x' }],
  ])('do not take %s', (_what, fields) => expect(checks(fields)).toBe(false));
  it.each([
    ['type', 'authorized_user', /google-services\.json/],
    ['private_key', 'AAAA1234567:APA91b', /turned off in 2024/],
    ['client_email', 'ann@gmail.com', /Not the address of a person/],
  ])('say in words what is wrong with %s', (field, value, words) => {
    const errors = [...Value.Errors(fcm.credential, { ...credential, [field]: value })];
    expect(errors.map(({ schema }) => schema.description)).toContainEqual(expect.stringMatching(words));
  });
  it.each([
    ['a package with one word', { packageName: 'im' }],
    ['a click that runs a script', { click: { action: 'open-url', url: 'javascript:alert(1)' } }],
    ['an unknown mode', { mode: 'silent' }],
    ['an action with a blank', { openUrlAction: 'a b' }],
    ['a private key', { private_key: key }],
  ])('do not take %s as a setting', (_what, fields) =>
    expect(Value.Check(fcm.settings, { ...settings, ...fields })).toBe(false),
  );
});
