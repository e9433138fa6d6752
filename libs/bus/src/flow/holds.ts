// Keeps which partitions of a flow are paused, and why. A partition is read again when its last cause is gone.
import { type Partition, partitionKeyOf } from '../log';

/**
 * starting: its committed offset is not compared with the log yet. catching-up: the state feed is behind or not fresh.
 * retrying: something we need is away. stopping: the process ends.
 */
export type HoldCause = 'starting' | 'catching-up' | 'retrying' | 'stopping';

interface Valve {
  pause(partitions: readonly Partition[]): void;
  resume(partitions: readonly Partition[]): void;
}

export class Holds {
  private partitions: readonly Partition[] = [];
  private readonly causes = new Map<string, Set<HoldCause>>();

  constructor(private readonly valve: Valve) {}

  /** Begins a new assignment with these causes for all partitions. */
  assign(partitions: readonly Partition[], causes: readonly HoldCause[]): void {
    const before = this.partitions.filter((partition) => this.isHeld(partition));
    this.partitions = partitions;
    this.causes.clear();
    for (const partition of partitions) this.causes.set(partitionKeyOf(partition), new Set(causes));
    if (causes.length > 0) this.valve.pause(partitions);
    const gone = before.filter((partition) => !this.isHeld(partition));
    if (gone.length > 0) this.valve.resume(gone);
  }

  /** The assigned partitions of a topic, or all. */
  of(topic?: string): readonly Partition[] {
    return topic === undefined ? this.partitions : this.partitions.filter((one) => one.topic === topic);
  }

  hold(cause: HoldCause, partitions: readonly Partition[]): void {
    const added = partitions.filter((partition) => {
      const causes = this.causes.get(partitionKeyOf(partition));
      return causes !== undefined && causes.size === 0;
    });
    for (const partition of partitions) this.causes.get(partitionKeyOf(partition))?.add(cause);
    if (added.length > 0) this.valve.pause(added);
  }

  release(cause: HoldCause, partitions: readonly Partition[]): void {
    const freed = partitions.filter((partition) => {
      const causes = this.causes.get(partitionKeyOf(partition));
      return causes?.delete(cause) === true && causes.size === 0;
    });
    if (freed.length > 0) this.valve.resume(freed);
  }

  has(cause: HoldCause): boolean {
    return [...this.causes.values()].some((causes) => causes.has(cause));
  }

  isHeld(partition: Partition): boolean {
    return (this.causes.get(partitionKeyOf(partition))?.size ?? 0) > 0;
  }
}
