// How busy the pool is, for the dashboards (names are a promise to platform teams).
import type { Pool } from 'pg';
import { Gauge, Histogram } from 'prom-client';

const pools = new Set<Pool>();

export const poolWait = new Histogram({
  name: 'offline_push_db_pool_wait_seconds',
  help: 'How long a caller waited for a connection to PostgreSQL.',
  buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
});

export const poolInUse = new Gauge({
  name: 'offline_push_db_pool_in_use',
  help: 'Connections to PostgreSQL that are lent out.',
  collect() {
    this.set([...pools].reduce((sum, pool) => sum + pool.totalCount - pool.idleCount, 0));
  },
});

/** Counts the pool until the returned function is called. */
export function observePool(pool: Pool): () => void {
  pools.add(pool);
  return () => pools.delete(pool);
}
