// What OPPO gets for what a message says: golden requests, limits, options, and what is left out.
import fc from 'fast-check';
import { messageKeyOf, type PushContent, targetIdOf } from '@offline-push/contracts';
import { aDelivery } from '../conformance';
import { oppo } from '@offline-push/vendors/oppo/index';
import type { OppoSettings } from '@offline-push/vendors/oppo/credential';

const NOW_MS = 1_790_000_000_000;
const settings: OppoSettings = { click: { action: 'open-app' } };
const TARGET = targetIdOf('push', 'phone');

const planned = (
  content: PushContent,
  certificate: Partial<OppoSettings> = {},
  lifeMs = 600_000,
  receiptUrl?: string,
) => {
  const delivery = aDelivery({
    token: 'CN_0123456789abcdef0123456789abcdef',
    targetId: TARGET,
    messageKey: messageKeyOf('demo', 'm-1001'),
    content,
    expiresAtMs: NOW_MS + lifeMs,
  });
  return oppo.plan([delivery], { ...settings, ...certificate }, NOW_MS, receiptUrl);
};
type Asked = Parameters<typeof planned>;
const bodyOf = (...asked: Asked) => (planned(...asked).calls[0]!.request as { body: string }).body;
/** The form that goes over the wire, decoded by somebody else's code. */
const messageOf = (...asked: Asked) =>
  JSON.parse(new URLSearchParams(bodyOf(...asked)).get('message')!) as {
    target_value: string;
    notification: Record<string, unknown>;
  };
const notificationOf = (...asked: Asked) => messageOf(...asked).notification;
const notesOf = (...asked: Asked) => planned(...asked).calls[0]!.notesByDelivery?.[0] ?? [];
const options = (fields: Record<string, unknown>): PushContent => ({ vendors: { oppo: fields } });

describe('an OPPO notification', () => {
  it('carries everything a chat needs, byte for byte', () => {
    const content: PushContent = {
      title: 'Li Lei',
      text: 'See you & bye 100%+中文',
      ext: '{"chat":"c1","n":1}',
      click: { action: 'open-page', page: 'intent://chat/c1?a=1#Intent;scheme=app;end' },
      badge: { add: 1 },
    };
    const certificate = {
      channelId: 'im_msg',
      notifyLevel: 2,
      template: { id: 'T1', titleParameters: { who: 'title' }, contentParameters: { what: 'text' } },
    } as const;
    expect(bodyOf(content, certificate, 600_000, 'https://cb.example.com/s3cret')).toBe(
      'message=%7B%22target_type%22%3A2%2C%22verify_registration_id%22%3Atrue' +
        '%2C%22target_value%22%3A%22CN_0123456789abcdef0123456789abcdef%22' +
        `%2C%22notification%22%3A%7B%22app_message_id%22%3A%22${TARGET}%22` +
        `%2C%22call_back_parameter%22%3A%22${TARGET}%22` +
        '%2C%22title%22%3A%22Li+Lei%22%2C%22content%22%3A%22See+you+%26+bye+100%25%2B%E4%B8%AD%E6%96%87%22' +
        '%2C%22click_action_type%22%3A5' +
        '%2C%22click_action_url%22%3A%22intent%3A%2F%2Fchat%2Fc1%3Fa%3D1%23Intent%3Bscheme%3Dapp%3Bend%22' +
        '%2C%22action_parameters%22%3A%22%7B%5C%22chat%5C%22%3A%5C%22c1%5C%22%2C%5C%22n%5C%22%3A%5C%221%5C%22%7D%22' +
        '%2C%22off_line%22%3Atrue%2C%22off_line_ttl%22%3A600%2C%22channel_id%22%3A%22im_msg%22' +
        '%2C%22category%22%3A%22IM%22%2C%22notify_level%22%3A2%2C%22private_msg_template_id%22%3A%22T1%22' +
        '%2C%22private_title_parameters%22%3A%7B%22who%22%3A%22Li+Lei%22%7D' +
        '%2C%22private_content_parameters%22%3A%7B%22what%22%3A%22See+you+%26+bye+100%25%2B%E4%B8%AD%E6%96%87%22%7D' +
        '%2C%22notify_id%22%3A1777081735%2C%22badge_operation_type%22%3A1' +
        '%2C%22call_back_url%22%3A%22https%3A%2F%2Fcb.example.com%2Fs3cret%22%7D%7D',
    );
  });
  it('is for the phone of the registration ID, and no other phone shows it', () => {
    expect(messageOf({})).toMatchObject({
      target_type: 2,
      target_value: 'CN_0123456789abcdef0123456789abcdef',
      verify_registration_id: true,
    });
  });
  it('without title and text gets the default words (scenario 39)', () => {
    const words = { title: 'a new message', content: 'You have a new message' };
    expect(notificationOf({})).toMatchObject(words);
    expect(notificationOf({ title: ' \t', text: '\u3000' })).toMatchObject(words);
  });
  it.each<[string, PushContent, Record<string, unknown>]>([
    [
      'opens the app with its custom content (scenario 40)',
      { click: { action: 'open-app' }, ext: '{"ext":"e"}' },
      { click_action_type: 0, action_parameters: '{"ext":"e"}' },
    ],
    [
      'opens a page of the app with its custom content (scenario 41)',
      {
        click: { action: 'open-page', page: 'intent:#Intent;component=com.example.im/.Chat;end' },
        ext: '{"a":"b"}',
      },
      {
        click_action_type: 5,
        click_action_url: 'intent:#Intent;component=com.example.im/.Chat;end',
        action_parameters: '{"a":"b"}',
      },
    ],
    [
      'opens a web page',
      { click: { action: 'open-url', url: 'https://chat.example.com/?a=1&b=2' } },
      { click_action_type: 2, click_action_url: 'https://chat.example.com/?a=1&b=2' },
    ],
    [
      'sets a badge rather than adding to it (scenario 57)',
      { badge: { set: 0, add: 5 } },
      { badge_operation_type: 0, badge_message_count: 0 },
    ],
    ['adds to the badge', { badge: { add: 99 } }, { badge_operation_type: 1 }],
    ['is a chat message', {}, { category: 'IM' }],
    ['takes its own channel (scenario 51)', options({ channelId: 'own' }), { channel_id: 'own' }],
    [
      "keeps the certificate's for an empty one (scenario 51)",
      options({ channelId: '' }),
      { channel_id: 'im' },
    ],
    ['takes its own category', options({ category: 'ORDER' }), { category: 'ORDER' }],
    ['takes its own level', options({ notifyLevel: 16 }), { notify_level: 16 }],
    [
      'carries a template and its variables',
      options({ templateId: 'T9', titleParameters: { who: '小红' }, contentParameters: { what: 'hi' } }),
      {
        private_msg_template_id: 'T9',
        private_title_parameters: { who: '小红' },
        private_content_parameters: { what: 'hi' },
      },
    ],
    ['is a long text if it says so', options({ style: 2 }), { style: 2 }],
  ])('%s', (_what, content, fields) => {
    expect(notificationOf(content, { channelId: 'im' })).toMatchObject(fields);
  });
  it('has the click of the message, else the click of the certificate', () => {
    const click = { action: 'open-url', url: 'https://chat.example.com/' } as const;
    expect(notificationOf({}, { click })['click_action_type']).toBe(2);
    expect(notificationOf({ click: { action: 'open-app' } }, { click })['click_action_type']).toBe(0);
  });
  it('has the category that the certificate gives bulk messages', () => {
    const certificate = { category: 'IM', bulkCategory: 'NEWS' } as const;
    expect(notificationOf({ class: 'bulk' }, certificate)['category']).toBe('NEWS');
    expect(notificationOf({ class: 'chat' }, certificate)['category']).toBe('IM');
  });
  it.each<[string, 1 | 2, 'title' | 'content', number]>([
    ['title', 1, 'title', 50],
    ['text', 1, 'content', 50],
    ['long text', 2, 'content', 128],
  ])(
    'cuts the %s to its limit with three dots, never inside an emoji (scenario 52)',
    (_what, style, field, limit) => {
      const shown = (words: string) => notificationOf({ title: words, text: words }, { style })[field];
      expect(shown('x'.repeat(limit))).toBe('x'.repeat(limit));
      expect(shown('x'.repeat(limit + 1))).toBe(`${'x'.repeat(limit - 3)}...`);
      expect(shown(`${'x'.repeat(limit - 4)}🎉🎉🎉`)).toBe(`${'x'.repeat(limit - 4)}...`);
    },
  );
  it('replaces half an emoji, which no form can carry', () => {
    const words = notificationOf({ title: 'a\ud83c', text: '\udf89b' });
    expect(words).toMatchObject({ title: 'a\ufffd', content: '\ufffdb' });
  });
  it('names target and message the same in every attempt', () => {
    const [one, two] = [notificationOf({}), notificationOf({}, {}, 5_000)];
    expect(one).toMatchObject({ app_message_id: TARGET, notify_id: two['notify_id'] });
    expect(two['app_message_id']).toBe(TARGET);
  });
});

describe('the ext of a message', () => {
  it('becomes parameters, a key each; what is no text becomes the text of its JSON (scenario 54)', () => {
    const ext = '{"entity":{"sender":"bob","action":1},"n":5,"on":true,"none":null,"list":["a"],"word":"x"}';
    expect(JSON.parse(String(notificationOf({ ext })['action_parameters']))).toEqual({
      entity: '{"sender":"bob","action":1}',
      n: '5',
      on: 'true',
      none: 'null',
      list: '["a"]',
      word: 'x',
    });
  });
  it('becomes parameters as they are written: no number is read and written again', () => {
    const ext =
      ' { "price":0.10 , "id":9007199254740993,"big":1E400,\n"deep":{"a":[1.0, "},"],"\\"b":-0},"key\\"s":[ ],"a":1,"a":2.50}';
    expect(JSON.parse(String(notificationOf({ ext })['action_parameters']))).toEqual({
      price: '0.10',
      id: '9007199254740993',
      big: '1E400',
      deep: '{"a":[1.0, "},"],"\\"b":-0}',
      'key"s': '[ ]',
      a: '2.50',
    });
  });

  it('becomes parameters that say what ext says, whatever it is', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 6 }), fc.nat(2), (value, indent) => {
        const ext = JSON.stringify(value, null, indent);
        const planned = notificationOf({ ext })['action_parameters'];
        fc.pre(typeof planned === 'string');
        const extras = JSON.parse(planned) as Record<string, string>;
        const said = Object.entries(JSON.parse(ext) as object).map(([key, each]: [string, unknown]) => [
          key,
          typeof each === 'string' ? each : JSON.parse(extras[key] ?? ''),
        ]);
        expect(Object.fromEntries(said)).toEqual(JSON.parse(ext));
      }),
    );
  });

  it.each(['hello', ' ', '"text"', '5', 'null', '["a"]', '{"a":1', '{a:1}'])(
    'that is no JSON object, as %j, is refused before any call (scenario 53)',
    (ext) => {
      expect(planned({ ext })).toEqual({
        calls: [],
        ended: [expect.objectContaining({ state: 'refused', code: 'ext-not-json' })],
      });
    },
  );
  it('may be any text and arrives whole where the certificate says so', () => {
    expect(notificationOf({ ext: 'any "text"' }, { wholeExt: true })['action_parameters']).toBe(
      '{"ext":"any \\"text\\""}',
    );
  });
  it('keeps keys that objects inherit', () => {
    const ext = '{"__proto__":"x","toString":"y"}';
    expect(notificationOf({ ext })['action_parameters']).toBe(ext);
  });
  it('is refused if it would have to be cut (scenario 59)', () => {
    const ext = (length: number) => JSON.stringify({ a: 'x'.repeat(length - '{"a":""}'.length) });
    expect(notificationOf({ ext: ext(4_000) })['action_parameters']).toHaveLength(4_000);
    expect(planned({ ext: ext(4_001) }).ended).toEqual([
      expect.objectContaining({ state: 'refused', code: 'ext-too-long' }),
    ]);
  });
  it('is not attached to a web page, whatever it is, and the outcome says so (scenario 42)', () => {
    const click = { action: 'open-url', url: 'https://chat.example.com/' } as const;
    expect(notificationOf({ ext: 'no json', click })).not.toHaveProperty('action_parameters');
    expect(notesOf({ ext: 'no json', click })).toEqual([expect.stringMatching(/^ext left out/)]);
  });
  it('that is empty is none', () => {
    expect(notificationOf({ ext: '' })).not.toHaveProperty('action_parameters');
    expect(notesOf({ ext: '' })).toEqual([]);
  });
});

describe('the life of a notification at OPPO', () => {
  it.each<[string, number, Record<string, unknown>]>([
    ['is what is left, in whole seconds', 90_999, { off_line: true, off_line_ttl: 90 }],
    ['has a second at least', 1_000, { off_line: true, off_line_ttl: 1 }],
    ['has ten days at most', 20 * 86_400_000, { off_line: true, off_line_ttl: 864_000 }],
    ['is for phones online now if no second is left', 999, { off_line: false }],
  ])('%s', (_what, lifeMs, fields) => {
    const { off_line, off_line_ttl } = notificationOf({}, {}, lifeMs);
    expect({ off_line, ...(off_line_ttl !== undefined && { off_line_ttl }) }).toEqual(fields);
  });
  it('that ends at once is said to do so', () => {
    expect(notesOf({}, {}, 999)).toEqual([expect.stringMatching(/^only if the phone is online/)]);
    expect(notesOf({}, {}, 1_000)).toEqual([]);
  });
  it('that is over ends without a call', () => {
    expect(planned({}, {}, 0)).toEqual({
      calls: [],
      ended: [expect.objectContaining({ state: 'expired', code: 'expired' })],
    });
  });
});

describe('what OPPO cannot do', () => {
  it.each<[string, PushContent, RegExp, string]>([
    ['a sound (scenario 44)', { sound: 'ping' }, /^sound left out/, 'sound'],
    ['too long a title', { title: 'x'.repeat(51) }, /^title cut/, ''],
    ['too long a text', { text: 'x'.repeat(51) }, /^text cut to 50/, ''],
    ['too long a long text', { ...options({ style: 2 }), text: 'x'.repeat(129) }, /^text cut to 128/, ''],
    [
      'a template of a marketing message',
      options({ category: 'NEWS', templateId: 'T1' }),
      /^template left out/,
      'private_msg_template_id',
    ],
    [
      'parameters without a template',
      options({ titleParameters: { a: 'b' } }),
      /^template parameters left out/,
      'private_title_parameters',
    ],
  ])('has a note: %s', (_what, content, note, field) => {
    expect(notesOf(content)).toEqual([expect.stringMatching(note)]);
    expect(Object.keys(notificationOf(content))).not.toContain(field);
  });
  it('leaves the template of the certificate out of marketing messages, as it has to be', () => {
    const content = options({ category: 'NEWS' });
    const template = { id: 'T1', titleParameters: {}, contentParameters: { what: 'text' } } as const;
    expect(notificationOf(content, { template })).not.toHaveProperty('private_msg_template_id');
    expect(notesOf(content, { template })).toEqual([]);
  });
});

describe('options of a message', () => {
  it.each<[string, Record<string, unknown>]>([
    ['an unknown one', { chanelId: 'x' }],
    ['a channel with a blank', { channelId: 'a b' }],
    ['a category that is none', { category: 'im' }],
    ['a level that is none', { notifyLevel: 3 }],
    ['a level as text', { notifyLevel: '2' }],
    ['a style for broadcasts', { style: 3 }],
    ['a variable that is no text', { titleParameters: { a: 1 } }],
    ['a variable in its braces', { contentParameters: { '${a}': 'x' } }],
    [
      '21 variables',
      { titleParameters: Object.fromEntries([...'abcdefghijklmnopqrstu'].map((name) => [name, 'x'])) },
    ],
  ])('refuse the push and name the field for %s', (_what, fields) => {
    const { calls, ended } = planned(options(fields));
    expect(calls).toEqual([]);
    expect(ended).toMatchObject([{ state: 'refused', code: 'bad-options' }]);
    expect(ended[0]!.detail).toMatch(/^push\.vendors\.oppo\/[a-zA-Z/-]+: .{1,150}$/);
  });
  it.each(['', null])('keep what the certificate says if they are %j', (empty) => {
    const names = [
      ...['channelId', 'category', 'notifyLevel', 'templateId'],
      ...['titleParameters', 'contentParameters', 'style'],
    ];
    const nothing = Object.fromEntries(names.map((name) => [name, empty]));
    const certificate = {
      channelId: 'im',
      category: 'TODO',
      notifyLevel: 1,
      template: { id: 'T1', titleParameters: {}, contentParameters: { what: 'text' } },
      style: 2,
    } as const;
    expect(notificationOf(options(nothing), certificate)).toEqual(notificationOf({}, certificate));
    expect(notificationOf({}, certificate)).toMatchObject({ category: 'TODO', notify_level: 1, style: 2 });
  });
  it('never quote what was given', () => {
    const [end] = planned(options({ channelId: 'a secret' })).ended;
    expect(end!.detail).not.toContain('secret');
  });
});
