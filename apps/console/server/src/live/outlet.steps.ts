// The answer that does not end. Who does not read is waited for, and then cut: it comes again with its last id.
import type { Response } from 'express';

const DRAIN_DEADLINE_MS = 30_000;
/** For what was written before the end. */
const LAST_BYTES_MS = 500;

export const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Proxies must neither compress nor gather.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

export class Outlet {
  #drained: Promise<void> | undefined;
  /** By `performance.now()`. */
  writtenAtMs = performance.now();

  constructor(private readonly response: Response) {}

  begin(): void {
    this.response.socket?.setKeepAlive(true, DRAIN_DEADLINE_MS);
    this.response.writeHead(200, STREAM_HEADERS).flushHeaders();
  }

  get isFull(): boolean {
    return this.#drained !== undefined;
  }

  /** Resolves when there is room for more. */
  async write(text: string): Promise<void> {
    if (this.response.destroyed || this.response.writableEnded) return;
    this.writtenAtMs = performance.now();
    if (this.response.write(text)) return;
    this.#drained ??= this.#drain();
    await this.#drained;
  }

  end(): void {
    const { response } = this;
    if (response.writableEnded) return;
    const late = setTimeout(() => response.destroy(), LAST_BYTES_MS);
    response.once('close', () => clearTimeout(late));
    response.end(() => response.socket?.destroySoon());
  }

  #drain(): Promise<void> {
    return new Promise((resolve) => {
      const over = (): void => {
        clearTimeout(late);
        this.response.off('drain', over).off('close', over);
        this.#drained = undefined;
        resolve();
      };
      const late = setTimeout(() => this.response.destroy(), DRAIN_DEADLINE_MS);
      this.response.once('drain', over).once('close', over);
    });
  }
}
