// COPY … FROM STDIN: pg speaks its messages, but has no stream for them.
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Client, Connection, Submittable } from 'pg';

/** What of pg's connection is not in its types. */
interface CopyConnection {
  stream: Writable;
  query: (text: string) => void;
  sendCopyFromChunk: (chunk: Buffer) => void;
  endCopyFrom: () => void;
}

const ENOUGH_CHARACTERS = 1 << 18;

export class Copy implements Submittable {
  private connection: CopyConnection | undefined;
  private waiting: string[] = [];
  private characters = 0;
  private readonly opened = deferred();
  private readonly ended = deferred();

  private constructor(private readonly text: string) {}

  /** `table` is a constant of ours, with its columns. */
  static async into(client: Client, table: string, options = ''): Promise<Copy> {
    const copy = new Copy(`copy ${table} from stdin ${options}`);
    client.query(copy);
    await copy.opened.promise;
    return copy;
  }

  /** Lines in COPY's text format, each with its line break. Resolves when there is room for more. */
  async add(lines: string): Promise<void> {
    this.waiting.push(lines);
    this.characters += lines.length;
    if (this.characters >= ENOUGH_CHARACTERS) await this.flush();
  }

  /** Resolves when all of it is in the table. */
  async end(): Promise<void> {
    await this.flush();
    this.connection?.endCopyFrom();
    await this.ended.promise;
  }

  private async flush(): Promise<void> {
    const { connection } = this;
    if (connection === undefined || this.characters === 0) return;
    connection.sendCopyFromChunk(Buffer.from(this.waiting.join('')));
    [this.waiting, this.characters] = [[], 0];
    if (connection.stream.writableNeedDrain)
      await Promise.race([once(connection.stream, 'drain'), this.ended.promise]);
  }

  // What pg's client calls.

  submit(connection: Connection): void {
    this.connection = connection as unknown as CopyConnection;
    this.connection.query(this.text);
  }

  handleCopyInResponse(): void {
    this.opened.resolve();
  }

  handleCommandComplete(): void {
    // The server is ready right after it.
  }

  handleReadyForQuery(): void {
    this.ended.resolve();
  }

  handleError(error: Error): void {
    this.opened.reject(error);
    this.ended.reject(error);
  }
}

function deferred(): { promise: Promise<void>; resolve: () => void; reject: (error: Error) => void } {
  let [resolve, reject]: [() => void, (error: Error) => void] = [() => undefined, () => undefined];
  const promise = new Promise<void>((...both) => ([resolve, reject] = both));
  // Whoever awaits it gets the error; nobody may be there yet.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

/** A text as a column of COPY's text format. */
export const column = (text: string): string => (text.includes('\\') ? text.replaceAll('\\', '\\\\') : text);
