// Xiaomi: what every vendor does, the requests as they go over the wire, and how calls are packed.
import { messageKeyOf, type PushContent } from '@offline-push/contracts';
import { Value } from '@sinclair/typebox/value';
import { aDelivery, conforms, deliveries } from '../conformance';
import { xiaomi } from '@offline-push/vendors/xiaomi/index';
import type { XiaomiSettings } from '@offline-push/vendors/xiaomi/credential';
import { XiaomiFake } from './fake';
import { LIST_FROM_TARGETS, MAX_BODY_BYTES } from '@offline-push/vendors/xiaomi/plan';

const untemplated: XiaomiSettings = {
  packageName: 'com.example.im',
  appId: '2882300000000000001',
  click: { action: 'open-app' },
  channelId: '104551',
  bulkChannelId: 'news',
};
const settings: XiaomiSettings = {
  ...untemplated,
  template: { id: 'P1', parameters: { nick: 'title', said: { from: 'text', maxLength: 40 } } },
};
const credential = { appSecret: 'c2VjcmV0LW9mLXRoZS1hcHA=' };

conforms({
  vendor: xiaomi,
  newFake: () => new XiaomiFake(),
  // As all apps are from 2026-12-31 on: vendors 3.1.
  tenant: {
    ...credential,
    packageNames: ['com.example.im'],
    channels: { '104551': 'private', news: 'public' },
    templates: { P1: ['nick', 'said'] },
    needsTemplate: true,
  },
  credential,
  wrongCredential: { appSecret: 'another-secret' },
  settings,
  forbiddenTokens: ['a;b', 'x'.repeat(513), 'a.b'],
  features: { tokensPerCall: 1000, showsOnce: true },
  isChat: (wire) => wire.includes('channel_id=104551'),
  isSilent: (wire) => wire.includes('notify_type=0'),
});

const NOW_MS = 1_790_000_000_000;
const KEY = messageKeyOf('demo', 'm-1001');
/** Without a template: what most of these tests look at has nothing to do with it. */
const push = (content: PushContent, certificate: Partial<XiaomiSettings> = {}, receiptUrl?: string) => {
  const delivery = aDelivery({
    token: 'Hh3mT3w/bMmTCdp7+A==',
    messageKey: KEY,
    content,
    expiresAtMs: NOW_MS + 600_000,
  });
  return xiaomi.plan([delivery], { ...untemplated, ...certificate }, NOW_MS, receiptUrl);
};
/** The form that goes over the wire, decoded by somebody else's code. */
const formOf = (...asked: Parameters<typeof push>): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(push(...asked).calls[0]!.request.body));
const notesOf = (...asked: Parameters<typeof push>) => push(...asked).calls[0]!.notesByDelivery?.[0] ?? [];

describe('a MiPush message', () => {
  it('carries everything a notification needs, byte for byte', () => {
    const { path, body } = push({ title: '小红', text: '晚上 a=b&c+d%', ext: '{"conv":"p2p_1"}' }).calls[0]!
      .request;
    expect(path).toBe('/v3/message/regid');
    expect(body).toBe(
      'registration_id=Hh3mT3w%2FbMmTCdp7%2BA%3D%3D&title=%E5%B0%8F%E7%BA%A2' +
        '&description=%E6%99%9A%E4%B8%8A+a%3Db%26c%2Bd%25&payload=%7B%22conv%22%3A%22p2p_1%22%7D' +
        '&restricted_package_name=com.example.im&pass_through=0&notify_type=-1&notify_id=1777081735' +
        '&time_to_live=600000&extra.notify_effect=1&extra.jobkey=m1jg73I8x_Txb5v8nwpQ&extra.channel_id=104551' +
        '&extra.ext=%7B%22conv%22%3A%22p2p_1%22%7D',
    );
  });
  it.each<[string, PushContent, Record<string, string>]>([
    [
      'without title and text gets the default words (scenario 39)',
      {},
      { title: 'a new message', description: 'You have a new message' },
    ],
    [
      'of blanks gets the default words',
      { title: ' \t', text: '\u3000' },
      { title: 'a new message', description: 'You have a new message' },
    ],
    [
      'opens the app with its custom content (scenario 40)',
      { click: { action: 'open-app' }, ext: 'e' },
      { 'extra.notify_effect': '1', 'extra.ext': 'e', payload: 'e' },
    ],
    [
      'opens a page of the app with its custom content (scenario 41)',
      { click: { action: 'open-page', page: 'intent:#Intent;component=com.example.im/.Chat;end' }, ext: 'e' },
      {
        'extra.notify_effect': '2',
        'extra.intent_uri': 'intent:#Intent;component=com.example.im/.Chat;end',
        'extra.ext': 'e',
        payload: 'e',
      },
    ],
    [
      'opens a web page',
      { click: { action: 'open-url', url: 'https://chat.example.com/?a=1&b=2' } },
      { 'extra.notify_effect': '3', 'extra.web_uri': 'https://chat.example.com/?a=1&b=2' },
    ],
    ['is a notification, never passed through (scenario 43)', { title: 't' }, { pass_through: '0' }],
    [
      'takes its own channel (scenario 51)',
      { vendors: { xiaomi: { channelId: 'chat' } } },
      { 'extra.channel_id': 'chat' },
    ],
    [
      "keeps the certificate's channel if its own is empty (scenario 51)",
      { vendors: { xiaomi: { channelId: '' } } },
      { 'extra.channel_id': '104551' },
    ],
    [
      'carries a template and its variables',
      { vendors: { xiaomi: { templateId: 'P1', templateParam: { nick: '小红' } } } },
      { 'extra.template_id': 'P1', 'extra.template_param': '{"nick":"小红"}' },
    ],
    [
      'may stay silent in the foreground',
      { vendors: { xiaomi: { notifyForeground: false } } },
      { 'extra.notify_foreground': '0' },
    ],
  ])('%s', (_what, content, fields) => {
    expect(formOf(content)).toMatchObject(fields);
  });
  it('attaches no custom content to a web page, and says so (scenario 42)', () => {
    const content: PushContent = {
      click: { action: 'open-url', url: 'https://chat.example.com/' },
      ext: 'e',
    };
    expect(Object.keys(formOf(content))).not.toEqual(expect.arrayContaining(['payload']));
    expect(formOf(content)['extra.ext']).toBeUndefined();
    expect(notesOf(content)).toEqual([expect.stringMatching(/^ext left out/)]);
  });
  it('has the click of the message, else the click of the certificate', () => {
    const page = { action: 'open-url', url: 'https://chat.example.com/' } as const;
    expect(formOf({}, { click: page })['extra.notify_effect']).toBe('3');
    expect(formOf({ click: { action: 'open-app' } }, { click: page })['extra.notify_effect']).toBe('1');
  });
  it.each([
    ['title', 49, 50],
    ['description', 127, 128],
  ] as const)(
    'cuts the %s to %i units with three dots, never inside an emoji (scenario 52)',
    (field, longest, tooLong) => {
      const content = (text: string): PushContent => ({ title: text, text });
      expect(formOf(content('x'.repeat(longest)))[field]).toBe('x'.repeat(longest));
      expect(formOf(content('x'.repeat(tooLong)))[field]).toBe(`${'x'.repeat(longest - 3)}...`);
      expect(formOf(content(`${'x'.repeat(longest - 4)}🎉🎉🎉`))[field]).toBe(
        `${'x'.repeat(longest - 4)}...`,
      );
    },
  );
  it.each<[string, PushContent, RegExp]>([
    ['a sound: the channel has it (scenario 44)', { sound: 'ping' }, /^sound left out/],
    ['a badge, set or added (scenario 57)', { badge: { set: 3, add: 1 } }, /^badge left out/],
    ['too long a title', { title: 'x'.repeat(50) }, /^title cut/],
    ['too long a text', { text: 'x'.repeat(128) }, /^text cut/],
  ])('notes that it cannot carry %s', (_what, content, note) => {
    expect(notesOf(content)).toEqual([expect.stringMatching(note)]);
    expect(Object.keys(formOf(content)).filter((name) => /sound|badge/.test(name))).toEqual([]);
  });
  it('carries a long ext as payload only, and refuses one that would have to be cut', () => {
    expect(formOf({ ext: 'x'.repeat(1020) })['extra.ext']).toHaveLength(1020);
    expect(formOf({ ext: 'x'.repeat(1021) })).not.toHaveProperty(['extra.ext']);
    expect(formOf({ ext: 'x'.repeat(4000) })['payload']).toHaveLength(4000);
    expect(notesOf({ ext: 'x'.repeat(1021) })).toEqual([expect.stringMatching(/^ext only as payload/)]);
    expect(push({ ext: '字'.repeat(1366) }).ended).toEqual([
      expect.objectContaining({ state: 'refused', code: 'ext-too-long' }),
    ]);
  });
  it('asks for receipts where there is an address for them', () => {
    expect(formOf({}, {}, 'http://cb.example.com/mi')).toMatchObject({
      'extra.callback': 'http://cb.example.com/mi',
      'extra.callback.param': KEY,
      'extra.callback.type': '51',
    });
    expect(formOf({})).not.toHaveProperty('extra.callback');
  });
  it('derives a 31-bit notify id and a job key of 20 characters from the message, not from the batch', () => {
    const ids = deliveries(200).map(({ messageKey }) => {
      const plan = xiaomi.plan([aDelivery({ messageKey })], settings, NOW_MS);
      const form = new URLSearchParams(plan.calls[0]!.request.body);
      return { notifyId: Number(form.get('notify_id')), jobKey: form.get('extra.jobkey')! };
    });
    expect(ids.every(({ notifyId }) => notifyId > 0 && notifyId <= 2_147_483_647)).toBe(true);
    expect(ids.every(({ jobKey }) => /^m[0-9A-Za-z_-]{19}$/.test(jobKey))).toBe(true);
    expect(new Set(ids.map(({ jobKey }) => jobKey)).size).toBe(200);
  });
  it.each([
    ['an unknown option', { chanelId: 'x' }],
    ['a wish to pass through (scenario 43)', { passThrough: 1 }],
    ['an emoji in a template variable', { templateParam: { nick: '🎉' } }],
    ['a blank template variable', { templateParam: { nick: '  ' } }],
    [
      'ten template variables',
      { templateParam: Object.fromEntries([...'abcdefghij'].map((name) => [name, 'x'])) },
    ],
    ['a channel with a comma', { channelId: 'a,b' }],
  ])('is refused with the field named for %s', (_what, options) => {
    expect(push({ vendors: { xiaomi: options } }).ended).toEqual([
      expect.objectContaining({
        code: 'bad-options',
        detail: expect.stringMatching(/^push\.vendors\.xiaomi\//),
      }),
    ]);
  });
});

describe('packing', () => {
  const shapeOf = (asked: ReturnType<typeof deliveries>) =>
    xiaomi
      .plan(asked, settings, NOW_MS)
      .calls.map(({ request, deliveries: list }) => `${request.path} ${list.length}`);
  const LIST = '/v3/message/regid';
  const MULTI = '/v2/multi_messages/regids';
  const expiresAtMs = NOW_MS + 600_000;
  const group = (count: number, name = 'group') =>
    deliveries(count, { messageKey: messageKeyOf('demo', name), expiresAtMs });

  it.each([
    ['one message to one phone', () => deliveries(1), [`${LIST} 1`]],
    ['a group message to 300 phones', () => group(300), [`${LIST} 300`]],
    ['a group message to 2,500 phones', () => group(2500), [`${LIST} 1000`, `${LIST} 1000`, `${LIST} 500`]],
    ['1,000 different messages', () => deliveries(1000), [`${MULTI} 1000`]],
    ['1,001 different messages', () => deliveries(1001), [`${MULTI} 1000`, `${LIST} 1`]],
    [
      '300 phones of a group and 500 other messages',
      () => [...group(300), ...deliveries(500)],
      [`${LIST} 300`, `${MULTI} 500`],
    ],
    [
      '100 users with two phones each',
      () => Array.from({ length: 100 }, (_, i) => group(2, `u${i}`)).flat(),
      [`${MULTI} 200`],
    ],
    ['one user with two phones', () => group(2), [`${LIST} 2`]],
  ])('%s', (_what, asked, calls) => {
    expect(shapeOf(asked())).toEqual(calls);
  });
  it('sends a content only once although it came in equal copies', () => {
    const copies = Array.from({ length: 200 }, () => group(1)[0]!).map((delivery) =>
      structuredClone(delivery),
    );
    expect(shapeOf(copies)).toEqual([`${LIST} 200`]);
  });
  it('keeps contents apart that share a message key by mistake', () => {
    const [one, other] = group(2);
    expect(shapeOf([one!, { ...other!, content: { title: 'other' } }])).toEqual([`${MULTI} 2`]);
  });
  it('names a token once per content, and both who asked are answered', () => {
    const [call] = xiaomi.plan(
      [...group(3), ...group(1)].map((d) => ({ ...d, token: 'ok-same' })),
      settings,
      NOW_MS,
    ).calls;
    expect(new URLSearchParams(call!.request.body).get('registration_id')).toBe('ok-same');
    expect(call!.deliveries).toHaveLength(4);
  });
  it('keeps messages of another channel out of the call', () => {
    const special = aDelivery({ content: { vendors: { xiaomi: { channelId: 'other' } } } });
    expect(shapeOf([...deliveries(3), special])).toEqual([`${MULTI} 3`, `${LIST} 1`]);
  });
  it('splits a call before its body is too long', () => {
    const heavy = deliveries(1000, { content: { text: '字'.repeat(127), ext: '字'.repeat(1300) } });
    const { calls } = xiaomi.plan(heavy, settings, NOW_MS);
    expect(calls.length).toBeGreaterThan(1);
    expect(calls.every(({ request }) => request.body.length <= MAX_BODY_BYTES + 100)).toBe(true);
  });
  it('splits a call before an answer naming all its tokens is too long to read', () => {
    const long = group(LIST_FROM_TARGETS * 5).map((delivery, i) => ({
      ...delivery,
      token: `${i}-${'x'.repeat(500)}`,
    }));
    const widths = xiaomi.plan(long, settings, NOW_MS).calls.map(({ deliveries: list }) => list.length);
    expect(widths.length).toBeGreaterThan(1);
    expect(widths.every((width) => width * 505 < 65_536)).toBe(true);
  });
  it('gives the notes of a message to its own deliveries only', () => {
    const loud = aDelivery({ content: { sound: 'ping' } });
    const [call] = xiaomi.plan([...deliveries(2), loud], settings, NOW_MS).calls;
    expect(call!.notesByDelivery).toEqual([[], [], [expect.stringMatching(/^sound/)]]);
  });
});

describe("Xiaomi's forms", () => {
  it.each(['', 'with blank ', ' x', '2882303761517180012', 'line\nbreak', 'x'.repeat(129), 'key=abc'])(
    'do not take %j for an AppSecret',
    (appSecret) => expect(Value.Check(xiaomi.credential, { appSecret })).toBe(false),
  );
  it('say in words that an AppKey is not an AppSecret', () => {
    const [error] = [...Value.Errors(xiaomi.credential, { appSecret: '5221718055012' })];
    expect(error!.schema.description).toMatch(/AppKey/);
  });
  it.each([
    'im',
    'com.',
    '.com',
    'com..im',
    'com.1im',
    'com.exämple',
    'com.example.im ',
    `com.${'x'.repeat(255)}`,
  ])('do not take %j for a package name', (packageName) =>
    expect(Value.Check(xiaomi.settings, { ...settings, packageName })).toBe(false),
  );
  it.each([
    { action: 'open-url', url: 'javascript:alert(1)' },
    { action: 'open-url', url: 'ftp://x' },
    { action: 'open-page', page: 'https://x' },
    { action: 'open-page', page: 'intent:#Intent;component=x' },
    { action: 'nothing' },
  ])('do not take %j for a click', (click) => {
    expect(Value.Check(xiaomi.settings, { ...settings, click })).toBe(false);
  });
});
