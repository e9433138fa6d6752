// An HTTP listener that floods do not wear out: connections of an address are capped, and whoever is over its rate is answered late, by a
// word that costs nothing. What is asked behind it is left to the handler.
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Buckets, type Rate } from './buckets';
import { clientAddressOf, limitedAs, proxiesOf } from './client-address';
import { Connections } from './connections';
import { answerMalformed, type MalformedAnswer, type MalformedStatus } from './malformed';

/** A caller has this long for the head of a request, and this long for all of it. */
const HEAD_DEADLINE_MS = 10_000;
const REQUEST_DEADLINE_MS = 30_000;
/** How often Node looks whether one of them is over. */
const LOOK_EVERY_MS = 2_000;
const MAX_CONNECTIONS = 2_000;
/** One that asks again at once is slowed down to twice a second for each of its connections. */
const LATE_MS = 500;

export interface DoorLimits {
  readonly connectionsPerAddress: number;
  readonly rate: Rate;
  /** Addresses and networks whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
}

export interface DoorCaller {
  /** Whose request it is, for further limits. */
  readonly address: string;
  readonly isKnown: boolean;
}

export interface DoorOptions extends DoorLimits {
  /** Whether the caller proved who it is. It is counted apart, so that others of its address cannot use up its rate. */
  readonly knows?: (request: IncomingMessage) => boolean;
  readonly answer: (request: IncomingMessage, response: ServerResponse, caller: DoorCaller) => void;
  /** Answers, late, who is over its rate. */
  readonly refuse: RequestListener;
  /** For what is no HTTP; absent: Node's empty answer. */
  readonly malformed?: (status: MalformedStatus) => MalformedAnswer;
}

export class Door {
  readonly server: Server;
  readonly #buckets: Buckets;
  readonly #connections: Connections;
  readonly #late = new WeakSet<Socket>();

  constructor(private readonly options: DoorOptions) {
    const { rate, connectionsPerAddress: perAddress, trustedProxies } = options;
    const proxies = trustedProxies.length === 0 ? undefined : proxiesOf(trustedProxies);
    this.#buckets = new Buckets(rate);
    this.#connections = new Connections({ maxConnections: MAX_CONNECTIONS, perAddress, proxies });
    this.server = createServer({ connectionsCheckingInterval: LOOK_EVERY_MS });
    // First of all who hear of a request: what is said of its connection later holds.
    this.#connections.watch(this.server);
    this.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const forwarded = request.headers['x-forwarded-for'];
      const address = limitedAs(clientAddressOf(request.socket.remoteAddress, forwarded, proxies));
      const isKnown = this.options.knows?.(request) ?? false;
      const isInRate = this.#buckets.take(isKnown ? `${address} known` : address, performance.now());
      if (isInRate) this.options.answer(request, response, { address, isKnown });
      else this.late(request, response, this.options.refuse);
    });
    this.server.headersTimeout = HEAD_DEADLINE_MS;
    this.server.requestTimeout = REQUEST_DEADLINE_MS;
    if (options.malformed !== undefined) answerMalformed(this.server, options.malformed);
  }

  /** The URL it listens at. */
  async listen(host: string, port: number): Promise<string> {
    this.server.listen(port, host);
    await once(this.server, 'listening');
    const at = (this.server.address() as AddressInfo).port;
    return `http://${host.includes(':') ? `[${host}]` : host}:${at}`;
  }

  /** Answers half a second later; until then the connection makes way for others. */
  late(request: IncomingMessage, response: ServerResponse, refuse: RequestListener): void {
    const { socket } = request;
    // It did not wait for the answer of before: a connection never holds more than one late answer.
    if (this.#late.has(socket)) return void socket.destroy();
    this.#late.add(socket);
    this.#connections.isLate(socket);
    setTimeout(() => {
      this.#late.delete(socket);
      if (socket.destroyed) return;
      // The rest of a body is not read, and a new socket gets the place.
      if (!request.complete || !this.#connections.hasPlace(socket)) response.setHeader('connection', 'close');
      refuse(request, response);
    }, LATE_MS);
  }
}
