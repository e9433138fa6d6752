// For each check: what breaks exactly that is named first, with its evidence and with who must act; what is well passes; what nobody told is unknown.
import { CHECK_IDS, type CheckId, CHECKS, GATE_REMEDIES, OUTCOME_STATES } from '@offline-push/contracts';
import { Value } from '@sinclair/typebox/value';
import { type Device, deviceIn, newStory, type Outcome, personIn } from '../story/story';
import { diagnose } from './diagnose';
import { diagnosisAnswer, DiagnosisAnswer, subjectsIn } from './diagnosis-answer';
import type { Known, KnownBinding, KnownCertificate, KnownPresence } from './known';

const SENT = 1_790_000_000_000;
const NOW = SENT + 600_000;
const bounds: NonNullable<Known['bounds']> = {
  ...{ reachMs: 7 * 86_400_000, heartbeatMs: 120_000 },
  pushable: ['android', 'ios', 'ipados', 'harmonyos'],
};
const presence: KnownPresence = {
  ...{ session: 's-1', platform: 'android', status: 'offline', sinceMs: SENT - 60_000 },
  ...{ loggedInAtMs: SENT - 3_600_000, seenAtMs: SENT - 90_000 },
};
const binding: KnownBinding = {
  ...{ session: 's-1', certificateId: 6, vendor: 'xiaomi', reportedAtMs: SENT - 3_000_000 },
};
const certificate: KnownCertificate = {
  ...{ certificateId: 6, vendor: 'xiaomi', state: 'enabled', effectiveAtMs: SENT - 86_400_000 },
  judged: { state: 'good', sinceMs: SENT - 86_400_000 },
};
const outcome: Outcome = {
  ...{ atMs: SENT + 200, state: 'accepted', targetId: 't', vendor: 'xiaomi', certificateId: 6 },
  ...{ attempts: 1, inDoubt: 0, vendorMessageId: 'scm-1' },
};
const call = {
  ...{ number: 1, atMs: SENT + 100, tookMs: 60, certificateId: 6, version: 1, carried: 1 },
  lane: { state: 'open' as const },
};
const address = { atMs: SENT + 10, targetId: 't', vendor: 'xiaomi', certificateId: 6, tokenHash: 'h' };

/** Of a message to bob's phone. */
function told(device: Partial<Device>, more: Partial<Known> = {}): Known {
  const story = newStory('demo', 'm-1');
  const phone = Object.assign(deviceIn(story, 'bob', 'bobs-phone'), device);
  story.sentAtMs = SENT;
  story.sent = {
    ...{ atMs: SENT, place: '0@1', sender: 'alice' },
    ...{ titleLength: 1, textLength: 1, extLength: 0 },
  };
  const known = { nowMs: NOW, user: 'bob', bounds, story, person: personIn(story, 'bob'), device: phone };
  return { ...known, presence, binding, certificate, ...more };
}
const passed = { gatedAtMs: SENT + 5, session: 's-1' };
const addressed = { ...passed, address };
const taken = { ...addressed, attempts: [{ ...call, verdict: 'accepted' as const }], outcome };
const ended = (end: Partial<Outcome>): Partial<Device> => ({ ...addressed, outcome: { ...outcome, ...end } });
const stopped = (reason: 'online' | 'kicked'): Partial<Device> => ({ gateStop: { reason, atMs: SENT + 5 } });
const unaddressed = (reason: 'no-binding' | 'push-off' | 'unknown-certificate'): Partial<Device> => ({
  ...passed,
  addressStop: { reason, atMs: SENT + 10 },
});
/** Of a user, without a message. */
const now = (more: Partial<Known>): Known => ({
  ...{ nowMs: NOW, user: 'bob', bounds, presence, binding, certificate },
  ...more,
});
const wholeStop = (reason: 'unknown-user' | 'own-message' | 'bad-recipient'): Known => {
  const known = told({});
  known.person?.devices.clear();
  return { ...known, device: undefined, person: { stop: { reason, atMs: SENT }, devices: new Map() } };
};
const letter = (reason: 'id-conflict' | 'schema-violation', detail: string): Partial<Known> => ({
  deadLetters: [{ topic: 'message.sent.v1', reason, detail, atMs: SENT + 1 }],
});

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
    now({ presence: { ...presence, seenAtMs: NOW - 8 * 86_400_000 } }),
    /window is 7 days/,
    'platform',
  ],
  [
    'platform',
    'a desktop',
    now({ presence: { ...presence, platform: 'windows' } }),
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
    told(stopped('online'), { presence: { ...presence, isLostInSilence: true } }),
    /last sign of life was at 2026/,
    'gateway',
  ],
  [
    'silent-loss',
    'a link of which nothing is heard',
    now({ presence: { ...presence, status: 'online', seenAtMs: NOW - 200_000 } }),
    /link was broken/,
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
    now({ binding: { ...binding, session: 's-0', reportedAtMs: SENT - 7_200_000 } }),
    /Reported at .*, logged in at/,
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
    now({ certificate: { ...certificate, effectiveAtMs: NOW + 1 } }),
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
    now({ certificate: { ...certificate, judged: { state: 'refused', sinceMs: SENT, code: '21301' } } }),
    /refused since .*: 21301/,
    'operator',
  ],
  [
    'credential',
    'a .p12 that is over',
    now({ certificate: { ...certificate, ends: { what: 'p12', atMs: SENT } } }),
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
    told(addressed, letter('schema-violation', '/push/click/url must be http or https')),
    /schema-violation.*\/push\/click\/url/,
    'publisher',
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

const RANG = told(
  {
    ...taken,
    receipts: [
      { event: 'arrived', atMs: SENT + 900 },
      { event: 'clicked', atMs: SENT + 5_000 },
    ],
  },
  { probe: { atMs: NOW, isGood: true } },
);

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

describe('the 28 checks', () => {
  it('are in the order of their numbers', () =>
    expect(CHECK_IDS.map((id) => CHECKS[id].number)).toEqual(Array.from({ length: 28 }, (_, i) => i + 1)));

  it.each(CHECK_IDS)('%s passes for a push that rang and was opened, with evidence', (id) => {
    const checked = diagnose(RANG).checks.find(({ check }) => check === id);
    expect(checked).toMatchObject({ result: 'pass', who: 'nobody' });
    expect(checked?.evidence).not.toBe('');
  });

  it.each(CHECK_IDS)('%s is unknown if nobody told us anything, and says how to find out', (id) => {
    const checked = diagnose({ nowMs: NOW, user: 'bob', bounds }).checks.find(({ check }) => check === id);
    expect(checked).toMatchObject({ result: 'unknown', toDo: CHECKS[id].unknown.toDo.en });
  });
});

describe('a diagnosis', () => {
  it('has no first check if the phone rang', () => expect(diagnose(RANG).first).toBeUndefined());

  it('says what the gate says must be done', () =>
    expect(diagnose(told(stopped('kicked'))).first?.toDo).toBe(GATE_REMEDIES.kicked.toDo));

  it('goes by the second look at a message, for those who gave no acknowledgement', () =>
    expect(diagnose(told({ ...taken, ...stopped('online') })).first).toBeUndefined());

  it('blames no credential of today for a push that was taken', () => {
    const refused: Partial<Known> = {
      certificate: { ...certificate, judged: { state: 'refused', sinceMs: NOW, code: '21301' } },
    };
    expect(diagnose(told(taken, refused)).first).toBeUndefined();
    expect(diagnose(told(addressed, refused)).first?.check).toBe('credential');
  });

  it('takes a call that was throttled and went through later for no fault', () => {
    const attempts = [
      { ...call, verdict: 'throttled' as const },
      { ...call, number: 2, verdict: 'accepted' as const },
    ];
    const checked = diagnose(told({ ...taken, attempts })).checks.find(({ check }) => check === 'quota');
    expect(checked).toMatchObject({
      result: 'pass',
      evidence: expect.stringContaining('throttled 1 call(s)'),
    });
  });

  it('of a credential that expired a push blames the credential, by the code of the vendor', () =>
    expect(diagnose(told(ended({ state: 'expired', code: '21301' }))).first?.check).toBe('credential'));

  it('answers the five questions of the FAQ', () => {
    expect(diagnose(RANG).faq).toEqual({
      ...{ 'vendor-limits': 'pass', certificate: 'pass', token: 'pass', reporting: 'pass' },
      'killed-app-test': 'pass',
    });
    expect(diagnose(now({ binding: null })).faq).toMatchObject({
      token: 'fail',
      'killed-app-test': 'unknown',
    });
  });
});

describe('GET …/messages/{id}/diagnosis', () => {
  const { story } = told(taken);
  const parts = story ? [story] : [];
  if (story) personIn(story, 'carol').stop = { reason: 'unknown-user', atMs: SENT };

  const answered = (asked: { user?: string; device?: string }) =>
    diagnosisAnswer(
      { app: 'demo', messageId: 'm-1', isMore: false },
      subjectsIn(parts, asked).map((subject) => ({ ...subject, nowMs: NOW })),
    );

  it('answers for each phone, and for a recipient without one', () => {
    const answer = answered({});
    expect([...Value.Errors(DiagnosisAnswer, answer)]).toEqual([]);
    expect(answer.devices.map(({ user, device, first }) => [user, device, first?.check])).toEqual([
      ['bob', 'bobs-phone', undefined],
      ['carol', undefined, 'account'],
    ]);
  });

  it('answers for those that are asked about', () => {
    expect(answered({ user: 'carol' }).devices).toHaveLength(1);
    expect(answered({ device: 'bobs-phone' }).devices).toHaveLength(1);
    expect(answered({ user: 'dave' }).devices).toEqual([]);
  });
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
