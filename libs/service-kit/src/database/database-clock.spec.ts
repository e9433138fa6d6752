import { Logger } from '@nestjs/common';
import { register } from 'prom-client';
import { SystemClock } from '../clock';
import { type ClockReading, DatabaseClock } from './database-clock';

const HOUR_MS = 3_600_000;

class WallClock extends SystemClock {
  offMs = 0;
  override nowMs(): number {
    return Date.now() + this.offMs;
  }
}

let wall: WallClock;
let clock: DatabaseClock;
/** How far the database's clock is from the true time, and how long the way there and back takes. */
let database = { offMs: 0, thereMs: 0, backMs: 0, isAway: false };
let readings = 0;

const way = (ms: number) => (ms === 0 ? undefined : new Promise((resolve) => setTimeout(resolve, ms)));

async function read(): Promise<ClockReading> {
  readings += 1;
  if (database.isAway) throw new Error('away');
  const askedAtMs = performance.now();
  await way(database.thereMs);
  const databaseMs = Date.now() + database.offMs;
  await way(database.backMs);
  return { databaseMs, askedAtMs, answeredAtMs: performance.now() };
}

async function follow(): Promise<void> {
  const following = clock.follow(read);
  await passMs(database.thereMs + database.backMs);
  await following;
}

const errorMs = (): number => clock.nowMs() - (Date.now() + database.offMs);
const passMs = (ms: number) => jest.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  jest.useFakeTimers({ now: 1_790_000_000_000 });
  [database, readings] = [{ offMs: 0, thereMs: 0, backMs: 0, isAway: false }, 0];
  Logger.overrideLogger(false);
  wall = new WallClock();
  clock = new DatabaseClock(wall);
});
afterEach(async () => {
  await clock.onModuleDestroy();
  jest.useRealTimers();
});

describe("P8: the clock of a service is its database's", () => {
  it.each([HOUR_MS, -HOUR_MS / 6])('whatever the wall clock of the pod says: %d ms off', async (offMs) => {
    wall.offMs = offMs;
    await follow();
    expect(errorMs()).toBe(0);
    expect(clock.offsetMs).toBe(offMs);
    expect(clock.isRight).toBe(false);
    await passMs(HOUR_MS);
    expect(errorMs()).toBe(0);
  });

  it('says in words and as a metric how far the pod is off', async () => {
    wall.offMs = HOUR_MS + 1_000;
    await follow();
    await passMs(4_000);
    expect(clock.describe()).toBe("the clock of this pod is 3601.0 s ahead of the database's (read 4 s ago)");
    expect(await register.metrics()).toMatch(/^offline_push_clock_offset_seconds\S* 3601$/m);
    wall.offMs = -2_500;
    expect(clock.describe()).toContain('is 2.5 s behind the database');
  });

  it('does not jump with the wall clock, and tells the jump at once', async () => {
    await follow();
    const before = clock.nowMs();
    wall.offMs = -HOUR_MS;
    expect(clock.nowMs()).toBe(before);
    expect(clock.isRight).toBe(false);
    wall.offMs = 1_900;
    expect(clock.isRight).toBe(true);
  });

  it('reads the clock again every ten seconds, and within a second after the machine slept', async () => {
    await follow();
    await passMs(9_000);
    expect(readings).toBe(1);
    await passMs(2_000);
    expect(readings).toBe(2);
    // Asleep, the monotonic clock stands still while the world and the wall clock go on.
    [database.offMs, wall.offMs] = [HOUR_MS, HOUR_MS];
    await passMs(1_000);
    expect([errorMs(), readings, clock.isRight]).toEqual([0, 3, true]);
  });

  it('counts half the way as passed, and is never further off than that', async () => {
    database = { ...database, offMs: 5_000, thereMs: 10, backMs: 10 };
    await follow();
    expect(errorMs()).toBe(0);
    database = { ...database, thereMs: 900, backMs: 0 };
    await passMs(11_000);
    // A slow answer knows less than the clock does already.
    expect(errorMs()).toBe(0);
  });

  it('is corrected by as little as makes it right when its first reading was poor', async () => {
    database = { ...database, thereMs: 0, backMs: 1_000 };
    await follow();
    expect(errorMs()).toBe(-500);
    database = { ...database, backMs: 2 };
    await passMs(11_000);
    expect(Math.abs(errorMs())).toBeLessThanOrEqual(2);
  });

  it('goes on from the last reading while the database is away', async () => {
    wall.offMs = HOUR_MS;
    await follow();
    database.isAway = true;
    await passMs(60_000);
    expect(readings).toBeGreaterThan(3);
    expect(errorMs()).toBe(0);
    expect(clock.describe()).toContain('(read 60 s ago)');
  });

  it('waits for the first reading before anything is decided', async () => {
    wall.offMs = HOUR_MS;
    database.isAway = true;
    let isFollowing = false;
    void clock.follow(read).then(() => (isFollowing = true));
    await passMs(5_000);
    expect(isFollowing).toBe(false);
    expect(clock.describe()).toBe("the database's clock was not read yet");
    database.isAway = false;
    await passMs(1_000);
    expect([isFollowing, errorMs()]).toEqual([true, 0]);
  });

  it('is the wall clock of the pod in a service without a database', () => {
    wall.offMs = 7;
    expect(clock.nowMs()).toBe(Date.now() + 7);
  });
});
