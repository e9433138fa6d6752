import { aRecord, Door, steps } from '../../bus-conformance';
import type { BusRecord } from '@offline-push/bus/inside/bus';
import { Gather, type SliceEnd } from '@offline-push/bus/inside/flow/gather';

const records = (partition: number, count: number): BusRecord[] =>
  steps('a', count).map((step, offset) => aRecord(step, offset, { partition }));

function gathering(maxRecords: number, end: (slice: readonly BusRecord[]) => SliceEnd | Promise<SliceEnd>) {
  const sizes: number[] = [];
  const gather = new Gather(async (slice) => {
    sizes.push(slice.length);
    return end(slice);
  }, maxRecords);
  return { gather, sizes };
}
const all = (slice: readonly BusRecord[]): SliceEnd => ({ settled: slice.length });

describe('the gather', () => {
  it('puts the partitions of one fetch into one slice', async () => {
    const { gather, sizes } = gathering(1000, all);
    const ends = await Promise.all([0, 1, 2].map((partition) => gather.add(records(partition, 10))));
    expect(ends).toEqual([{ settled: 10 }, { settled: 10 }, { settled: 10 }]);
    expect(sizes).toEqual([30]);
  });

  it('makes the next slice of what arrives while one runs, and never runs two', async () => {
    const door = new Door();
    let running = 0;
    const { gather, sizes } = gathering(1000, async (slice) => {
      expect(++running).toBe(1);
      await door.isOpen;
      running--;
      return all(slice);
    });
    const first = gather.add(records(0, 1));
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    const later = [1, 2, 3].map((partition) => gather.add(records(partition, 5)));
    door.open();
    await Promise.all([first, ...later]);
    expect(sizes).toEqual([1, 15]);
  });

  it('never makes a slice larger than its bound, and keeps the order within a partition', async () => {
    const seen: string[] = [];
    const { gather, sizes } = gathering(4, (slice) => {
      seen.push(...slice.filter(({ partition }) => partition === 0).map(({ offset }) => offset));
      return all(slice);
    });
    expect(await Promise.all([gather.add(records(0, 6)), gather.add(records(1, 3))])).toEqual([
      { settled: 6 },
      { settled: 3 },
    ]);
    expect(sizes).toEqual([4, 4, 1]);
    expect(seen).toEqual(['0', '1', '2', '3', '4', '5']);
  });

  it('tells each partition how much of it is settled when a slice is held', async () => {
    const held = new Error('away');
    const { gather } = gathering(1000, () => ({ settled: 7, held }));
    expect(
      await Promise.all([gather.add(records(0, 5)), gather.add(records(1, 5)), gather.add(records(2, 5))]),
    ).toEqual([{ settled: 5 }, { settled: 2, held }, { settled: 0, held }]);
  });

  it('holds what waits behind a held slice without calling the handler', async () => {
    const held = new Error('away');
    const { gather, sizes } = gathering(5, () => ({ settled: 0, held }));
    expect(await Promise.all([gather.add(records(0, 5)), gather.add(records(1, 5))])).toEqual([
      { settled: 0, held },
      { settled: 0, held },
    ]);
    expect(sizes).toEqual([5]);
  });

  it('gives back the rest of a slice that was cut short, without a hold', async () => {
    const { gather } = gathering(1000, () => ({ settled: 3 }));
    expect(await gather.add(records(0, 5))).toEqual({ settled: 3 });
    await gather.idle();
  });
});
