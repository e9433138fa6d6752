// What a newcomer met when his phone did not ring, and what `npm run why` has to tell him then.
import {
  bindingChanged,
  certificateChanged,
  certificateJudged,
  messageSent,
  OUTCOME_STATES,
  presenceChanged,
  pushAddressed,
  pushGated,
  pushOutcome,
  pushReceipted,
} from '@offline-push/contracts';
import { CATALOG } from '@offline-push/vendors/catalog';
import { answerOf } from './answer';
import { Evidence } from './topics/evidence';
import { questionOf } from './question';

const SENT = 1_790_000_000_000;
const NOW = SENT + 60_000;

type Said = [topic: { name: string }, event: object];

function ask(args: string, ...said: Said[]): string {
  const question = questionOf(args.split(' '));
  const evidence = new Evidence(question);
  for (const [{ name }, event] of said)
    evidence.take({ topic: name, value: Buffer.from(JSON.stringify(event)), headers: {}, timestampMs: SENT });
  return answerOf(question, evidence, { brokers: ['b:9092'], toMs: undefined, nowMs: NOW }).lines.join('\n');
}

const app = 'demo';
const bob = { user: 'bob', device: 'bobs-phone', session: 's-1' };
const message = { app, messageId: 'm-1', conversation: 'c-1' };
const header = {
  ...message,
  ...{ contentHash: 'v1CtwmT9wDn3xHbSd4f7Qw', sentAtMs: SENT, expiresAtMs: SENT + 86_400_000, content: {} },
};
const target = { ...bob, targetId: 'Xf2PqJcV0mB1sT8hYk3L9w', vendor: 'xiaomi', certificateId: 9 };
const sent: Said = [messageSent, { ...message, recipients: ['bob'] }];
const stoppedAt = (topic: { name: string }, reason: string): Said => [
  topic,
  { ...header, onward: [], stopped: [{ user: 'bob', device: 'bobs-phone', reason }] },
];
const ended = (more: object): Said => [
  pushOutcome,
  { ...message, outcomes: [{ ...target, attempts: 1, inDoubt: 0, endedAtMs: SENT + 2_500, ...more }] },
];
const certificate = (more: object): Said => [
  certificateChanged,
  { ...certificateChanged.examples['created'], certificateId: 9, ...more },
];

describe('issue 10, stop 2: a login with the session id of before', () => {
  const refused: Said = [presenceChanged, { app, ...presenceChanged.examples['refused'], ...bob }];

  it.each(['logged-out', 'kicked', 'invalidated'])('is named behind %s, for the gateway', (reason) =>
    expect(ask('--message m-1', sent, stoppedAt(pushGated, reason), refused)).toMatch(
      /A later login with this session id \(s-1\) was refused at 2026-09-21 14:16:40 UTC\. → For the gateway's team: Each login needs a new session id/,
    ),
  );

  it('is named with the device, and of another app it says nothing', () => {
    expect(ask('--user bob', refused)).toContain('each login needs a new one');
    const other: Said = [refused[0], { ...refused[1], app: 'acme' }];
    expect(ask('--message m-1', sent, stoppedAt(pushGated, 'logged-out'), other)).toContain('→ Nothing:');
  });
});

describe('issue 10, stop 3: a code of our own', () => {
  it.each([
    ['bad-options', "For the IM core's team: Correct the field"],
    ['ext-too-long', "For the IM core's team: Shorten"],
    ['bulk-channel-missing', "For the certificates' operator: Enter `bulkChannelId`"],
    ['http-503', 'For the platform team: Can dispatch reach'],
    ['econnrefused', 'For the platform team: Can dispatch reach'],
  ])('%s has an advice of its own', (code, advice) =>
    expect(ask('--message m-1', sent, ended({ state: 'refused', code }))).toContain(advice),
  );
});

describe("issue 10, stop 4: a vendor's report that it did not show", () => {
  it.each([
    ['blocked', '32', /switched off notifications for the app\. → For the app's developers: Let the app ask/],
    ['token-dead', '16', /the app is gone from the phone.* → For the app's developers: Reinstalled\?/],
  ])('%s says why, and what to do', (event, code, words) => {
    const report = { app, vendor: 'xiaomi', certificateId: 9, targetId: target.targetId, atMs: NOW };
    const text = ask('--message m-1', sent, ended({ state: 'accepted' }), [
      pushReceipted,
      { ...report, event, code },
    ]);
    expect(text).toContain(`reports: ${event} (the vendor's code ${code}).`);
    expect(text).toMatch(words);
  });
});

describe('issue 10, stop 5: expired while it waited', () => {
  const judged = (more: object): Said => [
    certificateJudged,
    { ...certificateJudged.examples['refused'], certificateId: 9, ...more },
  ];
  const expired = ended({ state: 'expired', code: '21301', detail: 'auth failed' });

  it('for a credential: the advice is that of the credential', () => {
    expect(ask('--message m-1', sent, expired, judged({}))).toMatch(
      /operator: Correct the credential and save/,
    );
    expect(
      ask('--message m-1', sent, expired, judged({ state: 'good', code: undefined, sinceMs: NOW })),
    ).toMatch(/takes the credential since .*: send the message again/);
  });

  it("no sentence has two ends where the vendor's words have one", () => {
    const waits: Said = [pushAddressed, { ...header, onward: [{ ...target, token: 'ok' }], stopped: [] }];
    const text = ask('--message m-1', sent, waits, judged({ says: 'Enter the secret.' }));
    expect(text).toContain('Enter the secret. It is asked again');
  });
});

describe('issue 10, stop 6: a certificate that is not in force yet', () => {
  const words =
    /Certificate 9 will be in force from 2026-09-21 14:23:20 UTC\. → For the .*operator: .*"effective": "now"/;

  it('is said with its time, stopped at addressing or ended in its lane', () => {
    const bound: Said = [
      bindingChanged,
      { ...bindingChanged.examples['bound'], app, ...bob, certificateId: 9 },
    ];
    const stopped = stoppedAt(pushAddressed, 'certificate-not-effective');
    expect(ask('--message m-1', sent, stopped, bound, certificate({}))).toMatch(words);
    const expired = ended({ state: 'expired', code: 'certificate-not-effective' });
    expect(ask('--message m-1', sent, expired, certificate({}))).toMatch(words);
  });
});

it("issue 10, stop 7: a token without the vendor's form is told that form, and not asked whether it was refused", () => {
  const report = { app, ...bob, change: 'refused', cause: 'bad-token', certificateId: 9, atMs: SENT };
  const stopped = stoppedAt(pushAddressed, 'no-binding');
  const text = ask('--message m-1', sent, stopped, [bindingChanged, report], certificate({}));
  expect(text).toMatch(/a Xiaomi regId has 1 to 512 characters; a Xiaomi regId has only letters, digits/);
  expect(text).not.toContain('Was the report refused?');
});

describe('issue 10, stop 8: a name that nobody knows', () => {
  it('of a field is told with the one that was meant', () => {
    const push = { tilte: 'Alice', text: 'x' };
    const text = ask('--message m-1', [messageSent, { ...message, recipients: ['bob'], push, zzz: 1 }]);
    expect(text).toContain(
      'nobody knows the field push.tilte (did you mean push.title?), zzz of this message',
    );
    expect(ask('--message m-1', sent)).not.toContain('nobody knows');
  });

  it('of an app is told with those that there are', () => {
    const online = { app: 'demo', ...bob, status: 'online', phase: 'unknown', atMs: SENT };
    const elsewhere: Said[] = [
      [messageSent, { ...message, app: 'dmeo', recipients: ['bob'] }],
      [pushGated, { ...header, app: 'dmeo', onward: [], stopped: [{ user: 'bob', reason: 'unknown-user' }] }],
      [presenceChanged, online],
    ];
    const words = 'No session of app dmeo was ever seen: there is demo.';
    expect(ask('--message m-1', ...elsewhere)).toContain(words);
    expect(ask('--user carol --app dmeo', [presenceChanged, online])).toContain(words);
  });
});

it.each([
  ['deleted', 'Restore it'],
  ['disabled', 'Enable it'],
])('issue 10, stop 9: a binding under a certificate that is %s says so', (state, advice) => {
  const bound: Said = [
    bindingChanged,
    { ...bindingChanged.examples['bound'], app, ...bob, certificateId: 9 },
  ];
  expect(ask('--user bob', bound, certificate({ state }))).toMatch(
    new RegExp(`bound \\(certificate 9, xiaomi\\), but this certificate is ${state}\\. → .*${advice}`),
  );
});

describe("newcomer 4: a code of the vendor's", () => {
  const content = { vendors: { xiaomi: { channelId: 'nonsense' } } };
  const gated = (more: object): Said => [pushGated, { ...header, onward: [bob], stopped: [], ...more }];
  const refused = ended({ state: 'refused', code: '27001', detail: 'invalid channel info!' });

  it('is told in our words, and that the message set a field for this vendor', () => {
    const text = ask('--message m-1', sent, gated({ content }), refused);
    expect(text).toContain('Xiaomi MiPush means by 27001: channel missing, wrong or not approved.');
    expect(text).toContain("For the IM core's team: The message set `push.vendors.xiaomi.channelId`");
  });
  it('is for the operator where the message said nothing for this vendor', () => {
    const others = { content: { vendors: { huawei: { category: 'IM' } } } };
    for (const more of [{}, others])
      expect(ask('--message m-1', sent, gated(more), refused)).toMatch(
        /operator: Compare what the certificate/,
      );
  });
  it('that means two things is told with the one of this end', () =>
    expect(
      ask('--message m-1', sent, ended({ vendor: 'meizu', state: 'refused', code: '110010' })),
    ).toContain('means by 110010: notifications switched off.'));
  it.each(Object.keys(OUTCOME_STATES))(
    'leads nobody to a page or to source code, however it ended: %s',
    (state) => {
      for (const code of ['27001', 'bad-options', 'a-new-code', undefined])
        for (const { id: vendor } of [...CATALOG, { id: 'a-new-vendor' }])
          expect(ask('--message m-1', sent, ended({ vendor, state, code }))).not.toMatch(
            /stands below|codes\.ts/,
          );
    },
  );
});

describe("newcomer 5: a vendor's name that nobody knows", () => {
  it('is told with the one that was meant', () => {
    const push = { vendors: { xiomi: { channelId: 'c' }, huawei: {} } };
    const text = ask('--message m-1', [messageSent, { ...message, recipients: ['bob'], push }]);
    expect(text).toContain(
      'the field push.vendors.xiomi (did you mean push.vendors.xiaomi?) of this message',
    );
    expect(text).not.toContain('huawei');
  });
  it.each([null, 5, 'x', ['xiomi']])('and vendors that are no object (%j) name nobody', (vendors) =>
    expect(
      ask('--message m-1', [messageSent, { ...message, recipients: ['bob'], push: { vendors } }]),
    ).not.toContain('nobody knows'),
  );
});

describe('newcomer 6: a message whose life was over before it was published', () => {
  const expired = (more: object): Said => [
    pushGated,
    { ...header, onward: [], stopped: [{ user: 'bob', device: 'bobs-phone', reason: 'expired' }], ...more },
  ];
  it('is for its sender', () =>
    expect(
      ask('--message m-1', sent, expired({ sentAtMs: SENT - 120_000, expiresAtMs: SENT - 60_000 })),
    ).toMatch(/over before it was published\. → For the IM core's team: Look at its `sentAtMs`/));
  it('and else for those who run presence', () =>
    expect(ask('--message m-1', sent, expired({ expiresAtMs: SENT + 1 }))).toContain(
      'For the platform team: Was presence down',
    ));
});

describe('newcomer 13: what stays to be asked', () => {
  const took = (more: object): string => ask('--message m-1', sent, ended({ state: 'accepted', ...more }));

  it('has the id that the vendor knows the push by, and a team', () => {
    expect(took({ vendorMessageId: 'scm01a60' })).toContain('(certificate 9, vendorMessageId scm01a60)');
    expect(took({})).toContain("→ For the app's developers: If the phone stayed silent");
  });
  it('of a browser speaks of the browser', () => {
    expect(took({ vendor: 'web-push' })).toContain(
      "For the app's developers: If nothing showed: does the browser",
    );
    expect(took({ vendor: 'web-push' })).not.toMatch(/quota|channel|console/);
  });
  it.each([
    ['push-disabled', '`push.enabled`'],
    ['online-only', '`lifetimeSeconds`'],
  ])('names the field that the sender set: %s', (reason, field) =>
    expect(ask('--message m-1', sent, stoppedAt(pushGated, reason))).toContain(
      `For the IM core's team: Leave out ${field}`,
    ),
  );
});
