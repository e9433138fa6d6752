// One guard for all vendors and all pods: each pod sees a part of what a vendor says, the database has all of it.
import { Logger } from '@nestjs/common';
import { type Outcome, pushOutcome } from '@offline-push/contracts';
import { aDatabase, type TestDatabase } from '@offline-push/testing';
import { CATALOG } from '@offline-push/vendors/catalog';
import { sql } from '@offline-push/service-kit';
import { LIMITS } from '../../fixtures/rebinding';
import { MIGRATIONS } from '../migrations/list';
import { saidIn } from '../reports/event-facts';
import { AnswersStore } from './answers.store';
import { DeathSteps } from './deaths.steps';

const NOW_MS = 1_790_000_000_000;
const [DEAD] = pushOutcome.examples['tokenDead']!.outcomes as [Outcome];

let test: TestDatabase;
let certificateId = 0;
let pods: DeathSteps[];

beforeAll(async () => {
  Logger.overrideLogger(false);
  test = await aDatabase(MIGRATIONS);
});
afterAll(() => test.drop());
beforeEach(() => {
  certificateId++;
  pods = [aPod(), aPod(), aPod()];
});

const aPod = (): DeathSteps => new DeathSteps(test.database, new AnswersStore(), LIMITS);

/** One slice of one pod: how many of these outcomes end a binding. */
async function ended(
  pod: DeathSteps,
  outcomes: readonly Partial<Outcome>[],
  nowMs = NOW_MS,
): Promise<number> {
  const said = outcomes.map((change) => saidIn({ ...DEAD, certificateId, ...change })!);
  const isBelieved = await pod.believed(said, nowMs);
  return said.filter(isBelieved).length;
}
const rename = (from: string, to: string) =>
  test.database.query(sql(`spec-rename-${from}`, `alter table ${from} rename to ${to}`), []);
const times = (count: number, change: Partial<Outcome>): Partial<Outcome>[] => Array(count).fill(change);

describe.each(CATALOG.map(({ id }) => id))('of %s', (vendor) => {
  it('all tokens that die at once end no app: what three pods believe together is fewer than one may', async () => {
    let count = 0;
    for (let i = 0; i < 30; i++) count += await ended(pods[i % 3]!, times(5, { vendor }));
    expect(count).toBeLessThan(LIMITS.deadShare.atLeast);
  });

  it('all tokens that die one by one, far apart, end no app either', async () => {
    const apart = 10 * LIMITS.deadShare.windowMs;
    let count = 0;
    for (let i = 0; i < 60; i++) count += await ended(pods[i % 3]!, [{ vendor }], NOW_MS + i * apart);
    expect(count).toBeLessThan(LIMITS.deadShare.atLeast);
  });

  it('some tokens that die among many that live lose their bindings', async () => {
    const alive = times(95, { vendor, state: 'accepted' });
    expect(await ended(pods[0]!, [...alive, ...times(5, { vendor })])).toBe(5);
    expect(await ended(pods[1]!, times(5, { vendor }))).toBe(5);
  });
});

describe.each(
  CATALOG.flatMap(({ id, doubtfulCodes = [] }) => doubtfulCodes.map((code) => [id, code] as const)),
)('of %s a refusal with %s, which may be our own fault', (vendor, code) => {
  const refused = { vendor, code, state: 'refused' } as const;

  it('ends nothing where no token lives, however few they are', async () => {
    expect(await ended(pods[0]!, [refused])).toBe(0);
    expect(await ended(pods[1]!, times(20, refused))).toBe(0);
  });

  it('ends a binding among others that live, whichever pod saw those', async () => {
    expect(await ended(pods[0]!, times(9, { vendor, state: 'accepted' }))).toBe(0);
    expect(await ended(pods[1]!, [refused])).toBe(1);
  });

  it('ends nothing for the sake of an acceptance that a pod had not written for longer than a minute', async () => {
    const [here] = pods as [DeathSteps];
    for (const ms of [0, 5_000]) await ended(here, [{ vendor, state: 'accepted' }], NOW_MS + ms);
    expect(await ended(here, [refused], NOW_MS + 5_001 + LIMITS.deadShare.windowMs)).toBe(0);
  });
});

it('of another certificate nothing is known', async () => {
  expect(await ended(pods[0]!, times(60, {}))).toBe(0);
  certificateId++;
  expect(await ended(pods[0]!, [{}])).toBe(1);
});

it('acceptances of a pod count for all, though it writes them seldom', async () => {
  const [here, there] = pods as [DeathSteps, DeathSteps];
  await ended(here, times(10, { state: 'accepted' }));
  await ended(here, times(90, { state: 'accepted' }), NOW_MS + 5_000);
  expect(await ended(there, times(60, {}), NOW_MS + 6_000)).toBe(0);
  await ended(here, times(100, { state: 'accepted' }), NOW_MS + 10_000);
  expect(await ended(there, times(5, {}), NOW_MS + 11_000)).toBe(5);
});

it('an acceptance that waited longer than a minute to be written still lies between the deaths before and after it', async () => {
  const [here] = pods as [DeathSteps];
  const few = LIMITS.deadShare.atLeast - 1;
  expect(await ended(here, times(few, {}))).toBe(few);
  await ended(here, times(1, { state: 'accepted' }), NOW_MS + 5_000);
  expect(await ended(here, times(few, {}), NOW_MS + 5_001 + LIMITS.deadShare.windowMs)).toBe(few);
});

it('what could not be written is counted when it can be', async () => {
  const [here] = pods as [DeathSteps];
  await ended(here, times(1, { state: 'accepted' }));
  await ended(here, times(199, { state: 'accepted' }));
  await rename('vendor_answers', 'away');
  await expect(ended(here, times(60, {}))).rejects.toThrow();
  await rename('away', 'vendor_answers');
  expect(await ended(here, times(60, {}))).toBe(60);
});
