// Makes slices: records that arrive while a handler runs are its next slice, without a timer. There is one gather per topic and flow, in
// which the partitions of one fetch come together. The guard handles errors.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BusRecord } from '../bus';

/** How a slice ended: its first `settled` records are done. With `held`, the others wait until this cause has passed. */
export interface SliceEnd {
  settled: number;
  held?: unknown;
}

interface Entry {
  records: readonly BusRecord[];
  /** How many of the records went into slices. */
  taken: number;
  settled: number;
  end: (end: SliceEnd) => void;
}

interface Share {
  entry: Entry;
  from: number;
  to: number;
}

export class Gather {
  private readonly queue: Entry[] = [];
  private running: Promise<void> | null = null;

  /** `run` gets at most `maxRecords` records and never rejects. */
  constructor(
    private readonly run: (slice: readonly BusRecord[]) => Promise<SliceEnd>,
    private readonly maxRecords: number,
  ) {}

  /** Takes records of one partition, in order. Resolves when they are settled or held. */
  add(records: readonly BusRecord[]): Promise<SliceEnd> {
    return new Promise((end) => {
      this.queue.push({ records, taken: 0, settled: 0, end });
      this.running ??= this.drain();
    });
  }

  /** Resolves when no slice runs. */
  async idle(): Promise<void> {
    while (this.running !== null) await this.running;
  }

  /** Runs one slice at a time, which keeps the order of each partition. */
  private async drain(): Promise<void> {
    await nextTurn(); // the other partitions of the same fetch are handed over in this turn
    while (this.queue.length > 0) {
      const shares = this.cut();
      const slice = shares.flatMap(({ entry, from, to }) => entry.records.slice(from, to));
      this.share(shares, await this.run(slice));
    }
    this.running = null;
  }

  private cut(): Share[] {
    const shares: Share[] = [];
    let room = this.maxRecords;
    for (const entry of this.queue) {
      if (room === 0) break;
      const from = entry.taken;
      const to = Math.min(entry.records.length, from + room);
      entry.taken = to;
      room -= to - from;
      shares.push({ entry, from, to });
    }
    return shares;
  }

  private share(shares: readonly Share[], end: SliceEnd): void {
    let before = 0;
    for (const { entry, from, to } of shares) {
      entry.settled += clamp(end.settled - before, 0, to - from);
      before += to - from;
      if (entry.settled < to || entry.settled === entry.records.length) this.finish(entry, end.held);
    }
    if (end.held !== undefined) for (const entry of [...this.queue]) this.finish(entry, end.held);
  }

  private finish(entry: Entry, held: unknown): void {
    this.queue.splice(this.queue.indexOf(entry), 1);
    const isHeld = held !== undefined && entry.settled < entry.records.length;
    entry.end(isHeld ? { settled: entry.settled, held } : { settled: entry.settled });
  }
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
