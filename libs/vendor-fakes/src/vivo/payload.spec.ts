// Golden payloads: what goes over the wire, field by field, against sections 3.1, 3.2, 6 and 8 of the sheet.
import { messageKeyOf, type PushContent, targetIdOf } from '@offline-push/contracts';
import { aDelivery, deliveries } from '../conformance';
import { vivo } from '@offline-push/vendors/vivo/index';
import type { VivoSettings } from '@offline-push/vendors/vivo/credential';
import { notifyIdOf } from '@offline-push/vendors/shared/content/notify-id';
import { inNeutralWords, listBody, saveBody, sendBody } from '@offline-push/vendors/vivo/request';

const settings: VivoSettings = { appId: '10004', click: { action: 'open-app' } };
const NOW_MS = 1_790_000_000_000;
const KEY = messageKeyOf('demo', 'm-1001');
const TARGET = targetIdOf('push', 'd7');
const TOKEN = 'v2-CRExampleExampleExampleExampleExampleExampleExampleExample';
const fixed = { token: TOKEN, targetId: TARGET, messageKey: KEY, expiresAtMs: NOW_MS + 600_000 };

const push = (
  content: PushContent,
  certificate: Partial<VivoSettings> = {},
  leftMs = 600_000,
  receiptUrl?: string,
) => {
  const delivery = aDelivery({ ...fixed, content, expiresAtMs: NOW_MS + leftMs });
  return vivo.plan([delivery], { ...settings, ...certificate }, NOW_MS, receiptUrl);
};
const singleOf = (...args: Parameters<typeof push>) => {
  const { request } = push(...args).calls[0]!;
  if (request.kind !== 'single') throw new Error('not a single send');
  return request;
};
const fieldsOf = (...args: Parameters<typeof push>): Record<string, unknown> =>
  JSON.parse(sendBody(singleOf(...args))) as Record<string, unknown>;
const notesOf = (content: PushContent, leftMs?: number) =>
  push(content, {}, leftMs).calls[0]!.notesByDelivery?.[0] ?? [];
const own = (options: Record<string, unknown>): PushContent => ({ vendors: { vivo: options } });

describe('a single message to vivo', () => {
  const page = 'intent://chat/c1#Intent;scheme=myapp;package=com.example.app;launchFlags=0x10000000;end';
  it('carries everything a chat notification needs, byte for byte', () => {
    const content: PushContent = {
      title: '李雷',
      text: 'See you & bye 100%',
      ext: '{"cid":"c1"}',
      click: { action: 'open-page', page },
      vendors: { vivo: { notifyForeground: false } },
    };
    expect(sendBody(singleOf(content, { receiptId: '12' }))).toBe(
      `{"regId":"${TOKEN}","appId":10004,"notifyType":4,"title":"李雷","content":"See you & bye 100%",` +
        '"skipType":4,"skipContent":"intent://chat/c1#Intent;scheme=myapp;package=com.example.app;launchFlags=0x10000000;end",' +
        '"classification":1,"category":"IM","clientCustomMap":{"ext":"{\\"cid\\":\\"c1\\"}"},"pushMode":0,' +
        `"notifyId":1777081735,"foregroundShow":false,"timeToLive":600,` +
        `"extra":{"callback.id":"12","callback.param":"${TARGET}"},"requestId":"${TARGET}"}`,
    );
  });
  it('without title and text gets the default words (scenario 39)', () => {
    expect(fieldsOf({})).toMatchObject({ title: 'a new message', content: 'You have a new message' });
    expect(fieldsOf({ title: ' \t', text: '\u3000' })).toMatchObject({
      title: 'a new message',
      content: 'You have a new message',
    });
  });
  it.each<[string, PushContent, Record<string, unknown>]>([
    [
      'opens the app with its custom content (scenarios 40 and 54)',
      { click: { action: 'open-app' }, ext: 'e' },
      { skipType: 1, clientCustomMap: { ext: 'e' } },
    ],
    [
      'opens a page of the app with its custom content (scenarios 41 and 54)',
      { click: { action: 'open-page', page: 'intent:#Intent;component=com.example.im/.Chat;end' }, ext: 'e' },
      {
        skipType: 4,
        skipContent: 'intent:#Intent;component=com.example.im/.Chat;end',
        clientCustomMap: { ext: 'e' },
      },
    ],
    [
      'opens a web page',
      { click: { action: 'open-url', url: 'https://chat.example.com/?a=1&b=2' } },
      { skipType: 2, skipContent: 'https://chat.example.com/?a=1&b=2' },
    ],
    ['is a chat message of class system unless told otherwise', {}, { classification: 1, category: 'IM' }],
    [
      'takes its own category (scenario 51)',
      own({ category: 'ORDER' }),
      { classification: 1, category: 'ORDER' },
    ],
    ['has the class of its category', own({ category: 'NEWS' }), { classification: 0, category: 'NEWS' }],
    [
      "keeps the certificate's if its own is empty (scenario 51)",
      own({ category: '', classification: '' }),
      { category: 'IM' },
    ],
    [
      "keeps the certificate's if its own is null",
      own({ category: null, notifyType: null }),
      { category: 'IM' },
    ],
    ['may be silent', own({ notifyType: 1 }), { notifyType: 1 }],
    ['may be for phones that are online', own({ onlineOnly: true }), { sendOnline: true, timeToLive: 600 }],
    ['counts up the badge', { badge: { add: 1 } }, { addBadge: true }],
    ['is formal', {}, { pushMode: 0 }],
  ])('%s', (_what, content, fields) => {
    expect(fieldsOf(content)).toMatchObject(fields);
  });
  it('of the other class leaves the category of the certificate out', () => {
    expect(fieldsOf(own({ classification: 0 }))).toMatchObject({ classification: 0 });
    expect(fieldsOf(own({ classification: 0 }))).not.toHaveProperty('category');
    expect(fieldsOf(own({ classification: 1 }))).toMatchObject({ classification: 1, category: 'IM' });
  });
  it('vendors 3.3: of class bulk has the category that the certificate gives to those, else MARKETING, never IM', () => {
    expect(fieldsOf({ class: 'bulk' })).toMatchObject({ classification: 0, category: 'MARKETING' });
    expect(fieldsOf({ class: 'bulk' }, { bulkCategory: 'CONTENT' })).toMatchObject({ category: 'CONTENT' });
    expect(fieldsOf({ class: 'chat' }, { bulkCategory: 'CONTENT' })).toMatchObject({ category: 'IM' });
  });
  it('attaches no custom content to a web page, and says so (scenario 42)', () => {
    const content: PushContent = {
      click: { action: 'open-url', url: 'https://chat.example.com/' },
      ext: 'e',
    };
    expect(fieldsOf(content)).not.toHaveProperty('clientCustomMap');
    expect(notesOf(content)).toEqual([expect.stringMatching(/^ext left out/)]);
  });
  it('has the click of the message, else the click of the certificate', () => {
    const click = { action: 'open-url', url: 'https://chat.example.com/' } as const;
    expect(fieldsOf({}, { click })).toMatchObject({ skipType: 2 });
    expect(fieldsOf({ click: { action: 'open-app' } }, { click })).toMatchObject({ skipType: 1 });
  });
  it('in test mode says so in every call', () => {
    expect(fieldsOf({}, { testMode: true })).toMatchObject({ pushMode: 1 });
  });
});

describe("vivo's limits", () => {
  it.each([
    ['title', 40, 41],
    ['content', 100, 101],
  ] as const)(
    'cut the %s to %i units with three dots, never inside an emoji (scenario 52)',
    (field, longest, tooLong) => {
      const content = (text: string): PushContent => ({ title: text, text });
      expect(fieldsOf(content('字'.repeat(longest)))[field]).toBe('字'.repeat(longest));
      expect(fieldsOf(content('字'.repeat(tooLong)))[field]).toBe(`${'字'.repeat(longest - 3)}...`);
      expect(fieldsOf(content(`${'x'.repeat(longest - 4)}🎉🎉🎉`))[field]).toBe(
        `${'x'.repeat(longest - 4)}...`,
      );
    },
  );
  it('leave out an ext for which there is no room, whole and with a note (scenario 59)', () => {
    expect(fieldsOf({ ext: 'x'.repeat(1021) })).toMatchObject({ clientCustomMap: { ext: 'x'.repeat(1021) } });
    expect(fieldsOf({ ext: 'x'.repeat(1022) })).not.toHaveProperty('clientCustomMap');
    expect(notesOf({ ext: 'x'.repeat(1022) })).toEqual([
      expect.stringMatching(/^ext left out: longer than 1021/),
    ]);
  });
  it.each<[string, PushContent, RegExp]>([
    ['a sound (scenario 44)', { sound: 'ping' }, /^sound left out/],
    ['a badge number', { badge: { set: 3 } }, /^badge left out/],
    ['a badge number that wins over a step (scenario 57)', { badge: { set: 3, add: 1 } }, /^badge left out/],
    ['a step of five', { badge: { add: 5 } }, /^badge counted up by one/],
    ['too long a title', { title: 'x'.repeat(41) }, /^title cut/],
    ['too long a text', { text: 'x'.repeat(101) }, /^text cut/],
  ])('are told in a note for %s', (_what, content, note) => {
    expect(notesOf(content)).toEqual([expect.stringMatching(note)]);
  });
  it('have no note for a push that loses nothing', () => {
    expect(push({ title: 't', text: 'x', ext: 'e', badge: { add: 1 } }).calls[0]).not.toHaveProperty(
      'notesByDelivery',
    );
    expect(notesOf({ title: ' '.repeat(41) })).toEqual([]);
  });
  it('do not count up a badge that has to be set', () => {
    expect(fieldsOf({ badge: { set: 3, add: 1 } })).not.toHaveProperty('addBadge');
  });
  it.each([
    [86_400_001, { timeToLive: 86_400 }],
    [2_592_000_000, { timeToLive: 86_400 }],
    [90_999, { timeToLive: 90 }],
    [60_000, { timeToLive: 60 }],
  ])('keep a message that has %i ms left', (leftMs, fields) => {
    expect(fieldsOf({}, {}, leftMs)).toMatchObject(fields);
    expect(fieldsOf({}, {}, leftMs)).not.toHaveProperty('sendOnline');
  });
  it.each([59_999, 1])('send one that has only %i ms left to phones that are online', (leftMs) => {
    expect(fieldsOf({}, {}, leftMs)).toMatchObject({ timeToLive: 60, sendOnline: true });
    expect(notesOf({}, leftMs)).toEqual([expect.stringMatching(/^only if the phone is online/)]);
  });
});

describe('a list', () => {
  const group = (certificate: Partial<VivoSettings> = {}) => {
    const three = ['a', 'b', 'c'].map((token) =>
      aDelivery({ ...fixed, targetId: token, token, content: { title: 't', text: 'x' } }),
    );
    const { request } = vivo.plan(three, { ...settings, ...certificate }, NOW_MS).calls[0]!;
    if (request.kind !== 'list') throw new Error('not a list');
    return request;
  };
  it('is a saved message and its targets, byte for byte', () => {
    expect(saveBody(group({ receiptId: '12' }))).toBe(
      '{"appId":10004,"notifyType":4,"title":"t","content":"x","skipType":1,"classification":1,"category":"IM",' +
        `"pushMode":0,"notifyId":1777081735,"timeToLive":600,"extra":{"callback.id":"12","callback.param":"${KEY}"},"requestId":"${KEY}"}`,
    );
    const { listId } = group();
    expect(listBody(group(), '342982232646205440')).toBe(
      `{"appId":10004,"regIds":["a","b","c"],"taskId":"342982232646205440","requestId":"${listId}"}`,
    );
    expect(listId).toMatch(/^[\w-]{43}$/);
  });
  it('repeats the test mode of what was saved', () => {
    expect(JSON.parse(listBody(group({ testMode: true }), '1'))).toMatchObject({ pushMode: 1 });
  });
  it('has the request id of its targets: the same again for the same, another for others', () => {
    const ids = [group(), group()].map(({ listId }) => listId);
    expect(ids[0]).toBe(ids[1]);
    const [call] = vivo.plan(
      deliveries(4, { messageKey: KEY, expiresAtMs: NOW_MS + 1_000_000 }),
      settings,
      NOW_MS,
    ).calls;
    expect(call!.request).not.toMatchObject({ listId: ids[0] });
  });
});

describe('receipts', () => {
  const callback = 'http://cb.example.com/vivo';
  it('are asked for by the receipt ID, which wins over a URL', () => {
    expect(singleOf({}, { receiptId: '12' }, 600_000, callback).extra).toEqual({
      'callback.id': '12',
      'callback.param': TARGET,
    });
  });
  it('are asked for by a URL in formal single sends only', () => {
    expect(singleOf({}, {}, 600_000, callback).extra).toEqual({ callback, 'callback.param': TARGET });
    expect(singleOf({}, { testMode: true }, 600_000, callback).extra).toEqual({});
    const [list] = vivo.plan(
      deliveries(3, fixed).map((d, i) => ({ ...d, token: `ok-${i}` })),
      settings,
      NOW_MS,
      callback,
    ).calls;
    expect(list!.request).toMatchObject({ kind: 'list', extra: {} });
  });
  it('are not asked for otherwise', () => expect(fieldsOf({})).not.toHaveProperty('extra'));
});

describe('notify and request ids', () => {
  it('are 31 bits of the message, and never 0', () => {
    const ids = deliveries(500).map(({ messageKey }) => notifyIdOf(messageKey));
    expect(ids.every((id) => Number.isInteger(id) && id >= 1 && id <= 2_147_483_647)).toBe(true);
    expect(new Set(ids).size).toBe(500);
  });
  it('stay when the words change', () => {
    const request = singleOf({ title: '1', text: '2', ext: 'e' });
    expect(inNeutralWords(request)).toEqual({
      ...request,
      message: { ...request.message, title: '新消息', content: '您收到一条新消息' },
    });
  });
});

describe('options that break their schema', () => {
  it.each([
    ['an unknown option', { channelId: 'x' }],
    ['a category in lower case', { category: 'im' }],
    ['a category of the other class', { category: 'IM', classification: 0 }],
    ['a classification in words', { classification: '1' }],
    ['a notify type beyond 4', { notifyType: 5 }],
    ['text for a switch', { onlineOnly: 'true' }],
  ])('refuse the push before any call, with the field named: %s', (_what, options) => {
    const { calls, ended } = push(own(options));
    expect(calls).toEqual([]);
    expect(ended).toEqual([
      expect.objectContaining({
        state: 'refused',
        code: 'bad-options',
        detail: expect.stringMatching(/^push\.vendors\.vivo\//),
      }),
    ]);
  });
});
