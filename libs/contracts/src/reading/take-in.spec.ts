// What a person would have repaired is repaired and noted; what cannot be keyed is refused with the field and the rule (rule 10 of docs/architecture.md).
import {
  bindingReported,
  MAX_VENDORS_BYTES,
  messageSent,
  sessionChanged,
  takeIn,
  type Topic,
  type TakenIn,
} from '../index';

const FAMILY = '👨‍👩‍👧‍👦';
const message = { app: 'demo', messageId: 'm', conversation: 'c', recipients: ['bob'] };
const session = { app: 'demo', user: 'bob', device: 'phone', session: 's-1', change: 'logged-out' };
const report = { app: 'demo', user: 'bob', device: 'phone', session: 's-1', binding: null };

const take = (topic: unknown, document: unknown, sizeBytes?: number): TakenIn =>
  takeIn(topic as Topic, structuredClone(document), sizeBytes);
const taken = (topic: unknown, document: unknown, sizeBytes?: number) => {
  const result = take(topic, document, sizeBytes);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result;
};

describe('3.11: a message', () => {
  it.each<[string, object, object, string[]]>([
    [
      'a long title',
      { push: { title: 'x'.repeat(201) } },
      { push: { title: 'x'.repeat(200) } },
      ['push.title: cut from 201 to 200 characters'],
    ],
    [
      'a long text',
      { push: { text: `${'x'.repeat(3_995)}${FAMILY}` } },
      { push: { text: 'x'.repeat(3_995) } },
      ['push.text: cut from 4006 to 3995 characters'],
    ],
    [
      'a text that was cut in a character',
      { push: { text: 'hi \ud83d' } },
      { push: { text: 'hi \ufffd' } },
      ['push.text: NUL taken out, halves of characters replaced'],
    ],
    [
      'NUL in a title',
      { push: { title: 'a\u0000b' } },
      { push: { title: 'ab' } },
      ['push.title: NUL taken out, halves of characters replaced'],
    ],
    ['a number as text', { push: { text: 123 } }, { push: { text: '123' } }, []],
    [
      'a long ext',
      { push: { ext: 'x'.repeat(4_001), text: 'hi' } },
      { push: { text: 'hi' } },
      ['push.ext: left out: must have at most 4000 characters'],
    ],
    ['an object as ext', { push: { ext: { c: 'c1' } } }, { push: { ext: '{"c":"c1"}' } }, []],
    [
      'a page that is none',
      { push: { text: 'hi', click: { action: 'open-page', page: 'myapp://chat' } } },
      { push: { text: 'hi' } },
      [
        'push.click: left out: /page must match ^intent:[^\\s\\x00-\\x1f]{1,1000};end$ (Android intent URI: intent:#Intent;…;end)',
      ],
    ],
    [
      'an ftp URL',
      { push: { click: { action: 'open-url', url: 'ftp://x' } } },
      { push: {} },
      ['push.click: left out: /url must match ^https?://[^\\s\\x00-\\x1f]{1,1000}$ (http or https)'],
    ],
    [
      'a badge of 1000',
      { push: { badge: { set: 1000 } } },
      { push: { badge: { set: 999 } } },
      ['push.badge.set: taken as 999'],
    ],
    [
      'a badge of -1',
      { push: { badge: { set: -1, add: '2' } } },
      { push: { badge: { add: 2 } } },
      ['push.badge.set: left out: must be at least 0 (Badge number; wins over add)'],
    ],
    [
      'a badge that is a text',
      { push: { badge: 'one' } },
      { push: {} },
      ['push.badge: left out: must be an object'],
    ],
    [
      'a long sound',
      { push: { sound: 'x'.repeat(201) } },
      { push: {} },
      ['push.sound: left out: must have at most 200 characters'],
    ],
    ['a class of capitals', { push: { class: 'CHAT' } }, { push: { class: 'chat' } }, []],
    [
      'a class of nobody',
      { push: { class: 'urgent' } },
      { push: {} },
      ['push.class: left out: must be one of chat, bulk'],
    ],
    [
      'one bad vendor section',
      { push: { vendors: { Xiaomi: { channel: 'a' }, '': {}, huawei: 5 } } },
      { push: { vendors: { xiaomi: { channel: 'a' } } } },
      ['push.vendors: 2 of 3 entries left out'],
    ],
    [
      'vendors that are a text',
      { push: { vendors: 'xiaomi' } },
      { push: {} },
      ['push.vendors: left out: must be an object'],
    ],
    ['a push that is a text', { push: 'hello' }, {}, ['push: left out: must be an object']],
    ['push switched off in words', { push: { enabled: 'false' } }, { push: { enabled: false } }, []],
    ['an unknown kind', { kind: 'video_call' }, { kind: 'video_call' }, []],
    ['a kind in capitals', { kind: 'Image' }, { kind: 'Image' }, []],
    ['a kind of a number', { kind: 3 }, { kind: '3' }, []],
    [
      'a kind of 100 letters',
      { kind: 'k'.repeat(100) },
      { kind: 'k'.repeat(64) },
      ['kind: cut from 100 to 64 characters'],
    ],
    [
      'a lifetime of a month',
      { lifetimeSeconds: 2_592_000 },
      { lifetimeSeconds: 604_800 },
      ['lifetimeSeconds: taken as 604800'],
    ],
    [
      'a lifetime of -1',
      { lifetimeSeconds: -1 },
      {},
      [
        'lifetimeSeconds: left out: must be at least 0 (How long it may ring after it was sent. 0: online only, never pushed. Absent: one day)',
      ],
    ],
    ['a lifetime as text', { lifetimeSeconds: '600' }, { lifetimeSeconds: 600 }, []],
    [
      'half a second of life',
      { lifetimeSeconds: 0.5 },
      { lifetimeSeconds: 1 },
      ['lifetimeSeconds: taken as 1'],
    ],
    [
      'a sender that is no id',
      { sender: 'a\u0000' },
      {},
      ['sender: left out: must have no control characters and no lone surrogates'],
    ],
    ['an empty sender', { sender: '' }, {}, []],
    ['a word for evenIfOnline', { evenIfOnline: 'true' }, { evenIfOnline: true }, []],
    [
      'a bad id in evenIfOnline',
      { evenIfOnline: ['bob', ''] },
      { evenIfOnline: ['bob'] },
      ['evenIfOnline: 1 of 2 are no user ids'],
    ],
    ['an app that is a number', { app: 1_400_000_000 }, { app: '1400000000' }, []],
    ['null everywhere', { sender: null, push: { ext: null, text: 'hi' } }, { push: { text: 'hi' } }, []],
  ])('with %s is taken', (_, fields, repaired, notes) => {
    const { event, notes: said } = taken(messageSent, { ...message, ...fields });
    const left = Object.keys(fields).filter((name) => !(name in repaired) && name !== 'push');
    const { ...plain } = message as Record<string, unknown>;
    for (const name of left) expect(event).not.toHaveProperty(name);
    expect(event).toEqual({ ...plain, ...repaired });
    expect(said.map(({ field, what }) => `${field}: ${what}`)).toEqual(notes);
  });

  it('is for those of its recipients that are user ids', () => {
    const recipients = ['bob', '', 'a\u0000b', 42, null, 'x'.repeat(129), { id: 1 }, 'carol'];
    const { event, badRecipients, notes } = taken(messageSent, { ...message, recipients });
    expect(event).toMatchObject({ recipients: ['bob', 'carol'] });
    expect(badRecipients).toEqual(['""', 'a\ufffdb', '42', 'null', 'x'.repeat(128), '{"id":1}']);
    expect(notes).toEqual([{ field: 'recipients', what: '6 of 8 are no user ids and are stopped' }]);
  });

  it('may be for more than a thousand', () => {
    const recipients = Array.from({ length: 5_000 }, (_, i) => `user-${i}`);
    expect(taken(messageSent, { ...message, recipients })).toMatchObject({
      event: { recipients },
      notes: [],
    });
  });

  it('loses options of vendors that are larger than the rest may be', () => {
    const push = { text: 'hi', vendors: { xiaomi: { channel: 'x'.repeat(MAX_VENDORS_BYTES) } } };
    const document = { ...message, push };
    const { event, notes } = taken(messageSent, document, JSON.stringify(document).length);
    expect(event).toEqual({ ...message, push: { text: 'hi' } });
    expect(notes).toMatchObject([{ field: 'push.vendors' }]);
  });

  it.each([
    ['no app', { app: undefined }, '/app', 'is missing'],
    ['a bad app', { app: 'Demo App' }, '/app', 'must match'],
    ['an id of NUL', { messageId: '\u0000' }, '/messageId', 'no control characters'],
    ['an id that is a list', { messageId: [] }, '/messageId', 'must be a text'],
    ['no conversation', { conversation: null }, '/conversation', 'must be a text'],
    ['nobody', { recipients: [] }, '/recipients', 'must have at least 1 entry'],
    ['a name for the list', { recipients: 'bob' }, '/recipients', 'must be a list'],
    ['nobody valid', { recipients: ['', 5] }, '/recipients/0', 'must have at least 1 character'],
  ])('with %s is a dead letter that says so, whatever else is wrong', (_, fields, pointer, rule) => {
    const result = take(messageSent, { ...message, kind: [], push: { title: 'x'.repeat(300) }, ...fields });
    expect(result).toMatchObject({ ok: false });
    expect(JSON.stringify(result)).toContain(pointer);
    expect(JSON.stringify(result)).toContain(rule);
    expect(JSON.stringify(result)).not.toMatch(/kind|title/);
  });
});

describe('3.11: a change of a session', () => {
  it.each<[string, object, object, string[]]>([
    ['an unknown platform', { platform: 'android-pad' }, {}, ['platform']],
    ['a platform in other letters', { platform: 'iOS' }, { platform: 'ios' }, []],
    ['a platform that is a list', { platform: ['ios'] }, {}, ['platform']],
    ['a long detail', { detail: 'x'.repeat(300) }, { detail: 'x'.repeat(200) }, ['detail']],
    ['an error as detail', { detail: { code: 1 } }, {}, ['detail']],
    ['an empty link', { link: '', gateway: '' }, {}, []],
    ['a link that is a number', { link: 77 }, { link: '77' }, []],
    ['a time of year 10000', { atMs: 9e15 }, {}, ['atMs']],
    ['a time that is a date', { atMs: '2026-01-01' }, {}, ['atMs']],
    ['a time in seconds', { atMs: 1_790_000_000 }, {}, ['atMs']],
    ['a time as text', { atMs: '1790000000000' }, { atMs: 1_790_000_000_000 }, []],
    ['nulls', { atMs: null, platform: null, detail: null, link: null, gateway: null }, {}, []],
  ])('with %s is never lost: it may be a logout', (_, fields, repaired, noted) => {
    const { event, notes } = taken(sessionChanged, { ...session, ...fields });
    expect(event).toEqual({ ...session, ...repaired });
    expect(notes.map(({ field }) => field)).toEqual(noted);
  });

  it.each(['LOGGED_OUT', 'LoggedOut', 'loggedOut', 'logged_out', 'LOGGED-OUT'])(
    'that an enum prints as %s is a logout',
    (change) => {
      expect(taken(sessionChanged, { ...session, change })).toMatchObject({ event: session, notes: [] });
    },
  );

  it('keeps links apart whose ids are too long', () => {
    const linkOf = (link: string) =>
      (taken(sessionChanged, { ...session, link }).event as { link: string }).link;
    const long = 'l'.repeat(200);
    expect(linkOf(long)).toBe(linkOf(long));
    expect(linkOf(long)).not.toBe(linkOf(`${long}2`));
    expect(linkOf(long).length).toBeLessThanOrEqual(128);
    expect(linkOf('a\u0000b')).toMatch(/^a\ufffdb~/);
  });

  it('with an unknown change is a dead letter that names the words', () => {
    expect(take(sessionChanged, { ...session, change: 'gone' })).toMatchObject({
      problems: [{ pointer: '/change', rule: expect.stringMatching(/one of logged-in, .* invalidated$/) }],
    });
  });
});

describe('3.11: ids that are numbers', () => {
  const ids = { user: 7, device: 8, session: 9 };
  const texts = { user: '7', device: '8', session: '9' };

  it('are taken as their digits on every topic', () => {
    expect(taken(sessionChanged, { ...session, ...ids }).event).toEqual({ ...session, ...texts });
    expect(taken(bindingReported, { ...report, ...ids }).event).toEqual({ ...report, ...texts });
    const numbered = { messageId: 1, conversation: 2, sender: 3, recipients: [7, 8], evenIfOnline: [7] };
    expect(taken(messageSent, { ...message, ...numbered })).toEqual({
      ok: true,
      event: {
        app: 'demo',
        messageId: '1',
        conversation: '2',
        sender: '3',
        recipients: ['7', '8'],
        evenIfOnline: ['7'],
      },
      notes: [],
      badRecipients: [],
    });
  });

  it.each([2 ** 53, 1.5])('%d may be the id of somebody else, and is refused', (user) => {
    expect(take(sessionChanged, { ...session, user })).toMatchObject({ problems: [{ pointer: '/user' }] });
    expect(taken(messageSent, { ...message, recipients: [user, 'bob'] }).badRecipients).toEqual([
      String(user),
    ]);
  });
});

describe('3.11: a report', () => {
  it('with a bad time is taken, and null keeps its meaning', () => {
    expect(taken(bindingReported, { ...report, reportedAtMs: 0 })).toMatchObject({
      event: report,
      notes: [{}],
    });
  });

  it('whose binding cannot be used is a dead letter that says why', () => {
    expect(take(bindingReported, { ...report, binding: { certificateId: '9', token: 't' } })).toMatchObject({
      problems: [{ pointer: '/binding/certificateId', rule: 'must be an integer' }],
    });
  });
});

describe('FF 1.16: a time that cannot be one in ms', () => {
  it.each([0, 1, -1, 1_790_000_000, 1_790_000_000_000_000, 1e300, 'yesterday', {}])(
    '%j is named',
    (sentAtMs) => {
      const { event, notes } = taken(messageSent, { ...message, sentAtMs });
      expect(event).toEqual(message);
      expect(notes).toEqual([{ field: 'sentAtMs', what: expect.stringContaining('cannot be a time in ms') }]);
    },
  );
});
