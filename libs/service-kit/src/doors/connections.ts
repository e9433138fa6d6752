// How many connections a door holds, in all and of one address. Whoever is over it loses the connection that was idle the longest, so that
// sockets which only sit there never keep a request out.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { clientAddressOf, limitedAs } from './client-address';

export interface ConnectionLimits {
  readonly maxConnections: number;
  readonly perAddress: number;
}

/** Connections that wait for their end. */
const MAX_HELD = 1_000;
const HELD_MS = 500;

/** Of one address. */
interface Holder {
  count: number;
  /** Without a request, those that are idle the longest first. */
  readonly idle: Set<Socket>;
}

export class Connections {
  readonly #holders = new Map<string, Holder>();
  readonly #idle = new Set<Socket>();
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

  #admit(socket: Socket): void {
    const address = addressOf(socket);
    const holder = this.#holders.get(address) ?? { count: 0, idle: new Set() };
    if (holder.count >= this.limits.perAddress && !closeOldest(holder.idle)) return this.#turnAway(socket);
    if (this.#count >= this.limits.maxConnections && !closeOldest(this.#idle)) return this.#turnAway(socket);
    this.#holders.set(address, holder);
    holder.count += 1;
    this.#count += 1;
    holders.set(socket, holder);
    this.#isIdle(socket);
    socket.once('close', () => this.#gone(socket, address, holder));
  }

  /** Unheard, and not at once: whoever comes again as soon as he is cut costs twice as much. */
  #turnAway(socket: Socket): void {
    if (this.#held >= MAX_HELD) return void socket.destroy();
    this.#held += 1;
    socket.pause();
    const end = setTimeout(() => socket.destroy(), HELD_MS);
    socket.once('close', () => {
      clearTimeout(end);
      this.#held -= 1;
    });
  }

  #isIdle(socket: Socket): void {
    const holder = holders.get(socket);
    if (holder === undefined || socket.destroyed) return;
    holder.idle.add(socket);
    this.#idle.add(socket);
  }

  #isBusy(socket: Socket): void {
    holders.get(socket)?.idle.delete(socket);
    this.#idle.delete(socket);
  }

  #gone(socket: Socket, address: string, holder: Holder): void {
    this.#isBusy(socket);
    this.#count -= 1;
    holder.count -= 1;
    if (holder.count === 0 && this.#holders.get(address) === holder) this.#holders.delete(address);
  }
}

const holders = new WeakMap<Socket, Holder>();

const addressOf = (socket: Socket): string =>
  limitedAs(clientAddressOf(socket.remoteAddress, undefined, undefined));

/** False: all of them are at work. What is closed here still counts until its socket says so: a moment later. */
function closeOldest(idle: Set<Socket>): boolean {
  const [oldest] = idle;
  if (oldest === undefined) return false;
  idle.delete(oldest);
  oldest.destroy();
  return true;
}
