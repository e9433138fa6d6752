// Makes all kafkajs clients: with the cures, with settings that were tested with failing brokers, and with our logger.
import { Kafka, logLevel, type SASLOptions } from 'kafkajs';
import type { ConnectionOptions } from 'node:tls';
import { applyCures } from './cures';
import { type ClusterInstance, internals } from './internals';
import { logCreator } from './logger';

export interface KafkaOptions {
  /** `host:port` of at least one broker. */
  brokers: readonly string[];
  /** The service's name, for the brokers' logs and quotas. */
  clientId: string;
  ssl?: boolean | ConnectionOptions | undefined;
  sasl?: SASLOptions | undefined;
}

/** Short pauses and few tries, because publisher and membership try for longer (docs/kafka.md, 2). */
const RETRY = { initialRetryTime: 100, maxRetryTime: 500, factor: 0.2, multiplier: 2, retries: 5 };
const CONNECTION_TIMEOUT_MS = 1_000;
/** A connection without an answer for so long is cut, ms. */
export const REQUEST_TIMEOUT_MS = 8_000;
/** Longer for produce requests, because a broker may wait for its replicas, ms. */
const PRODUCE_REQUEST_TIMEOUT_MS = 15_000;
const METADATA_MAX_AGE_MS = 300_000;
/** Ends include records of open transactions. */
const READ_UNCOMMITTED = 0;

/** For consumers and admin. */
export function kafkaClient(options: KafkaOptions): Kafka {
  applyCures();
  return new Kafka({
    clientId: options.clientId,
    brokers: [...options.brokers],
    ...(options.ssl !== undefined && { ssl: options.ssl }),
    ...(options.sasl !== undefined && { sasl: options.sasl }),
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    retry: RETRY,
    logLevel: logLevel.INFO,
    logCreator,
  });
}

/** Connections and metadata for our own publisher: kafkajs' producer loses acknowledged records (docs/kafka.md, 1.1). */
export function kafkaCluster(
  options: KafkaOptions,
  requestTimeout = PRODUCE_REQUEST_TIMEOUT_MS,
): ClusterInstance {
  const logger = kafkaClient(options).logger();
  const { Cluster, socketFactory } = internals();
  return new Cluster({
    logger,
    socketFactory: socketFactory(),
    brokers: options.brokers,
    ssl: options.ssl,
    sasl: options.sasl,
    clientId: options.clientId,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout,
    isolationLevel: READ_UNCOMMITTED,
    metadataMaxAge: METADATA_MAX_AGE_MS,
    allowAutoTopicCreation: false,
    retry: { ...RETRY, retries: 3 },
  });
}
