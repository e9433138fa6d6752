// What events say, as facts: their times above all.
import { type PushOutcome, pushOutcome } from '@offline-push/contracts';
import { aBindingReport, aSessionChange } from '@offline-push/testing';
import { certificateChanged } from '@offline-push/contracts';
import {
  certificateFact,
  deathFact,
  factTime,
  isDead,
  reportFact,
  sessionFacts,
  tallyOf,
} from './event-facts';

const NOW_MS = 1_000_000;

describe('the time of a fact', () => {
  it.each<[string, number | undefined, number, number]>([
    ['is what the event says', 5, 900_000, 5],
    ['is the time of the record if the event says nothing', undefined, 900_000, 900_000],
    ['may be a minute ahead', NOW_MS + 60_000, 900_000, NOW_MS + 60_000],
    ['is the time of the record if it lies in the future', NOW_MS + 60_001, 900_000, 900_000],
    ['is the present if even the record comes from the future', NOW_MS + 60_001, NOW_MS + 60_001, NOW_MS],
  ])('%s', (_name, said, record, expected) => {
    expect(factTime(said, record, NOW_MS)).toBe(expected);
  });
});

describe('events as facts', () => {
  it.each(['connected', 'disconnected', 'foreground', 'background'] as const)(
    '%s is presence’s business',
    (change) => expect(sessionFacts(aSessionChange({ change }), 1, NOW_MS)).toEqual([]),
  );

  it.each(['logged-out', 'kicked', 'invalidated'] as const)('%s ends a session', (change) => {
    const [fact] = sessionFacts(aSessionChange({ change }), 7, NOW_MS);
    expect(fact).toMatchObject({ is: 'session', session: { endAtMs: 7, endCause: change } });
  });

  it('a report without a binding means push off', () => {
    const fact = reportFact({ ...aBindingReport(), binding: null }, 7, NOW_MS);
    expect(fact).toMatchObject({ report: { kind: 'push-off', reportedAtMs: 7 } });
  });

  it('a certificate is in effect from its first version on', () => {
    const edited = certificateChanged.examples['edited']!;
    expect(certificateFact(edited)).toMatchObject({
      certificate: { effectiveAtMs: edited.versions[0]?.effectiveAtMs },
    });
    expect(JSON.stringify(certificateFact(edited))).not.toContain(edited.versions[0]?.credential.box);
  });

  it('a dead token died when the vendor says, else when its target ended', () => {
    const [outcome] = (pushOutcome.examples['tokenDead'] as PushOutcome).outcomes.filter(isDead);
    const ended = { ...outcome!, endedAtMs: 20 };
    expect(deathFact('demo', ended, 30, NOW_MS)).toMatchObject({ death: { deadAtMs: 20 } });
    expect(deathFact('demo', { ...ended, tokenDeadAtMs: 10 }, 30, NOW_MS)).toMatchObject({
      death: { deadAtMs: 10 },
    });
  });

  it('only outcomes in which the vendor judged the token are counted', () => {
    const [outcome] = (pushOutcome.examples['tokenDead'] as PushOutcome).outcomes;
    const outcomes = (['token-dead', 'accepted', 'accepted', 'expired', 'withdrawn'] as const).map(
      (state) => ({ ...outcome!, certificateId: 1, state }),
    );
    expect(tallyOf(outcomes)).toEqual(new Map([[1, { total: 3, dead: 1 }]]));
  });
});
