import {
  bindingChanged,
  bindingReported,
  type BindingChanged,
  certificateChanged,
  certificateExpiring,
  certificateJudged,
  laneChanged,
  presenceChanged,
  type PresenceChanged,
  pushAttempted,
  type SessionChanged,
} from '@offline-push/contracts';
import { diagnose } from '../diagnosis/diagnose';
import {
  type Fact,
  newest,
  ofAttempt,
  ofBinding,
  ofCertificateChange,
  ofExpiry,
  ofJudgement,
  ofLaneChange,
  ofPresence,
  ofReport,
  ofSession,
  phoneOf,
} from './fact';
import { ofCertificate, ofPhone } from './known-by';

const AT = 1_790_000_000_000;
const phone = { app: 'demo', user: 'bob', device: 'bobs-phone' };
const key = phoneOf('demo', 'bob', 'bobs-phone');
const bob = { ...phone, session: 's-1' };
const session = (change: SessionChanged['change'], more: Partial<SessionChanged> = {}): SessionChanged => ({
  ...{ ...bob, platform: 'android', change, ...more },
});
const HASH = 'rT9nYb0cQ2mWv5xLk8pJdA';
const bound: BindingChanged = { ...bindingChanged.examples['bound']!, ...bob, tokenHash: HASH, atMs: AT };
const unbound = (more: Partial<BindingChanged>): BindingChanged => ({
  ...{ ...bob, change: 'unbound', cause: 'moved', atMs: AT + 1, tokenHash: HASH, ...more },
});
const away = (cause: PresenceChanged['cause']): PresenceChanged => ({
  ...{ ...bob, status: 'logged-out', phase: 'unknown', platform: 'android', seenAtMs: AT - 1, atMs: AT },
  ...(cause !== undefined && { cause }),
});
const first = (facts: Fact[]) =>
  diagnose({ nowMs: AT + 1_000, user: 'bob', ...ofPhone(newest(facts), key) }).first?.check;

describe('what the services told of a phone', () => {
  it('is its login, its status and its binding', () => {
    const facts = [
      ...ofSession(session('logged-in'), AT),
      ...ofPresence({ ...bob, status: 'offline', phase: 'background', atMs: AT + 5 }, AT + 5),
      ...ofBinding(bound, AT + 6),
    ];
    expect(ofPhone(facts, key)).toMatchObject({
      presence: { session: 's-1', platform: 'android', status: 'offline', loggedInAtMs: AT, sinceMs: AT + 5 },
      binding: { session: 's-1', certificateId: 1, vendor: 'xiaomi', reportedAtMs: AT },
    });
    expect(first(facts)).toBeUndefined();
  });

  it('is nothing if nothing was told', () =>
    expect(ofPhone([], key)).toEqual({
      presence: undefined,
      binding: undefined,
      refusedReport: undefined,
      report: undefined,
      loss: undefined,
    }));

  it.each<[string, Fact[], string | undefined]>([
    ['a logout', [...ofSession(session('logged-in'), AT), ...ofSession(session('kicked'), AT + 1)], 'login'],
    [
      'the end of the session before',
      [
        ...ofSession(session('logged-out', { session: 's-0' }), AT - 1),
        ...ofSession(session('logged-in'), AT),
        ...ofBinding(bound, AT + 1),
      ],
      undefined,
    ],
    ['a token that moved', [...ofBinding(bound, AT), ...ofBinding(unbound({}), AT + 1)], 'binding'],
    [
      'a token that was replaced by the one that is bound',
      [
        ...ofBinding(unbound({ cause: 'replaced', tokenHash: 'aaaaaaaaaaaaaaaaaaaaaa' }), AT + 1),
        ...ofBinding(bound, AT),
      ],
      undefined,
    ],
    [
      'a report that was refused, of a phone without a binding',
      ofBinding({ ...bob, change: 'refused', cause: 'bad-token', atMs: AT }, AT),
      'binding',
    ],
    [
      'a report that was refused for its session',
      ofBinding({ ...bob, change: 'refused', cause: 'not-logged-in', atMs: AT }, AT),
      'reported-since-login',
    ],
    ['a login that no report followed', ofSession(session('logged-in'), AT), 'binding'],
    ['a phone out of reach', ofPresence(away('out-of-reach'), AT), 'reach'],
    ['a desktop', ofPresence(away('not-pushable'), AT), 'platform'],
  ])('names %s', (_, facts, check) => expect(first(facts)).toBe(check));

  it('does not count a sign of life of a session that had ended', () =>
    expect(ofPresence(presenceChanged.examples['refused']!, AT)).toEqual([]));

  it('remembers when its link was lost in silence, also after it is back', () => {
    const silent: PresenceChanged = { ...away('silent'), status: 'offline', atMs: AT + 400_000 };
    const back: PresenceChanged = { ...bob, status: 'online', phase: 'unknown', atMs: AT + 500_000 };
    const facts = [...ofPresence(silent, AT + 410_000.5), ...ofPresence(back, AT + 500_000)];
    expect(ofPhone(newest(facts), key)).toMatchObject({
      presence: { status: 'online' },
      loss: { seenAtMs: AT - 1, noticedAtMs: AT + 410_000 },
    });
  });

  it('keeps of a report its certificate and not its token', () => {
    const facts = ofReport(bindingReported.examples['usual']!, AT);
    expect(ofPhone(facts, key)).toMatchObject({
      report: { certificateId: 1, session: 's-1', atMs: AT },
      binding: null,
    });
    expect(JSON.stringify(facts)).not.toContain('ok-bobs-phone');
  });

  it('leaves links and phases out', () =>
    expect([...ofSession(session('connected'), AT), ...ofSession(session('background'), AT)]).toEqual([]));
});

describe('what the services told of a certificate', () => {
  const facts = [
    ...ofCertificateChange(certificateChanged.examples['edited']!),
    ...ofJudgement(certificateJudged.examples['refused']!),
    ...ofAttempt(pushAttempted.examples['throttled']!),
  ];

  it('is its state, the judgement of its credential, and its lane with the words of the vendor', () =>
    expect(ofCertificate(facts, 'demo', 1)).toMatchObject({
      certificate: {
        ...{ certificateId: 1, vendor: 'xiaomi', state: 'enabled' },
        versions: [{ version: 1 }, { version: 2 }],
        judged: { state: 'refused', code: '21301' },
      },
      lane: { state: 'throttled', untilMs: AT + 5_072, code: '200002', says: 'exceed qps limit' },
    }));

  it('is a pause from the moment that a person paused its lane, until they let it go on', () => {
    const pause = { ...laneChanged.examples['paused']!, certificateId: 1, app: 'demo' };
    const laneOf = (...more: Fact[]) => ofCertificate([...facts, ...more], 'demo', 1).lane;
    const says = pause.because;
    expect(laneOf(...ofLaneChange(pause))).toMatchObject({ state: 'paused', code: 'lane-paused', says });
    const resumed = ofLaneChange({ ...pause, change: 'resumed' });
    expect(laneOf(...resumed)).toMatchObject({ state: 'throttled' });
    const behind = ofAttempt({ ...pushAttempted.examples['throttled']!, lane: { state: 'paused' } });
    expect(
      ofCertificate(
        [...ofCertificateChange(certificateChanged.examples['edited']!), ...behind, ...resumed],
        'demo',
        1,
      ).lane,
    ).toMatchObject({ state: 'open' });
  });

  it('is when its credential ends, of the version that was saved last', () => {
    const at = (version: number, expiresAtMs: number) =>
      ofExpiry({ ...certificateExpiring.examples['inAMonth']!, certificateId: 1, version, expiresAtMs });
    const told = newest([...facts, ...at(2, AT + 9), ...at(1, AT)]);
    expect(ofCertificate(told, 'demo', 1).certificate).toMatchObject({ ends: { version: 2, atMs: AT + 9 } });
  });

  it('is for its own app, and holds no credential', () => {
    expect(ofCertificate(facts, 'other', 1)).toEqual({ certificate: null });
    expect(ofCertificate(facts, 'demo', undefined)).toEqual({});
    expect(JSON.stringify(facts)).not.toMatch(/box|nonce|token"/);
  });
});

describe('of facts of one kind', () => {
  it('the newest counts, in whichever order they come', () => {
    const facts = [...ofBinding(bound, AT + 2), ...ofBinding({ ...bound, session: 's-0' }, AT + 1)];
    expect(newest(facts).map(({ atMs }) => atMs)).toEqual([AT + 2]);
    expect(newest([...facts].reverse()).map(({ atMs }) => atMs)).toEqual([AT + 2]);
  });
});
