// One request over HTTP/2: a limited answer, a deadline, and whether the request can have been processed. http2.ts chooses the connection.
import {
  type ClientHttp2Stream,
  constants,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  sensitiveHeaders,
} from 'node:http2';
import { NOT_BEGUN } from '../../vendor';
import type { Exchange } from './http';
import { answeredAtMs, retryAfterMs } from './retry-after';
import { USER_AGENT } from './user-agent';

const { NGHTTP2_CANCEL, NGHTTP2_FLAG_END_STREAM, NGHTTP2_REFUSED_STREAM, NGHTTP2_NO_ERROR } = constants;

/** A refused stream was not processed (RFC 9113, 8.7), so it is sent again so many times. Then the vendor counts as unavailable. */
const MAX_OFFERS = 4;

export interface Http2Request {
  readonly method: 'GET' | 'POST';
  /** Begins with "/"; joined to the path of the base URL. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** A header too, beside the others so that these need no copy for its sake. */
  readonly authorization?: string | undefined;
  readonly body?: string | Buffer;
}

type Answered = Extract<Exchange, { kind: 'answered' }>;
type NoAnswer = Extract<Exchange, { kind: 'no-answer' }>;

export type Http2Exchange =
  | (Answered & {
      readonly headers: IncomingHttpHeaders;
      /** The connection that carried it, for `Http2Origin.retire`. */
      readonly connection: number;
    })
  | NoAnswer;

/** The part of a connection that a call uses. */
export interface Carrier {
  readonly id: number;
  /** Streams above it were not processed, said the peer when it left. */
  readonly lastStreamId: number;
  /** Why the connection ended. */
  readonly endCode: string | undefined;
  /** Called when a call got no answer in time: the connection is checked with a PING. */
  doubt(): void;
  /** A stream is closed, and its slot is free. */
  released(call: Http2Call, isOfferedAgain: boolean): void;
}

/** What is the same for all calls of an origin. */
export interface CallTerms {
  readonly prefix: string;
  /** Values of these headers stay out of the peer's table of known headers (RFC 7541, 7.1.3). */
  readonly neverIndexed: readonly string[];
  readonly maxAnswerBytes: number;
  isOver(call: Http2Call): void;
}

const CALL = Symbol('call');
type CallStream = ClientHttp2Stream & { [CALL]?: Http2Call };

// All streams share their listeners, because six closures for each push would cost more than reading its answer.
function onResponse(this: CallStream, headers: IncomingHttpHeaders, flags: number): void {
  this[CALL]?.answerBegins(headers, flags);
}
function onData(this: CallStream, chunk: Buffer): void {
  this[CALL]?.answerGoesOn(chunk);
}
function onEnd(this: CallStream): void {
  this[CALL]?.answerEnds();
}
function onClose(this: CallStream): void {
  this[CALL]?.streamClosed(this);
}
/** The reason is read from the stream and its connection when it closes, which it does after every error. */
function onError(): void {}
function onDeadline(call: Http2Call): void {
  call.giveUp();
}

export class Http2Call {
  isOver = false;
  /** Of the body. */
  readonly bytes: number;
  private carrier: Carrier | undefined;
  private stream: CallStream | undefined;
  private offers = 0;
  private answer: IncomingHttpHeaders | undefined;
  private chunks: Buffer[] | undefined;
  private size = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly request: Http2Request,
    deadlineMs: number,
    private readonly beginByMs: number,
    private readonly terms: CallTerms,
    private readonly resolve: (exchange: Http2Exchange) => void,
  ) {
    this.bytes = request.body === undefined ? 0 : Buffer.byteLength(request.body);
    this.timer = setTimeout(onDeadline, deadlineMs, this);
  }

  get hasBody(): boolean {
    return this.request.body !== undefined;
  }

  /** With pseudo-headers, as Node's client takes them. It keeps a copy of its own, so none is kept here. */
  headers(): OutgoingHttpHeaders {
    const { method, path, headers, authorization } = this.request;
    const { prefix, neverIndexed } = this.terms;
    const all: OutgoingHttpHeaders & { [sensitiveHeaders]?: readonly string[] } = {
      ':method': method,
      ':path': prefix + path,
      'user-agent': USER_AGENT,
      ...headers,
      [sensitiveHeaders]: neverIndexed,
    };
    if (authorization !== undefined) all['authorization'] = authorization;
    return all;
  }

  /** Whoever wanted it to leave has to look again whether it may. */
  get isTooLate(): boolean {
    return performance.now() > this.beginByMs;
  }

  get isAnswered(): boolean {
    return this.answer !== undefined;
  }

  /** The stream is open and the request is about to leave. */
  travelsOn(stream: ClientHttp2Stream, carrier: Carrier): void {
    this.offers++;
    this.carrier = carrier;
    this.stream = stream;
    this.stream[CALL] = this;
    stream.on('response', onResponse);
    stream.on('error', onError);
    stream.on('close', onClose);
    const { body } = this.request;
    if (body !== undefined) stream.end(body);
  }

  answerBegins(headers: IncomingHttpHeaders, flags: number): void {
    this.answer = headers;
    const packed = headers['content-encoding'];
    if (packed !== undefined && packed !== '' && packed.toLowerCase() !== 'identity') {
      return this.endSpoiled('answer-packed');
    }
    if ((flags & NGHTTP2_FLAG_END_STREAM) !== 0) {
      this.stream?.resume();
      this.end(this.answered(headers, ''));
    } else this.stream?.on('end', onEnd).on('data', onData);
  }

  answerGoesOn(chunk: Buffer): void {
    if (this.isOver) return;
    this.size += chunk.length;
    if (this.size > this.terms.maxAnswerBytes) this.endSpoiled('answer-too-long');
    else (this.chunks ??= []).push(chunk);
  }

  /** Node ends a stream also when its connection breaks. Only an answer that the peer has ended is complete. */
  answerEnds(): void {
    const stream = this.stream;
    if (this.isOver || this.answer === undefined || stream === undefined) return;
    if (stream.aborted || (stream.rstCode ?? NGHTTP2_NO_ERROR) !== NGHTTP2_NO_ERROR) return;
    this.end(this.answered(this.answer, Buffer.concat(this.chunks ?? []).toString('utf8')));
  }

  streamClosed(stream: ClientHttp2Stream): void {
    const carrier = this.carrier;
    const isUntouched =
      stream.rstCode === NGHTTP2_REFUSED_STREAM ||
      stream.id === undefined ||
      stream.id > (carrier?.lastStreamId ?? Infinity);
    const isOfferedAgain = !this.isOver && isUntouched && this.offers < MAX_OFFERS;
    this.stream = undefined;
    this.carrier = undefined;
    if (!this.isOver && !isOfferedAgain) {
      const code = isUntouched ? 'refused-stream' : (carrier?.endCode ?? 'stream-reset');
      this.end({ kind: 'no-answer', code, mayHaveArrived: !isUntouched });
    }
    carrier?.released(this, isOfferedAgain);
  }

  /** The deadline. */
  giveUp(): void {
    const hasLeft = this.stream !== undefined;
    this.carrier?.doubt();
    this.end({ kind: 'no-answer', code: 'deadline', mayHaveArrived: hasLeft });
    this.cancel();
  }

  failAsTooLate(): void {
    this.fail(NOT_BEGUN);
  }

  /** The request was not sent, and will not be. */
  fail(code: string): void {
    this.end({ kind: 'no-answer', code, mayHaveArrived: false });
  }

  private endSpoiled(spoiled: 'answer-too-long' | 'answer-packed'): void {
    if (this.answer === undefined) return;
    this.end({ ...this.answered(this.answer, ''), spoiled });
    this.cancel();
  }

  private answered(headers: IncomingHttpHeaders, body: string): Extract<Http2Exchange, { kind: 'answered' }> {
    const status = Number(headers[':status']);
    const connection = this.carrier?.id ?? 0;
    const wait = headers['retry-after'];
    const waitMs = wait === undefined ? undefined : retryAfterMs(wait, answeredAtMs(headers.date));
    return waitMs === undefined
      ? { kind: 'answered', status, body, headers, connection }
      : { kind: 'answered', status, body, headers, connection, retryAfterMs: waitMs };
  }

  private cancel(): void {
    this.stream?.close(NGHTTP2_CANCEL);
  }

  private end(exchange: Http2Exchange): void {
    if (this.isOver) return;
    this.isOver = true;
    clearTimeout(this.timer);
    this.chunks = undefined;
    this.terms.isOver(this);
    this.resolve(exchange);
  }
}
