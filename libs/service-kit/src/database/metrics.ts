// Metrics of pool and clock. Their names are a contract with platform teams.
import type { Pool } from 'pg';
import { Counter, Gauge, Histogram } from 'prom-client';

const pools = new Set<Pool>();

export const poolWait = new Histogram({
  name: 'offline_push_db_pool_wait_seconds',
  help: 'How long a caller waited for a connection to PostgreSQL.',
  buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
});

new Gauge({
  name: 'offline_push_db_pool_in_use',
  help: 'Connections to PostgreSQL that are lent out.',
  collect() {
    this.set([...pools].reduce((sum, pool) => sum + pool.totalCount - pool.idleCount, 0));
  },
});

const offsets = new Set<() => number>();

new Gauge({
  name: 'offline_push_clock_offset_seconds',
  help: "How far the clock of this pod is ahead of the database's; negative: behind.",
  collect() {
    for (const offsetMs of offsets) this.set(offsetMs() / 1000);
  },
});

/** Exports the offset until the returned function is called. */
export function observeClock(offsetMs: () => number): () => void {
  offsets.add(offsetMs);
  return () => offsets.delete(offsetMs);
}

export const databaseTroubles = new Counter({
  name: 'offline_push_db_troubles_total',
  help: 'Statements and connections that failed for no fault of their values, by SQLSTATE or code.',
  labelNames: ['reason'],
});

/** Exports the pool's numbers until the returned function is called. */
export function observePool(pool: Pool): () => void {
  pools.add(pool);
  return () => pools.delete(pool);
}
