// The record of all vendor calls, one JSON line each. A line is with the operating system before the answer to its call leaves, so
// that it survives the death of this process. Many lines that wait together are written together.
import { createReadStream } from 'node:fs';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { CallRecord, LostRecord, Witness } from '@offline-push/vendor-fakes';

/** A reader finds its place by the nearest of these. */
const LINES_PER_MARK = 256;

export interface Page {
  readonly calls: CallRecord[];
  /** Calls whose caller was gone before the answer could leave. */
  readonly lost: number[];
}

export class CallLog implements Witness {
  private waiting: { lines: string[]; written: Promise<void> } | undefined;
  private last: Promise<void> = Promise.resolve();
  private bytes = 0;
  private marks = [{ n: 0, offset: 0 }];
  private readonly counted = { calls: 0, targets: 0, accepted: 0, withheld: 0, lost: 0 };

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
  ) {}

  /** Goes on where an earlier process ended. */
  static async open(path: string): Promise<CallLog> {
    await mkdir(dirname(path), { recursive: true });
    const log = new CallLog(path, await open(path, 'a+'));
    await log.readAgain();
    return log;
  }

  /** Number of the last call. */
  get calls(): number {
    return this.counted.calls;
  }

  count(): Readonly<CallLog['counted']> {
    return { ...this.counted };
  }

  append(record: CallRecord | LostRecord): Promise<void> {
    const line = `${JSON.stringify(record)}\n`;
    this.note(record, Buffer.byteLength(line));
    if (this.waiting === undefined) {
      const lines: string[] = [];
      const written = this.last.then(() => this.write(lines));
      this.waiting = { lines, written };
      this.last = written;
    }
    this.waiting.lines.push(line);
    return this.waiting.written;
  }

  /** Calls after number `since`, oldest first, and what became known since about lost answers. */
  async read(since: number, limit: number): Promise<Page> {
    await this.last;
    const mark = this.marks.findLast(({ n }) => n <= since) ?? { offset: 0 };
    const calls: CallRecord[] = [];
    const lost: number[] = [];
    for await (const record of this.recordsFrom(mark.offset)) {
      if ('lost' in record) {
        if (record.lost > since) lost.push(record.lost);
      } else if (record.n > since) calls.push(record);
      if (calls.length === limit) break;
    }
    return { calls, lost };
  }

  async clear(): Promise<void> {
    await this.last;
    await this.file.truncate(0);
    this.bytes = 0;
    this.marks = [{ n: 0, offset: 0 }];
    Object.assign(this.counted, { calls: 0, targets: 0, accepted: 0, withheld: 0, lost: 0 });
  }

  async close(): Promise<void> {
    await this.last;
    await this.file.close();
  }

  private async write(lines: string[]): Promise<void> {
    this.waiting = undefined;
    await this.file.appendFile(lines.join(''));
  }

  private note(record: CallRecord | LostRecord, size: number): void {
    this.bytes += size;
    if ('lost' in record) {
      this.counted.lost++;
      return;
    }
    this.counted.calls = record.n;
    this.counted.targets += record.targets;
    this.counted.accepted += record.accepted;
    this.counted.withheld += record.answer === 'withheld' ? 1 : 0;
    if (record.n % LINES_PER_MARK === 0) this.marks.push({ n: record.n, offset: this.bytes });
  }

  /** Counts what is there; half a line at the end, left by a kill, is closed so that it stays one bad line. */
  private async readAgain(): Promise<void> {
    const { size } = await this.file.stat();
    if (size === 0) return;
    const end = Buffer.alloc(1);
    await this.file.read(end, 0, 1, size - 1);
    if (end.toString() !== '\n') await this.file.appendFile('\n');
    for await (const line of this.linesFrom(0)) {
      const record = recordIn(line);
      const length = Buffer.byteLength(line) + 1;
      if (record === undefined) this.bytes += length;
      else this.note(record, length);
    }
  }

  private linesFrom(start: number): AsyncIterable<string> {
    return createInterface({ input: createReadStream(this.path, { start }), crlfDelay: Infinity });
  }

  private async *recordsFrom(start: number): AsyncGenerator<CallRecord | LostRecord> {
    for await (const line of this.linesFrom(start)) {
      const record = recordIn(line);
      if (record !== undefined) yield record;
    }
  }
}

function recordIn(line: string): CallRecord | LostRecord | undefined {
  try {
    return JSON.parse(line) as CallRecord | LostRecord;
  } catch {
    return undefined;
  }
}
