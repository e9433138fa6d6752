// Certificates that heal: what one false refusal, a wrong credential, a restart and a person's wish do to a lane.
import { certificateJudged, type PushAddressed, pushOutcome } from '@offline-push/contracts';
import { sql, SystemClock } from '@offline-push/service-kit';
import { setImmediate } from 'node:timers/promises';
import {
  bus,
  callsTo,
  certificate,
  database,
  freshForEachTest,
  host,
  isBroken,
  outcomeOf,
  push,
  service,
  start,
  witness,
} from '../../fixtures/frame';
import { LanesHealth } from '../news/lanes-health.steps';

freshForEachTest();

const OTHER = 3_600;
const clock = new SystemClock();
/** Only a person opens it within this test. */
const patient = { DISPATCH_REFUSED_RETRY_SECONDS: '600' };
const REFUSALS = [
  { vendor: 'xiaomi', code: '21301' },
  { vendor: 'apns', code: 'InvalidProviderToken' },
  { vendor: 'vivo', code: '10045' },
];

const judged = () => bus.published(certificateJudged).map(({ state }) => state);
const judgedAs = (state: string, deadlineMs = 60_000) =>
  bus.next(certificateJudged, (event) => event.state === state, deadlineMs);

const REFUSED_OFTEN = sql(
  'spec-refused-often',
  `update target set state = 'parked', parked_for = 'credential-broken', attempts = 5, due_at = now() + interval '1 minute'
   where target_id = any($1) and state in ('waiting', 'parked') returning 1`,
);

const PAUSED = sql(
  'spec-paused',
  "select 1 from target where target_id = any($1) and state = 'parked' and parked_for = 'credential-broken'",
);

/** The refusal is told before its target is written: whoever resumes in between finds nothing that pauses. */
async function pause(pushes: readonly PushAddressed[]): Promise<void> {
  const ids = pushes.flatMap(({ onward }) => onward.map(({ targetId }) => targetId));
  for (const endMs = Date.now() + 60_000; Date.now() < endMs; await setImmediate())
    if ((await database.database.query(PAUSED, [ids])).length === ids.length) return;
  throw new Error('not all of them pause');
}

/** As after a long time of looks that were refused. */
async function haveBeenRefusedOften(pushes: readonly PushAddressed[]): Promise<void> {
  const ids = pushes.flatMap(({ onward }) => onward.map(({ targetId }) => targetId));
  for (const endMs = Date.now() + 60_000; Date.now() < endMs; await setImmediate())
    if ((await database.database.query(REFUSED_OFTEN, [ids])).length === ids.length) return;
  throw new Error('not all of them pause');
}

describe.each(REFUSALS)('a credential that $vendor refuses with $code', ({ vendor, code }) => {
  const refuses = (times?: number) =>
    host.scriptsOf(vendor)?.add({ do: 'code', code, ...(times && { times }) });

  it('P12, FF 1.10: one false refusal closes no lane: one push finds out at once', async () => {
    await certificate(vendor);
    await start(clock, patient);
    await outcomeOf(await push({ vendor }));
    refuses(1);
    const doubted = await push({ vendor });
    expect(await outcomeOf(doubted)).toMatchObject({ state: 'accepted', attempts: 2 });
    expect(await outcomeOf(await push({ vendor }))).toMatchObject({ state: 'accepted', attempts: 1 });
    await bus.idle();
    expect(judged()).toEqual(['good']);
  });

  it('P12: a lane that closed tries again by itself, and tells so', async () => {
    await certificate(vendor);
    await start();
    await outcomeOf(await push({ vendor }));
    refuses(2);
    const waiting = await push({ vendor });
    const refused = await judgedAs('refused');
    expect(refused).toMatchObject({ code, version: 1, vendor });
    expect(await outcomeOf(waiting)).toMatchObject({ state: 'accepted', attempts: 3, inDoubt: 0 });
    await bus.next(
      certificateJudged,
      ({ state, sinceMs }) => state === 'good' && sinceMs > refused.sinceMs,
      5_000,
    );
    expect(judged()).toEqual(['good', 'refused', 'good']);
  });

  it('P12: a restart keeps the pause, and tries again after it', async () => {
    refuses(1);
    const id = await certificate(vendor);
    await start(clock, { DISPATCH_REFUSED_RETRY_SECONDS: '3' });
    const waiting = await push({ vendor });
    await isBroken(id);
    const { tryAgainAtMs = 0 } = await judgedAs('refused');
    await service?.stop();
    await start(clock, { DISPATCH_REFUSED_RETRY_SECONDS: '3' });
    expect(await outcomeOf(waiting)).toMatchObject({ state: 'accepted', attempts: 2 });
    expect(callsTo(waiting).at(-1)!.atMs).toBeGreaterThanOrEqual(tryAgainAtMs);
  });

  it('FF 1.11: a person who asks for it has it tried at once', async () => {
    refuses();
    await certificate(vendor);
    await start(clock, patient);
    const waiting = await push({ vendor });
    await judgedAs('refused');
    await pause([waiting]);
    host.scriptsOf(vendor)?.clear();
    await certificate(vendor, { resumedAtMs: Date.now() + 1 });
    expect(await outcomeOf(waiting)).toMatchObject({ state: 'accepted', attempts: 2 });
  });

  it('FF 1.11: a person who mended it has all of it go at once, also what was refused many times', async () => {
    refuses();
    await certificate(vendor);
    await start(clock, patient);
    const waiting = [await push({ vendor }), await push({ vendor })];
    await judgedAs('refused');
    await haveBeenRefusedOften(waiting);
    host.scriptsOf(vendor)?.clear();
    await certificate(vendor, { resumedAtMs: Date.now() + 1 });
    for (const each of waiting) expect(await outcomeOf(each)).toMatchObject({ state: 'accepted' });
  });

  it('3.8: what expires while the lane is closed says what it waited for, also if it was never called', async () => {
    refuses();
    const id = await certificate(vendor);
    await start(clock, patient);
    const called = await push({ vendor, lifeMs: 4_000 });
    await isBroken(id);
    const never = await push({ vendor, lifeMs: 1_000 });
    const says = expect.stringMatching(/\w/);
    expect(await outcomeOf(never)).toMatchObject({ state: 'expired', code, detail: says, attempts: 0 });
    expect(await outcomeOf(called)).toMatchObject({ state: 'expired', code, detail: says, attempts: 1 });
  });
});

describe('a credential that was mended at the vendor', () => {
  it('is found good by a probe when no push waits', async () => {
    host.scriptsOf('xiaomi')?.add({ do: 'code', code: '21301', times: 1 });
    await certificate('xiaomi');
    await start(clock, { DISPATCH_REFUSED_RETRY_SECONDS: '2' });
    await outcomeOf(await push({ vendor: 'xiaomi', lifeMs: 1_500 }));
    expect(await judgedAs('good')).toMatchObject({ version: 1 });
    expect(await outcomeOf(await push({ vendor: 'xiaomi' }))).toMatchObject({
      state: 'accepted',
      attempts: 1,
    });
  });
});

describe('a certificate that is not in force yet', () => {
  it('has what it holds go at once when a person brings its time forward', async () => {
    await certificate('xiaomi', { effectiveAtMs: Date.now() + 50_000 });
    await start();
    const held = await push({ vendor: 'xiaomi' });
    await bus.idle();
    await certificate('xiaomi', { effectiveAtMs: Date.now() });
    // Long before the head start of its process is over.
    expect(await outcomeOf(held, 4_000)).toMatchObject({ state: 'accepted', attempts: 1 });
  });
});

describe('FF 2.2, operations 2.4: a sealed credential that no key opens', () => {
  it('is a state of its own, told once and named by the probe; other lanes go on', async () => {
    const id = await certificate('xiaomi', { isShut: true });
    await certificate('apns');
    await start();
    const waiting = await push({ vendor: 'xiaomi', lifeMs: 1_500 });
    expect(await judgedAs('unopened')).toMatchObject({
      certificateId: id,
      says: expect.stringMatching(/k1/),
    });
    expect(await outcomeOf(await push({ vendor: 'apns' }))).toMatchObject({ state: 'accepted' });
    expect(await outcomeOf(waiting)).toMatchObject({ state: 'expired', code: 'unopened', attempts: 0 });
    const health = service!.app.get(LanesHealth);
    expect([health.isReady(), health.notes()]).toEqual([
      true,
      [expect.stringMatching(new RegExp(`certificate ${id} \\(xiaomi\\).*k1`))],
    ]);
    expect(judged().filter((state) => state === 'unopened')).toHaveLength(1);
  });

  it('is tried again when its copy changes, with nothing lost', async () => {
    await certificate('xiaomi', { isShut: true });
    await start();
    const waiting = await push({ vendor: 'xiaomi' });
    await judgedAs('unopened');
    expect(service!.app.get(LanesHealth).isReady()).toBe(false);
    await certificate('xiaomi', { version: 2 });
    expect(await outcomeOf(waiting)).toMatchObject({ state: 'accepted', attempts: 1 });
    expect(await judgedAs('good')).toMatchObject({ version: 2 });
  });
});

describe('what expires without a call says why (3.8)', () => {
  const cases: [string, () => Promise<unknown>, string][] = [
    ['its certificate is unknown', async () => undefined, 'unknown-certificate'],
    [
      'its certificate is switched off',
      () => certificate('xiaomi', { state: 'disabled' }),
      'certificate-disabled',
    ],
    [
      'its certificate is not in force yet',
      () => certificate('xiaomi', { effectiveAtMs: Date.now() + OTHER * 1_000 }),
      'certificate-not-effective',
    ],
  ];
  it.each(cases)('%s', async (_, save, code) => {
    await save();
    await start();
    const waiting = await push({ vendor: 'xiaomi', lifeMs: 1_000 });
    expect(await outcomeOf(waiting)).toMatchObject({ state: 'expired', code, attempts: 0 });
    expect(witness.calls).toEqual([]);
  });

  it('the vendor throttles the lane, and it was never called', async () => {
    await certificate('xiaomi');
    await start();
    host.scriptsOf('xiaomi')?.add({ do: 'status', status: 429, retryAfter: '30' });
    const first = await push({ vendor: 'xiaomi' });
    await witness.next(() => true);
    const never = await push({ vendor: 'xiaomi', lifeMs: 1_000 });
    const [{ code } = { code: '' }] = witness.calls;
    expect(await outcomeOf(never)).toMatchObject({ state: 'expired', code, attempts: 0 });
    expect(bus.published(pushOutcome)).toHaveLength(1);
    expect(callsTo(first)).toHaveLength(1);
  });
});
