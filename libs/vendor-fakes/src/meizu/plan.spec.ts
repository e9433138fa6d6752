// How calls are packed, and what the forms of a certificate take.
import { messageKeyOf } from '@offline-push/contracts';
import { Value } from '@sinclair/typebox/value';
import { deliveries } from '../conformance';
import { meizu } from '@offline-push/vendors/meizu/index';
import type { MeizuSettings } from '@offline-push/vendors/meizu/credential';

const settings: MeizuSettings = {
  packageName: 'com.example.im',
  appId: '100999',
  click: { action: 'open-app' },
};
const NOW_MS = 1_790_000_000_000;
const group = (count: number, fields: Parameters<typeof deliveries>[1] = {}) =>
  deliveries(count, {
    messageKey: messageKeyOf('demo', 'group'),
    expiresAtMs: NOW_MS + 7_200_000,
    ...fields,
  });

describe('packing for Meizu', () => {
  it.each([
    ['one message to one phone', () => group(1), [1]],
    ['a group message to 100 phones', () => group(100), [100]],
    ['a group message to 250 phones', () => group(250), [100, 100, 50]],
    ['three different messages', () => deliveries(3), [1, 1, 1]],
    ['a group and two others', () => [...group(5), ...deliveries(2)], [5, 1, 1]],
    ['two that have to go alone', () => group(2, { alone: true }), [1, 1]],
  ])('%s', (_what, asked, widths) => {
    const { calls } = meizu.plan(asked(), settings, NOW_MS);
    expect(calls.map(({ request }) => request.fields['pushIds']!.split(',').length)).toEqual(widths);
  });
  it('names a token once, and all who asked for it are answered', () => {
    const [call] = meizu.plan(group(3, { token: 'same' }), settings, NOW_MS).calls;
    expect(call!.request.fields['pushIds']).toBe('same');
    expect(call!.deliveries).toHaveLength(3);
  });
  it('gives its notes to each delivery of the message', () => {
    const [call] = meizu.plan(group(3, { content: { sound: 'ping' } }), settings, NOW_MS).calls;
    expect(call!.notesByDelivery).toEqual(Array(3).fill([expect.stringMatching(/^sound/)]));
  });
  it('stays small: a hundred of the longest tokens with the longest text and content', () => {
    const content = { text: '字'.repeat(4000), ext: '字'.repeat(4000) };
    const long = group(100, { content }).map((delivery, i) => ({
      ...delivery,
      token: `${i}`.padEnd(256, 'x'),
    }));
    const [call] = meizu.plan(long, { ...settings, style: 1 }, NOW_MS).calls;
    expect(call!.deliveries).toHaveLength(100);
    expect(encodeURIComponent(JSON.stringify(call!.request.fields)).length).toBeLessThan(120_000);
  });
});

describe("Meizu's forms", () => {
  it.each(['', 'with blank ', '100999', 'line\nbreak', 'x'.repeat(129)])(
    'do not take %j for an AppSecret',
    (appSecret) => expect(Value.Check(meizu.credential, { appSecret })).toBe(false),
  );
  it('say in words that neither AppKey nor AppID is an AppSecret', () => {
    const [error] = [...Value.Errors(meizu.credential, { appSecret: '100999' })];
    expect(error!.schema.description).toMatch(/Not the AppKey.*AppID/);
  });
  it.each<[string, Record<string, unknown>]>([
    ['an AppID with letters', { appId: '0123456789abcdef' }],
    ['an AppID of 0', { appId: '0' }],
    ['a package without a dot', { packageName: 'im' }],
    ['a class that there is not', { noticeMsgType: 2 }],
    ['a receipt address, which dispatch makes', { callback: 'http://x/' }],
    ['a region of its own', { region: 'moon' }],
    ['the secret among what is not secret', { appSecret: 'x' }],
    ['a click on a script', { click: { action: 'open-url', url: 'javascript:alert(1)' } }],
  ])('do not take %s', (_what, wrong) => {
    expect(Value.Check(meizu.settings, { ...settings, ...wrong })).toBe(false);
  });
});
