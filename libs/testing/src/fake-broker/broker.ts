// A broker that speaks just enough of Kafka to fail in the ways real ones do, on command: silent, cut off in the middle of an answer,
// frozen. For tests of the cures and of the publisher; what works is proven on real brokers.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { framed, FrameReader, int16, int32, int64, list, text } from './frames';

export type Api = 'Produce' | 'Metadata' | 'FindCoordinator' | 'Heartbeat' | 'ApiVersions';
/** How a call is treated. `hold`: answered at `release()`. `half`: half a frame, then closed. `cut`: closed without an answer. */
export type Treatment = 'answer' | 'hold' | 'silence' | 'half' | 'cut';

/** What the brokers of a fake cluster agree on; tests change it. */
export interface ClusterView {
  /** Ids that the metadata names. */
  alive: Map<number, { port: number }>;
  /** Topic → leader of each partition; −1: none. */
  leaders: Record<string, number[]>;
  coordinator: number;
}

/** Records that a broker appended to a partition. */
export interface Appended {
  topic: string;
  partition: number;
  records: number;
  bytes: Buffer;
}

const API_KEYS: Record<number, Api> = {
  0: 'Produce',
  3: 'Metadata',
  10: 'FindCoordinator',
  12: 'Heartbeat',
  18: 'ApiVersions',
};
/** Key, lowest, highest version. */
const VERSIONS = [
  [0, 3, 7],
  [3, 0, 0],
  [10, 0, 0],
  [12, 0, 0],
  [18, 0, 2],
] as const;
const UNKNOWN_TOPIC = 3;
const LEADER_NOT_AVAILABLE = 5;
const NOT_LEADER = 6;
/** In a record batch: where the count of records stands. */
const COUNT_AT = 57;

export class FakeBroker {
  readonly appended: Appended[] = [];
  readonly calls: Api[] = [];
  /** Asked for each call; default: answer. */
  treat: (api: Api) => Treatment = () => 'answer';
  /** Error code of a produced partition; undefined: the response leaves it out. */
  resultOf: (batch: Appended) => number | undefined = () => 0;
  private readonly held: (() => void)[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly frozen = new WeakSet<Socket>();

  private constructor(
    readonly nodeId: number,
    private readonly view: ClusterView,
    private readonly server: Server,
  ) {}

  static async start(nodeId: number, view: ClusterView): Promise<FakeBroker> {
    const server = createServer();
    const broker = new FakeBroker(nodeId, view, server);
    server.on('connection', (socket) => broker.accept(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    view.alive.set(nodeId, { port: broker.port });
    return broker;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  get connections(): number {
    return this.sockets.size;
  }

  /** Connections that are open now are never answered again; new ones are. */
  freezeConnections(): void {
    for (const socket of this.sockets) this.frozen.add(socket);
  }

  /** Answers what was held. */
  release(): void {
    for (const answer of this.held.splice(0)) answer();
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    if (!this.server.listening) return;
    this.server.close();
    await once(this.server, 'close');
  }

  private accept(socket: Socket): void {
    this.sockets.add(socket);
    let waiting = Buffer.alloc(0);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      waiting = Buffer.concat([waiting, chunk]);
      while (waiting.length >= 4 && waiting.length >= 4 + waiting.readInt32BE(0)) {
        const end = 4 + waiting.readInt32BE(0);
        this.serve(socket, new FrameReader(waiting.subarray(4, end)));
        waiting = waiting.subarray(end);
      }
    });
  }

  private serve(socket: Socket, request: FrameReader): void {
    const api = API_KEYS[request.int16()] as Api;
    const version = request.int16();
    const correlationId = request.int32();
    request.text(); // client id
    this.calls.push(api);
    const treatment = this.frozen.has(socket) ? 'silence' : this.treat(api);
    if (treatment === 'silence') return;
    if (treatment === 'cut') return void socket.destroy();
    const response = framed(correlationId, this.answer(api, version, request));
    if (treatment === 'answer') socket.write(response);
    else if (treatment === 'hold') this.held.push(() => socket.write(response));
    else socket.end(response.subarray(0, response.length / 2));
  }

  private answer(api: Api, version: number, request: FrameReader): Buffer {
    switch (api) {
      case 'ApiVersions':
        return Buffer.concat([
          int16(0),
          list(VERSIONS.map((row) => Buffer.concat(row.map(int16)))),
          throttle(version),
        ]);
      case 'Metadata':
        return this.metadata(request.list(() => request.text()));
      case 'FindCoordinator':
        return Buffer.concat([int16(0), this.brokerEntry(this.view.coordinator)]);
      case 'Heartbeat':
        return int16(0);
      case 'Produce':
        return this.produce(request);
    }
  }

  private metadata(topics: string[]): Buffer {
    const partition = (leader: number, id: number): Buffer =>
      Buffer.concat([
        int16(leader < 0 ? LEADER_NOT_AVAILABLE : 0),
        int32(id),
        int32(leader),
        list([]),
        list([]),
      ]);
    return Buffer.concat([
      list([...this.view.alive.keys()].map((nodeId) => this.brokerEntry(nodeId))),
      list(
        topics.map((topic) => {
          const leaders = this.view.leaders[topic];
          const code = leaders ? 0 : UNKNOWN_TOPIC;
          return Buffer.concat([int16(code), text(topic), list((leaders ?? []).map(partition))]);
        }),
      ),
    ]);
  }

  private brokerEntry(nodeId: number): Buffer {
    return Buffer.concat([int32(nodeId), text('127.0.0.1'), int32(this.view.alive.get(nodeId)?.port ?? 0)]);
  }

  private produce(request: FrameReader): Buffer {
    request.text(); // transactional id
    request.int16(); // acks
    request.int32(); // time-out
    const topics = request.list(() => {
      const topic = request.text();
      const results = request.list(() => this.append(topic, request.int32(), request.bytesField()));
      return Buffer.concat([text(topic), list(results.filter((result) => result.length > 0))]);
    });
    return Buffer.concat([list(topics), int32(0)]);
  }

  private append(topic: string, partition: number, batch: Buffer): Buffer {
    const isLeader = this.view.leaders[topic]?.[partition] === this.nodeId;
    const given = { topic, partition, records: batch.readInt32BE(COUNT_AT), bytes: batch };
    const code = isLeader ? this.resultOf(given) : NOT_LEADER;
    if (code === undefined) return Buffer.alloc(0);
    if (code === 0) this.appended.push(given);
    return Buffer.concat([int32(partition), int16(code), int64(0n), int64(-1n), int64(0n)]);
  }
}

const throttle = (version: number): Buffer => (version === 0 ? Buffer.alloc(0) : int32(0));
