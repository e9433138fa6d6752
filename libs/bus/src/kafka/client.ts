// Makes kafkajs clients: cured, with the settings that survived broker failures, and with our logger. Every use of kafkajs starts here.
import { Kafka, logLevel, type SASLOptions } from 'kafkajs';
import type { ConnectionOptions } from 'node:tls';
import { applyCures } from './cures';
import { type ClusterInstance, internals } from './internals';
import { logCreator } from './logger';

export interface KafkaOptions {
  /** `host:port` of at least one broker. */
  brokers: readonly string[];
  /** How the broker's logs and quotas name us: the service. */
  clientId: string;
  ssl?: boolean | ConnectionOptions | undefined;
  sasl?: SASLOptions | undefined;
}

/** Short pauses and few tries: what is above us (publisher, consumer supervision) goes on trying for longer (docs/kafka.md, 2). */
const RETRY = { initialRetryTime: 100, maxRetryTime: 500, factor: 0.2, multiplier: 2, retries: 5 };
const CONNECTION_TIMEOUT_MS = 1_000;
/** A broker that is silent for so long is cut off, ms. */
export const REQUEST_TIMEOUT_MS = 8_000;
/** Longer for produce: a broker that waits for its replicas is not asked twice, ms. */
const PRODUCE_REQUEST_TIMEOUT_MS = 15_000;
const METADATA_MAX_AGE_MS = 300_000;
/** Ends count with what their transactions have not committed yet. */
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

/** Connections and metadata alone: for the publisher, because kafkajs' producer loses acknowledged records (docs/kafka.md, 1.1). */
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
