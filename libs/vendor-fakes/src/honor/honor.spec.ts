// Honor: what every vendor does, the requests as they go over the wire, and how calls are packed.
import { messageKeyOf, type PushContent } from '@offline-push/contracts';
import { Value } from '@sinclair/typebox/value';
import { aDelivery, conforms, deliveries } from '../conformance';
import { honor } from '@offline-push/vendors/honor/index';
import type { HonorSettings } from '@offline-push/vendors/honor/credential';
import { HonorFake } from './fake';
import { notifyIdOf } from '@offline-push/vendors/shared/content/notify-id';
import type { HonorMessage } from '@offline-push/vendors/honor/payload';
import { MAX_ANSWER_BYTES } from '@offline-push/vendors/honor/plan';

const settings: HonorSettings = {
  appId: '104400000',
  clientId: '220500000',
  click: { action: 'open-app' },
};
const credential = { clientSecret: 'SEC/RET=of-the-push-page' };

conforms({
  vendor: honor,
  newFake: () => new HonorFake(),
  tenant: { ...credential, appIds: ['104400000'], clientId: '220500000' },
  credential,
  wrongCredential: { clientSecret: 'another-secret' },
  settings,
  forbiddenTokens: ['a;b', 'x'.repeat(513), "a'b", 'a\\b', '{a}', 'a[0]'],
  features: { tokensPerCall: 1000, showsOnce: false },
  isChat: (wire) => wire.includes('"importance":"NORMAL"'),
  isSilent: (wire) => wire.includes('"importance":"LOW"'),
});

const NOW_MS = 1_790_000_000_000;
const KEY = messageKeyOf('demo', 'm-1001');
const push = (content: PushContent, certificate: Partial<HonorSettings> = {}) => {
  const delivery = aDelivery({ token: 'TOKEN_A', messageKey: KEY, content, expiresAtMs: NOW_MS + 600_000 });
  return honor.plan([delivery], { ...settings, ...certificate }, NOW_MS);
};
interface Body extends HonorMessage {
  readonly token: string[];
}
const bodyOf = (content: PushContent, certificate?: Partial<HonorSettings>): Body =>
  JSON.parse(push(content, certificate).calls[0]!.request.body) as Body;
const shownBy = (content: PushContent, certificate?: Partial<HonorSettings>) =>
  bodyOf(content, certificate).android.notification;
const notesOf = (content: PushContent) => push(content).calls[0]!.notesByDelivery?.[0] ?? [];
const CHAT = 'intent:#Intent;component=com.example.im/.Chat;end';

describe('an Honor message', () => {
  it('carries everything a notification needs, byte for byte', () => {
    const content: PushContent = {
      title: '小红',
      text: '晚上 "a=b&c+d%"',
      ext: '{"conv":"p2p_1"}',
      badge: { add: 2 },
    };
    expect(push(content, { badgeClass: 'com.example.im.MainActivity' }).calls[0]!.request.body).toBe(
      '{"data":"{\\"ext\\":\\"{\\\\\\"conv\\\\\\":\\\\\\"p2p_1\\\\\\"}\\"}"' +
        ',"notification":{"title":"小红","body":"晚上 \\"a=b&c+d%\\""}' +
        `,"android":{"ttl":"600s","biTag":"${KEY}"` +
        ',"notification":{"title":"小红","body":"晚上 \\"a=b&c+d%\\"","clickAction":{"type":3},"importance":"NORMAL"' +
        ',"badge":{"addNum":2,"badgeClass":"com.example.im.MainActivity"},"notifyId":1777081735}}' +
        ',"token":["TOKEN_A"]}',
    );
  });
  it.each<[string, PushContent, object]>([
    [
      'without title and text gets the default words (scenario 39)',
      {},
      { title: 'a new message', body: 'You have a new message' },
    ],
    [
      'of blanks gets the default words',
      { title: ' \t', text: '\u3000' },
      { title: 'a new message', body: 'You have a new message' },
    ],
    ['opens the app', { click: { action: 'open-app' } }, { clickAction: { type: 3 } }],
    [
      'opens a page of the app',
      { click: { action: 'open-page', page: CHAT } },
      { clickAction: { type: 1, intent: CHAT } },
    ],
    [
      'opens a page of the web',
      { click: { action: 'open-url', url: 'https://chat.example.com/?a=1&b=2' } },
      { clickAction: { type: 2, url: 'https://chat.example.com/?a=1&b=2' } },
    ],
    ['of a chat rings', { class: 'chat' }, { importance: 'NORMAL' }],
    ['in bulk is silent', { class: 'bulk' }, { importance: 'LOW' }],
    [
      'in bulk rings if it says so',
      { class: 'bulk', vendors: { honor: { importance: 'NORMAL' } } },
      { importance: 'NORMAL' },
    ],
    [
      'in big text repeats its words',
      { title: 't', text: 'long', vendors: { honor: { style: 1 } } },
      { style: 1, bigTitle: 't', bigBody: 'long' },
    ],
    ['shows a picture', { vendors: { honor: { image: 'https://a/b.png' } } }, { image: 'https://a/b.png' }],
    ['joins a group', { vendors: { honor: { group: 'c-1' } } }, { group: 'c-1', notifyId: 1777081735 }],
    ['sets the badge', { badge: { set: 7 } }, { badge: { setNum: 7 } }],
    ['clears the badge', { badge: { set: 0 } }, { badge: { setNum: 0 } }],
    ['adds to the badge', { badge: { add: 99 } }, { badge: { addNum: 99 } }],
  ])('%s', (_what, content, fields) => {
    expect(shownBy(content)).toMatchObject(fields);
  });
  it('sets the badge rather than adding to it (scenario 57)', () => {
    expect(shownBy({ badge: { set: 3, add: 5 } }).badge).toEqual({ setNum: 3 });
    expect(shownBy({ badge: { set: 100 } }).badge).toEqual({ setNum: 99 });
    expect(notesOf({ badge: { set: 100 } })).toEqual([expect.stringMatching(/^badge set to 99/)]);
  });
  it("adds one where the certificate knows the launcher's activity and the message says nothing", () => {
    const certificate = { badgeClass: 'com.example.im.Main' };
    expect(shownBy({}, certificate).badge).toEqual({ addNum: 1, badgeClass: 'com.example.im.Main' });
    expect(shownBy({ badge: { set: 0 } }, certificate).badge).toMatchObject({ setNum: 0 });
    expect(shownBy({})).not.toHaveProperty('badge');
  });
  it('takes the place of what was shown under its tag, if it has one, else of itself', () => {
    const tagged = shownBy({ vendors: { honor: { tag: 'c-1' } } });
    expect(tagged).toMatchObject({ tag: 'c-1' });
    expect(tagged).not.toHaveProperty('notifyId');
    expect(shownBy({})).toMatchObject({ notifyId: 1777081735 });
  });
  it('derives a notify id of 31 bits from the message, not from the batch', () => {
    const ids = deliveries(200).map(({ messageKey }) => notifyIdOf(messageKey));
    expect(ids.every((id) => Number.isInteger(id) && id > 0 && id <= 2_147_483_647)).toBe(true);
    expect(new Set(ids).size).toBe(200);
  });
  it('names itself for receipts', () => expect(bodyOf({}).android.biTag).toBe(KEY));

  describe('with custom content', () => {
    it('gives it to the app as ext (scenarios 40 and 54)', () => {
      expect(JSON.parse(bodyOf({ ext: 'not "JSON"' }).data!)).toEqual({ ext: 'not "JSON"' });
    });
    it('gives it to a page in its intent too (scenario 41)', () => {
      const { data, android } = bodyOf({ ext: '{"a":";end=1"}', click: { action: 'open-page', page: CHAT } });
      expect(JSON.parse(data!)).toEqual({ ext: '{"a":";end=1"}' });
      expect(android.notification.clickAction).toEqual({
        type: 1,
        intent: `intent:#Intent;component=com.example.im/.Chat;S.ext=${encodeURIComponent('{"a":";end=1"}')};end`,
      });
    });
    it('writes it into an intent as it is, whatever replacement patterns it looks like', () => {
      const { clickAction } = shownBy({ ext: "$& $' $1", click: { action: 'open-page', page: CHAT } });
      expect(clickAction).toMatchObject({
        intent: expect.stringContaining(";S.ext=%24%26%20%24'%20%241;end"),
      });
    });
    it('attaches none to a page of the web, and says so (scenario 42)', () => {
      const content: PushContent = { ext: 'e', click: { action: 'open-url', url: 'https://a.example' } };
      expect(push(content).calls[0]!.request.body).not.toMatch(/ext|data/);
      expect(notesOf(content)).toEqual([expect.stringMatching(/^ext left out/)]);
    });
    it('sends no empty one', () => expect(bodyOf({ ext: '' })).not.toHaveProperty('data'));
  });

  describe('and its certificate', () => {
    const certificate: Partial<HonorSettings> = { importance: 'LOW', style: 1, testMessages: true };
    it('does as the certificate says where the message says nothing or empty (scenario 51)', () => {
      for (const honorOptions of [
        {},
        { importance: '', style: '', testMessage: '' },
        { importance: null, style: null },
      ]) {
        const { android } = bodyOf({ vendors: { honor: honorOptions } }, certificate);
        expect(android).toMatchObject({ targetUserType: 1, notification: { importance: 'LOW', style: 1 } });
      }
    });
    it('does as the message says where it does (scenario 51)', () => {
      const { android } = bodyOf(
        { vendors: { honor: { importance: 'NORMAL', style: 0, testMessage: false } } },
        certificate,
      );
      expect(android).not.toHaveProperty('targetUserType');
      expect(android.notification).toMatchObject({ importance: 'NORMAL' });
      expect(android.notification).not.toHaveProperty('style');
    });
    it('has the click of the message, else the click of the certificate', () => {
      const click = { action: 'open-url', url: 'https://chat.example.com/' } as const;
      expect(shownBy({}, { click }).clickAction.type).toBe(2);
      expect(shownBy({ click: { action: 'open-app' } }, { click }).clickAction.type).toBe(3);
    });
  });

  it.each([
    ['title', 50],
    ['body', 400],
  ] as const)(
    'cuts the %s to %i units with three dots, never inside an emoji (scenario 52)',
    (field, most) => {
      const said = (text: string) => shownBy({ title: text, text })[field];
      expect(said('x'.repeat(most))).toBe('x'.repeat(most));
      expect(said('x'.repeat(most + 1))).toBe(`${'x'.repeat(most - 3)}...`);
      expect(said(`${'x'.repeat(most - 4)}🎉🎉🎉`)).toBe(`${'x'.repeat(most - 4)}...`);
    },
  );
  it.each<[string, PushContent, RegExp]>([
    ['a sound (scenario 44)', { sound: 'ping' }, /^sound left out/],
    ['an address without TLS', { click: { action: 'open-url', url: 'http://a.example' } }, /^URL left out/],
    [
      'a picture in silence',
      { class: 'bulk', vendors: { honor: { image: 'https://a/b' } } },
      /^image left out/,
    ],
    ['too long a title', { title: 'x'.repeat(51) }, /^title cut to 50/],
    ['too long a text', { text: 'x'.repeat(401) }, /^text cut to 400/],
  ])('notes that it cannot carry %s', (_what, content, note) => {
    expect(notesOf(content)).toEqual([expect.stringMatching(note)]);
    expect(push(content).calls[0]!.request.body).not.toMatch(/sound|ping|"image"|http:/);
  });
  it('opens the app where it may not open the address', () => {
    expect(shownBy({ click: { action: 'open-url', url: 'http://a.example' } }).clickAction).toEqual({
      type: 3,
    });
  });

  describe('that grows', () => {
    const text = '字'.repeat(400);
    const bytes = (content: PushContent): number => {
      const { token, ...message } = bodyOf(content);
      expect(token).toEqual(['TOKEN_A']);
      return Buffer.byteLength(JSON.stringify(message));
    };
    it('says its words once rather than twice before it is cut', () => {
      expect(bodyOf({ text })).toHaveProperty('notification');
      const { notification, android } = bodyOf({ text, ext: 'x'.repeat(2000) });
      expect(notification).toBeUndefined();
      expect(android.notification.body).toBe(text);
      expect(notesOf({ text, ext: 'x'.repeat(2000) })).toEqual([]);
    });
    it('names its ext in the intent only', () => {
      const content: PushContent = { ext: 'x'.repeat(2500), click: { action: 'open-page', page: CHAT } };
      expect(bodyOf(content)).not.toHaveProperty('data');
      expect(shownBy(content).clickAction).toMatchObject({
        intent: expect.stringContaining('x'.repeat(2500)),
      });
    });
    it.each([
      [3000, 200],
      [3300, 100],
      [3600, 50],
    ])('beside an ext of %i loses text after %i characters, and says so (scenario 59)', (ext, most) => {
      const content = { text, ext: 'x'.repeat(ext) };
      expect(shownBy(content).body).toBe(`${'字'.repeat(most - 3)}...`);
      expect(notesOf(content)).toEqual([`text cut to ${most} characters`]);
      expect(bytes(content)).toBeLessThanOrEqual(4096);
    });
    it('is refused before its ext would be cut', () => {
      const { calls, ended } = push({ ext: 'x'.repeat(4000) });
      expect(calls).toEqual([]);
      expect(ended).toEqual([expect.objectContaining({ state: 'refused', code: 'ext-too-long' })]);
    });
    it('never exceeds what Honor takes, whatever the escapes cost', () => {
      const sizes = Array.from({ length: 40 }, (_, i): PushContent => {
        return { text, title: '"'.repeat(60), ext: '"'.repeat(25 * i), vendors: { honor: { style: 1 } } };
      })
        .filter((content) => push(content).ended.length === 0)
        .map(bytes);
      expect(sizes.length).toBeGreaterThan(10);
      expect(sizes.length).toBeLessThan(40);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(4096);
    });
  });

  it('stays at Honor as long as it lives, in whole seconds, and 15 days at most', () => {
    const ttl = (expiresAtMs: number) =>
      (JSON.parse(honor.plan([aDelivery({ expiresAtMs })], settings, NOW_MS).calls[0]!.request.body) as Body)
        .android.ttl;
    expect(ttl(NOW_MS + 1_000)).toBe('1s');
    expect(ttl(NOW_MS + 59_999)).toBe('59s');
    expect(ttl(NOW_MS + 20 * 86_400_000)).toBe('1296000s');
    expect(honor.plan([aDelivery({ expiresAtMs: NOW_MS + 999 })], settings, NOW_MS).ended).toMatchObject([
      { state: 'expired', code: 'expired' },
    ]);
  });
  it.each<[string, object]>([
    ['an unknown option', { channelId: 'x' }],
    ['an importance nobody has', { importance: 'HIGH' }],
    ['a style nobody has', { style: 2 }],
    ['a picture without TLS', { image: 'http://a/b' }],
    ['a tag of two words', { tag: 'a b' }],
    ['a group of 65', { group: 'x'.repeat(65) }],
    ['a test message in words', { testMessage: 'yes' }],
    ['an option with an endless name', { ['x'.repeat(300)]: 1 }],
  ])('is refused with the field named for %s', (_what, options) => {
    expect(push({ vendors: { honor: { ...options } } }).ended).toEqual([
      expect.objectContaining({
        state: 'refused',
        code: 'bad-options',
        detail: expect.stringMatching(
          new RegExp(`^(?=.{1,200}$)push\\.vendors\\.honor/${Object.keys(options)[0]!.slice(0, 100)}`),
        ),
      }),
    ]);
  });
});

describe('packing', () => {
  const widthsOf = (asked: ReturnType<typeof deliveries>) =>
    honor.plan(asked, settings, NOW_MS).calls.map((call) => call.deliveries.length);
  const expiresAtMs = NOW_MS + 600_000;
  const group = (count: number, name = 'group') =>
    deliveries(count, { messageKey: messageKeyOf('demo', name), expiresAtMs });

  it.each([
    ['one message to one phone', () => deliveries(1), [1]],
    ['a group message to 2,500 phones', () => group(2500), [1000, 1000, 500]],
    ['three different messages', () => deliveries(3), [1, 1, 1]],
    ['two users with two phones each', () => [...group(2, 'u1'), ...group(2, 'u2')], [2, 2]],
    [
      'one message again, alone for each phone',
      () => group(3).map((one) => ({ ...one, alone: true })),
      [1, 1, 1],
    ],
  ])('%s', (_what, asked, widths) => {
    expect(widthsOf(asked())).toEqual(widths);
  });
  it('sends a content only once although it came in equal copies', () => {
    expect(widthsOf(group(200).map((delivery) => structuredClone(delivery)))).toEqual([200]);
  });
  it('keeps contents apart that share a message key by mistake', () => {
    const [one, other] = group(2);
    expect(widthsOf([one!, { ...other!, content: { title: 'other' } }])).toEqual([1, 1]);
  });
  it.each<[string, Partial<ReturnType<typeof aDelivery>>]>([
    ['that have other time left', { expiresAtMs: expiresAtMs + 1_000 }],
    ['of which one has to go alone', { alone: true }],
  ])('keeps deliveries of one message apart %s', (_what, fields) => {
    const [one, other, third] = group(3);
    expect(widthsOf([one!, { ...other!, ...fields }, third!])).toEqual([2, 1]);
  });
  it('names a token once, and all who asked are answered', () => {
    const same = group(3).map((delivery) => ({ ...delivery, token: 'ok-same' }));
    const [call] = honor.plan(same, settings, NOW_MS).calls;
    expect((JSON.parse(call!.request.body) as Body).token).toEqual(['ok-same']);
    expect(call!.deliveries).toHaveLength(3);
  });
  it('splits a call before an answer naming all its tokens is too long to read', () => {
    const long = group(1000).map((delivery, i) => ({ ...delivery, token: `${i}-${'x'.repeat(500)}` }));
    const widths = widthsOf(long);
    expect(widths.length).toBeGreaterThan(1);
    expect(widths.every((width) => width * 510 < MAX_ANSWER_BYTES)).toBe(true);
  });
  it('gives the notes of a message to its own deliveries only', () => {
    const loud = group(2, 'loud').map((delivery) => ({ ...delivery, content: { sound: 'ping' } }));
    const { calls } = honor.plan([...deliveries(1), ...loud], settings, NOW_MS);
    expect(calls.map(({ notesByDelivery }) => notesByDelivery)).toEqual([
      undefined,
      [[expect.stringMatching(/^sound/)], [expect.stringMatching(/^sound/)]],
    ]);
  });
});

describe("Honor's forms", () => {
  it.each(['', 'with blank ', ' x', 'line\nbreak', 'x'.repeat(257)])(
    'do not take %j for a Client Secret',
    (clientSecret) => expect(Value.Check(honor.credential, { clientSecret })).toBe(false),
  );
  it('say in words which secret is meant', () => {
    const [error] = [...Value.Errors(honor.credential, { clientSecret: '' })];
    expect(error!.schema.description).toMatch(/not the App Secret/);
  });
  it.each<[string, object]>([
    ['an App ID with a slash', { appId: '1/2' }],
    ['an App ID of blanks', { appId: ' ' }],
    ['no Client ID', { clientId: '' }],
    ['a Client ID with a blank', { clientId: '1 2' }],
    ['an importance in small letters', { importance: 'low' }],
    ['an activity without its package', { badgeClass: 'Main' }],
    ['a secret', { clientSecret: 'x' }],
    ['a page without TLS', { click: { action: 'open-url', url: 'http://a.example' } }],
    ['a page of script', { click: { action: 'open-url', url: 'javascript:alert(1)' } }],
    ['half an intent', { click: { action: 'open-page', page: 'intent:#Intent;component=x' } }],
    ['a click on nothing', { click: { action: 'nothing' } }],
  ])('do not take %s', (_what, changes) => {
    expect(Value.Check(honor.settings, { ...settings, ...changes })).toBe(false);
  });
  it.each<[string, object]>([
    ['a page of the app', { click: { action: 'open-page', page: CHAT } }],
    ['a page of the web', { click: { action: 'open-url', url: 'https://a.example' } }],
    [
      'everything',
      { importance: 'LOW', style: 1, badgeClass: 'com.example.im.Main$Alias', testMessages: true },
    ],
  ])('take %s', (_what, changes) => {
    expect(Value.Check(honor.settings, { ...settings, ...changes })).toBe(true);
  });
  it('take the tokens that phones have', () => {
    expect(honor.token.problem(`BAEAAAAB.jH.${'aZ0-_'.repeat(26)}`)).toBeUndefined();
    expect(honor.token.problem('ok-bobs-phone')).toBeUndefined();
  });
});
