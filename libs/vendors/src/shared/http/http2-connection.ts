// One HTTP/2 connection: as many streams as the peer allows, a PING now and then, and a close in time.
import { type ClientHttp2Session, connect, type SecureClientSessionOptions, type Settings } from 'node:http2';
import { codeOf } from './error-code';
import type { Carrier, Http2Call } from './http2-call';
import { request } from './http2-request';
import { SendWindow } from './http2-window';

/** What a client may say about TLS: whom it trusts beside the well-known authorities, and who it is. */
export type TlsOptions = Pick<SecureClientSessionOptions, 'ca' | 'pfx' | 'passphrase' | 'cert' | 'key'>;

/** In ms. */
export interface Pace {
  /** From the first packet to the peer's settings. */
  readonly connectMs: number;
  /** Idle connections were seen to die without a word; Apple asks for a PING now and then (APNs sheet, 1). */
  readonly pingEveryMs: number;
  readonly pingDeadlineMs: number;
  /** So long a connection that is being left may finish its streams. */
  readonly leaveMs: number;
}

/** The most streams on one connection if the peer has no limit. */
const MAX_STREAMS = 1_000;
/** Ids are odd and end at 2^31: at 9,000 streams a second after 33 hours. */
const LAST_STREAM_ID = 2 ** 30;
/** Node's own bound, 10 MB, would refuse streams before the peer does. In MB. */
const MAX_SESSION_MEMORY = 64;

/** The events of a connection for its origin. */
export interface ConnectionEvents {
  /** A slot may be free: settings came or changed, a stream was closed, or a PING was answered. */
  onRoom(): void;
  /** It takes no new streams. */
  onLeaving(connection: Http2Connection): void;
  /** It is closed. `isStillborn`: it never took a stream. */
  onGone(connection: Http2Connection, isStillborn: boolean): void;
  /** The peer did not process this call, so another connection may carry it. */
  onOfferedAgain(call: Http2Call): void;
}

export class Http2Connection implements Carrier {
  lastStreamId = Infinity;
  endCode: string | undefined;
  /** Streams that are not closed, given-up ones included. */
  open = 0;
  /** An answer came: the peer has accepted who we are. */
  hasAnswered = false;
  private readonly session: ClientHttp2Session;
  private limit = 0;
  private readonly window: SendWindow;
  private hasCarried = false;
  private isReady = false;
  private isLeaving = false;
  private isPinging = false;
  private isDoubted = false;
  private readonly connectTimer: NodeJS.Timeout;
  private readonly pingTimer: NodeJS.Timeout;
  private leaveTimer: NodeJS.Timeout | undefined;

  /** Throws what TLS says of options that are no credential. */
  constructor(
    readonly id: number,
    origin: string,
    options: SecureClientSessionOptions,
    private readonly pace: Pace,
    private readonly events: ConnectionEvents,
  ) {
    this.session = connect(origin, {
      ...options,
      settings: { enablePush: false },
      maxSessionMemory: MAX_SESSION_MEMORY,
    });
    this.window = new SendWindow(() => this.session.state.remoteWindowSize ?? 0);
    this.session.on('remoteSettings', (settings) => this.learn(settings));
    this.session.on('goaway', (_code: number, lastStreamId: number) => {
      this.lastStreamId = lastStreamId;
      this.endCode ??= 'goaway';
      this.leave();
    });
    this.session.on('error', (error) => (this.endCode ??= codeOf(error)));
    this.session.on('close', () => this.ended());
    this.connectTimer = setTimeout(() => this.destroy('connect-timeout'), pace.connectMs);
    this.pingTimer = setInterval(() => this.ping(), pace.pingEveryMs).unref();
  }

  get isConnecting(): boolean {
    return !this.isReady && !this.isLeaving;
  }

  /** It may take streams, now or when some of its own are closed. */
  get isUsable(): boolean {
    return this.isReady && !this.isLeaving && !this.isDoubted;
  }

  /** A body that the peer's window does not take as a whole waits here; a stream of its own it may always have. */
  hasRoomFor(bytes: number): boolean {
    return this.open < this.limit && this.isUsable && (this.open === 0 || this.window.takes(bytes));
  }

  /** False: the connection has ended a moment ago, nothing has left, and another one may carry the call. */
  carry(call: Http2Call): boolean {
    if (call.isTooLate) {
      call.failAsTooLate();
      return true;
    }
    try {
      const stream = request(this.session, call.headers(), call.hasBody ? WITH_BODY : BODILESS);
      this.open++;
      this.window.spend(call.bytes);
      this.hasCarried = true;
      call.travelsOn(stream, this);
      if ((stream.id ?? 0) > LAST_STREAM_ID) this.leave();
      return true;
    } catch (error) {
      // A request that Node itself does not take would be taken nowhere else either.
      const isOurs = !this.session.closed && !this.session.destroyed;
      if (isOurs) call.fail(codeOf(error as Error));
      else this.leave();
      return isOurs;
    }
  }

  released(call: Http2Call, isOfferedAgain: boolean): void {
    this.open--;
    if (isOfferedAgain) return this.events.onOfferedAgain(call);
    if (call.isAnswered) this.hasAnswered = true;
    this.events.onRoom();
  }

  /** Nobody gets a new stream here until the peer has shown that it is there. */
  doubt(): void {
    this.isDoubted = true;
    this.ping();
  }

  /** Takes no new streams and closes when the last one is done. */
  leave(): void {
    if (this.isLeaving) return;
    this.isLeaving = true;
    this.leaveTimer = setTimeout(() => this.destroy('connection-left'), this.pace.leaveMs);
    if (!this.session.closed) this.session.close();
    this.events.onLeaving(this);
  }

  destroy(code: string): void {
    this.endCode ??= code;
    this.session.destroy();
  }

  private learn({ maxConcurrentStreams }: Settings): void {
    clearTimeout(this.connectTimer);
    this.isReady = true;
    this.limit = Math.min(maxConcurrentStreams ?? MAX_STREAMS, MAX_STREAMS);
    this.events.onRoom();
  }

  private ping(): void {
    if (this.isPinging || this.session.destroyed || this.session.connecting) return;
    this.isPinging = true;
    const timer = setTimeout(() => this.destroy('ping-timeout'), this.pace.pingDeadlineMs);
    this.session.ping((error) => {
      clearTimeout(timer);
      this.isPinging = false;
      if (error !== null) return;
      this.isDoubted = false;
      this.events.onRoom();
    });
  }

  private ended(): void {
    clearTimeout(this.connectTimer);
    clearInterval(this.pingTimer);
    clearTimeout(this.leaveTimer);
    this.endCode ??= 'connection-lost';
    this.isLeaving = true;
    this.events.onGone(this, !this.hasCarried);
  }
}

const WITH_BODY = { endStream: false };
const BODILESS = { endStream: true };
