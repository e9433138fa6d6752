// Defines what a cure of kafkajs is, with the functions that several cures share.
import { type BrokerInstance, type ConnectionInstance, internals, type KafkaFailure } from '../internals';

export interface Cure {
  name: string;
  /** What happens without the cure, in one sentence. */
  illness: string;
  apply: () => void;
}

/** The network or the broker failed, not the request. */
export const isNetworkFailure = (error: KafkaFailure): boolean => NETWORK.has(error.name);
const NETWORK = new Set([
  'KafkaJSConnectionError',
  'KafkaJSConnectionClosedError',
  'KafkaJSRequestTimeoutError',
  'KafkaJSBrokerNotFound',
  'KafkaJSLockTimeout',
]);

/** For so long a broker that did not answer in time is asked last, ms. */
const SUSPECT_MS = 5_000;
const suspectUntil = new WeakMap<ConnectionInstance, number>();

export const suspect = (connection: ConnectionInstance): void => {
  suspectUntil.set(connection, performance.now() + SUSPECT_MS);
};

export const isSuspect = (broker: BrokerInstance): boolean =>
  broker.connectionPool.pool.some((connection) => (suspectUntil.get(connection) ?? 0) > performance.now());

/** Ends a connection at once. kafkajs' disconnect() would first wait for answers that never come. */
export function cut(connection: ConnectionInstance, reason: string): void {
  const { errors } = internals();
  if (!connection.socket || !connection.isConnected()) return;
  connection.connectionStatus = 'disconnected';
  connection.requestQueue.destroy();
  connection.socket.removeAllListeners('data');
  connection.socket.destroy();
  connection.rejectRequests(
    new errors.KafkaJSConnectionClosedError(reason, { host: connection.host, port: connection.port }),
  );
}
