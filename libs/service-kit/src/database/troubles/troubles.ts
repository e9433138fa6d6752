// What the database was last in trouble with: said once in the log, counted, and kept for the probes. It decides nothing about a statement.
import { Logger } from '@nestjs/common';
import { databaseTroubles } from '../metrics';
import type { DatabaseUnavailable } from './trouble';

/** The same reason is logged again after this time, if it lasts. */
const SAY_AGAIN_MS = 60_000;
/** More reasons than PostgreSQL has classes: whatever a server invents, the memory stays small. */
const MAX_REASONS = 100;
/** A trouble counts so long after it was last met; whoever waits for its end tries again sooner. */
const STANDS_MS = 10_000;

/**
 * Troubles that a probe does not meet, as it reads no table, writes nothing and has no plan that could be stale: rights and schema (42, 3F),
 * disk and memory (53), lost or doubled statements, a fault inside the server or the driver.
 */
const HIDDEN_FROM_PROBES = /^(42...|3F...|53[^3]..|0A000|26000|58...|XX...|F0...|P0...|driver-.*)$/;

/** Both come from a pooler in front of PostgreSQL whose clients think that they have a connection of their own. */
const POOLER_HINT: Readonly<Record<string, string>> = {
  '26000': 'is there a pooler? set DATABASE_POOLER=transaction',
  '42P05': 'is there a pooler? set DATABASE_POOLER=transaction',
};

export class Troubles {
  private readonly logger = new Logger('Database');
  private readonly saidAtMs = new Map<string, number>();
  private standing: { trouble: DatabaseUnavailable; atMs: number } | undefined;

  note(trouble: DatabaseUnavailable, nowMs = performance.now()): void {
    const { reason } = trouble;
    databaseTroubles.inc({ reason });
    if (HIDDEN_FROM_PROBES.test(reason)) this.standing = { trouble, atMs: nowMs };
    if (nowMs - (this.saidAtMs.get(reason) ?? -Infinity) < SAY_AGAIN_MS) return;
    if (this.saidAtMs.size >= MAX_REASONS) this.saidAtMs.clear();
    this.saidAtMs.set(reason, nowMs);
    this.logger.warn({ event: 'database-trouble', reason, words: trouble.words, hint: POOLER_HINT[reason] });
  }

  /** What a probe could not see, if it was met a moment ago. */
  lately(nowMs = performance.now()): DatabaseUnavailable | undefined {
    if (this.standing === undefined || nowMs - this.standing.atMs > STANDS_MS) return undefined;
    return this.standing.trouble;
  }
}
