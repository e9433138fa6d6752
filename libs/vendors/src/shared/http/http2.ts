// Exchanges with a vendor over HTTP/2: many at a time on few connections, none held up by another one. The peer decides how many
// streams it takes and when a connection ends; what it has not looked at travels again within its deadline. Codes and verdicts are
// left to the vendor's own files. An answer has the form that http.ts gives.
import type { Socket } from 'node:net';
import { codeOf } from './error-code';
import { rehearsalAt } from './rehearsal';
import { MAX_ANSWER_BYTES } from './http';
import { type CallTerms, Http2Call, type Http2Exchange, type Http2Request } from './http2-call';
import { type ConnectionEvents, Http2Connection, type Pace, type TlsOptions } from './http2-connection';
import { lookupThrough, type NameCache } from '../network/lookup';
import { sharedNames } from '../network/names';
import { http2Wire, tunnelTo } from '../network/way-out';

export type { Http2Exchange, Http2Request } from './http2-call';
export type { TlsOptions } from './http2-connection';

export interface Http2Options {
  /** Connections at a time, not counting those that are being left. A further one opens when all streams are in use. */
  readonly connections: number;
  /** Calls in flight and waiting. Whoever asks for more has lost count. */
  readonly calls: number;
  /** Headers that differ from call to call or are secret. */
  readonly neverIndexed?: readonly string[];
  readonly tls?: TlsOptions;
  readonly names?: NameCache;
  readonly maxAnswerBytes?: number;
  readonly pace?: Partial<Pace>;
  /** A connection that is open already and speaks HTTP/2, for whoever needs one first. */
  readonly ready?: () => Socket | undefined;
}

const PACE: Pace = { connectMs: 3_000, pingEveryMs: 60_000, pingDeadlineMs: 3_000, leaveMs: 30_000 };
/** After a failure beside living connections the next attempt waits: hasty ones look like an attack (APNs sheet, 1). In ms. */
const RECONNECT_MS = 1_000;
/** Node drops a header value with a line break and cuts others to their low bytes instead of refusing them. */
const SENDABLE = /^[\x20-\x7e]*$/;
const PATH = /^\/[\x21-\x7e]*$/;

export class Http2Origin {
  private readonly origin: URL;
  private readonly terms: CallTerms;
  private readonly pace: Pace;
  /** Nothing is sent. */
  private readonly rehearsal;
  private readonly connections = new Set<Http2Connection>();
  private readonly waiting = new Set<Http2Call>();
  private open = 0;
  private opened = 0;
  private mayConnectAtMs = 0;
  private isClosed = false;
  /** The way to the peer is looked for: there may be a proxy before it. */
  private isOnTheWay = false;

  constructor(
    baseUrl: string,
    private readonly options: Http2Options,
  ) {
    const url = new URL(baseUrl);
    this.origin = new URL(url.origin);
    this.rehearsal = rehearsalAt(url);
    this.terms = {
      prefix: url.pathname.replace(/\/$/, ''),
      neverIndexed: [':path', ...(options.neverIndexed ?? [])],
      maxAnswerBytes: options.maxAnswerBytes ?? MAX_ANSWER_BYTES,
      isOver: (call) => {
        this.open--;
        this.waiting.delete(call);
      },
    };
    this.pace = { ...PACE, ...options.pace };
  }

  /** Never rejects. `deadlineMs` counts from now, waiting for a stream included. `beginMs`: no byte leaves after that. */
  exchange(request: Http2Request, deadlineMs: number, beginMs = Infinity): Promise<Http2Exchange> {
    const problem = this.problemWith(request);
    if (problem !== undefined) {
      return Promise.resolve({ kind: 'no-answer', code: problem, mayHaveArrived: false });
    }
    if (this.rehearsal !== undefined) return Promise.resolve(this.rehearsal.note(this.origin, request));
    this.open++;
    return new Promise((resolve) => {
      const beginByMs = performance.now() + beginMs;
      this.place(new Http2Call(request, deadlineMs, beginByMs, this.terms, resolve));
    });
  }

  /** Nothing new on this connection: another one takes its place before it closes. */
  retire(connection: number): void {
    for (const candidate of this.connections) if (candidate.id === connection) candidate.leave();
  }

  close(): Promise<void> {
    this.isClosed = true;
    this.failWaiting('closed');
    for (const connection of this.connections) connection.destroy('closed');
    return Promise.resolve();
  }

  private problemWith({ path, headers, authorization = '' }: Http2Request): string | undefined {
    if (this.isClosed) return 'closed';
    if (this.open >= this.options.calls) return 'too-many-calls';
    if (!PATH.test(path)) return 'path-not-sendable';
    if (!SENDABLE.test(authorization)) return 'header-not-sendable';
    for (const name in headers) if (!SENDABLE.test(headers[name] ?? '')) return 'header-not-sendable';
    return undefined;
  }

  private place(call: Http2Call): void {
    const connection = this.waiting.size === 0 ? this.roomFor(call) : undefined;
    if (connection?.carry(call) === true) return;
    this.waiting.add(call);
    this.serve();
  }

  /** Waiting calls go where there is room; if there is none, a further connection opens. */
  private serve(): void {
    for (const call of this.waiting) {
      const connection = this.roomFor(call);
      if (connection === undefined) break;
      this.waiting.delete(call);
      if (!connection.carry(call)) this.waiting.add(call);
    }
    if (this.waiting.size > 0) this.connectIfNeeded();
  }

  /** The first with room: many streams on one connection travel in fewer packets than the same streams on several. */
  private roomFor({ bytes }: Http2Call): Http2Connection | undefined {
    for (const connection of this.connections) if (connection.hasRoomFor(bytes)) return connection;
    return undefined;
  }

  /** A peer that has not accepted us on one connection gets no second one meanwhile. */
  private connectIfNeeded(): void {
    if (this.isOnTheWay) return;
    let usable = 0;
    for (const connection of this.connections) {
      if (connection.isConnecting) return;
      if (!connection.isUsable) continue;
      if (!connection.hasAnswered) return;
      usable++;
    }
    const isFull = usable >= this.options.connections || this.connections.size > 2 * this.options.connections;
    if (isFull || (usable > 0 && performance.now() < this.mayConnectAtMs)) return;
    this.connect();
  }

  private connect(): void {
    const ready = this.options.ready?.();
    if (ready !== undefined) return this.connectOn({ createConnection: () => ready });
    const lookup = lookupThrough(this.options.names ?? sharedNames);
    this.isOnTheWay = true;
    tunnelTo(this.origin, { lookup, timeoutMs: this.pace.connectMs })
      .finally(() => (this.isOnTheWay = false))
      .then(
        (socket) => {
          if (this.isClosed) socket?.destroy();
          else if (socket === undefined) this.connectOn({ lookup });
          else this.connectOn({ createConnection: () => this.wireOn(socket) });
        },
        (error: Error) => this.stillborn(codeOf(error)),
      );
  }

  private readonly wireOn = (socket: Socket) => http2Wire(socket, this.origin, this.options.tls ?? {});

  private connectOn(way: object): void {
    try {
      const options = { ...way, ...this.options.tls };
      const number = ++this.opened;
      this.connections.add(new Http2Connection(number, this.origin.origin, options, this.pace, this.events));
    } catch (error) {
      this.failWaiting(codeOf(error as Error));
    }
  }

  private readonly events: ConnectionEvents = {
    onRoom: () => {
      if (this.waiting.size > 0) this.serve();
    },
    onLeaving: () => {
      if (this.waiting.size > 0) this.serve();
    },
    onGone: (connection, isStillborn) => {
      this.connections.delete(connection);
      if (isStillborn) this.stillborn(connection.endCode ?? 'connection-failed');
      else if (this.waiting.size > 0) this.serve();
    },
    onOfferedAgain: (call) => {
      if (this.isClosed) call.fail('closed');
      else this.place(call);
    },
  };

  /** A connection never took a stream. Without hope of another one nobody waits for it any longer. */
  private stillborn(code: string): void {
    this.mayConnectAtMs = performance.now() + RECONNECT_MS;
    const isHope = [...this.connections].some(({ isUsable, isConnecting }) => isUsable || isConnecting);
    if (!isHope) this.failWaiting(code);
    else if (this.waiting.size > 0) this.serve();
  }

  private failWaiting(code: string): void {
    const calls = [...this.waiting];
    this.waiting.clear();
    for (const call of calls) call.fail(code);
  }
}
