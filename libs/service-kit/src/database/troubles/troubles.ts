// Logs and counts the troubles of the database, and keeps the last one for the probes.
import { Logger } from '@nestjs/common';
import { databaseTroubles } from '../metrics';
import type { DatabaseUnavailable } from './trouble';

/** The same reason is logged again after this time, if it lasts. */
const LOG_AGAIN_MS = 60_000;
/** Bounds the memory, whatever codes a server sends. */
const MAX_REASONS = 100;
/** A trouble counts for so long after it last happened. Callers that wait for its end try again sooner. */
const STANDS_MS = 10_000;

/**
 * Troubles that a probe does not see, because it reads no table, writes nothing and has no stale plan: rights and schema (42, 3F), disk and
 * memory (53), lost or doubled statements, faults inside the server or the driver.
 */
const HIDDEN_FROM_PROBES = /^(42...|3F...|53[^3]..|0A000|26000|58...|XX...|F0...|P0...|driver-.*)$/;

/** Both errors come from a pooler that the service does not know of. */
const POOLER_HINT: Readonly<Record<string, string>> = {
  '26000': 'is there a pooler? set DATABASE_POOLER=transaction',
  '42P05': 'is there a pooler? set DATABASE_POOLER=transaction',
};

export class Troubles {
  private readonly logger = new Logger('Database');
  private readonly loggedAtMs = new Map<string, number>();
  private standing: { trouble: DatabaseUnavailable; atMs: number } | undefined;

  note(trouble: DatabaseUnavailable, nowMs = performance.now()): void {
    const { reason } = trouble;
    databaseTroubles.inc({ reason });
    if (HIDDEN_FROM_PROBES.test(reason)) this.standing = { trouble, atMs: nowMs };
    if (nowMs - (this.loggedAtMs.get(reason) ?? -Infinity) < LOG_AGAIN_MS) return;
    if (this.loggedAtMs.size >= MAX_REASONS) this.loggedAtMs.clear();
    this.loggedAtMs.set(reason, nowMs);
    this.logger.warn({ event: 'database-trouble', reason, words: trouble.words, hint: POOLER_HINT[reason] });
  }

  /** The last trouble that a probe does not see, if it happened within STANDS_MS. */
  lately(nowMs = performance.now()): DatabaseUnavailable | undefined {
    if (this.standing === undefined || nowMs - this.standing.atMs > STANDS_MS) return undefined;
    return this.standing.trouble;
  }
}
