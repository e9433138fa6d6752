import { type Partition, partitionKeyOf } from '../log';
import { Holds } from './holds';

const p = (partition: number, topic = 't'): Partition => ({ topic, partition });

function valve() {
  const paused = new Set<string>();
  return {
    paused,
    pause: (partitions: readonly Partition[]) => partitions.forEach((one) => paused.add(partitionKeyOf(one))),
    resume: (partitions: readonly Partition[]) =>
      partitions.forEach((one) => paused.delete(partitionKeyOf(one))),
  };
}

describe('holds', () => {
  it('pause a partition until its last cause is gone', () => {
    const tap = valve();
    const holds = new Holds(tap);
    holds.assign([p(0), p(1)], ['starting']);
    holds.hold('retrying', [p(0)]);
    holds.release('starting', [p(0), p(1)]);
    expect([...tap.paused]).toEqual(['t/0']);
    holds.release('retrying', [p(0)]);
    expect([...tap.paused]).toEqual([]);
  });

  it('let go of partitions that went to others, so that they are read when they come back', () => {
    const tap = valve();
    const holds = new Holds(tap);
    holds.assign([p(0), p(1)], ['starting']);
    holds.assign([p(1)], ['starting']);
    expect([...tap.paused]).toEqual(['t/1']);
    holds.release('starting', holds.of());
    expect([...tap.paused]).toEqual([]);
  });

  it('do not hold what is not assigned', () => {
    const tap = valve();
    const holds = new Holds(tap);
    holds.assign([p(0)], []);
    holds.hold('retrying', [p(5)]);
    expect([...tap.paused]).toEqual([]);
    expect(holds.has('retrying')).toBe(false);
  });

  it('know the partitions of a topic', () => {
    const holds = new Holds(valve());
    holds.assign([p(0), p(0, 'u'), p(1)], []);
    expect(holds.of('t')).toEqual([p(0), p(1)]);
  });
});
