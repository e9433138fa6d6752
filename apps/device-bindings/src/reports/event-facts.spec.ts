// What events say, as facts: their times above all.
import { recordTime } from '@offline-push/bus';
import { type PushOutcome, pushOutcome } from '@offline-push/contracts';
import { aBindingReport, aSessionChange } from '@offline-push/testing';
import { CATALOG } from '@offline-push/vendors/catalog';
import { certificateChanged } from '@offline-push/contracts';
import { certificateFact, deathFact, hasToken, reportFact, saidIn, sessionFacts } from './event-facts';
import type { Fact } from '../facts/fact';

const NOW_MS = 1_000_000;
const loginOf = (fact: Fact | undefined): number =>
  fact?.is === 'session' ? (fact.session.loginAtMs ?? NaN) : NaN;

describe('the time of a fact', () => {
  it.each<[string, number, number]>([
    ['is the time of the record', 900_000, 900_000],
    ['may be a minute ahead', NOW_MS + 60_000, NOW_MS + 60_000],
    ['is the present if the record comes from the future', NOW_MS + 60_001, NOW_MS],
    ['is the present if the record has no time', 0, NOW_MS],
    ['is the present if the record says -1 for none', -1, NOW_MS],
  ])('%s', (_name, record, expected) => {
    expect(recordTime(record, NOW_MS)).toBe(expected);
  });

  it('FF 1.9: is not what a gateway says', () => {
    expect(
      sessionFacts(aSessionChange({ atMs: 1_790_000_000_000 }), { timestampMs: 7, offset: '0' }, NOW_MS),
    ).toMatchObject([{ session: { loginAtMs: 7 } }]);
  });

  it('of logins in one batch, which have one time, the last one is later', () => {
    const [first, second] = ['4095', '4096'].flatMap((offset) =>
      sessionFacts(aSessionChange(), { timestampMs: 7, offset, batchOffset: '4000' }, NOW_MS),
    );
    expect(loginOf(first)).toBeLessThan(loginOf(second));
  });

  it('is not what a phone says', () => {
    const event = aBindingReport({ reportedAtMs: 1_790_000_000_000 });
    expect(reportFact(event, { timestampMs: 7, offset: '42' }, NOW_MS)).toMatchObject({
      report: { reportedAtMs: 7, place: 42 },
    });
  });
});

describe('events as facts', () => {
  it.each(['connected', 'disconnected', 'foreground', 'background'] as const)(
    '%s is presence’s business',
    (change) =>
      expect(sessionFacts(aSessionChange({ change }), { timestampMs: 1, offset: '0' }, NOW_MS)).toEqual([]),
  );

  it.each(['logged-out', 'kicked', 'invalidated'] as const)('%s ends a session', (change) => {
    const [fact] = sessionFacts(aSessionChange({ change }), { timestampMs: 7, offset: '0' }, NOW_MS);
    expect(fact).toMatchObject({ is: 'session', session: { endAtMs: 7, endCause: change } });
  });

  it('a report without a binding means push off', () => {
    const fact = reportFact({ ...aBindingReport(), binding: null }, { timestampMs: 7, offset: '0' }, NOW_MS);
    expect(fact).toMatchObject({ report: { kind: 'push-off', reportedAtMs: 7 } });
  });

  it('a certificate is in effect from its first version on', () => {
    const edited = certificateChanged.examples['edited']!;
    expect(certificateFact(edited)).toMatchObject({
      certificate: { effectiveAtMs: edited.versions[0]?.effectiveAtMs },
    });
    expect(JSON.stringify(certificateFact(edited))).not.toContain(edited.versions[0]?.credential.box);
  });

  it('V6: a dead token died when the vendor says, else when the call began, and never after the record', () => {
    const [outcome] = (pushOutcome.examples['tokenDead'] as PushOutcome).outcomes.filter(hasToken);
    const ended = { ...outcome!, endedAtMs: 20 };
    const deadAtMs = (more: object): unknown => {
      const fact = deathFact('demo', { ...ended, ...more }, 30, NOW_MS);
      return fact.is === 'death' && fact.death.deadAtMs;
    };
    expect(deadAtMs({})).toBe(20);
    expect(deadAtMs({ calledAtMs: 15 })).toBe(15);
    expect(deadAtMs({ calledAtMs: 15, tokenDeadAtMs: 10 })).toBe(10);
    expect(deadAtMs({ tokenDeadAtMs: 99 })).toBe(30);
  });

  it('only outcomes in which the vendor judged the token are counted', () => {
    const [outcome] = (pushOutcome.examples['tokenDead'] as PushOutcome).outcomes;
    const words = (['token-dead', 'accepted', 'refused', 'expired', 'withdrawn'] as const).map(
      (state) => saidIn({ ...outcome!, state })?.word,
    );
    expect(words).toEqual(['dead', 'accepted', undefined, undefined, undefined]);
  });

  it.each(CATALOG.flatMap(({ id, doubtfulCodes = [] }) => doubtfulCodes.map((code) => [id, code] as const)))(
    'of %s %s is doubtful where it is a refusal, and certain where the vendor says dead',
    (vendor, code) => {
      const said = (state: string) => saidIn({ vendor, code, certificateId: 1, state })?.word;
      expect([said('refused'), said('token-dead'), said('expired')]).toEqual(['doubtful', 'dead', undefined]);
    },
  );
});
