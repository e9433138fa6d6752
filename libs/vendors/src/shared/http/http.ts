// One HTTP/1.1 exchange with a vendor: a limited answer, no redirects, a deadline, and whether the request can have reached the vendor.
// Codes and verdicts are in the vendor's own files.
import { Pool } from 'undici';
import { codeOf } from './error-code';
import { rehearsalAt } from './rehearsal';
import { answeredAtMs, retryAfterMs } from './retry-after';
import { USER_AGENT } from './user-agent';
import { lookupThrough, type NameCache } from '../network/lookup';
import { sharedNames } from '../network/names';
import { connectorOf, type WayOut } from '../network/way-out';
import { NOT_BEGUN } from '../../vendor';

/** The most bytes of an answer that are read, unless a vendor needs more. */
export const MAX_ANSWER_BYTES = 65_536;
const MAX_HEADER_BYTES = 16_384;
export const CONNECT_TIMEOUT_MS = 3_000;
/** Vendors close idle connections after a minute or more. We close first, so that no request is written into a closing connection. */
const IDLE_MS = 30_000;
/** The most requests that wait for a connection, per connection. */
const WAITING_PER_CONNECTION = 8;

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Begins with "/"; joined to the path of the base URL. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export type Exchange =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** UTF-8 text; empty when it could not be text. */
      readonly body: string;
      /** Why the body cannot be used: it is too long, or compressed although we did not ask for that. */
      readonly spoiled?: 'answer-too-long' | 'answer-packed';
      readonly retryAfterMs?: number;
      /** The header of that name: where a vendor keeps what it took. Never followed. */
      readonly location?: string;
    }
  | {
      readonly kind: 'no-answer';
      readonly code: string;
      /** False only if no byte of the request can have been sent. */
      readonly mayHaveArrived: boolean;
    };

export class HttpOrigin {
  private readonly pool: Pool;
  private readonly prefix: string;
  private readonly maxOpen: number;
  private readonly base: URL;
  /** Nothing is sent. */
  private readonly rehearsal;
  private open = 0;

  constructor(
    baseUrl: string,
    connections: number,
    names: NameCache = sharedNames,
    private readonly maxAnswerBytes = MAX_ANSWER_BYTES,
    way: Pick<WayOut, 'ready' | 'tls'> = {},
  ) {
    const url = (this.base = new URL(baseUrl));
    this.rehearsal = rehearsalAt(url);
    this.prefix = url.pathname.replace(/\/$/, '');
    this.maxOpen = connections * (1 + WAITING_PER_CONNECTION);
    this.pool = new Pool(url.origin, {
      connections,
      pipelining: 1,
      keepAliveTimeout: IDLE_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
      // Only the deadline of each call counts, so undici's own are off.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: connectorOf(url, { timeoutMs: CONNECT_TIMEOUT_MS, lookup: lookupThrough(names), ...way }),
    });
  }

  /**
   * Never rejects. `deadlineMs` counts from now, waiting for a connection included. `beginMs`: no byte leaves after that. Who has waited
   * longer for a connection is told so once it is there, so that the next one need not wait.
   */
  async exchange(request: HttpRequest, deadlineMs: number, beginMs = Infinity): Promise<Exchange> {
    if (this.rehearsal !== undefined) return this.rehearsal.note(this.base, request);
    if (this.open >= this.maxOpen) {
      return { kind: 'no-answer', code: 'too-many-calls', mayHaveArrived: false };
    }
    this.open++;
    try {
      return await this.dispatch(request, deadlineMs, beginMs);
    } finally {
      this.open--;
    }
  }

  /** True if no request is under way or waits for a connection. */
  get isIdle(): boolean {
    return this.open === 0;
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }

  private dispatch(request: HttpRequest, deadlineMs: number, beginMs: number): Promise<Exchange> {
    return new Promise((resolve) => {
      const reader = new AnswerReader(deadlineMs, performance.now() + beginMs, this.maxAnswerBytes, resolve);
      const { method, body } = request;
      const headers = { 'user-agent': USER_AGENT, ...request.headers };
      try {
        this.pool.dispatch(
          { method, path: this.prefix + request.path, headers, body: body ?? null, reset: false },
          reader,
        );
      } catch (error) {
        reader.onResponseError(undefined, error as Error);
      }
    });
  }
}

export const isNotBegun = (exchange: Exchange): boolean =>
  exchange.kind === 'no-answer' && exchange.code === NOT_BEGUN;

/** Its code becomes NOT_BEGUN, as that of any error of the network. */
class NotBegun extends Error {
  readonly code = NOT_BEGUN.toUpperCase().replaceAll('-', '_');
}

interface Controller {
  abort(reason: Error): void;
}

/** undici's handler for one request: gathers the answer, ends exactly once. */
class AnswerReader {
  private controller: Controller | undefined;
  private isOver = false;
  private status = 0;
  private retryAfter: string | undefined;
  private date: string | undefined;
  private location: string | undefined;
  private isPacked = false;
  private size = 0;
  private readonly chunks: Buffer[] = [];
  private readonly timer: NodeJS.Timeout;

  constructor(
    deadlineMs: number,
    private readonly beginByMs: number,
    private readonly maxBytes: number,
    private readonly resolve: (exchange: Exchange) => void,
  ) {
    this.timer = setTimeout(() => this.endWithout('deadline'), deadlineMs);
  }

  /** A connection is ours and the first byte is about to leave. What is thrown here keeps the connection for others; an abort ends it. */
  onRequestStart(controller: Controller): void {
    if (this.isOver) throw new Error('given up while waiting for a connection');
    if (performance.now() > this.beginByMs) throw new NotBegun();
    this.controller = controller;
  }

  onResponseStart(
    _controller: unknown,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    const one = (name: string) => [headers[name]].flat()[0];
    this.status = status;
    this.retryAfter = one('retry-after');
    this.date = one('date');
    this.location = one('location');
    this.isPacked = !['', 'identity'].includes((one('content-encoding') ?? '').toLowerCase());
    if (this.isPacked) this.endSpoiled('answer-packed');
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size > this.maxBytes) this.endSpoiled('answer-too-long');
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.end(this.answered(Buffer.concat(this.chunks).toString('utf8')));
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.endWithout(codeOf(error));
  }

  private answered(body: string, spoiled?: 'answer-too-long' | 'answer-packed'): Exchange {
    const waitMs = retryAfterMs(this.retryAfter, answeredAtMs(this.date));
    return {
      kind: 'answered',
      status: this.status,
      body,
      ...(spoiled !== undefined && { spoiled }),
      ...(waitMs !== undefined && { retryAfterMs: waitMs }),
      ...(this.location !== undefined && { location: this.location }),
    };
  }

  private endSpoiled(spoiled: 'answer-too-long' | 'answer-packed'): void {
    this.end(this.answered('', spoiled));
    this.controller?.abort(new Error(spoiled));
  }

  private endWithout(code: string): void {
    const mayHaveArrived = this.controller !== undefined;
    this.end({ kind: 'no-answer', code, mayHaveArrived });
    this.controller?.abort(new Error(code));
  }

  private end(exchange: Exchange): void {
    if (this.isOver) return;
    this.isOver = true;
    clearTimeout(this.timer);
    this.chunks.length = 0;
    this.resolve(exchange);
  }
}
