// The messages as they go over the wire, and what is refused before any call.
import { messageKeyOf, type PushContent } from '@offline-push/contracts';
import { aDelivery, deliveries } from '../conformance';
import { meizu } from '@offline-push/vendors/meizu/index';
import type { MeizuSettings } from '@offline-push/vendors/meizu/credential';

const settings: MeizuSettings = {
  packageName: 'com.example.im',
  appId: '100999',
  click: { action: 'open-app' },
};
const NOW_MS = 1_790_000_000_000;
const HOUR_MS = 3_600_000;
const KEY = messageKeyOf('demo', 'm-1001');
/** The first eight characters of SHA-256 of KEY in base64url, computed by openssl. */
const NOTIFY_KEY = '09g7Ds0D';

const push = (
  content: PushContent,
  certificate: Partial<MeizuSettings> = {},
  leftMs = 10 * HOUR_MS,
  receiptUrl?: string,
) => {
  const delivery = aDelivery({
    token: 'PIDaaa0001',
    messageKey: KEY,
    content,
    expiresAtMs: NOW_MS + leftMs,
  });
  return meizu.plan([delivery], { ...settings, ...certificate }, NOW_MS, receiptUrl);
};
type Pushed = Parameters<typeof push>;
type Sections = Record<string, Record<string, unknown> | undefined>;
const fieldsOf = (...asked: Pushed) => push(...asked).calls[0]!.request.fields;
const messageOf = (...asked: Pushed) => JSON.parse(fieldsOf(...asked)['messageJson']!) as Sections;
const notesOf = (...asked: Pushed) => push(...asked).calls[0]!.notesByDelivery?.[0] ?? [];
const options = (meizuOptions: Record<string, unknown>): PushContent => ({
  vendors: { meizu: meizuOptions },
});

describe('a message for Meizu', () => {
  it('carries everything a notification needs, byte for byte', () => {
    expect(fieldsOf({ title: '小红', text: '晚上 a=b&c+d%', ext: '{"conv":"p2p_1"}' })).toEqual({
      appId: '100999',
      pushIds: 'PIDaaa0001',
      messageJson:
        '{"noticeBarInfo":{"noticeMsgType":1,"noticeBarType":0,"title":"小红","content":"晚上 a=b&c+d%"},' +
        '"noticeExpandInfo":{"noticeExpandType":0},' +
        '"clickTypeInfo":{"clickType":0,"parameters":{"ext":"{\\"conv\\":\\"p2p_1\\"}"}},' +
        `"pushTimeInfo":{"offLine":1,"validTime":10},"advanceInfo":{"notifyKey":"${NOTIFY_KEY}"}}`,
    });
  });

  describe('has words: ', () => {
    const defaults = { title: 'a new message', content: 'You have a new message' };
    it.each<[string, PushContent, object]>([
      ['the default ones if it brings none (scenario 39)', {}, defaults],
      ['the default ones for blanks', { title: ' \t', text: '\u3000' }, defaults],
      ['its own', { title: 't', text: 'c' }, { title: 't', content: 'c' }],
      [
        'half a surrogate pair replaced',
        { title: 'a\ud83c', text: '\udf89b' },
        { title: 'a\ufffd', content: '\ufffdb' },
      ],
    ])('%s', (_what, content, words) => {
      expect(messageOf(content)['noticeBarInfo']).toMatchObject(words);
    });
    it.each([
      ['title', 32],
      ['content', 100],
    ] as const)(
      'the %s cut to %i units with three dots, never inside an emoji (scenario 52)',
      (field, most) => {
        const shown = (text: string) => messageOf({ title: text, text })['noticeBarInfo']![field];
        expect(shown('x'.repeat(most))).toBe('x'.repeat(most));
        expect(shown('x'.repeat(most + 1))).toBe(`${'x'.repeat(most - 3)}...`);
        expect(shown(`${'x'.repeat(most - 4)}🎉🎉🎉`)).toBe(`${'x'.repeat(most - 4)}...`);
      },
    );
    it('a long text whole when pulled open, where the certificate or the message wants it', () => {
      const text = '字'.repeat(300);
      expect(messageOf({ text }, { style: 1 })).toMatchObject({
        noticeBarInfo: { content: `${'字'.repeat(97)}...` },
        noticeExpandInfo: { noticeExpandType: 1, noticeExpandContent: text },
      });
      const plain = { noticeExpandType: 0 };
      expect(messageOf({ text, ...options({ style: 0 }) }, { style: 1 })['noticeExpandInfo']).toEqual(plain);
      expect(messageOf({ text: 'short' }, { style: 1 })['noticeExpandInfo']).toEqual(plain);
      expect(notesOf({ text }, { style: 1 })).toEqual(['text cut to 100 characters, whole when pulled open']);
    });
  });

  describe('opens', () => {
    const CHAT = 'intent:#Intent;component=com.example.im/.ui.Chat;end';
    const page = (uri: string) => ({ action: 'open-page', page: uri }) as const;
    it.each<[string, PushContent, object]>([
      ['the app without content', {}, { clickType: 0 }],
      ['the app with ext (scenarios 40, 54)', { ext: 'e' }, { clickType: 0, parameters: { ext: 'e' } }],
      [
        'a page by its short class with ext (scenarios 41, 54)',
        { click: page(CHAT), ext: 'e' },
        { clickType: 1, activity: 'com.example.im.ui.Chat', parameters: { ext: 'e' } },
      ],
      [
        'a page by its full class, with flags and extras of its own',
        {
          click: page(
            'intent:#Intent;launchFlags=0x4000000;component=com.example.im/com.other.Chat;S.from=a%20b%3B;end',
          ),
        },
        { clickType: 1, activity: 'com.other.Chat', parameters: { from: 'a b;' } },
      ],
      [
        'a page with an ext of its own, which the message replaces',
        { click: page('intent:#Intent;component=a.b/.C;S.ext=old;end'), ext: 'new' },
        { clickType: 1, activity: 'a.b.C', parameters: { ext: 'new' } },
      ],
      [
        'a page by its URI, if it says more than a class',
        {
          click: page('intent://chat/1#Intent;scheme=im;S.ext=old;component=a.b/.C;end'),
          ext: '{"a":"b;c"}',
        },
        {
          clickType: 2,
          url: 'intent://chat/1#Intent;scheme=im;component=a.b/.C;S.ext=%7B%22a%22%3A%22b%3Bc%22%7D;end',
        },
      ],
      [
        'a page by its URI, if it has a number among its extras',
        { click: page('intent:#Intent;component=a.b/.C;i.unread=5;end') },
        { clickType: 2, url: 'intent:#Intent;component=a.b/.C;i.unread=5;end' },
      ],
      [
        'a page by its URI, if its class is none',
        { click: page('intent:#Intent;component=a.b/.%zz;end') },
        { clickType: 2, url: 'intent:#Intent;component=a.b/.%zz;end' },
      ],
      [
        'an intent that says nothing',
        { click: page('intent:#Intent;end'), ext: 'e' },
        { clickType: 2, url: 'intent:#Intent;S.ext=e;end' },
      ],
      [
        'a page of the web, without ext (scenario 42)',
        { click: { action: 'open-url', url: 'https://chat.example.com/?a=1&b=2' }, ext: 'e' },
        { clickType: 2, url: 'https://chat.example.com/?a=1&b=2' },
      ],
    ])('%s', (_what, content, info) => {
      expect(messageOf(content)['clickTypeInfo']).toEqual(info);
    });
    it('what the message says, else what the certificate says', () => {
      const click = { action: 'open-url', url: 'https://chat.example.com/' } as const;
      const own: PushContent = { click: { action: 'open-app' } };
      expect(messageOf({}, { click })['clickTypeInfo']).toEqual({ clickType: 2, url: click.url });
      expect(messageOf(own, { click })['clickTypeInfo']).toEqual({ clickType: 0 });
    });
    it.each<[string, PushContent, string]>([
      [
        'an address over 1000 bytes',
        { click: { action: 'open-url', url: `https://x/${'字'.repeat(331)}` } },
        'click-too-long',
      ],
      [
        'an intent that ext makes longer than that, as ext is never cut',
        { click: page('intent://x#Intent;scheme=im;end'), ext: 'x'.repeat(970) },
        'ext-too-long',
      ],
      ['a page that can carry no ext', { click: page('intent:chat;end'), ext: 'e' }, 'ext-impossible'],
    ])('not %s', (_what, content, code) => {
      expect(push(content)).toMatchObject({ calls: [], ended: [{ state: 'refused', code }] });
    });
    it('an address of exactly 1000 bytes', () => {
      const url = `https://x/${'字'.repeat(330)}`;
      expect(messageOf({ click: { action: 'open-url', url } })['clickTypeInfo']).toEqual({
        clickType: 2,
        url,
      });
    });
  });

  it.each([
    ['ten hours', 10 * HOUR_MS, { offLine: 1, validTime: 10 }],
    ['a moment less than ten hours', 10 * HOUR_MS - 1, { offLine: 1, validTime: 9 }],
    ['an hour', HOUR_MS, { offLine: 1, validTime: 1 }],
    ['less than an hour: online phones only', HOUR_MS - 1, { offLine: 0 }],
    ['a month: three days', 720 * HOUR_MS, { offLine: 1, validTime: 72 }],
  ])('lives for %s', (_what, leftMs, time) => {
    expect(messageOf({}, {}, leftMs)['pushTimeInfo']).toEqual(time);
  });

  describe('is of a class: ', () => {
    it.each<[string, PushContent, Partial<MeizuSettings>, 0 | 1]>([
      ['private, as chats are', {}, {}, 1],
      ["the certificate's", {}, { noticeMsgType: 0 }, 0],
      ['its own over that (scenario 51)', options({ noticeMsgType: 0 }), { noticeMsgType: 1 }, 0],
      [
        "the certificate's if its own is empty (scenario 51)",
        options({ noticeMsgType: '' }),
        { noticeMsgType: 0 },
        0,
      ],
      ["the certificate's if its own is null", options({ noticeMsgType: null }), { noticeMsgType: 0 }, 0],
      ['public for bulk, whatever the certificate says', { class: 'bulk' }, { noticeMsgType: 1 }, 0],
      ['private for bulk that asks for it', { class: 'bulk', ...options({ noticeMsgType: 1 }) }, {}, 1],
      ["the certificate's for chats", { class: 'chat' }, { noticeMsgType: 0 }, 0],
    ])('%s', (_what, content, certificate, noticeMsgType) => {
      expect(messageOf(content, certificate)['noticeBarInfo']).toMatchObject({ noticeMsgType });
    });
  });

  it.each<[string, PushContent, Partial<MeizuSettings>, 0 | 2]>([
    ['Android, by certificate', {}, { noticeBarType: 2 }, 2],
    ['Flyme, by message', options({ noticeBarType: 0 }), { noticeBarType: 2 }, 0],
    [
      'what the certificate says, by an empty option',
      options({ noticeBarType: '' }),
      { noticeBarType: 2 },
      2,
    ],
  ])('may look like %s', (_what, content, certificate, noticeBarType) => {
    expect(messageOf(content, certificate)['noticeBarInfo']).toMatchObject({ noticeBarType });
  });
  it('carries flags that somebody set, as numbers, and leaves the others to Meizu', () => {
    const flags = { suspend: false, clearNoticeBar: true, sound: false, vibrate: '', lights: null };
    expect(messageOf(options(flags))['advanceInfo']).toEqual({
      suspend: 0,
      clearNoticeBar: 1,
      notificationType: { sound: 0 },
      notifyKey: NOTIFY_KEY,
    });
  });
  it.each([
    ['one of its own choice', 'c2c-1', 'c2c-1'],
    ["the message's, if its own is empty", '', NOTIFY_KEY],
  ])('takes the place of what was shown under the same key: %s', (_what, notifyKey, sent) => {
    expect(messageOf(options({ notifyKey }))['advanceInfo']).toEqual({ notifyKey: sent });
  });
  it('has a key of eight characters that comes from the message', () => {
    const keys = deliveries(200).map((delivery) => {
      const { fields } = meizu.plan([delivery], settings, NOW_MS).calls[0]!.request;
      return (JSON.parse(fields['messageJson']!) as Sections)['advanceInfo']!['notifyKey'] as string;
    });
    expect(keys.every((key) => /^[0-9A-Za-z_-]{8}$/.test(key))).toBe(true);
    expect(new Set(keys).size).toBe(200);
  });
  it('asks for receipts where the certificate wants them, and says which message it is', () => {
    const callback = 'http://cb.example.com/mz';
    expect(messageOf({}, { receipts: true }, HOUR_MS, callback)['extra']).toEqual({
      callback,
      'callback.param': KEY,
      'callback.type': '3',
    });
    expect(messageOf({}, {}, HOUR_MS, callback)).not.toHaveProperty('extra');
    expect(messageOf({}, { receipts: true })).not.toHaveProperty('extra');
  });
  it('names its package only where the AppID serves several', () => {
    const only = { isOneOfSeveralPackages: true };
    expect(fieldsOf({}, only)['restrictedPackageNames']).toBe('com.example.im');
    expect(fieldsOf({})).not.toHaveProperty('restrictedPackageNames');
  });

  it.each<[string, PushContent, RegExp]>([
    ['a sound (scenario 44)', { sound: 'ping' }, /^sound left out/],
    ['a badge, set or added (scenario 57)', { badge: { set: 3, add: 1 } }, /^badge left out/],
    ['too long a title', { title: 'x'.repeat(33) }, /^title cut to 32/],
    ['too long a text', { text: 'x'.repeat(101) }, /^text cut to 100 characters$/],
    ['ext on a web page', { ext: 'e', click: { action: 'open-url', url: 'https://x' } }, /^ext left out/],
  ])('notes that it cannot carry %s', (_what, content, note) => {
    expect(notesOf(content)).toEqual([expect.stringMatching(note)]);
    expect(JSON.stringify(messageOf(content))).not.toMatch(/ping|badge/);
  });
  it('notes that Meizu keeps nothing for less than an hour', () => {
    expect(notesOf({}, {}, HOUR_MS - 1)).toEqual([expect.stringMatching(/^not kept for an offline phone/)]);
  });
  it('has no notes if all is carried', () => {
    expect(push({ title: 't', text: 'c', ext: 'e' }).calls[0]).not.toHaveProperty('notesByDelivery');
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['an unknown option', { noticeMsgTyp: 1 }, /meizu\/noticeMsgTyp:/],
    ['a class that there is not', { noticeMsgType: 2 }, /\/noticeMsgType: 0 public/],
    ['the withdrawn picture', { noticeBarType: 1 }, /\/noticeBarType: 0 the look/],
    ['a flag in words', { suspend: 'no' }, /\/suspend/],
    ['a key of nine', { notifyKey: '123456789' }, /\/notifyKey: Takes the place/],
    ['a key with a dot', { notifyKey: 'a.b' }, /\/notifyKey/],
    ['an inherited name', JSON.parse('{"__proto__":1}') as Record<string, unknown>, /__proto__/],
  ])('is refused with the field named for %s', (_what, meizuOptions, detail) => {
    expect(push(options(meizuOptions)).ended).toEqual([
      expect.objectContaining({
        state: 'refused',
        code: 'bad-options',
        detail: expect.stringMatching(detail),
      }),
    ]);
  });
});
