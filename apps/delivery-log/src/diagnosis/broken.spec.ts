// For each check: what breaks exactly that is named first, with its evidence and with who must act.
import { CHECK_IDS, type CheckId, OUTCOME_STATES } from '@offline-push/contracts';
import {
  SENT,
  NOW,
  presence,
  binding,
  certificate,
  call,
  told,
  addressed,
  taken,
  ended,
  stopped,
  unaddressed,
  now,
  wholeStop,
  letter,
  unread,
  noted,
  unbound,
} from '../../fixtures/known';
import { diagnose } from './diagnose';
import type { Known } from './known';

const BROKEN: readonly [CheckId, string, Known, evidence: RegExp, who: string][] = [
  [
    'account',
    'an unknown user',
    wholeStop('unknown-user'),
    /unknown-user.*No session of this user/,
    'gateway',
  ],
  [
    'account',
    'an unknown user, without a message',
    now({ presence: null }),
    /not known to presence/,
    'gateway',
  ],
  [
    'recipient',
    'a message to others',
    { ...told({}), person: undefined },
    /not among the recipients/,
    'core',
  ],
  ['recipient', 'a message that nobody knows', now({ story: null }), /not published here/, 'core'],
  ['recipient', 'an own message', wholeStop('own-message'), /own-message/, 'nobody'],
  ['recipient', 'a recipient that is no user id', wholeStop('bad-recipient'), /bad-recipient/, 'core'],
  [
    'login',
    'a device that was kicked',
    told(stopped('kicked')),
    /kicked, decided 2026.*Another login/,
    'nobody',
  ],
  [
    'login',
    'a session that an administrator ended',
    now({ presence: { ...presence, status: 'logged-out', endedBy: 'invalidated' } }),
    /administrator ended/,
    'nobody',
  ],
  ['login', 'no login', now({ presence: { ...presence, loggedInAtMs: undefined } }), /no login/, 'gateway'],
  [
    'login',
    'a logout while it waited',
    told(ended({ state: 'withdrawn', code: 'logged-out' })),
    /withdrawn at .*: logged-out/,
    'nobody',
  ],
  [
    'reach',
    'a phone that was not seen for long',
    now({ presence: { ...presence, status: 'logged-out', cause: 'out-of-reach' } }),
    /Last seen at 2026.*reach window/,
    'platform',
  ],
  [
    'platform',
    'a desktop',
    now({ presence: { ...presence, platform: 'windows', status: 'logged-out', cause: 'not-pushable' } }),
    /It is windows/,
    'nobody',
  ],
  ['link', 'a connected app', told(stopped('online')), /online, decided/, 'gateway'],
  [
    'link',
    'an app that is connected now',
    now({ presence: { ...presence, status: 'online', seenAtMs: NOW } }),
    /Connected since/,
    'gateway',
  ],
  [
    'silent-loss',
    'a link that was dead when presence went by it',
    told(stopped('online'), { loss: { seenAtMs: SENT - 60_000, noticedAtMs: SENT + 340_000 } }),
    /last sign of life was at 2026/,
    'gateway',
  ],
  ['binding', 'no token', told(unaddressed('no-binding'), { binding: null }), /never reported/, 'client'],
  ['binding', 'no token, without a message', now({ binding: null }), /never reported/, 'client'],
  [
    'binding',
    'a report that was refused',
    told(unaddressed('no-binding'), {
      refusedReport: { cause: 'bad-token', atMs: SENT - 1 },
    }),
    /refused: bad-token\. The token does not have/,
    'client',
  ],
  [
    'binding',
    'a token that another user has',
    now({ binding: { ...binding, endedBy: 'moved', endedAtMs: SENT } }),
    /Another user bound this token/,
    'nobody',
  ],
  [
    'reported-since-login',
    'a report of the session before',
    now({ binding: { ...binding, session: 's-0', endedBy: 'logged-out', endedAtMs: SENT - 7_200_000 } }),
    /logged-out at .*this one has not reported/,
    'client',
  ],
  [
    'certificate',
    'an unknown id',
    told(unaddressed('unknown-certificate')),
    /not known in this app/,
    'client',
  ],
  [
    'certificate',
    'a vendor of other phones',
    now({ certificate: { ...certificate, vendor: 'apns' } }),
    /device is android/,
    'client',
  ],
  [
    'effective',
    'a certificate that waits for its time',
    now({ certificate: { ...certificate, versions: [{ version: 1, effectiveAtMs: NOW + 1 }] } }),
    /In force from/,
    'operator',
  ],
  [
    'credential',
    'a secret that the vendor refuses',
    told({
      ...addressed,
      attempts: [{ ...call, verdict: 'credential-broken', code: '21301', says: 'auth failed' }],
    }),
    /21301 auth failed/,
    'operator',
  ],
  [
    'credential',
    'a refused credential, without a message',
    now({
      certificate: { ...certificate, judged: { version: 1, state: 'refused', sinceMs: SENT, code: '21301' } },
    }),
    /refused since .*: 21301/,
    'operator',
  ],
  [
    'credential',
    'a .p12 that is over',
    now({ certificate: { ...certificate, ends: { version: 1, what: 'p12', atMs: SENT } } }),
    /Its p12 ended/,
    'operator',
  ],
  [
    'environment',
    'a development token',
    told(ended({ state: 'refused', vendor: 'apns', code: 'BadDeviceToken' })),
    /refused at .*: BadDeviceToken/,
    'operator',
  ],
  [
    'pushes',
    'a lifetime of nothing',
    told({ gateStop: { reason: 'online-only', atMs: SENT } }),
    /no lifetime/,
    'core',
  ],
  [
    'duplicate',
    'another content under the same id',
    told(taken, letter('id-conflict', 'x')),
    /id-conflict/,
    'core',
  ],
  ['options', 'a client that wants no push', told(unaddressed('push-off')), /wants no push/, 'nobody'],
  [
    'ext',
    'an ext that is no JSON',
    told(ended({ state: 'refused', code: 'ext-not-json' })),
    /ext-not-json/,
    'core',
  ],
  [
    'length',
    'an ext that is too long',
    told(ended({ state: 'refused', code: 'ext-too-long' })),
    /ext-too-long/,
    'core',
  ],
  [
    'channel',
    'no public channel for a bulk message',
    told(ended({ state: 'refused', code: 'bulk-channel-missing' })),
    /bulk-channel-missing/,
    'operator',
  ],
  [
    'click',
    'a target of a tap that is none',
    unread(letter('schema-violation', '/push/click/url must be http or https')),
    /schema-violation.*\/push\/click\/url/,
    'publisher',
  ],
  [
    'recipient',
    'a message without recipients',
    unread(letter('schema-violation', '/recipients must have at least 1 entry')),
    /schema-violation.*at least 1/,
    'publisher',
  ],
  [
    'pushes',
    'a message with a lifetime of a year',
    unread(letter('schema-violation', '/lifetimeSeconds must be at most 604800')),
    /lifetimeSeconds/,
    'publisher',
  ],
  [
    'click',
    'a target of a tap that the door left out',
    noted('push.click: left out: /url must match'),
    /\/url must/,
    'core',
  ],
  [
    'length',
    'a custom content that the door left out',
    noted('push.ext: left out: must have at most 4000 characters'),
    /4000/,
    'core',
  ],
  [
    'reported-since-login',
    'a report in a session that nobody logged in to',
    unbound({ refusedReport: { cause: 'no-login-in-time', atMs: SENT - 1 } }),
    /refused: no-login-in-time/,
    'gateway',
  ],
  [
    'reported-since-login',
    'a report that waits for its login',
    unbound({ report: { session: 's-9', certificateId: 6, atMs: SENT - 1 } }),
    /in session s-9; s-1 is logged in/,
    'client',
  ],
  [
    'certificate',
    'a report under an id that waits for its certificate',
    unbound({ report: { session: 's-1', certificateId: 9_999, atMs: SENT - 1 }, certificate: null }),
    /under certificate 9999/,
    'client',
  ],
  [
    'certificate',
    'a report that was refused for its certificate',
    unbound({
      report: { session: 's-1', certificateId: 9_999, atMs: SENT - 1 },
      refusedReport: { cause: 'unknown-certificate', atMs: SENT - 1 },
    }),
    /under certificate 9999 was refused: unknown-certificate/,
    'client',
  ],
  [
    'login',
    'a device that presence did not know when it decided',
    { ...told({}), device: undefined },
    /did not know this device/,
    'gateway',
  ],
  [
    'attempted',
    'a lane that somebody paused',
    told(addressed, { lane: { state: 'paused', atMs: SENT + 20, says: 'an outage' } }),
    /lane is paused, told at .*an outage/,
    'operator',
  ],
  [
    'attempted',
    'a turn that did not come',
    told(ended({ state: 'expired', code: 'too-late', attempts: 0, vendorMessageId: undefined })),
    /expired at .*: too-late/,
    'platform',
  ],
  [
    'accepted',
    'a dead token',
    told(ended({ state: 'token-dead', code: 'bad_regids', vendorMessageId: undefined })),
    new RegExp(OUTCOME_STATES['token-dead']),
    'client',
  ],
  [
    'quota',
    'a vendor that takes no more',
    told({
      ...addressed,
      attempts: [{ ...call, verdict: 'throttled', code: '200002', says: 'exceed qps limit' }],
    }),
    /throttled at .*200002 exceed qps limit/,
    'operator',
  ],
  [
    'arrived',
    'an app that is gone',
    told({ ...taken, receipts: [{ event: 'token-dead', atMs: SENT + 900 }] }),
    /the app is gone/,
    'client',
  ],
  [
    'switch',
    'notifications that are switched off',
    told({ ...taken, receipts: [{ event: 'blocked', atMs: SENT + 900 }] }),
    /switched off/,
    'client',
  ],
  [
    'clicked',
    'a notification that was wiped away',
    told({ ...taken, receipts: [{ event: 'removed', atMs: SENT + 900 }] }),
    /wiped it away/,
    'nobody',
  ],
  [
    'probe',
    'a test that the vendor refuses',
    told(taken, { probe: { atMs: NOW, isGood: false, code: 'http-503' } }),
    /http-503/,
    'platform',
  ],
  [
    'end-to-end',
    'a phone that rang late',
    told({ ...taken, receipts: [{ event: 'arrived', atMs: SENT + 61_000 }] }),
    /at the phone at/,
    'platform',
  ],
];

describe('what is broken is the first check that fails', () => {
  it.each(BROKEN)('%s: %s', (check, _, known, evidence, who) => {
    const { first } = diagnose(known);
    expect(first).toMatchObject({ check, result: 'fail', who });
    expect(first?.evidence).toMatch(evidence);
    expect(first?.toDo).not.toBe('');
  });

  it('is tried for every check', () =>
    expect([...new Set(BROKEN.map(([check]) => check))].sort()).toEqual([...CHECK_IDS].sort()));
});

describe('issue 12 section 8: a diagnosis in Simplified Chinese', () => {
  it.each(BROKEN)('%s: %s has the same codes and times, and other words', (_check, _case, known) => {
    const [english, chinese] = [diagnose(known), diagnose(known, 'zh-CN')];
    const codes = ({ checks }: typeof english) =>
      checks.map(({ check, result, who }) => [check, result, who]);
    expect(codes(chinese)).toEqual(codes(english));
    for (const { asks, evidence, toDo } of chinese.checks) {
      expect([asks, evidence, toDo].filter((said) => !/\p{Script=Han}/u.test(said))).toEqual([]);
      expect(evidence).not.toMatch(/\{\w+\}/);
    }
    const times = ({ first }: typeof english) => first?.evidence.match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g)?.sort();
    expect(times(chinese)).toEqual(times(english));
  });
});
