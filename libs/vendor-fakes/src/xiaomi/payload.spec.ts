// Xiaomi's templates, channels, lives and callbacks: what a certificate says of a message, and what the message says over it.
import type { PushContent } from '@offline-push/contracts';
import { Value } from '@sinclair/typebox/value';
import { aDelivery } from '../conformance';
import { xiaomi } from '@offline-push/vendors/xiaomi/index';
import type { XiaomiSettings } from '@offline-push/vendors/xiaomi/credential';

const NOW_MS = 1_790_000_000_000;
const DAY_MS = 86_400_000;
const app = {
  packageName: 'com.example.im',
  appId: '2882300000000000001',
  click: { action: 'open-app' },
} as const;
const chatOnly: XiaomiSettings = { ...app, channelId: 'chat' };
const settings: XiaomiSettings = { ...chatOnly, bulkChannelId: 'news' };
const template = { id: 'P1', parameters: { nick: 'title', said: { from: 'text', maxLength: 20 } } } as const;

interface Asked {
  readonly certificate?: Partial<XiaomiSettings>;
  readonly lifeMs?: number;
  readonly receiptUrl?: string;
}

function plan(content: PushContent, { certificate = {}, lifeMs = 600_000, receiptUrl }: Asked = {}) {
  const delivery = aDelivery({ content, expiresAtMs: NOW_MS + lifeMs });
  const { calls, ended } = xiaomi.plan([delivery], { ...settings, ...certificate }, NOW_MS, receiptUrl);
  const form = Object.fromEntries(new URLSearchParams(calls[0]?.request.body ?? ''));
  const param = form['extra.template_param'];
  return {
    form,
    variables: param === undefined ? undefined : (JSON.parse(param) as Record<string, string>),
    notes: calls[0]?.notesByDelivery?.[0] ?? [],
    end: ended[0] && `${ended[0].code}: ${ended[0].detail}`,
  };
}

describe('vendors 3.1: a template', () => {
  const templated = (content: PushContent, more: Partial<XiaomiSettings> = {}) =>
    plan(content, { certificate: { template, ...more } });

  it('gets its variables from title and text by the mapping of the certificate', () => {
    const { form, variables, notes } = templated({ title: '小红', text: '晚上来吗?' });
    expect(form).toMatchObject({ 'extra.template_id': 'P1', 'extra.channel_id': 'chat', title: '小红' });
    expect(variables).toEqual({ nick: '小红', said: '晚上来吗?' });
    expect(notes).toEqual([]);
  });
  it('has no variable without words: the default ones stand in', () => {
    expect(templated({}).variables).toEqual({ nick: 'a new message', said: 'You have a new me...' });
    expect(templated({ title: '🎉', text: '👨‍👩‍👧‍👦 🇨🇳' }).variables).toEqual({
      nick: 'a new message',
      said: 'You have a new me...',
    });
  });
  it('cuts what does not fit between clusters, and says so', () => {
    const text = `${'x'.repeat(16)}e\u0301e\u0301e\u0301`;
    const { variables, notes } = templated({ title: 't', text });
    expect(variables).toEqual({ nick: 't', said: `${'x'.repeat(16)}...` });
    expect(notes).toEqual(['text cut to 20 characters in the template']);
    expect(templated({ title: 'y'.repeat(200), text: 'x' }).variables!['nick']).toHaveLength(128);
  });
  it.each([
    ['an emoji', 'hi 🎉!', 'hi !'],
    ['a family', 'we 👨‍👩‍👧‍👦 come', 'we come'],
    ['a flag and a skin tone', '🇨🇳 ok 👍🏽', 'ok'],
    ['a keycap', 'gate 1️⃣ b', 'gate b'],
    ['lines', 'a\nb\u2028c', 'a b c'],
  ])('leaves out %s, whole, which Xiaomi refuses in a variable', (_what, text, said) => {
    const { variables } = templated({ title: 't', text });
    expect(variables).toEqual({ nick: 't', said });
  });
  it('says that it left something out', () => {
    expect(templated({ title: 't', text: 'hi 🎉' }).notes).toEqual([
      'text in the template without characters that it may not have',
    ]);
  });
  it('may have fixed words, and no variables at all', () => {
    const fixed = { id: 'P2', parameters: { app: { fixed: 'My chat' } } };
    expect(templated({ text: 'x' }, { template: fixed }).variables).toEqual({ app: 'My chat' });
    expect(templated({ text: 'x' }, { template: { id: 'P0', parameters: {} } }).variables).toEqual({});
  });
  it('of the message wins over that of the certificate, and brings its own variables', () => {
    const own = templated({ vendors: { xiaomi: { templateId: 'P9', templateParam: { code: '1' } } } });
    expect(own.form['extra.template_id']).toBe('P9');
    expect(own.variables).toEqual({ code: '1' });
  });
  it('never goes out without its variables', () => {
    expect(templated({ vendors: { xiaomi: { templateId: 'P9' } } }).end).toMatch(
      /^bad-options: push\.vendors\.xiaomi\/templateParam: belongs to/,
    );
    expect(plan({ vendors: { xiaomi: { templateId: 'P9' } } }).end).toMatch(/^bad-options/);
    const none = templated({ vendors: { xiaomi: { templateId: 'P9', templateParam: {} } } });
    expect(none.variables).toEqual({});
  });
  it('takes single variables of the message over the mapping, and none that it lacks', () => {
    const { variables } = templated({
      title: 'a',
      text: 'b',
      vendors: { xiaomi: { templateParam: { nick: 'c' } } },
    });
    expect(variables).toEqual({ nick: 'c', said: 'b' });
    expect(templated({ vendors: { xiaomi: { templateParam: { other: 'c' } } } }).end).toMatch(/^bad-options/);
  });
  it('is not asked for in a public channel', () => {
    expect(templated({ class: 'bulk' }).form).not.toHaveProperty('extra.template_id');
    const toNews = templated({ vendors: { xiaomi: { channelId: 'news' } } });
    expect(toNews.form).not.toHaveProperty('extra.template_id');
  });
  it('leaves variables without a template out, and says so', () => {
    const { form, notes } = plan({ vendors: { xiaomi: { templateParam: { nick: 'a' } } } });
    expect(form).not.toHaveProperty('extra.template_param');
    expect(notes).toEqual([expect.stringMatching(/^template variables left out/)]);
  });
  it.each<[string, unknown]>([
    ['without a mapping', { id: 'P1' }],
    ['without an id', { parameters: {} }],
    ['with a source that no message has', { id: 'P1', parameters: { nick: 'sender' } }],
    [
      'with ten variables',
      { id: 'P1', parameters: Object.fromEntries([...'abcdefghij'].map((name) => [name, 'title'])) },
    ],
    ['with a length of nothing', { id: 'P1', parameters: { nick: { from: 'title', maxLength: 0 } } }],
    ['with a variable in its braces', { id: 'P1', parameters: { '${nick}': 'title' } }],
    ['as text', 'P1'],
  ])('is refused in the form %s', (_what, wrong) => {
    expect(Value.Check(xiaomi.settings, { ...settings, template })).toBe(true);
    expect(Value.Check(xiaomi.settings, { ...settings, template: wrong })).toBe(false);
  });
  it('has variables of any script', () => {
    const parameters = { 用户名称: 'title' };
    expect(Value.Check(xiaomi.settings, { ...settings, template: { id: 'P1', parameters } })).toBe(true);
  });
});

describe('a channel', () => {
  it('vendors 3.4: is wanted in the form', () => {
    expect(Value.Check(xiaomi.settings, chatOnly)).toBe(true);
    expect(Value.Check(xiaomi.settings, app)).toBe(false);
  });
  it('vendors 3.3: of messages of class bulk is a public one, or they are refused', () => {
    const refused = (content: PushContent, certificate: XiaomiSettings) =>
      xiaomi.plan([aDelivery({ content, expiresAtMs: NOW_MS + 1_000 })], certificate, NOW_MS).ended[0];
    expect(plan({ class: 'bulk' }).form['extra.channel_id']).toBe('news');
    expect(plan({ class: 'chat' }).form['extra.channel_id']).toBe('chat');
    expect(refused({ class: 'bulk' }, chatOnly)).toMatchObject({
      code: 'bulk-channel-missing',
      detail: expect.stringMatching(/bulkChannelId/),
    });
    expect(refused({ class: 'bulk' }, { ...chatOnly, bulkChannelId: 'chat' })).toMatchObject({
      code: 'bulk-channel-missing',
    });
    const own = (channelId: string): PushContent => ({ class: 'bulk', vendors: { xiaomi: { channelId } } });
    expect(plan(own('mine'), {}).form['extra.channel_id']).toBe('mine');
    expect(refused(own('chat'), chatOnly)).toMatchObject({ code: 'bad-options' });
  });
  it('vendors 3.4: gives a life of ten days if it is private, else of one day', () => {
    const life = (content: PushContent, lifeMs = 20 * DAY_MS) =>
      plan(content, { lifeMs }).form['time_to_live'];
    expect(life({}, 1)).toBe('1');
    expect(life({})).toBe('864000000');
    expect(life({ class: 'bulk' })).toBe('86400000');
    expect(life({ vendors: { xiaomi: { channelId: 'news' } } })).toBe('86400000');
    expect(life({ vendors: { xiaomi: { channelId: 'nobody-knows' } } })).toBe('86400000');
  });
});

describe('behaviour 3.8: a receipt address', () => {
  it('is given over http', () => {
    const { form, notes } = plan({}, { receiptUrl: 'http://push.example.com/r/x' });
    expect(form['extra.callback']).toBe('http://push.example.com/r/x');
    expect(notes).toEqual([]);
  });
  it('is left out over https, with a note, and the push goes out', () => {
    const { form, notes } = plan({}, { receiptUrl: 'https://push.example.com/r/x' });
    expect(Object.keys(form).filter((name) => name.startsWith('extra.callback'))).toEqual([]);
    expect(notes).toEqual([expect.stringMatching(/^receipts not asked for/)]);
  });
  it('is given over https where the certificate says so', () => {
    const certificate = { receiptsOverHttps: true };
    const { form } = plan({}, { receiptUrl: 'https://push.example.com/r/x', certificate });
    expect(form['extra.callback']).toBe('https://push.example.com/r/x');
  });
});

it('vendors 3.5: rings unless silence is asked for', () => {
  expect(plan({}).form['notify_type']).toBe('-1');
  expect(plan({ sound: 'default' })).toMatchObject({ form: { notify_type: '-1' }, notes: [] });
  expect(plan({ sound: 'none' })).toMatchObject({ form: { notify_type: '0' }, notes: [] });
});
