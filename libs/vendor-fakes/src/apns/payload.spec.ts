// What goes over the wire to Apple, golden and in its corners.
import { messageKeyOf, type PushContent } from '@offline-push/contracts';
import { Value } from '@sinclair/typebox/value';
import { apns } from '@offline-push/vendors/apns/index';
import { aDelivery } from '../conformance';
import type { ApnsSettings } from '@offline-push/vendors/apns/credential';
import { cutTo } from '@offline-push/vendors/apns/fit';
import { idOf } from '@offline-push/vendors/apns/request';
import { sample, tokenFor } from './sample';

const NOW_MS = 1_790_000_000_000;
const settings = sample.settings as ApnsSettings;
const TARGET = 'kPq3vZ0aXw1sRt5uYb7nMg';
const DEVICE = '00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0';
const CALLS = 'aa'.repeat(32);

const push = (
  content: PushContent,
  more: { settings?: Partial<ApnsSettings>; token?: string; lifeMs?: number } = {},
) => {
  const delivery = aDelivery({
    targetId: TARGET,
    messageKey: messageKeyOf('demo', 'm-1001'),
    token: more.token ?? DEVICE,
    content,
    expiresAtMs: NOW_MS + (more.lifeMs ?? 600_000),
  });
  return apns.plan([delivery], { ...settings, ...more.settings }, NOW_MS);
};
const callOf = (...asked: Parameters<typeof push>) => push(...asked).calls[0]!;
const headersOf = (...asked: Parameters<typeof push>) => callOf(...asked).request.headers;
const bodyOf = (...asked: Parameters<typeof push>) =>
  JSON.parse(callOf(...asked).request.body) as Record<string, unknown>;
const apsOf = (...asked: Parameters<typeof push>) => bodyOf(...asked)['aps'] as Record<string, unknown>;
const notesOf = (...asked: Parameters<typeof push>) => callOf(...asked).notesByDelivery?.[0] ?? [];
const options = (given: Record<string, unknown>): PushContent => ({
  title: 't',
  text: 'x',
  vendors: { apns: given },
});

describe('a notification for an iPhone', () => {
  it('is this request, byte for byte', () => {
    expect(
      callOf({ title: '小红', text: '晚上来吗? "a"', ext: '{"conv":"p2p_1"}', badge: { set: 3 } }).request,
    ).toEqual({
      path: `/3/device/${DEVICE}`,
      headers: {
        'apns-topic': 'com.example.im',
        'apns-push-type': 'alert',
        'apns-priority': '10',
        'apns-expiration': '1790000600',
        'apns-id': '90fab7bd-9d1a-4f0d-ac46-de6e61bee732',
        'apns-collapse-id': TARGET,
        'content-type': 'application/json',
      },
      body: '{"aps":{"alert":{"title":"小红","body":"晚上来吗? \\"a\\""},"badge":3,"sound":"default"},"ext":"{\\"conv\\":\\"p2p_1\\"}"}',
    });
  });
  it('carries everything that can be said', () => {
    const said = options({
      ...{ title: 'Ann', subtitle: 'Team', image: 'https://cdn.example.com/a.png', sound: 'ding.caf' },
      ...{
        category: 'CHAT',
        interruptionLevel: 'time-sensitive',
        contentAvailable: true,
        threadId: 'c2c_u100',
      },
      ...{ targetContentId: 'window-1', relevanceScore: 0.5 },
    });
    expect(bodyOf(said)).toEqual({
      aps: {
        alert: { title: 'Ann', subtitle: 'Team', body: 'x' },
        sound: 'ding.caf',
        'thread-id': 'c2c_u100',
        category: 'CHAT',
        'mutable-content': 1,
        'content-available': 1,
        'target-content-id': 'window-1',
        'interruption-level': 'time-sensitive',
        'relevance-score': 0.5,
      },
      image: 'https://cdn.example.com/a.png',
    });
  });
  it.each<[string, PushContent, object]>([
    [
      'has the default words if there are none (scenario 39)',
      {},
      { alert: { title: 'a new message', body: 'You have a new message' } },
    ],
    [
      'has the default words for blanks',
      { title: ' \t', text: '\u3000' },
      { alert: { title: 'a new message', body: 'You have a new message' } },
    ],
    ['rings with the sound of the message', { sound: 'bell.caf' }, { sound: 'bell.caf' }],
    ['sets the badge, also to nothing', { badge: { set: 0 } }, { badge: 0 }],
    [
      'sets the badge although another is to be added (scenario 57)',
      { badge: { set: 999, add: 1 } },
      { badge: 999 },
    ],
  ])('%s', (_what, content, fields) => expect(apsOf(content)).toMatchObject(fields));

  it.each<[string, PushContent, object, string[]]>([
    [
      'the app with its custom content (scenario 40)',
      { ext: 'e', click: { action: 'open-app' } },
      { ext: 'e' },
      ['url', 'page'],
    ],
    [
      'a page with its custom content (scenario 41)',
      { ext: 'e', click: { action: 'open-page', page: 'intent:#Intent;component=com.example.im/.Chat;end' } },
      { ext: 'e', page: 'intent:#Intent;component=com.example.im/.Chat;end' },
      ['url'],
    ],
    [
      'a page of the web without custom content (scenario 42)',
      { ext: 'e', click: { action: 'open-url', url: 'https://chat.example.com/?a=1&b=2' } },
      { url: 'https://chat.example.com/?a=1&b=2' },
      ['ext', 'page'],
    ],
  ])('opens %s', (_what, content, fields, absent) => {
    expect(bodyOf(content)).toMatchObject(fields);
    for (const key of absent) expect(bodyOf(content)).not.toHaveProperty(key);
  });
  it('has custom content beside aps, never inside (scenario 54)', () => {
    expect(Object.keys(bodyOf({ ext: '{"aps":{}}' }))).toEqual(['aps', 'ext']);
    expect(apsOf({ ext: 'e' })).not.toHaveProperty('ext');
  });
  it.each<[string, PushContent, RegExp]>([
    ['a badge to be added', { badge: { add: 1 } }, /^badge left out/],
    [
      'custom content for a web page',
      { ext: 'e', click: { action: 'open-url', url: 'https://a.example/' } },
      /^ext left out/,
    ],
    [
      'a call to a phone that reported no PushKit token (scenario 58)',
      options({ voip: true }),
      /^voip left out.*notification is sent/,
    ],
    ['more text than fits', { text: '字'.repeat(2_000) }, /^text cut/],
  ])('notes that it cannot carry %s', (_what, content, note) => {
    expect(notesOf(content)).toEqual([expect.stringMatching(note)]);
  });
  it('needs no note otherwise', () =>
    expect(callOf({ text: 'x', badge: { set: 1, add: 1 } })).not.toHaveProperty('notesByDelivery'));
  it('waits when it is one of many', () => expect(headersOf({ class: 'bulk' })['apns-priority']).toBe('5'));
});

describe('what wins', () => {
  const own: Partial<ApnsSettings> = {
    sound: 'own.caf',
    category: 'OWN',
    interruptionLevel: 'passive',
    mutableContent: true,
  };
  it.each<[string, PushContent, object]>([
    [
      'the certificate, if the message says nothing',
      {},
      { sound: 'own.caf', category: 'OWN', 'interruption-level': 'passive', 'mutable-content': 1 },
    ],
    [
      'the certificate, if the message says nothing in words (scenario 51)',
      options({ sound: '', category: null, interruptionLevel: '' }),
      { sound: 'own.caf', category: 'OWN', 'interruption-level': 'passive' },
    ],
    [
      'the options of the message (scenario 51)',
      { ...options({ sound: 'opt.caf', category: 'NEW', interruptionLevel: 'active' }), sound: 'msg.caf' },
      { sound: 'opt.caf', category: 'NEW', 'interruption-level': 'active' },
    ],
    ['the sound of the message over that of the certificate', { sound: 'msg.caf' }, { sound: 'msg.caf' }],
  ])('%s', (_what, content, fields) => expect(apsOf(content, { settings: own })).toMatchObject(fields));
  it('silence, where it is asked for', () =>
    expect(apsOf(options({ sound: 'none' }))).not.toHaveProperty('sound'));
  it('no extension, where a picture is not to be loaded', () => {
    expect(apsOf(options({ image: 'https://a.example/b.png', mutableContent: false }))).not.toHaveProperty(
      'mutable-content',
    );
  });
  it('the collapse id of the message', () =>
    expect(headersOf(options({ collapseId: 'c2c-1' }))['apns-collapse-id']).toBe('c2c-1'));
  it.each([
    ['an unknown option', { soundd: 'x' }],
    ['a collapse id of 65 bytes', { collapseId: 'x'.repeat(65) }],
    ['a collapse id beyond ASCII', { collapseId: 'ü' }],
    ['a collapse id with a line break', { collapseId: 'a\r\nx: y' }],
    ['a sound with a path', { sound: '../x.caf' }],
    ['a picture without TLS', { image: 'http://a.example/b.png' }],
    ['an unknown interruption level', { interruptionLevel: 'loud' }],
    ['a relevance beyond 1', { relevanceScore: 2 }],
  ])('nothing: %s is refused with its field', (_what, given) => {
    expect(push(options(given)).ended).toEqual([
      expect.objectContaining({
        state: 'refused',
        code: 'bad-options',
        detail: expect.stringMatching(/^push\.vendors\.apns/),
      }),
    ]);
  });
});

describe('a call', () => {
  const call = options({ voip: true });
  it('goes to the PushKit token, under the topic of calls, and replaces nothing', () => {
    const { path, headers } = callOf(call, { token: `${DEVICE}.${CALLS}` }).request;
    expect(path).toBe(`/3/device/${CALLS}`);
    expect(headers).toMatchObject({
      'apns-topic': 'com.example.im.voip',
      'apns-push-type': 'voip',
      'apns-priority': '10',
    });
    expect(headers).not.toHaveProperty('apns-collapse-id');
    expect(notesOf(call, { token: `${DEVICE}.${CALLS}` })).toEqual([]);
  });
  it('is not made a minute later', () => {
    expect(headersOf(call, { token: `${DEVICE}.${CALLS}` })['apns-expiration']).toBe('1790000060');
    expect(headersOf(call, { token: `${DEVICE}.${CALLS}`, lifeMs: 30_000 })['apns-expiration']).toBe(
      '1790000030',
    );
  });
  it('is a notification on a phone without one (scenario 58)', () => {
    expect(callOf(call).request.path).toBe(`/3/device/${DEVICE}`);
    expect(headersOf(call)).toMatchObject({ 'apns-topic': 'com.example.im', 'apns-push-type': 'alert' });
  });
  it('may say more than a notification', () => {
    const long = { ...call, ext: 'x'.repeat(4_000), text: 'y'.repeat(900) };
    expect(callOf(long, { token: `${DEVICE}.${CALLS}` }).notesByDelivery).toBeUndefined();
    expect(notesOf(long)).toEqual(expect.arrayContaining([expect.stringMatching(/^text cut/)]));
  });
  it('does not take the place of a message: others go to the device itself', () => {
    expect(callOf({ text: 'x' }, { token: `${DEVICE}.${CALLS}` }).request.path).toBe(`/3/device/${DEVICE}`);
  });
});

describe('a push that is too long', () => {
  const bytes = (content: PushContent) => Buffer.byteLength(callOf(content).request.body);

  it.each<[string, PushContent]>([
    ['in letters', { text: 'x'.repeat(4_000), ext: 'e'.repeat(500) }],
    ['in Chinese', { text: '字'.repeat(4_000) }],
    ['in emoji', { text: '🎉'.repeat(2_000) }],
    ['in what JSON writes longer', { text: '"\n'.repeat(2_000) }],
  ])('%s is cut to the last byte that fits (scenario 59)', (_what, content) => {
    expect(bytes(content)).toBeLessThanOrEqual(4_096);
    expect(bytes(content)).toBeGreaterThan(4_096 - 6);
    const { body } = apsOf(content)['alert'] as { body: string };
    expect(body.endsWith('...')).toBe(true);
    expect(content.text!.startsWith(body.slice(0, -3))).toBe(true);
    expect(body.isWellFormed()).toBe(true);
  });
  it('is whole up to the last byte', () => {
    const room = 4_096 - bytes({ text: '' }) + 'You have a new message'.length;
    expect(callOf({ text: 'x'.repeat(room) }).notesByDelivery).toBeUndefined();
    expect(notesOf({ text: 'x'.repeat(room + 1) })).toHaveLength(1);
  });
  it('gives its title too when the text is not enough, and its custom content never', () => {
    const content = { title: '字'.repeat(200), text: 'lunch?', ext: 'e'.repeat(3_600) };
    expect(bytes(content)).toBeLessThanOrEqual(4_096);
    expect(bodyOf(content)['ext']).toBe(content.ext);
    expect(notesOf(content)).toEqual([
      expect.stringMatching(/^text cut/),
      expect.stringMatching(/^title cut/),
    ]);
  });
  it('is refused when nothing is left for a text (scenario 59)', () => {
    expect(push({ ext: '字'.repeat(1_400) }).ended).toEqual([
      expect.objectContaining({
        state: 'refused',
        code: 'ext-too-long',
        detail: expect.stringContaining('4096'),
      }),
    ]);
  });
  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abc...'],
    ['ab🎉cd', 8, 'ab🎉cd'],
    ['ab🎉cde', 8, 'ab...'],
    ['a字字字', 7, 'a字...'],
    ['""""', 7, '""...'],
    ['abcd', 3, '...'],
    ['a👍🏽bcdef', 12, 'a👍🏽...'],
    ['a👍🏽bcdef', 11, 'a...'],
  ])('%j in %i bytes is %j (scenario 52)', (text, limit, cut) => expect(cutTo(text, limit)).toBe(cut));
});

describe('the life of a push', () => {
  it.each([
    ['a minute and a half', 90_500, '1790000090'],
    ['a second', 1_000, '1790000001'],
    ['less than a second: now or never', 999, '0'],
    ['a year: as long as Apple keeps anything', 31_536_000_000, '1792592000'],
  ])('is %s', (_what, lifeMs, expiration) =>
    expect(headersOf({ text: 'x' }, { lifeMs })['apns-expiration']).toBe(expiration),
  );
  it('is over at its end', () =>
    expect(push({}, { lifeMs: 0 }).ended).toEqual([expect.objectContaining({ state: 'expired' })]));
});

describe('phones', () => {
  const plan = (tokens: string[]) => {
    const expiresAtMs = NOW_MS + 60_000;
    const asked = tokens.map((token) =>
      aDelivery({ token, expiresAtMs, messageKey: messageKeyOf('demo', 'group') }),
    );
    return apns.plan(asked, settings, NOW_MS);
  };
  it('are rung once for a message, in whatever case their token is written', () => {
    const { calls } = plan([DEVICE, DEVICE.toUpperCase(), tokenFor('ok-2')]);
    expect(calls.map(({ deliveries }) => deliveries.length)).toEqual([2, 1]);
    expect(calls[0]!.request.path).toBe(`/3/device/${DEVICE}`);
  });
  it('share the text of a message, written once', () => {
    const { calls } = plan([tokenFor('ok-1'), tokenFor('ok-2')]);
    expect(calls[0]!.request.body).toBe(calls[1]!.request.body);
    expect(calls[0]!.request.headers).not.toEqual(calls[1]!.request.headers);
  });
  it('whose target has a short id get one from Apple', () => expect(idOf('t1')).toBe(''));
  it('get an id in the form of a UUID', () => {
    for (let i = 0; i < 50; i++) {
      expect(idOf(aDelivery().targetId)).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }
  });
});

describe("the operator's forms", () => {
  const { privateKey, ...others } = sample.credential as Record<string, string>;
  const rsa =
    '-----BEGIN PRIVATE KEY-----\nMIIBVQIBADANBgkqhkiG9w0BAQEFAASCAT8wggE7AgEAAkEAq7BFUpkGp3+LQmlQ\n-----END PRIVATE KEY-----\n';
  it.each([
    ['with line ends of Windows (corpus 75)', privateKey!.replaceAll('\n', '\r\n')],
    ['with a byte order mark (corpus 75)', `\uFEFF${privateKey!}`],
    ['with line ends written out', privateKey!.replaceAll('\n', '\\n')],
  ])('take a key %s', (_what, text) =>
    expect(Value.Check(apns.credential, { ...others, privateKey: text })).toBe(true),
  );
  it.each<[string, Record<string, unknown>]>([
    ['an RSA key (corpus 75)', { privateKey: rsa }],
    ['a key of another curve (corpus 75)', { privateKey: privateKey!.replace('qGSM49AwEH', 'qGSM49AwEI') }],
    [
      'a certificate in place of the key',
      { privateKey: privateKey!.replaceAll('PRIVATE KEY', 'CERTIFICATE') },
    ],
    ['half a key', { privateKey: privateKey!.slice(0, 100) }],
    ['a Key ID of nine characters', { keyId: 'ABC123456' }],
    ['a Team ID in small letters', { teamId: 'team123456' }],
    ['a password beside a key', { password: 'x' }],
    ['another type', { type: 'p12' }],
  ])('refuse %s', (_what, fields) =>
    expect(Value.Check(apns.credential, { ...others, privateKey, ...fields })).toBe(false),
  );
  it.each([
    ['an ending for calls is part of the topic, not of the bundle ID', { bundleId: 'im' }],
    ['an environment of another name', { environment: 'sandbox' }],
    ['a bundle ID with a blank', { bundleId: 'com.example im' }],
  ])('refuse %s', (_what, fields) =>
    expect(Value.Check(apns.settings, { ...settings, ...fields })).toBe(false),
  );
});
