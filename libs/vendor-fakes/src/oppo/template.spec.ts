// OPPO's templates, and what a message of class bulk is to OPPO.
import type { PushContent } from '@offline-push/contracts';
import { Value } from '@sinclair/typebox/value';
import { aDelivery } from '../conformance';
import { oppo } from '@offline-push/vendors/oppo/index';
import type { OppoSettings } from '@offline-push/vendors/oppo/credential';

const NOW_MS = 1_790_000_000_000;
const template = {
  id: 'T1',
  titleParameters: { who: 'title' },
  contentParameters: { what: { from: 'text', maxLength: 20 }, app: { fixed: 'My chat' } },
} as const;
const settings: OppoSettings = { click: { action: 'open-app' }, channelId: 'chat', template };

function plan(content: PushContent, certificate: Partial<OppoSettings> = {}) {
  const delivery = aDelivery({ content, expiresAtMs: NOW_MS + 600_000 });
  const { calls, ended } = oppo.plan([delivery], { ...settings, ...certificate }, NOW_MS);
  const message = new URLSearchParams(calls[0]?.request.body ?? '').get('message');
  return {
    notification:
      message === null ? {} : (JSON.parse(message) as { notification: Record<string, unknown> }).notification,
    notes: calls[0]?.notesByDelivery?.[0] ?? [],
    end: ended[0] && `${ended[0].code}: ${ended[0].detail}`,
  };
}

describe('vendors 3.1: a template', () => {
  it('gets its variables from title and text by the mapping of the certificate', () => {
    const { notification, notes } = plan({ title: '小红 🎉', text: 'hi' });
    expect(notification).toMatchObject({
      private_msg_template_id: 'T1',
      private_title_parameters: { who: '小红 🎉' },
      private_content_parameters: { what: 'hi', app: 'My chat' },
    });
    expect(notes).toEqual([]);
  });
  it('cuts what does not fit between clusters, and says so', () => {
    const { notification, notes } = plan({ title: 't', text: `${'x'.repeat(15)}👨‍👩‍👧‍👦!` });
    expect(notification['private_content_parameters']).toMatchObject({ what: `${'x'.repeat(15)}...` });
    expect(notes).toEqual(['text cut to 20 characters in the template']);
  });
  it('has no variable without words: the default ones stand in', () => {
    expect(plan({}).notification).toMatchObject({ private_title_parameters: { who: 'a new message' } });
  });
  it('of the message wins over that of the certificate, and brings its own variables', () => {
    const own = { templateId: 'T9', contentParameters: { code: '1' } };
    const { notification } = plan({ vendors: { oppo: own } });
    expect(notification).toMatchObject({
      private_msg_template_id: 'T9',
      private_content_parameters: { code: '1' },
    });
    expect(notification).not.toHaveProperty('private_title_parameters');
    expect(plan({ vendors: { oppo: { templateId: 'T9' } } }).end).toMatch(
      /^bad-options: push\.vendors\.oppo\//,
    );
    expect(plan({ vendors: { oppo: { templateId: 'T0', titleParameters: {} } } }).notification).toMatchObject(
      {
        private_msg_template_id: 'T0',
      },
    );
  });
  it('takes single variables of the message over the mapping, and none that it lacks', () => {
    const { notification } = plan({ title: 'a', vendors: { oppo: { titleParameters: { who: 'c' } } } });
    expect(notification['private_title_parameters']).toEqual({ who: 'c' });
    expect(plan({ vendors: { oppo: { contentParameters: { other: 'c' } } } }).end).toMatch(/^bad-options/);
  });
  it.each<[string, unknown]>([
    ['without a mapping', { id: 'T1' }],
    ['with half of it', { id: 'T1', titleParameters: {} }],
    [
      'with a source that no message has',
      { id: 'T1', titleParameters: { a: 'sender' }, contentParameters: {} },
    ],
    ['as text', 'T1'],
  ])('is refused in the form %s', (_what, wrong) => {
    expect(Value.Check(oppo.settings, settings)).toBe(true);
    expect(Value.Check(oppo.settings, { ...settings, template: wrong })).toBe(false);
  });
  it('has variables of any script, as the console allows them', () => {
    const named = { ...template, titleParameters: { 用户名称: 'title' } };
    expect(Value.Check(oppo.settings, { ...settings, template: named })).toBe(true);
  });
});

describe('vendors 3.3: a message of class bulk', () => {
  it('is marketing without more, outside the channel of the chats and without their template', () => {
    const { notification } = plan({ class: 'bulk' }, { notifyLevel: 2 });
    expect(notification).toMatchObject({ category: 'MARKETING' });
    for (const name of ['channel_id', 'private_msg_template_id', 'notify_level'])
      expect(notification).not.toHaveProperty(name);
  });
  it('is what the certificate says, with channel and template of its own', () => {
    const bulkTemplate = { id: 'T2', titleParameters: {}, contentParameters: { order: 'text' } } as const;
    const { notification } = plan(
      { class: 'bulk', text: '17' },
      { bulkCategory: 'ORDER', bulkChannelId: 'news', bulkTemplate },
    );
    expect(notification).toMatchObject({
      category: 'ORDER',
      channel_id: 'news',
      private_msg_template_id: 'T2',
      private_content_parameters: { order: '17' },
    });
  });
  it('is never IM: not by the form, not by the message', () => {
    expect(Value.Check(oppo.settings, { ...settings, bulkCategory: 'IM' })).toBe(false);
    expect(plan({ class: 'bulk', vendors: { oppo: { category: 'IM' } } }).end).toMatch(/^bad-options/);
  });
});

it.each([
  [
    'vendors 3.7: counts a badge up by one, without a count',
    { badge: { add: 3 } },
    { badge_operation_type: 1 },
  ],
  ['vendors 3.7: sets a badge', { badge: { set: 3 } }, { badge_operation_type: 0, badge_message_count: 3 }],
])('%s', (_what, content, fields) => {
  const { notification, notes } = plan({ ...content, text: 'x' });
  const badge = Object.entries(notification).filter(([name]) => name.startsWith('badge'));
  expect(Object.fromEntries(badge)).toEqual(fields);
  expect(notes).toHaveLength('add' in content.badge ? 1 : 0);
});
it('vendors 3.6: says what the notify levels do', () => {
  const { description } = oppo.settings['properties'].notifyLevel as { description: string };
  expect(description).toMatch(/2 drawer and lock screen, with sound and vibration\. 16 also a banner/);
});
it('vendors 3.9: is called where its document says', () => {
  expect(oppo.endpoints['api']).toBe('https://api-push-cn.heytapmobi.com');
});
