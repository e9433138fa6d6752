// kafkajs may ask the frozen broker itself for metadata, and all callers of the cluster wait for that answer (cluster/index.js:110). A
// broker that left the cluster is kept until its pending requests are answered, which never happens. With this cure another broker is
// asked after 1.5 s, and the connections to a broker that left are cut at once, so that their requests are sent elsewhere.
import {
  type BrokerInstance,
  type BrokerPoolInstance,
  internals,
  type KafkaFailure,
  patch,
} from '../internals';
import { type Cure, cut, isNetworkFailure, isSuspect, suspect } from './cure';

/** Longest wait for metadata. A live broker answers from memory, within milliseconds. */
const METADATA_MS = 1_500;
const TRIES = 3;

export const metadataElsewhere: Cure = {
  name: 'metadata-elsewhere',
  illness:
    'One frozen broker holds the metadata of the whole client, and requests to a dead broker wait for ever.',
  apply() {
    const owners = new WeakMap<BrokerInstance, BrokerPoolInstance>();
    boundMetadata(owners);
    askTheHealthyFirst(owners);
    tryOthers();
  },
};

function boundMetadata(owners: WeakMap<BrokerInstance, BrokerPoolInstance>): void {
  patch(internals().Broker, 'metadata', async (asked, ask, topics) => {
    const metadata = await withinLimit(asked, ask(topics));
    const alive = new Set(metadata.brokers.map(({ nodeId }) => String(nodeId)));
    for (const [nodeId, broker] of Object.entries(owners.get(asked)?.brokers ?? {})) {
      if (alive.has(nodeId)) continue;
      for (const connection of broker.connectionPool.pool) cut(connection, 'The broker left the cluster');
    }
    return metadata;
  });
}

async function withinLimit<T>(broker: BrokerInstance, answer: Promise<T>): Promise<T> {
  const { errors } = internals();
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const [connection] = broker.connectionPool.pool;
      if (connection) suspect(connection);
      reject(new errors.KafkaJSRequestTimeoutError(`No metadata within ${METADATA_MS} ms`));
    }, METADATA_MS);
  });
  try {
    return await Promise.race([answer, limit]);
  } finally {
    clearTimeout(timer);
  }
}

function askTheHealthyFirst(owners: WeakMap<BrokerInstance, BrokerPoolInstance>): void {
  const { BrokerPool } = internals();
  patch(BrokerPool, 'findConnectedBroker', async (pool, find) => {
    const broker = (await firstReachable(pool)) ?? (await find());
    owners.set(broker, pool);
    return broker;
  });
  patch(BrokerPool, 'withBroker', async (pool, withBroker, ask) => {
    const nodeIds = Object.keys(pool.brokers);
    if (nodeIds.length === 0) return withBroker(ask);
    for (const nodeId of healthyFirst(pool, nodeIds)) {
      try {
        return await ask({ nodeId, broker: await pool.findBroker({ nodeId }) });
      } catch {
        // The next broker is asked, as in kafkajs, but also if this one cannot be reached.
      }
    }
    return null;
  });
}

async function firstReachable(pool: BrokerPoolInstance): Promise<BrokerInstance | undefined> {
  const healthy = Object.keys(pool.brokers).filter((nodeId) => !isSuspect(brokerOf(pool, nodeId)));
  const connected = healthy.filter((nodeId) => brokerOf(pool, nodeId).isConnected());
  for (const nodeId of shuffled(connected.length > 0 ? connected : healthy)) {
    try {
      return await pool.findBroker({ nodeId });
    } catch {
      // The next one is tried. If none can be reached, kafkajs tries the seed brokers.
    }
  }
  return undefined;
}

function tryOthers(): void {
  patch(internals().BrokerPool, 'refreshMetadata', async (_pool, refresh, topics) => {
    for (let tried = 1; ; tried++) {
      try {
        return await refresh(topics);
      } catch (error) {
        if (tried === TRIES || !isNetworkFailure(error as KafkaFailure)) throw error;
      }
    }
  });
}

const brokerOf = (pool: BrokerPoolInstance, nodeId: string): BrokerInstance =>
  pool.brokers[nodeId] as BrokerInstance;

const healthyFirst = (pool: BrokerPoolInstance, nodeIds: string[]): string[] =>
  shuffled(nodeIds).sort(
    (a, b) => Number(isSuspect(brokerOf(pool, a))) - Number(isSuspect(brokerOf(pool, b))),
  );

function shuffled(ids: readonly string[]): string[] {
  return ids
    .map((id) => ({ id, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ id }) => id);
}
