// kafkajs asks for metadata after a failure or every five minutes. While all requests hang on a frozen broker nothing fails, so the
// client does not learn of the new leader. With this cure a connected client asks once a second.
import { type ClusterInstance, internals, patch } from '../internals';
import type { Cure } from './cure';

const EVERY_MS = 1_000;

export const freshMetadata: Cure = {
  name: 'fresh-metadata',
  illness: 'A client whose requests all hang never learns that the leaders moved.',
  apply() {
    const { Cluster } = internals();
    const ticks = new WeakMap<ClusterInstance, NodeJS.Timeout>();
    patch(Cluster, 'connect', async (cluster, connect) => {
      // Set before the connection is made, so that a disconnect() in the meantime finds it. Otherwise the tick would connect again.
      if (!ticks.has(cluster)) ticks.set(cluster, setInterval(tick, EVERY_MS, cluster).unref());
      return connect();
    });
    patch(Cluster, 'disconnect', async (cluster, disconnect) => {
      clearInterval(ticks.get(cluster));
      ticks.delete(cluster);
      return disconnect();
    });

    // A request that a disconnect() cuts off is sent again over a new connection, which only this closes. If that fails, the connection is
    // closed too.
    const tick = async (cluster: ClusterInstance): Promise<void> => {
      await refresh(cluster);
      if (!ticks.has(cluster)) await cluster.disconnect().catch(() => undefined);
    };
  },
};

async function refresh(cluster: ClusterInstance): Promise<void> {
  if (cluster.targetTopics.size === 0 || !cluster.brokerPool.metadata) return;
  // A failure is logged by kafkajs itself, and the next tick asks again.
  await cluster.refreshMetadata().catch(() => undefined);
}
