// One answer that does not end: what is written into it waits until its reader took it, and has a deadline. So a slow reader costs one row of
// news, and one that is gone without a word costs it until then.
import type { Request, Response } from 'express';

/** For as many bytes as the reader is behind. */
const DRAIN_DEADLINE_MS = 30_000;
/** For what was written before the end. A connection that stays would hold up the stop of the service. */
const LAST_BYTES_MS = 500;

/** `no-transform` keeps proxies from compressing, the last one nginx from gathering. */
export const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

export class Outlet {
  private onDrain: (() => void) | undefined;
  isClosed = false;
  /** By `performance.now()`. */
  writtenAtMs = 0;

  constructor(
    private readonly response: Response,
    private readonly onClose: () => void,
  ) {
    response.on('drain', () => this.onDrain?.());
    response.once('close', () => this.closed());
    if (response.destroyed || response.writableEnded) this.closed();
  }

  begin(request: Request): void {
    request.socket.setKeepAlive(true, DRAIN_DEADLINE_MS);
    this.response.writeHead(200, STREAM_HEADERS).flushHeaders();
    this.writtenAtMs = performance.now();
  }

  async write(text: string): Promise<void> {
    // Nothing is never drained.
    if (this.isClosed || text === '') return;
    this.writtenAtMs = performance.now();
    if (this.response.write(text)) return;
    await new Promise<void>((resolve) => {
      const late = setTimeout(() => this.response.destroy(), DRAIN_DEADLINE_MS);
      this.onDrain = () => {
        clearTimeout(late);
        this.onDrain = undefined;
        resolve();
      };
    });
  }

  /** What was written still goes out, for a moment; then the connection is closed. */
  end(): void {
    if (this.isClosed) return;
    const { response } = this;
    const late = setTimeout(() => response.destroy(), LAST_BYTES_MS);
    response.once('close', () => clearTimeout(late));
    response.end(() => response.socket?.destroySoon());
    this.closed();
  }

  /** At once, without an end: the reader knows that something is missing. */
  cut(): void {
    this.response.destroy();
  }

  private closed(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.onDrain?.();
    this.onClose();
  }
}
