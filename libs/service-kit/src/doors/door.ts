// An HTTP server that withstands floods: the connections of an address are limited, and a caller over its rate gets a short answer after a
// delay. The handler answers all other requests.
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

/** How long a caller may take for the head of a request, and for all of it. */
const HEAD_DEADLINE_MS = 10_000;
const REQUEST_DEADLINE_MS = 30_000;
/** How often Node checks these deadlines. */
const LOOK_EVERY_MS = 2_000;
const MAX_CONNECTIONS = 2_000;
/** Delay of the answer to a caller over its rate. It slows the caller down to two requests per second and connection. */
const LATE_MS = 500;

export interface DoorLimits {
  readonly connectionsPerAddress: number;
  readonly rate: Rate;
  /** Addresses and networks whose X-Forwarded-For is trusted. */
  readonly trustedProxies: readonly string[];
}

export interface DoorCaller {
  /** The address that limits count the request for. */
  readonly address: string;
  readonly isKnown: boolean;
}

export interface DoorOptions extends DoorLimits {
  /** Whether the caller has a known key. Known callers are counted apart, so that others of the same address cannot use up their rate. */
  readonly knows?: (request: IncomingMessage) => boolean;
  readonly answer: (request: IncomingMessage, response: ServerResponse, caller: DoorCaller) => void;
  /** Answers callers over their rate. It is called after the delay. */
  readonly refuse: RequestListener;
  /** The answer to bytes that are no HTTP; if absent, Node's empty one. */
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
    // Must be the first listener, because later ones change what it noted about the connection.
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

  /** Answers half a second later. Until then the connection may be closed for others. */
  late(request: IncomingMessage, response: ServerResponse, refuse: RequestListener): void {
    const { socket } = request;
    // The client did not wait for the last answer: a connection never has more than one delayed answer.
    if (this.#late.has(socket)) return void socket.destroy();
    this.#late.add(socket);
    this.#connections.isLate(socket);
    setTimeout(() => {
      this.#late.delete(socket);
      if (socket.destroyed) return;
      // The rest of a body is not read, or the place is lost: the client needs a new connection.
      if (!request.complete || !this.#connections.hasPlace(socket)) response.setHeader('connection', 'close');
      refuse(request, response);
    }, LATE_MS);
  }
}
