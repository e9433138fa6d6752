import {
  bindingChanged,
  type BindingChanged,
  certificateChanged,
  certificateJudged,
  presenceChanged,
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
  ofJudgement,
  ofPresence,
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
    expect(ofPhone([], key)).toEqual({ presence: undefined, binding: undefined, refusedReport: undefined }));

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
      ofBinding({ ...bob, change: 'refused', cause: 'not-logged-in', atMs: AT }, AT),
      'binding',
    ],
  ])('names %s', (_, facts, check) => expect(first(facts)).toBe(check));

  it('does not count a sign of life of a session that had ended', () =>
    expect(ofPresence(presenceChanged.examples['refused']!, AT)).toEqual([]));

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
        ...{ certificateId: 1, vendor: 'xiaomi', state: 'enabled', effectiveAtMs: AT + 600_000 },
        judged: { state: 'refused', code: '21301' },
      },
      lane: { state: 'throttled', untilMs: AT + 5_072, code: '200002', says: 'exceed qps limit' },
    }));

  it('is for its own app, and holds no credential', () => {
    expect(ofCertificate(facts, 'other', 1)).toEqual({});
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
