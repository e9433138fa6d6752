// What a newcomer met when his phone did not ring, and what `npm run why` has to tell him then.
import {
  bindingChanged,
  certificateChanged,
  certificateJudged,
  messageSent,
  presenceChanged,
  pushAddressed,
  pushGated,
  pushOutcome,
  pushReceipted,
} from '@offline-push/contracts';
import { answerOf } from './answer';
import { Evidence } from './evidence';
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

  it("and the vendor's are looked up in the folder of that vendor", () =>
    expect(ask('--message m-1', sent, ended({ state: 'refused', code: '27001' }))).toContain(
      'libs/vendors/src/xiaomi/codes.ts',
    ));
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
