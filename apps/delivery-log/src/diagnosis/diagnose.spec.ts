// What is well passes; what nobody told is unknown; what was decided counts before how things are now. broken.spec.ts has what is broken.
import { CHECK_IDS, CHECKS, GATE_REMEDIES } from '@offline-push/contracts';
import { Value } from '@sinclair/typebox/value';
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
  RANG,
} from '../../fixtures/known';
import { personIn } from '../story/story';
import { diagnose } from './diagnose';
import { diagnosisAnswer, DiagnosisAnswer, subjectsIn } from './diagnosis-answer';
import type { Known } from './known';

describe('the 28 checks', () => {
  it('are in the order of their numbers', () =>
    expect(CHECK_IDS.map((id) => CHECKS[id].number)).toEqual(Array.from({ length: 28 }, (_, i) => i + 1)));

  it.each(CHECK_IDS)('%s passes for a push that rang and was opened, with evidence', (id) => {
    const checked = diagnose(RANG).checks.find(({ check }) => check === id);
    expect(checked).toMatchObject({ result: 'pass', who: 'nobody' });
    expect(checked?.evidence).not.toBe('');
  });

  it.each(CHECK_IDS)('%s is unknown if nobody told us anything, and says how to find out', (id) => {
    const checked = diagnose({ nowMs: NOW, user: 'bob' }).checks.find(({ check }) => check === id);
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
      certificate: { ...certificate, judged: { version: 1, state: 'refused', sinceMs: NOW, code: '21301' } },
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

  it('goes by what was decided, not by what has changed since', () => {
    const loggedOut = { ...presence, status: 'logged-out' as const, endedBy: 'logged-out' as const };
    const unboundNow = { ...binding, endedBy: 'logged-out' as const, endedAtMs: NOW };
    const since = { presence: loggedOut, binding: unboundNow };
    expect(diagnose(told({ gateStop: { reason: 'online-only', atMs: SENT } }, since)).first?.check).toBe(
      'pushes',
    );
    expect(diagnose(told(unaddressed('push-off'), since)).first?.check).toBe('options');
    expect(diagnose(told(ended({ state: 'refused', code: 'ext-not-json' }), since)).first?.check).toBe('ext');
    expect(diagnose(told(taken, since)).first).toBeUndefined();
  });

  it('says of a refused credential when the version that was saved since takes its place', () => {
    const versions = [...certificate.versions, { version: 2, effectiveAtMs: NOW + 1 }];
    const attempts = [{ ...call, verdict: 'credential-broken' as const, code: '21301' }];
    const { first } = diagnose(
      told({ ...addressed, attempts }, { certificate: { ...certificate, versions } }),
    );
    expect(first?.evidence).toMatch(/Version 2 takes its place at 2026/);
  });

  it('blames no version for what the vendor said of another', () => {
    const versions = [{ version: 2, effectiveAtMs: SENT }];
    const judged = { version: 1, state: 'refused' as const, sinceMs: SENT, code: '21301' };
    expect(diagnose(now({ certificate: { ...certificate, versions, judged } })).first).toBeUndefined();
  });

  it('takes no message for lost in silence that came before the link, or after it was missed', () => {
    const fell = (seenAtMs: number, noticedAtMs: number) =>
      diagnose(told(stopped('online'), { loss: { seenAtMs, noticedAtMs } })).first?.check;
    expect(fell(SENT + 1, SENT + 400_000)).toBe('link');
    expect(fell(SENT - 400_000, SENT - 1)).toBe('link');
    expect(fell(SENT - 1, SENT)).toBe('silent-loss');
  });

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
    const [dave, ...others] = answered({ user: 'dave' }).devices;
    expect(others).toEqual([]);
    expect(dave?.first).toMatchObject({
      check: 'recipient',
      evidence: 'dave is not among the recipients of m-1.',
    });
  });
});
