// How deliveries are packed into calls.
import { messageKeyOf } from '@offline-push/contracts';
import { aDelivery, deliveries } from '../conformance';
import type { Delivery } from '@offline-push/vendors/vendor';
import { huawei } from '@offline-push/vendors/huawei/index';
import type { HuaweiSettings } from '@offline-push/vendors/huawei/credential';

const NOW_MS = 1_790_000_000_000;
const settings: HuaweiSettings = {
  platform: 'android',
  packageName: 'com.example.im',
  appId: '1234567',
  click: { action: 'open-app' },
};
const expiresAtMs = NOW_MS + 600_000;
const group = (count: number, fields: Partial<Delivery> = {}) =>
  deliveries(count, { messageKey: messageKeyOf('demo', 'group'), expiresAtMs, ...fields });
const callsFor = (asked: readonly Delivery[]) => huawei.plan(asked, settings, NOW_MS).calls;
const widthsFor = (asked: readonly Delivery[]) => callsFor(asked).map(({ request }) => request.tokens.length);

describe('packing for Huawei', () => {
  it.each<[string, Delivery[], number[]]>([
    ['one message to one phone', group(1), [1]],
    ['a group message to 2,500 phones', group(2_500), [1000, 1000, 500]],
    ['three different messages', deliveries(3), [1, 1, 1]],
    [
      'one message with two ends of life',
      [...group(2), ...group(1, { expiresAtMs: expiresAtMs + 1 })],
      [2, 1],
    ],
    ['one message with two contents', [...group(2), ...group(1, { content: { text: 'other' } })], [2, 1]],
    ['equal contents that came in copies', group(3).map((delivery) => structuredClone(delivery)), [3]],
    ['what was refused together', group(3, { alone: true }), [1, 1, 1]],
  ])('%s', (_what, asked, widths) => expect(widthsFor(asked)).toEqual(widths));
  it('names a token once, or Huawei would ring twice, and answers both who asked', () => {
    const [call] = callsFor(group(4).map((delivery) => ({ ...delivery, token: 'ok-same' })));
    expect(call!.request.tokens).toEqual(['ok-same']);
    expect(call!.deliveries).toHaveLength(4);
  });
  it('splits a call before an answer naming all its tokens is too long to read', () => {
    const long = group(1_000).map((delivery, i) => ({ ...delivery, token: `${i}-${'x'.repeat(500)}` }));
    const calls = callsFor(long);
    expect(calls.length).toBeGreaterThan(1);
    for (const { request } of calls) {
      const msg = JSON.stringify({ success: 1, failure: 999, illegal_tokens: request.tokens });
      expect(JSON.stringify({ code: '80100000', msg, requestId: '1' }).length).toBeLessThan(262_144);
    }
  });
  it('gives the notes of a message to each of its deliveries', () => {
    const [call] = callsFor(group(2, { content: { sound: '..' } }));
    expect(call!.notesByDelivery).toEqual(Array(2).fill([expect.stringMatching(/^sound/)]));
    expect(callsFor([aDelivery()])[0]).not.toHaveProperty('notesByDelivery');
  });
  it.each([
    ['v1', {}],
    ['v2', { projectId: '42' }],
    ['v3', { platform: 'harmonyos', projectId: '42' }],
  ])('goes by %s with the settings %j', (api, more) => {
    const [call] = huawei.plan(group(1), { ...settings, ...(more as Partial<HuaweiSettings>) }, NOW_MS).calls;
    expect(call!.request.api).toBe(api);
  });
});
