// Exchanges with a host that chooses the version: HTTP/2 where it offers that (ALPN, RFC 7301), else HTTP/1.1. For hosts that a client of
// ours names, of which nobody knows beforehand. What an exchange is, and what may have arrived, is left to http.ts and http2.ts.
import type { TLSSocket } from 'node:tls';
import { lookupThrough, type NameCache } from '../network/lookup';
import { negotiate, type WayOut } from '../network/way-out';
import { NOT_BEGUN } from '../../vendor';
import { codeOf } from './error-code';
import { CONNECT_TIMEOUT_MS, type Exchange, HttpOrigin, type HttpRequest } from './http';
import { type Http2Exchange, Http2Origin, type TlsOptions } from './http2';
import { TimeLeft } from './time-left';

export interface NegotiatedOptions {
  /** In flight. Over HTTP/1.1 each has a connection. */
  readonly calls: number;
  readonly names: NameCache;
  /** Headers that differ from call to call or are secret. */
  readonly neverIndexed?: readonly string[];
  readonly tls?: TlsOptions;
}

/** Over HTTP/2. A second one opens when the streams of the first are in use. */
const CONNECTIONS = 2;
/** A connection that was opened to ask and carried nothing is left after this time. */
const UNUSED_MS = 5_000;
/** These say nothing of the version that the host speaks. */
const NOT_THE_HOSTS = new Set([NOT_BEGUN, 'deadline', 'too-many-calls', 'closed']);

type Origin = HttpOrigin | Http2Origin;

export class NegotiatedOrigin {
  private readonly url: URL;
  private readonly wayOut: WayOut;
  private readonly http1: HttpOrigin;
  private readonly http2: Http2Origin;
  /** What the host speaks, or is being asked for. */
  private chosen: Promise<Origin> | undefined;
  /** The connection on which it was asked. */
  private unused: TLSSocket | undefined;
  private open = 0;
  private isClosed = false;

  constructor(baseUrl: string, options: NegotiatedOptions) {
    const { calls, names, tls = {}, neverIndexed = [] } = options;
    this.url = new URL(baseUrl);
    this.wayOut = { timeoutMs: CONNECT_TIMEOUT_MS, lookup: lookupThrough(names), tls };
    const ready = () => this.take();
    this.http1 = new HttpOrigin(baseUrl, calls, names, undefined, { tls, ready });
    this.http2 = new Http2Origin(baseUrl, {
      connections: CONNECTIONS,
      calls,
      neverIndexed,
      names,
      tls,
      ready,
    });
    // Without TLS nothing is negotiated.
    if (this.url.protocol === 'http:') this.chosen = Promise.resolve(this.http1);
  }

  /** As that of HttpOrigin: never rejects, and asking the host is part of the deadline. */
  async exchange(request: HttpRequest, deadlineMs: number, beginMs = Infinity): Promise<Exchange> {
    const time = new TimeLeft(deadlineMs, { withinMs: beginMs, lastMs: beginMs });
    this.open++;
    try {
      const origin = await time.token(this.choice(), late);
      const exchange = await time.exchange<HttpRequest, Exchange | Http2Exchange>(origin, request);
      if (exchange.kind === 'no-answer') this.doubt(exchange);
      return 'headers' in exchange ? alike(exchange) : exchange;
    } catch (error) {
      return { kind: 'no-answer', code: codeOf(error as Error), mayHaveArrived: false };
    } finally {
      this.open--;
    }
  }

  /** Nobody waits for an answer or for a connection. */
  get isIdle(): boolean {
    return this.open === 0;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.take()?.destroy();
    await Promise.all([this.http1.close(), this.http2.close()]);
  }

  /** Whoever comes meanwhile waits for the same answer. */
  private choice(): Promise<Origin> {
    this.chosen ??= this.ask().catch((error: unknown) => {
      this.chosen = undefined;
      throw error;
    });
    return this.chosen;
  }

  private async ask(): Promise<Origin> {
    const socket = await negotiate(this.url, this.wayOut);
    this.take()?.destroy();
    if (this.isClosed) socket.destroy();
    else this.keep(socket);
    return socket.alpnProtocol === 'h2' ? this.http2 : this.http1;
  }

  private keep(socket: TLSSocket): void {
    this.unused = socket;
    const timer = setTimeout(() => {
      if (this.unused === socket) this.take()?.destroy();
    }, UNUSED_MS);
    timer.unref();
  }

  private take(): TLSSocket | undefined {
    const socket = this.unused;
    this.unused = undefined;
    return socket?.destroyed === true ? undefined : socket;
  }

  /** No connection came about: the host may speak another version by now. */
  private doubt({ code, mayHaveArrived }: Extract<Exchange, { kind: 'no-answer' }>): void {
    if (mayHaveArrived || NOT_THE_HOSTS.has(code) || this.url.protocol === 'http:') return;
    this.chosen = undefined;
  }
}

/** An answer over HTTP/2 as that of http.ts. */
function alike({ headers, ...answered }: Extract<Http2Exchange, { kind: 'answered' }>): Exchange {
  const { location } = headers;
  return { ...answered, ...(location !== undefined && { location }) };
}

/** `codeOf` reads it as that of an error of the network. */
const late = (code: string): Error =>
  Object.assign(new Error(code), { code: code.toUpperCase().replaceAll('-', '_') });
