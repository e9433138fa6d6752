// What a browser gets, and what is refused before anything is called.
import { tokenFor } from './sample';
import { sample } from './sample';
import type { Delivery } from '@offline-push/vendors/vendor';
import type { WebPushSettings } from '@offline-push/vendors/web-push/credential';
import { plan } from '@offline-push/vendors/web-push/plan';

const NOW_MS = 1_790_000_000_000;
const settings = sample.settings as WebPushSettings;
const delivery = (fields: Partial<Delivery> = {}): Delivery => ({
  targetId: 'abcdefghijklmnopqrstuv',
  messageKey: 'm',
  token: tokenFor('ok-1'),
  content: { title: 'Ann', text: 'lunch?' },
  expiresAtMs: NOW_MS + 60_500,
  ...fields,
});
const planned = (fields: Partial<Delivery> = {}, own: Partial<WebPushSettings> = {}) =>
  plan([delivery(fields)], { ...settings, ...own }, NOW_MS);
const requestOf = (content: Delivery['content']) => planned({ content }).calls[0]!.request;

describe('a push to a browser', () => {
  it('carries what is shown, and goes to the place that the subscription names', () => {
    const click = { action: 'open-page', page: 'intent:#Intent;end' } as const;
    const content = { title: 'Ann', text: 'lunch?', ext: '{"c":1}', badge: { set: 3 }, sound: 'none', click };
    const [call] = planned({ content }).calls;
    expect(call).toMatchObject({
      place: 'push.example.net',
      notesByDelivery: [['page passed on as data: browsers open no Android intent']],
    });
    const { clear, ...request } = call!.request;
    expect(request).toMatchObject({
      ...{ origin: 'https://push.example.net', path: '/wpush/ok-1' },
      ...{ ttlSeconds: 60, urgency: 'high', topic: 'abcdefghijklmnopqrstuv' },
    });
    expect(JSON.parse(clear)).toEqual({
      ...{ v: 1, title: 'Ann', body: 'lunch?', tag: 'abcdefghijklmnopqrstuv', silent: true },
      ...{ unread: 3, page: 'intent:#Intent;end', ext: '{"c":1}' },
    });
  });
  it('has its text cut to what a service takes, and never its ext', () => {
    const { clear } = requestOf({ text: '文'.repeat(4_000), ext: 'x'.repeat(2_500) });
    expect(Buffer.byteLength(clear)).toBeLessThanOrEqual(3_993);
    expect(clear).toContain('x'.repeat(2_500));
    const { ended } = planned({ content: { text: 'a', ext: '文'.repeat(1_400) } });
    expect(ended).toMatchObject([{ state: 'refused', code: 'ext-too-long' }]);
  });
  it.each([
    ['https%3A%2F%2Fchat.example.com%2Fc%2F1%3Fa%3Db', 'https://chat.example.com/c/1?a=b'],
    ['http%3A%2F%2Fchat.example.com%2F', undefined],
    ['javascript%3Aalert(1)', undefined],
    ['https%3A%2F%2Fchat.example.com%2F%0Ax', undefined],
    ['https%3A%2F%2F%E4%BD%A0', undefined],
  ])('seam 3.11: opens at a tap what an intent names for browsers: %s', (fallback, url) => {
    const page = `intent:#Intent;action=chat;S.browser_fallback_url=${fallback};end`;
    const { clear } = requestOf({ ext: '{"c":1}', click: { action: 'open-page', page } });
    const { url: opened, page: passed, ext } = JSON.parse(clear) as Record<string, string>;
    expect({ opened, passed, ext }).toEqual({ opened: url, passed: page, ext: '{"c":1}' });
  });
  it('leaves ext out where the tap opens a web page, and says so', () => {
    const click = { action: 'open-url', url: 'https://chat.example.com/' } as const;
    const [call] = planned({ content: { ext: '{}', click, badge: { add: 1 }, sound: 'ding.caf' } }).calls;
    expect(JSON.parse(call!.request.clear)).toMatchObject({ url: click.url });
    expect(JSON.parse(call!.request.clear)).not.toHaveProperty('ext');
    expect(call!.notesByDelivery?.[0]?.map((note) => note.split(':')[0])).toEqual([
      ...['sound left out', 'badge left out', 'ext left out'],
    ]);
  });
  it('takes the options of the message', () => {
    const options = { urgency: 'very-low', topic: 'chat-12345', image: 'https://a.example/b.png' };
    const request = requestOf({ vendors: { 'web-push': options } });
    expect(request).toMatchObject({ urgency: 'very-low', topic: 'chat-12345' });
    expect(JSON.parse(request.clear)).toMatchObject({ tag: 'chat-12345', image: 'https://a.example/b.png' });
    for (const topic of ['a', 'abcde', 'x'.repeat(33), 'a b'])
      expect(planned({ content: { vendors: { 'web-push': { topic } } } }).ended).toMatchObject([
        { code: 'bad-options' },
      ]);
  });
  it('seam 3.6: ends as a dead token when the subscription says that its time is over', () => {
    const over = JSON.stringify({ ...(JSON.parse(tokenFor('ok-1')) as object), expirationTime: NOW_MS });
    expect(planned({ token: over }).ended).toMatchObject([
      { state: 'token-dead', code: 'subscription-expired' },
    ]);
  });
  it.each([
    [['push.example.net'], 1],
    [['*.example.net'], 1],
    [['*.push.example.net'], 0],
    [['example.net', 'ush.example.net'], 0],
  ])('seam 3.6: goes only to hosts of the list, if the certificate has one: %j', (hosts, calls) => {
    const { calls: made, ended } = planned({}, { hosts });
    expect(made).toHaveLength(calls);
    expect(ended.map(({ code }) => code)).toEqual(calls === 1 ? [] : ['token-form']);
  });
});
