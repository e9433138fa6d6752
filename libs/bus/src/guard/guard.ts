// Stands between the log and a handler. Whatever a handler throws or a record holds, the result is how many records are settled, and
// whether the others wait. The flow waits, the gather makes slices, and the handling finds the event that fails.
import type { Topic } from '@offline-push/contracts';
import { type BatchHandler, type BusRecord, type Delivered, LiveWords } from '../bus';
import type { SliceEnd } from '../flow/gather';
import type { Dead } from './dead-letters';
import { Handling, named } from './handling';
import { inspect } from './inspect';
import { mentionsAny, mentionsAnyOf } from './mentions';
import { countRemarks } from './remarks';

export interface Guarded {
  topic: Topic;
  handle: BatchHandler<unknown>;
  mentioning?: readonly string[] | LiveWords | undefined;
  writeDead: (dead: readonly Dead[]) => Promise<void>;
  /** A monotonic clock, in ms. */
  now?: () => number;
}

export class Guard {
  private readonly handling: Handling;
  private readonly isMeant: (value: Buffer | null) => boolean = () => true;

  constructor(private readonly guarded: Guarded) {
    this.handling = new Handling(guarded.topic, guarded.handle, guarded.now);
    const { mentioning } = guarded;
    if (mentioning instanceof LiveWords) this.isMeant = mentionsAnyOf(mentioning);
    else if (mentioning) this.isMeant = mentionsAny(mentioning);
  }

  /** True while the handler fails on every event. */
  get isBroken(): boolean {
    return this.handling.isBroken;
  }

  /** Never rejects. Records are settled from the first on, so that a partition never has an open record before a settled one. */
  async settle(slice: readonly BusRecord[]): Promise<SliceEnd> {
    try {
      return await this.settleSlice(slice);
    } catch (error) {
      return { settled: 0, held: error }; // a bug of ours: nothing is skipped, and the topic is held
    }
  }

  private async settleSlice(slice: readonly BusRecord[]): Promise<SliceEnd> {
    const dead = new Map<BusRecord, Dead>();
    const good = this.readable(slice, dead);
    const { done, rejections, held } = await this.handling.handle(good);
    for (const { delivered, reason, detail } of rejections)
      dead.set(delivered.record, { record: delivered.record, reason, detail });
    const open = good[done]?.record;
    const settled = open === undefined ? slice.length : slice.indexOf(open);
    return this.settled(slice.slice(0, settled), dead, held);
  }

  private readable(slice: readonly BusRecord[], dead: Map<BusRecord, Dead>): Delivered<unknown>[] {
    const good: Delivered<unknown>[] = [];
    for (const record of slice) {
      if (!this.isMeant(record.value)) continue;
      const inspection = this.inspect(record);
      if (inspection.ok) good.push(inspection.delivered);
      else dead.set(record, { record, reason: inspection.reason, detail: inspection.detail });
    }
    return good;
  }

  /** Contracts should never throw. If one does, only its own record becomes a dead letter. */
  private inspect(record: BusRecord): ReturnType<typeof inspect> {
    if (record.notDecodable !== undefined)
      return { ok: false, reason: 'not-decodable', detail: record.notDecodable };
    try {
      const inspection = inspect(this.guarded.topic, record);
      if (inspection.ok && inspection.remarks) countRemarks(this.guarded.topic.name, inspection.remarks);
      return inspection;
    } catch (error) {
      return { ok: false, reason: 'handler-failed', detail: `reading it failed: ${named(error)}` };
    }
  }

  private async settled(
    settled: readonly BusRecord[],
    dead: ReadonlyMap<BusRecord, Dead>,
    held: unknown,
  ): Promise<SliceEnd> {
    const letters = settled.flatMap((record) => dead.get(record) ?? []);
    try {
      await this.guarded.writeDead(letters);
    } catch (error) {
      const first = letters[0];
      return { settled: first === undefined ? 0 : settled.indexOf(first.record), held: error };
    }
    return held === undefined ? { settled: settled.length } : { settled: settled.length, held };
  }
}
