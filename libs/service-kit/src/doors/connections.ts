// Limits the connections of a port, in all and of one address. Over the limit the connection that has waited longest for a late answer is
// closed, or else the one that was idle longest, so that idle sockets never keep a request out.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { BlockList, Socket } from 'node:net';
import { clientAddressOf, isTrusted, limitedAs } from './client-address';

export interface ConnectionLimits {
  readonly maxConnections: number;
  readonly perAddress: number;
  /** Proxies bring the requests of many clients, so they have only the limit of `maxConnections`. */
  readonly proxies: BlockList | undefined;
}

/** The most connections that have lost their place and are not closed yet. */
const MAX_HELD = 1_000;
const HELD_MS = 500;
/** A connection is not closed before it had this long for its first request, unless there are twice as many as allowed. */
const TO_SPEAK_MS = 250;

/** Connections that may be closed, with the time since when, the oldest first. Each is in one of the two maps. */
interface Dismissible {
  /** Connections with a request whose answer is delayed on purpose. */
  readonly late: Map<Socket, number>;
  /** Connections without a request. */
  readonly idle: Map<Socket, number>;
}

/** The connections of one address. */
interface Holder extends Dismissible {
  readonly address: string;
  count: number;
  isSettling: boolean;
}

export class Connections {
  readonly #holders = new Map<string, Holder>();
  readonly #all: Dismissible = { late: new Map(), idle: new Map() };
  #count = 0;
  #held = 0;

  constructor(private readonly limits: ConnectionLimits) {}

  watch(server: Server): void {
    server.on('connection', (socket: Socket) => this.#admit(socket));
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const { socket } = request;
      this.#isBusy(socket);
      response.once('close', () => this.#isIdle(socket));
    });
  }

  get count(): number {
    return this.#count;
  }

  /** Notes that the request of this socket waits for a delayed answer: it may be closed before idle ones. */
  isLate(socket: Socket): void {
    this.#waits(socket, 'late');
  }

  /** False if the socket lost its place. Then it is closed after its answer. */
  hasPlace(socket: Socket): boolean {
    return holders.has(socket);
  }

  #admit(socket: Socket): void {
    const address = clientAddressOf(socket.remoteAddress, undefined, undefined);
    const holder = this.#holderOf(limitedAs(address));
    const { perAddress, maxConnections, proxies } = this.limits;
    const most = proxies !== undefined && isTrusted(address, proxies) ? maxConnections : perAddress;
    if (holder.count >= 2 * most && !this.#makesWay(holder)) return this.#turnAway(socket);
    if (this.#count >= 2 * maxConnections && !this.#makesWay(this.#all)) return this.#turnAway(socket);
    if (holder.count >= most && !this.#makesWay(holder, TO_SPEAK_MS)) this.#settleLater(holder, most);
    else if (this.#count >= maxConnections && !this.#makesWay(this.#all, TO_SPEAK_MS))
      this.#settleLater(holder, most);
    this.#holders.set(holder.address, holder);
    holder.count += 1;
    this.#count += 1;
    holders.set(socket, holder);
    this.#isIdle(socket);
    socket.once('close', () => this.#gone(socket));
  }

  /** Chooses later which connections to close: Node accepts hundreds at once, and their first requests may still be on the way. */
  #settleLater(holder: Holder, most: number): void {
    if (holder.isSettling) return;
    holder.isSettling = true;
    setTimeout(() => {
      holder.isSettling = false;
      const { maxConnections } = this.limits;
      while (holder.count > most && this.#makesWay(holder, TO_SPEAK_MS));
      while (this.#count > maxConnections && this.#makesWay(this.#all, TO_SPEAK_MS));
      if (holder.count > most || this.#count > maxConnections) this.#settleLater(holder, most);
    }, TO_SPEAK_MS).unref();
  }

  #holderOf(address: string): Holder {
    return (
      this.#holders.get(address) ?? { address, count: 0, isSettling: false, late: new Map(), idle: new Map() }
    );
  }

  /** Closes one connection; false if all of them are busy, or idle for less than `idleMs`. */
  #makesWay({ late, idle }: Dismissible, idleMs = 0): boolean {
    const isLate = late.size > 0;
    const [[oldest, sinceMs] = []] = isLate ? late : idle;
    if (oldest === undefined || sinceMs === undefined) return false;
    if (!isLate && performance.now() - sinceMs < idleMs) return false;
    this.#gone(oldest);
    if (!isLate) oldest.destroy();
    // It still gets its answer: a client that is cut comes again at once, and an accept costs more than a delayed answer.
    else this.#hold(oldest);
    return true;
  }

  /** Closes a new connection unread after a pause: a client that is cut at once comes again at once. */
  #turnAway(socket: Socket): void {
    if (!this.#hold(socket)) return;
    socket.pause();
    const end = setTimeout(() => socket.destroy(), HELD_MS);
    socket.once('close', () => clearTimeout(end));
  }

  /** False if too many are held already: then the socket is closed at once. */
  #hold(socket: Socket): boolean {
    if (this.#held >= MAX_HELD) {
      socket.destroy();
      return false;
    }
    this.#held += 1;
    socket.once('close', () => (this.#held -= 1));
    return true;
  }

  #isIdle(socket: Socket): void {
    this.#waits(socket, 'idle');
  }

  #waits(socket: Socket, how: keyof Dismissible): void {
    const holder = holders.get(socket);
    if (holder === undefined || socket.destroyed) return;
    this.#isBusy(socket);
    const nowMs = performance.now();
    holder[how].set(socket, nowMs);
    this.#all[how].set(socket, nowMs);
  }

  #isBusy(socket: Socket): void {
    for (const waiting of [this.#all, holders.get(socket)]) {
      waiting?.late.delete(socket);
      waiting?.idle.delete(socket);
    }
  }

  /** Frees the place of a socket, once, when it is closed or loses its place. */
  #gone(socket: Socket): void {
    const holder = holders.get(socket);
    if (holder === undefined) return;
    this.#isBusy(socket);
    holders.delete(socket);
    this.#count -= 1;
    holder.count -= 1;
    if (holder.count === 0 && this.#holders.get(holder.address) === holder)
      this.#holders.delete(holder.address);
  }
}

const holders = new WeakMap<Socket, Holder>();
