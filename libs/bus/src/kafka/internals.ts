// The parts of kafkajs 2.2.4 that its public types do not show, typed as far as the cures and the publisher use them.
// The only file that reaches into kafkajs/src; whoever upgrades kafkajs reads this file first.
import type { ISocketFactory, Logger as KafkaLogger, RetryOptions, SASLOptions } from 'kafkajs';
import type { ConnectionOptions } from 'node:tls';
import type { FetchResponse } from './fetch/fetch-response';

/** The only version whose internals we know. */
export const KNOWN_VERSION = '2.2.4';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- kafkajs has no types for its inside, so an import cannot name it
const inside = <T>(path: string): T => require(`kafkajs/${path}`) as T;

/** A constructor whose prototype the cures patch. */
export interface Patchable<T> {
  prototype: T;
}

interface PartitionMetadata {
  partitionErrorCode: number;
  partitionId: number;
  /** Node id; −1: there is no leader now. */
  leader: number;
}

export interface ClusterMetadata {
  brokers: { nodeId: number; host: string; port: number }[];
  topicMetadata: { topicErrorCode: number; topic: string; partitionMetadata: PartitionMetadata[] }[];
}

/** What goes over a connection: how to write the request and how to read its response. */
export interface ProtocolRequest<R> {
  request: {
    apiKey: number;
    apiVersion: number;
    apiName: string;
    expectResponse?: () => boolean;
    encode: () => Promise<EncoderInstance>;
  };
  response: { decode: (bytes: Buffer) => Promise<R>; parse: (decoded: R) => Promise<R> };
}

export interface EncoderInstance {
  buf: Buffer;
  offset: number;
  readonly buffer: Buffer;
}

export interface DecoderInstance {
  readInt16(): number;
  readInt32(): number;
  readInt64(): { toString(): string };
  readString(): string;
  readArray<T>(read: (decoder: DecoderInstance) => T): T[];
}

export interface SocketRequestInstance {
  timeoutHandler: () => void;
  /** Longer for requests that the broker keeps on purpose: JoinGroup, SyncGroup. */
  requestTimeout: number;
}

export interface RequestQueueInstance {
  /** Sent and not answered, by correlation id. */
  inflight: Map<number, SocketRequestInstance>;
  pending: unknown[];
  throttledUntil: number;
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  createSocketRequest(pushed: unknown): SocketRequestInstance;
  scheduleCheckPendingRequests(): void;
  checkPendingRequests(): void;
  destroy(): void;
}

export interface ConnectionInstance {
  host: string;
  port: number;
  socket?: {
    readonly destroyed: boolean;
    removeAllListeners(event: string): void;
    listenerCount(event: string): number;
    destroy(): void;
  };
  connectionStatus: string;
  requestQueue: RequestQueueInstance;
  chunks: Buffer[];
  bytesBuffered: number;
  bytesNeeded: number;
  isConnected(): boolean;
  connect(): Promise<unknown>;
  disconnect(): Promise<unknown>;
  rejectRequests(error: Error): void;
}

interface ConnectionPoolInstance {
  host: string;
  port: number;
  /** Index 0 carries everything but fetches, index 1 the fetches. */
  pool: ConnectionInstance[];
  send<R>(request: ProtocolRequest<R>): Promise<R>;
}

export interface BrokerInstance {
  nodeId: number | string | null;
  connectionPool: ConnectionPoolInstance;
  isConnected(): boolean;
  disconnect(): Promise<void>;
  metadata(topics: string[]): Promise<ClusterMetadata>;
  apiVersions(): Promise<unknown>;
  fetch(request: FetchRequest): Promise<FetchResponse>;
}

interface FetchRequest {
  isolationLevel: number;
  maxWaitTime: number;
  maxBytes: number;
  topics: { topic: string; partitions: { partition: number; fetchOffset: string; maxBytes: number }[] }[];
}

export interface BrokerPoolInstance {
  brokers: Record<string, BrokerInstance>;
  /** The one of the given list that was asked first; maybe one of `brokers`, too. */
  seedBroker?: BrokerInstance;
  metadata: ClusterMetadata | null;
  metadataExpireAt: number | null;
  findBroker(where: { nodeId: number | string }): Promise<BrokerInstance>;
  findConnectedBroker(): Promise<BrokerInstance>;
  withBroker(ask: (at: { nodeId: string; broker: BrokerInstance }) => Promise<unknown>): Promise<unknown>;
  refreshMetadata(topics: string[]): Promise<unknown>;
}

export interface ClusterInstance {
  brokerPool: BrokerPoolInstance;
  targetTopics: Set<string>;
  isConnected(): boolean;
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  addTargetTopic(topic: string): Promise<void>;
  /** The end, or with `fromBeginning` the start, of each of these partitions. */
  fetchTopicsOffset(topics: readonly WantedOffsets[]): Promise<FoundOffsets[]>;
  refreshMetadata(): Promise<void>;
  findBroker(where: { nodeId: number | string }): Promise<BrokerInstance>;
  findGroupCoordinator(of: { groupId: string }): Promise<BrokerInstance>;
}

export interface WantedOffsets {
  topic: string;
  partitions: readonly { partition: number }[];
  fromBeginning?: boolean;
}

export interface FoundOffsets {
  topic: string;
  partitions: { partition: number; offset: string }[];
}

export interface ConsumerGroupInstance {
  groupId: string;
  cluster: ClusterInstance;
  coordinator: BrokerInstance | null;
  /** When the coordinator last heard of the member, by the wall clock. */
  lastRequest: number;
  offsetManager: { coordinator: BrokerInstance } | null;
  heartbeat(options: { interval: number }): Promise<void>;
  commitOffsets(offsets?: object): Promise<void>;
  recoverFromFetch(error: KafkaFailure): Promise<unknown>;
}

/** What one fetch brought of one partition. */
export interface BatchInstance {
  fetchedOffset: string;
  /** As they were decoded; `messages`: those of them that are for us. */
  rawMessages: readonly unknown[];
  messages: readonly unknown[];
  lastOffset(): string;
  isEmptyDueToFiltering(): boolean;
}

/** Runs the fetchers of a consumer, one for each broker. */
export interface RunnerInstance {
  running: boolean;
  fetchManager: { stop(): Promise<void> };
  fetch(nodeId: string): Promise<unknown[]>;
  /** Absent in a consumer that takes message by message. */
  eachBatch?: unknown;
  handleBatch(batch: BatchInstance): Promise<void>;
  processEachBatch(batch: BatchInstance): Promise<void>;
  heartbeat(): Promise<void>;
}

/** An error of kafkajs as we look at it: by name and, for answers of a broker, by type. */
export interface KafkaFailure extends Error {
  type?: string;
  code?: string | number;
  cause?: KafkaFailure;
}

interface ClusterOptions {
  logger: KafkaLogger;
  socketFactory: ISocketFactory;
  brokers: readonly string[];
  ssl?: boolean | ConnectionOptions | undefined;
  sasl?: SASLOptions | undefined;
  clientId: string;
  connectionTimeout: number;
  requestTimeout: number;
  metadataMaxAge: number;
  allowAutoTopicCreation: boolean;
  isolationLevel?: number;
  retry: RetryOptions;
}

type Fails = new (message: string, extra?: object) => KafkaFailure;

export const installedVersion = (): string => inside<{ version: string }>('package.json').version;

const load = () => ({
  Connection: inside<Patchable<ConnectionInstance>>('src/network/connection'),
  RequestQueue: inside<Patchable<RequestQueueInstance>>('src/network/requestQueue'),
  Broker: inside<Patchable<BrokerInstance>>('src/broker'),
  BrokerPool: inside<Patchable<BrokerPoolInstance>>('src/cluster/brokerPool'),
  Cluster: inside<Patchable<ClusterInstance> & (new (options: ClusterOptions) => ClusterInstance)>(
    'src/cluster',
  ),
  ConsumerGroup: inside<Patchable<ConsumerGroupInstance>>('src/consumer/consumerGroup'),
  Runner: inside<Patchable<RunnerInstance>>('src/consumer/runner'),
  Batch: inside<Patchable<BatchInstance>>('src/consumer/batch'),
  Encoder: inside<Patchable<EncoderInstance>>('src/protocol/encoder'),
  Decoder: inside<new (bytes: Buffer) => DecoderInstance>('src/protocol/decoder'),
  socketFactory: inside<() => ISocketFactory>('src/network/socketFactory'),
  errorOfCode: inside<{ createErrorFromCode: (code: number) => KafkaFailure }>('src/protocol/error')
    .createErrorFromCode,
  errors:
    inside<
      Record<'KafkaJSConnectionError' | 'KafkaJSConnectionClosedError' | 'KafkaJSRequestTimeoutError', Fails>
    >('src/errors'),
  requests: inside<{
    requests: { Metadata: RequestDefinition<ClusterMetadata>; Fetch: RequestDefinition<FetchResponse> };
  }>('src/protocol/requests').requests,
});

let loaded: ReturnType<typeof load> | undefined;

/** Looked up once: require() costs microseconds even for what is loaded. */
export const internals = (): ReturnType<typeof load> => (loaded ??= load());

/** A request in all its versions. */
export interface RequestDefinition<R> {
  protocol: (of: { version: number }) => (args: unknown) => ProtocolRequest<R>;
}

type Args<F> = F extends (...args: infer A) => unknown ? A : never;
type Result<F> = F extends (...args: never[]) => infer R ? R : never;

/** Replaces one method. `replacement` gets the object, the original bound to it, and the arguments. */
export function patch<T, M extends keyof T>(
  target: Patchable<T>,
  method: M,
  replacement: (
    self: T,
    original: (...args: Args<T[M]>) => Result<T[M]>,
    ...args: Args<T[M]>
  ) => Result<T[M]>,
): void {
  const original = target.prototype[method] as (...args: Args<T[M]>) => Result<T[M]>;
  target.prototype[method] = function (this: T, ...args: Args<T[M]>) {
    return replacement(this, (...given) => original.apply(this, given), ...args);
  } as T[M];
}
