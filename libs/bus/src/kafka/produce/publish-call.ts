// One call of publish(): its records, how many of them are not acknowledged yet, and its promise.
import type { RecordBody } from './record-encoder';

/** An event that waits to be sent. */
export interface Pending {
  topic: string;
  key: Buffer | null;
  body: RecordBody;
  timestampMs: number;
  call: PublishCall;
}

export class PublishCall {
  readonly records: readonly Pending[];
  /** Size of the bodies. What the batches add is small. */
  readonly sizeBytes: number;
  readonly done: Promise<void>;
  /** When the call began, by the monotonic clock. */
  readonly sinceMs = performance.now();
  private open: number;
  private resolve!: () => void;
  private reject!: (error: Error) => void;
  private ended = false;

  constructor(records: readonly Omit<Pending, 'call'>[]) {
    this.records = records.map((record) => ({ ...record, call: this }));
    this.sizeBytes = records.reduce((sum, { body }) => sum + body.length, 0);
    this.open = records.length;
    this.done = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  get hasEnded(): boolean {
    return this.ended;
  }

  /** Records without an acknowledgement. */
  get openRecords(): number {
    return this.open;
  }

  get topics(): string[] {
    return [...new Set(this.records.map(({ topic }) => topic))];
  }

  /** Called when one record is in the log. */
  acknowledge(): void {
    this.open--;
    if (this.open > 0 || this.ended) return;
    this.ended = true;
    this.resolve();
  }

  fail(error: Error): void {
    if (this.ended) return;
    this.ended = true;
    this.reject(error);
  }
}
