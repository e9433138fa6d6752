import {
  bindingChanged,
  certificateChanged,
  certificateJudged,
  deadLetter,
  messageSent,
  presenceChanged,
  pushAddressed,
  pushGated,
  pushOutcome,
  pushReceipted,
} from '@offline-push/contracts';
import { answerOf } from './answer';
import { Evidence } from './topics/evidence';
import { questionOf } from './question';

const SENT = 1_790_000_000_000;
const NOW = SENT + 60_000;
const looked = { brokers: ['b:9092'], toMs: undefined, nowMs: NOW };

type Said = [topic: { name: string }, event: unknown, atMs?: number];

function ask(args: string, ...said: Said[]): { isFound: boolean; text: string } {
  const question = questionOf(args.split(' '));
  const evidence = new Evidence(question);
  for (const [{ name }, event, timestampMs = SENT] of said) {
    const value = Buffer.from(typeof event === 'string' ? event : JSON.stringify(event));
    evidence.take({ topic: name, value, headers: {}, timestampMs });
  }
  const { isFound, lines } = answerOf(question, evidence, looked);
  return { isFound, text: lines.join('\n') };
}

const header = {
  app: 'demo',
  messageId: 'm-1',
  conversation: 'c-1',
  contentHash: 'v1CtwmT9wDn3xHbSd4f7Qw',
  sentAtMs: SENT,
  expiresAtMs: SENT + 86_400_000,
  content: {},
};
const message = { app: 'demo', messageId: 'm-1', conversation: 'c-1', recipients: ['bob', 'carol'] };
const bob = { user: 'bob', device: 'bobs-phone', session: 's-1' };
const target = {
  ...bob,
  targetId: 'Xf2PqJcV0mB1sT8hYk3L9w',
  vendor: 'xiaomi',
  certificateId: 9,
  token: 'ok-bobs-phone',
};
const onward = { ...header, onward: [bob], stopped: [{ user: 'carol', device: 'c-1', reason: 'online' }] };
const sent: Said = [messageSent, message];
const gated: Said = [pushGated, onward];
const addressed: Said = [pushAddressed, { ...header, onward: [target], stopped: [] }];
const ended = (more: object): Said => [
  pushOutcome,
  {
    ...{ app: 'demo', messageId: 'm-1', conversation: 'c-1' },
    outcomes: [{ ...target, attempts: 1, inDoubt: 0, endedAtMs: SENT + 2_500, ...more }],
  },
];

describe('FF section 3: npm run why -- --message m-1', () => {
  it('says what was taken, and what the vendor reported', () => {
    const arrived = { ...{ app: 'demo', vendor: 'xiaomi', certificateId: 9 }, event: 'arrived', atMs: NOW };
    const { text } = ask('--message m-1', ...[sent, gated, addressed, ended({ state: 'accepted' })], [
      pushReceipted,
      { ...arrived, targetId: target.targetId },
    ]);
    expect(text).toContain('m-1 of app demo, sent 2026-09-21 14:13:20 UTC:');
    expect(text).toContain(
      'bob, bobs-phone: xiaomi took it (certificate 9) 2.5 s after it was sent, and reports: arrived.',
    );
  });

  it.each([
    [
      'the gate',
      [sent, gated],
      /carol, c-1: did not ring: online\. The app is connected.* → For the gateway's team: If/,
    ],
    [
      'addressing, with the report that was refused',
      [
        sent,
        gated,
        [pushAddressed, { ...header, onward: [], stopped: [{ ...bob, reason: 'no-binding' }] }],
        [
          bindingChanged,
          {
            app: 'demo',
            ...bob,
            change: 'refused',
            cause: 'unknown-certificate',
            certificateId: 99,
            atMs: SENT,
          },
        ],
      ],
      /bob, bobs-phone: did not ring: no-binding\. The last report .* refused at .*: unknown-certificate \(certificate 99\)\. The certificate id is not known.*→ For the app's developers: Is the id/,
    ],
    [
      'the vendor',
      [sent, gated, addressed, ended({ state: 'refused', code: '27001', detail: 'invalid channel info!' })],
      /did not ring: refused \(27001: invalid channel info!\).*→ For the certificates' operator:/,
    ],
    [
      'a doubt',
      [sent, gated, addressed, ended({ state: 'unconfirmed', code: 'deadline', inDoubt: 1 })],
      /may have rung: unconfirmed \(deadline\).*1 of the calls/,
    ],
    [
      'presence that has not decided',
      [sent],
      /carol: is not gated although 60\.0 s have passed\. → For the platform team: Does presence run/,
    ],
    ['device-bindings that has not decided', [sent, gated], /bob, bobs-phone: is not addressed although/],
  ] as [string, Said[], RegExp][])('names %s', (_, said, line) =>
    expect(ask('--message m-1', ...said).text).toMatch(line),
  );

  it.each([
    [
      'a credential that the vendor refuses, in its words',
      [certificateJudged, { ...certificateJudged.examples['refused'], certificateId: 9 }],
      /still waits until .*: the lane of certificate 9 \(xiaomi\) is refused by the vendor since .*: 21301 auth failed.*It is asked again at/,
    ],
    [
      'a credential that no key opens',
      [certificateJudged, { ...certificateJudged.examples['unopened'], certificateId: 9 }],
      /lane of certificate 9 \(xiaomi\) cannot be opened with any key of ours since .*: sealed with key k2.*For the platform team: Give certificates and dispatch the key/,
    ],
    [
      'a certificate that is switched off',
      [
        certificateChanged,
        { ...certificateChanged.examples['created'], certificateId: 9, state: 'disabled' },
      ],
      /certificate 9 is disabled\. → For the certificates' operator: Enable it\./,
    ],
    [
      'a certificate that was deleted',
      [certificateChanged, { ...certificateChanged.examples['created'], certificateId: 9, state: 'deleted' }],
      /certificate 9 is deleted\. → For the certificates' operator: Restore it/,
    ],
    [
      'a certificate that is not in force yet',
      [certificateChanged, { ...certificateChanged.examples['created'], certificateId: 9 }],
      /certificate 9 is in force from 2026-09-21 14:23:20 UTC/,
    ],
    [
      'a lane of which nothing is known',
      sent,
      /in the lane of certificate 9 \(xiaomi\): not called yet, or the vendor throttles/,
    ],
  ] as [string, Said, RegExp][])('says what a target waits for: %s', (_, said, line) =>
    expect(ask('--message m-1', sent, gated, addressed, said).text).toMatch(line),
  );

  it('goes by the newest word about a credential', () => {
    const { examples } = certificateJudged;
    const { text } = ask(
      '--message m-1',
      ...[sent, gated, addressed],
      [certificateJudged, { ...examples['resumed'], certificateId: 9 }, SENT + 2],
      [certificateJudged, { ...examples['refused'], certificateId: 9 }, SENT + 1],
    );
    expect(text).not.toContain('refused');
  });

  it('takes the second look at a message, for those who gave no acknowledgement, as what counts', () => {
    const again = { ...header, onward: [{ user: 'carol', device: 'c-1', session: 's' }], stopped: [] };
    const { text } = ask('--message m-1 --user carol', sent, gated, [pushGated, again]);
    expect(text).not.toContain('online');
  });

  it('asks about one user, one device, one app', () => {
    expect(ask('--message m-1 --user carol', sent, gated).text).not.toContain('bob');
    expect(ask('--message m-1 --device bobs-phone', sent, gated).text).not.toContain('carol');
    expect(ask('--message m-1 --app acme', sent, gated).isFound).toBe(false);
    expect(ask('--message m-1 --user mallory', sent, gated).text).toContain('not among its recipients');
  });

  it('says that a message was never seen, and what was', () => {
    const { isFound, text } = ask('--message m-77', sent);
    expect(isFound).toBe(false);
    expect(text).toContain('never seen: no message m-77 on message.sent.v1 on the brokers b:9092');
    expect(text).toContain('another app or another broker');
    expect(text).toContain('The newest message there is m-1 of app demo');
  });

  it.each([
    ['a whole event', '{"app":"demo","messageId":"m-1","conversation":"c-1"}'],
    ['half an event', '{"app":"demo", "messageId": "m-1", "conv'],
    ['an id that is a number', '{"app":"demo","messageId":10}'],
  ])('FF section 4, 7: finds a dead letter by its message, from %s', (_, value) => {
    const letter = { ...deadLetter.examples['notJson'], value: Buffer.from(value).toString('base64') };
    const id = value.includes('10') ? '10' : 'm-1';
    const { text } = ask(`--message ${id}`, [deadLetter, letter]);
    expect(text).toMatch(
      /dead letter of presence\.push: not-readable\. .*message\.sent\.v1 partition 3 offset 1204.*whoever published it/,
    );
    expect(ask('--message m', [deadLetter, letter]).isFound).toBe(false);
  });

  it.each([
    ['JSON as a text', JSON.stringify(JSON.stringify(message))],
    ['structured mode', { specversion: '1.0', data: message }],
    [
      'bytes in structured mode',
      { specversion: '1.0', data_base64: Buffer.from(JSON.stringify(message)).toString('base64') },
    ],
    ['ids that are numbers', { ...message, recipients: [42], messageId: 'm-1' }],
  ])('reads a message in %s', (_, value) =>
    expect(ask('--message m-1', [messageSent, value]).isFound).toBe(true),
  );
});

describe('npm run why -- --user bob', () => {
  it('tells the state of his devices and his last messages', () => {
    const { text } = ask(
      '--user bob',
      ...[sent, gated, addressed, ended({ state: 'accepted' })],
      [presenceChanged, { app: 'demo', ...bob, status: 'online', phase: 'unknown', atMs: 1 }, SENT],
      [presenceChanged, { app: 'demo', ...bob, status: 'offline', phase: 'unknown', atMs: 1 }, SENT + 1],
      [bindingChanged, { ...bindingChanged.examples['bound'], ...bob }, SENT],
    );
    expect(text).toContain(
      'bob, bobs-phone: offline since 2026-09-21 14:13:20 UTC; bound (certificate 1, xiaomi)',
    );
    expect(text).toContain('xiaomi took it');
    expect(text).not.toContain('carol');
  });

  it.each(['', '--app x', '--message m-1 --deadline soon', '--mesage m-1'])('refuses "%s"', (args) => {
    expect(() => questionOf(args.split(' ').filter(Boolean))).toThrow();
  });
});

describe('a record that breaks its contract is no word of ours', () => {
  const rubbish = [5, null, [], {}, { ...header, stopped: 5, onward: null, outcomes: [null], value: 5 }];
  const topics = [
    ...[pushGated, pushAddressed, pushOutcome, pushReceipted, bindingChanged, presenceChanged],
    ...[certificateChanged, certificateJudged, deadLetter],
  ];

  it.each(topics.map((topic) => [topic.name, topic] as const))('and one on %s ends no answer', (_, topic) => {
    const said = rubbish.map((event): Said => [topic, event]);
    const { text } = ask(
      '--message m-1',
      ...said,
      sent,
      gated,
      addressed,
      ended({ state: 'accepted' }),
      ...said,
    );
    expect(text).toContain('xiaomi took it (certificate 9)');
    expect(ask('--user bob', ...said, sent, gated).isFound).toBe(true);
  });

  it.each([1e300, -1e300, 8_640_000_000_000_001])('nor does a message that was sent at %d', (sentAtMs) =>
    expect(ask('--message m-1', [messageSent, { ...message, sentAtMs }]).text).toContain('bob'),
  );
});

describe('a user whose id begins another one', () => {
  const to = (messageId: string, user: string): Said[] => [
    [messageSent, { ...message, messageId, recipients: [user] }],
    [pushGated, { ...header, messageId, onward: [], stopped: [{ user, reason: 'unknown-user' }] }],
  ];
  const others = Array.from({ length: 12 }, (_, i) => to(`m-of-1${i}`, `u1${i}`)).flat();

  it('is told his own messages only, however many the others have', () => {
    const { text } = ask('--user u1', ...others, ...to('m-own', 'u1'), ...others);
    expect(text).toContain('u1: did not ring: unknown-user');
    expect(text).not.toContain('m-of-1');
    expect(ask('--user u', ...others).isFound).toBe(false);
  });
});

it('a dead letter of another app is not told where one app is asked about', () => {
  const value = Buffer.from('{"app":"demo","messageId":"m-1","recipients":[]}').toString('base64');
  const letter: Said = [deadLetter, { ...deadLetter.examples['notJson'], value }];
  expect(ask('--message m-1 --app demo', letter).isFound).toBe(true);
  expect(ask('--message m-1 --app acme', letter).isFound).toBe(false);
});

it('a recipient with control characters has one fate, under the name that presence gave', () => {
  const { text } = ask(
    '--message m-1',
    [messageSent, { ...message, recipients: ['b\u001b'] }],
    [pushGated, { ...header, onward: [], stopped: [{ user: 'b\ufffd', reason: 'bad-recipient' }] }],
  );
  expect(text).toContain('did not ring: bad-recipient');
  expect(text).not.toContain('not gated');
});

describe('why: a credential that was mended while its targets waited', () => {
  const waits = [sent, gated, addressed];
  const judged = (more: object): Said => [
    certificateJudged,
    { ...certificateJudged.examples['refused'], ...{ certificateId: 9, version: 1 }, ...more },
  ];
  const versions = certificateChanged.examples['edited']?.versions ?? [];
  const saved = (more: object): Said => [
    certificateChanged,
    { ...certificateChanged.examples['edited'], certificateId: 9, ...more },
  ];
  const inForce = versions.map((one, i) => ({ ...one, effectiveAtMs: SENT + i * 1000 }));

  it('is told so if a newer version is in force', () => {
    const { text } = ask('--message m-1', ...waits, judged({}), saved({ versions: inForce }));
    expect(text).toMatch(
      /bob, bobs-phone: still waits until .* was mended at 2026-09-21 14:13:21 UTC by version 2; what waits goes now/,
    );
    expect(text).not.toMatch(/refused|asked again/);
  });

  it('is told so if somebody asked to try it again after the refusal', () => {
    const resumed = saved({ versions: inForce.slice(0, 1), resumedAtMs: SENT + 30_000 });
    const asked = ask('--message m-1', ...waits, judged({ judgedAtMs: SENT + 20_000 }), resumed).text;
    expect(asked).toMatch(/was mended at 2026-09-21 14:13:50 UTC.*; what waits goes now/);
    const again = ask('--message m-1', ...waits, judged({ judgedAtMs: SENT + 40_000 }), resumed).text;
    expect(again).toContain('is refused by the vendor');
  });

  it('is not told so while the newer version waits, nor if a key is still missing', () => {
    const later = saved({ versions, resumedAtMs: 1 });
    expect(ask('--message m-1', ...waits, judged({}), later).text).toContain('is refused by the vendor');
    const resumed = saved({ versions: inForce.slice(0, 1), resumedAtMs: NOW });
    expect(ask('--message m-1', ...waits, judged({ state: 'unopened' }), resumed).text).toContain(
      'cannot be opened',
    );
  });

  it('says what no topic tells about waiting lanes once, and not for each device', () => {
    const more = { ...target, user: 'carol', device: 'c-1', targetId: 'Yf2PqJcV0mB1sT8hYk3L9w' };
    const both: Said = [pushAddressed, { ...header, onward: [target, more], stopped: [] }];
    const { text } = ask('--message m-1', sent, gated, both);
    expect(text.match(/or the vendor throttles/g)).toHaveLength(1);
    expect(text.match(/offline_push_lane_state/g)).toHaveLength(1);
    expect(text).toMatch(
      /bob, bobs-phone: still waits until .* in the lane of certificate 9 \(xiaomi\), as above\./,
    );
  });
});

describe('why: an event of the message became a dead letter', () => {
  const letterOn = (topic: string, event: object, more: object = {}): Said => [
    deadLetter,
    {
      ...deadLetter.examples['notJson'],
      ...{ topic, reason: 'schema-violation', detail: '/conversation is missing' },
      value: Buffer.from(JSON.stringify(event)).toString('base64'),
      ...more,
    },
  ];
  const refusedFirst =
    /^m-1 of app demo.*\n {2}did not ring: the event was refused and became a dead letter of .*: schema-violation\. .* \/conversation is missing .*$/;
  const broken = { app: 'demo', messageId: 'm-1', recipients: ['bob', 'carol'] };

  it.each([
    ['message.sent', broken, letterOn('message.sent.v1', broken)],
    [
      'message.sent without recipients',
      { app: 'demo', messageId: 'm-1' },
      letterOn('message.sent.v1', broken),
    ],
    ['push.gated', message, letterOn('push.gated.v1', broken)],
  ] as [string, object, Said][])('%s: it is said first and only', (_, event, letter) => {
    const { text } = ask('--message m-1', [messageSent, event], letter);
    expect(text).toMatch(refusedFirst);
  });

  it('and one that device-bindings could not process is not said to be on its way', () => {
    const { text } = ask('--message m-1', sent, gated, letterOn('push.gated.v1', onward));
    expect(text).toContain('did not ring: the event was refused');
    expect(text).toContain('carol, c-1: did not ring: online');
    expect(text).not.toMatch(/not addressed|Dead letters about it/);
  });

  it('but published again it is on its way, and the letter is told beside it', () => {
    const again: Said = [messageSent, message, SENT + 50_000];
    const { text } = ask('--message m-1', sent, letterOn('message.sent.v1', broken), again);
    expect(text).toMatch(/bob: is not gated.*Dead letters about it:\n {2}dead letter of presence/s);
  });

  it('of another app, it says nothing of this one', () => {
    const other = letterOn('message.sent.v1', { ...broken, app: 'acme' });
    expect(ask('--message m-1', sent, other).text).toContain('bob: is not gated');
  });
});

it('why --device: a device is no recipient, and one that is not there is said to be no device of the message', () => {
  const { text } = ask('--message m-1 --device no-such', sent, gated);
  expect(text).toContain('nothing of no-such: no device of that name in this message');
  expect(text).not.toContain('recipients');
  expect(ask('--message m-1 --user bob --device no-such', sent, gated).text).toContain(
    'nothing of bob, no-such: no device of that name in this message',
  );
  expect(ask('--message m-1 --user mallory --device x', sent, gated).text).toContain(
    'not among its recipients',
  );
  expect(ask('--message m-1 --device bobs-phone', sent).text).toContain('bob: is not gated');
});

it.each(['--message m-1', '--user bob'])(
  'why %s: a report under a certificate of another app comes first, and nothing says that none was made',
  (args) => {
    const stopped: Said = [
      pushAddressed,
      { ...header, onward: [], stopped: [{ ...bob, reason: 'no-binding' }] },
    ];
    const refused = { app: 'demo', ...bob, change: 'refused', cause: 'unknown-certificate', atMs: SENT };
    const { text } = ask(args, sent, gated, stopped, [bindingChanged, { ...refused, certificateId: 99 }]);
    expect(text).toMatch(/no-binding\. The last report of a token from this device was refused/);
    expect(text).not.toContain('never reported');
    if (args.startsWith('--user'))
      expect(text).toContain('its last report of a token was refused: unknown-certificate (certificate 99)');
  },
);
