// The record of all calls: the independent witness of what reached the vendors. It is written before the answer leaves.
import { EventEmitter, once } from 'node:events';
import type { FakeMessage } from './vendor-fake';

export interface CallRecord {
  /** Counts all calls of all vendors, from 1, without gaps. */
  readonly n: number;
  /** Arrival of the request's last byte. */
  readonly atMs: number;
  readonly vendor: string;
  readonly path: string;
  /** First 16 hex digits of the SHA-256 of the secret; null: none was presented. */
  readonly credential: string | null;
  readonly targets: number;
  readonly messages: readonly FakeMessage[];
  /** withheld: the caller gets no answer, or none that can be read, whatever the vendor decided. */
  readonly answer: 'given' | 'withheld';
  /** What the vendor decided, also when the answer is withheld. */
  readonly status: number;
  readonly code: string;
  readonly accepted: number;
}

/** The caller of call `n` was gone before its answer could leave. */
export interface LostRecord {
  readonly lost: number;
  readonly atMs: number;
}

export interface Witness {
  /** Resolves when the record is out of this process's hands. */
  append(record: CallRecord | LostRecord): Promise<void>;
}

const NEXT_DEADLINE_MS = 10_000;

/** For tests. */
export class MemoryWitness implements Witness {
  readonly records: (CallRecord | LostRecord)[] = [];
  private readonly heard = new EventEmitter();

  append(record: CallRecord | LostRecord): Promise<void> {
    this.records.push(record);
    this.heard.emit('record');
    return Promise.resolve();
  }

  get calls(): CallRecord[] {
    return this.records.filter((record): record is CallRecord => 'n' in record);
  }

  /** The first call that fits, seen already or still to come. */
  async next(isIt: (call: CallRecord) => boolean, deadlineMs = NEXT_DEADLINE_MS): Promise<CallRecord> {
    const signal = AbortSignal.timeout(deadlineMs);
    for (;;) {
      const call = this.calls.find(isIt);
      if (call !== undefined) return call;
      await once(this.heard, 'record', { signal });
    }
  }
}
