import { Logger } from '@nestjs/common';
import type { Topic } from '@offline-push/contracts';
import { aRecord, freshTopic, type Step, steps } from '../../bus-conformance';
import type { BatchHandler } from '@offline-push/bus/inside/bus';
import type { Dead } from '@offline-push/bus/inside/guard/dead-letters';
import { Guard } from '@offline-push/bus/inside/guard/guard';

const topic = freshTopic('guard') as unknown as Topic;
const slice = (...bodies: (Step | string)[]) => bodies.map((body, offset) => aRecord(body, offset));
const retriable = (fields: object = { retriable: true }) => Object.assign(new Error('away'), fields);

function guarded(
  handle: (step: Step) => void,
  {
    writeDead = () => undefined,
    lookMs = 100,
    mentioning,
  }: { writeDead?: (dead: readonly Dead[]) => void; lookMs?: number; mentioning?: readonly string[] } = {},
) {
  const letters: Dead[] = [];
  const batches: number[][] = [];
  let nowMs = 0;
  const handler: BatchHandler<unknown> = async (batch) => {
    batches.push(batch.map(({ event }) => (event as Step).number));
    for (const { event } of batch) handle(event as Step);
  };
  const guard = new Guard({
    topic,
    handle: handler,
    mentioning,
    writeDead: async (dead) => {
      writeDead(dead);
      letters.push(...dead);
    },
    now: () => (nowMs += lookMs),
  });
  return { guard, letters, batches };
}

describe('the guard', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('hands over a good slice at once', async () => {
    const { guard, batches, letters } = guarded(() => undefined);
    expect(await guard.settle(slice(...steps('a', 5)))).toEqual({ settled: 5 });
    expect(batches).toEqual([[0, 1, 2, 3, 4]]);
    expect(letters).toEqual([]);
  });

  it('settles unseen what mentions none of the words that the handler asks for', async () => {
    const { guard, batches, letters } = guarded(() => undefined, {
      mentioning: ['"number":1', '"number":3'],
    });
    expect(await guard.settle(slice(...steps('a', 3), 'poison', ...steps('a', 1, 3)))).toEqual({
      settled: 5,
    });
    expect(batches).toEqual([[1, 3]]);
    expect(letters).toEqual([]);
  });

  it('does not call the handler for nothing', async () => {
    const { guard, batches } = guarded(() => undefined);
    expect(await guard.settle(slice('poison'))).toEqual({ settled: 1 });
    expect(batches).toEqual([]);
  });

  it.each([
    ['TypeError', new TypeError('x is not a function')],
    ['SyntaxError, which would end a kafkajs consumer for ever', new SyntaxError('bad JSON')],
    ['RangeError', new RangeError('too deep')],
    ['a string', 'just a string'],
    ['nothing at all', undefined],
    ['a data error of PostgreSQL', Object.assign(new Error('invalid byte sequence'), { code: '22021' })],
    [
      'an error that says no itself',
      Object.assign(new Error('too large'), { retriable: false, code: 'EPIPE' }),
    ],
  ])('finds the event that makes the handler throw %s', async (_, error) => {
    const { guard, letters, batches } = guarded(({ number }) => {
      if (number === 2) throw error;
    });
    expect(await guard.settle(slice(...steps('a', 4)))).toEqual({ settled: 4 });
    expect(letters.map(({ record, reason }) => [record.offset, reason])).toEqual([['2', 'handler-failed']]);
    expect(batches).toEqual([[0, 1, 2, 3], [0, 1], [2, 3], [2], [2], [2], [3]]);
  });

  it.each([
    ['retriable', { retriable: true }],
    ['a refused connection', { code: 'ECONNREFUSED' }],
    ['a name that is not found', { code: 'ENOTFOUND' }],
    ['a cause that is retriable', { cause: { retriable: true } }],
  ])('holds what is left when an error is %s', async (_, fields) => {
    const { guard, letters } = guarded(() => {
      throw retriable(fields);
    });
    expect(await guard.settle(slice('poison', ...steps('a', 2)))).toMatchObject({ settled: 1, held: fields });
    expect(letters.map(({ record }) => record.offset)).toEqual(['0']); // what lies before the held one is done
  });

  it('keeps what was settled before something went away in the middle of a split', async () => {
    let isAway = false;
    const { guard } = guarded(({ number }) => {
      if (isAway) throw retriable();
      if (number === 3) {
        isAway = number === 3 && seen.has(3);
        seen.add(3);
        throw new TypeError('bug');
      }
    });
    const seen = new Set<number>();
    const end = await guard.settle(slice(...steps('a', 4)));
    expect(end.settled).toBe(2);
    expect(end.held).toBeDefined();
  });

  it('holds from the first dead letter on when dead letters cannot be published', async () => {
    const { guard, letters } = guarded(() => undefined, {
      writeDead: () => {
        throw retriable();
      },
    });
    const end = await guard.settle(slice(...steps('a', 2), 'poison', ...steps('a', 2)));
    expect(end).toMatchObject({ settled: 2, held: { retriable: true } });
    expect(letters).toEqual([]);
  });

  it('gives up the rest of a slice that takes too long to split, but always gets on', async () => {
    const { guard, letters } = guarded(() => {
      throw new TypeError('every event fails');
    });
    const records = slice(...steps('a', 100));
    const end = await guard.settle(records);
    expect(end.settled).toBeGreaterThan(0);
    expect(end.settled).toBeLessThan(100);
    expect(end.held).toBeUndefined();
    expect(letters).toHaveLength(end.settled);
  });

  describe('S2: a slice that is too much at once', () => {
    const tooMuch = (): Error =>
      Object.assign(new Error('time limit'), { retriable: true, isTooLarge: true });
    const limited = (most: number) => {
      const sizes: number[] = [];
      const guard = new Guard({
        topic,
        handle: async (batch) => {
          sizes.push(batch.length);
          if (batch.length > most) throw new Error('the query failed', { cause: tooMuch() });
        },
        writeDead: async (dead) => expect(dead).toEqual([]),
        now: () => 0,
      });
      return { guard, sizes };
    };

    it('is split until it fits, and the next slice comes in pieces that fitted', async () => {
      const { guard, sizes } = limited(30);
      const records = slice(...steps('a', 100));
      expect(await guard.settle(records)).toEqual({ settled: 100 });
      expect(sizes).toEqual([100, 50, 25, 25, 50, 25, 25]);
      sizes.length = 0;
      expect(await guard.settle(records)).toEqual({ settled: 100 });
      expect(sizes[0]).toBe(50); // it tries more again after a quick slice
    });

    it('is held, and no dead letter, when a single event is too much', async () => {
      const { guard, sizes } = limited(0);
      const end = await guard.settle(slice(...steps('a', 4)));
      expect(end).toMatchObject({ settled: 0, held: { cause: { isTooLarge: true } } });
      expect(sizes).toEqual([4, 2, 1]);
    });

    it('is held between its pieces when each takes its time, and goes on with smaller ones', async () => {
      const sizes: number[] = [];
      let nowMs = 0;
      const guard = new Guard({
        topic,
        handle: async (batch) => {
          sizes.push(batch.length);
          nowMs += batch.length > 30 ? 10_000 : 10;
          if (batch.length > 30) throw tooMuch();
        },
        writeDead: async () => undefined,
        now: () => nowMs,
      });
      const records = slice(...steps('a', 100));
      expect(await guard.settle(records)).toMatchObject({ settled: 0, held: { isTooLarge: true } });
      expect(await guard.settle(records)).toMatchObject({ settled: 0, held: { isTooLarge: true } });
      expect(await guard.settle(records)).toEqual({ settled: 100 });
      expect(sizes).toEqual([100, 50, 25, 25, 25, 25]);
    });
  });

  describe('S3: a bug that hits every event', () => {
    const quick = { lookMs: 1 };
    const different = (count: number, from = 0): Step[] =>
      Array.from({ length: count }, (_, number) => ({
        walk: `walk-${from + number}`,
        number: from + number,
      }));

    it('holds the topic and buries nothing of the slice, tries one event again and again, and resumes alone', async () => {
      let isBroken = true;
      const { guard, letters, batches } = guarded(() => {
        if (isBroken) throw new TypeError('a bad deploy');
      }, quick);
      const records = slice(...different(1_000));
      expect(await guard.settle(records)).toMatchObject({ settled: 0, held: { code: 'handler-broken' } });
      expect(guard.isBroken).toBe(true);
      batches.length = 0;
      expect(await guard.settle(records)).toMatchObject({ settled: 0, held: { code: 'handler-broken' } });
      expect(batches.slice(0, 2)).toEqual([[0], [999]]);
      expect(batches.length).toBeLessThanOrEqual(8);
      isBroken = false;
      expect(await guard.settle(records)).toEqual({ settled: 1_000 });
      expect(guard.isBroken).toBe(false);
      expect(letters).toEqual([]);
    });

    it('keeps what was settled before the bug came', async () => {
      const { guard, letters } = guarded(({ number }) => {
        if (number === 3 || number >= 40) throw new TypeError('bug');
      }, quick);
      const end = await guard.settle(slice(...different(64)));
      expect(end).toMatchObject({ settled: 40, held: { code: 'handler-broken' } });
      expect(letters.map(({ record }) => record.offset)).toEqual(['3']);
    });

    it('does not take a heap of strange events for it while others pass', async () => {
      const { guard, letters } = guarded(({ number }) => {
        if (number < 30) throw new TypeError('strange');
      }, quick);
      expect(await guard.settle(slice(...different(64)))).toEqual({ settled: 64 });
      expect(letters).toHaveLength(30);
    });

    it('finds the one that passes among many that do not, sooner or later', async () => {
      const { guard, letters } = guarded(({ number }) => {
        if (number !== 20) throw new TypeError('strange');
      }, quick);
      const records = slice(...different(40));
      let end = await guard.settle(records);
      for (let tries = 0; end.settled === 0 && tries < 1_000; tries++) end = await guard.settle(records);
      expect(end.settled).toBeGreaterThan(0);
      expect(letters.length).toBeGreaterThan(0);
    });

    it('does not blame the handler for values that the database refuses, however many', async () => {
      const { guard, letters } = guarded(() => {
        throw Object.assign(new Error('invalid byte sequence'), { code: '22021' });
      }, quick);
      expect(await guard.settle(slice(...different(12)))).toEqual({ settled: 12 });
      expect(letters).toHaveLength(12);
    });

    it('counts over slices of one event, and lets one that passes behind them show that the handler is well', async () => {
      const { guard, letters } = guarded(({ number }) => {
        if (number < 20) throw new TypeError('strange');
      });
      for (const step of different(9)) expect(await guard.settle(slice(step))).toEqual({ settled: 1 });
      const tenth = different(1, 9);
      expect(await guard.settle(slice(...tenth))).toMatchObject({ settled: 0 });
      expect(await guard.settle(slice(...tenth, ...different(1, 30)))).toEqual({ settled: 2 });
      expect(letters).toHaveLength(10);
    });
  });

  it('survives a contract that throws', async () => {
    const { letters } = guarded(() => undefined);
    const broken: Topic = {
      ...topic,
      key: () => {
        throw new Error('no key');
      },
    };
    const guard = new Guard({
      topic: broken,
      handle: async () => undefined,
      writeDead: async (dead) => void letters.push(...dead),
    });
    expect(await guard.settle([aRecord({ walk: 'a', number: 1 }, 0, { key: Buffer.from('a') })])).toEqual({
      settled: 1,
    });
    expect(letters).toMatchObject([{ reason: 'handler-failed' }]);
  });
});
