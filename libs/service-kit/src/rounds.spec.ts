// A task in rounds survives a failed round and does not leave one behind when it stops.
import { once, EventEmitter } from 'node:events';
import { Logger } from '@nestjs/common';
import { Rounds } from './rounds';

beforeAll(() => Logger.overrideLogger(false));

it('goes on after a round that failed', async () => {
  const heard = new EventEmitter();
  let count = 0;
  const rounds = new Rounds('test', 1, async () => {
    count += 1;
    if (count === 1) throw new Error('the database is away');
    heard.emit('second');
  });
  rounds.start();
  await once(heard, 'second', { signal: AbortSignal.timeout(20_000) });
  await rounds.stop();
  expect(count).toBeGreaterThanOrEqual(2);
});

it('stops only after the round under way, and none follows', async () => {
  jest.useFakeTimers();
  const heard = new EventEmitter();
  const log: string[] = [];
  const rounds = new Rounds('test', 1, async () => {
    log.push('begun');
    await once(heard, 'go on');
    log.push('done');
  });
  rounds.start();
  jest.advanceTimersByTime(1);
  const stopped = rounds.stop().then(() => log.push('stopped'));
  heard.emit('go on');
  await stopped;
  expect(log).toEqual(['begun', 'done', 'stopped']);
  expect(jest.getTimerCount()).toBe(0);
});

it('may begin at once, and waits for that round when it stops', async () => {
  let count = 0;
  const rounds = new Rounds('test', 3_600_000, async () => {
    await Promise.resolve();
    count += 1;
  });
  rounds.startAtOnce();
  await rounds.stop();
  rounds.startAtOnce();
  expect(count).toBe(1);
});

it('says a trouble that lasts once, and its end', async () => {
  const said: string[] = [];
  const say = (line: { event: string }) => void said.push(line.event);
  Logger.overrideLogger({ log: say, warn: say, error: say });
  const heard = new EventEmitter();
  let count = 0;
  const rounds = new Rounds('test', 1, () => {
    count += 1;
    if (count === 7) heard.emit('seventh');
    return count < 6 ? Promise.reject(new Error('the database is away')) : Promise.resolve();
  });
  const seventh = once(heard, 'seventh', { signal: AbortSignal.timeout(20_000) });
  rounds.start();
  await seventh;
  await rounds.stop();
  Logger.overrideLogger(false);
  expect(said).toEqual(['round-failed', 'round-recovered']);
});

afterEach(() => void jest.useRealTimers());
