// One topic of the outbox: its rows leave in order, one publish at a time. A topic that cannot be written does not delay the others, and
// rows for which there is no room in memory stay in the table.
import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { backoffMs } from '../backoff';
import type { Outgoing, Publisher } from '../bus';
import { isRetriable } from '../guard/retriable';
import type { OutboxStore } from './outbox.store';

/** A row of the table: records of one topic. */
export interface OutboxRow {
  readonly id: string;
  readonly topic: string;
  /** The topic keeps the newest record of a key: a row waits for older ones of its key, also of other processes. */
  readonly compacted: boolean;
  readonly records: readonly Outgoing[];
}

/** Records of a topic that may wait in memory; what comes on top is left to the relay. */
const MAX_WAITING_RECORDS = 20_000;
/** Records in one publish call. */
const PUBLISH_RECORDS = 1_000;
/** Pauses between calls of the publisher, which itself tries for half a minute. */
export const RETRY = { firstMs: 100, maxMs: 1_000 };

/** What becomes of rows. */
interface Ends {
  published(rows: readonly OutboxRow[]): void;
  refused(row: OutboxRow, error: unknown): Promise<void>;
  /** Published, and still in the table. */
  unremoved(): readonly string[];
}

export class OutboxQueue {
  private readonly logger = new Logger('Outbox');
  private readonly waiting: OutboxRow[] = [];
  private waitingRecords = 0;
  private publishing: Promise<void> | null = null;
  private isStopping = false;
  /** Why its last try failed, and since when none has succeeded (monotonic). */
  private failing: { why: string; sinceMs: number } | null = null;

  constructor(
    private readonly topic: string,
    private readonly publisher: Publisher,
    private readonly store: OutboxStore,
    private readonly ends: Ends,
  ) {}

  /** Leaves the row to the relay if too much waits already. */
  add(row: OutboxRow): void {
    if (this.waitingRecords > 0 && this.waitingRecords + row.records.length > MAX_WAITING_RECORDS) return;
    this.waiting.push(row);
    this.waitingRecords += row.records.length;
    this.publishing ??= this.publishWaiting().finally(() => (this.publishing = null));
  }

  get ids(): string[] {
    return this.waiting.map(({ id }) => id);
  }

  /** Why its records do not leave; undefined: they do. */
  get words(): string | undefined {
    if (this.failing === null) return undefined;
    const seconds = Math.round((performance.now() - this.failing.sinceMs) / 1000);
    const { topic, waitingRecords } = this;
    return `${waitingRecords} records wait for ${topic}: ${this.failing.why.slice(0, 200)}, since ${seconds} s`;
  }

  /** It cannot take a relay's rows now. */
  get isFull(): boolean {
    return this.failing !== null || this.waitingRecords >= MAX_WAITING_RECORDS / 2;
  }

  /** Resolves when nothing waits or it was stopped. */
  async idle(): Promise<void> {
    await this.publishing;
  }

  stop(): void {
    this.isStopping = true;
  }

  /** One call at a time, so that order is kept; what is released meanwhile goes with the next one. */
  private async publishWaiting(): Promise<void> {
    for (let failures = 0; this.waiting.length > 0 && !this.isStopping; ) {
      const rows = this.nextRows(failures);
      try {
        const hindered = await this.hindered(rows);
        const free = rows.filter(({ id }) => !hindered.has(id));
        await this.publisher.publish(free.flatMap(({ records }) => records));
        this.tell(false);
        failures = 0;
        this.drop(rows);
        if (free.length > 0) this.ends.published(free);
      } catch (error) {
        await this.failed(rows, error, ++failures);
      }
    }
  }

  /** After a failure one at a time, so that a row that is refused for good is found. */
  private nextRows(failures: number): OutboxRow[] {
    const rows: OutboxRow[] = [];
    let records = 0;
    for (const row of this.waiting) {
      records += row.records.length;
      if (rows.length > 0 && (failures > 0 || records > PUBLISH_RECORDS)) break;
      rows.push(row);
    }
    return rows;
  }

  /** They are left to the relay, which takes them when the older ones are gone. */
  private async hindered(rows: readonly OutboxRow[]): Promise<Set<string>> {
    if (!rows.some(({ compacted }) => compacted)) return NONE;
    try {
      const ids = rows.map(({ id }) => id);
      return new Set(await this.store.hindered(ids, [...ids, ...this.ends.unremoved()]));
    } catch (cause) {
      const { message } = cause as Error;
      throw Object.assign(new Error(`the outbox cannot be read: ${message}`, { cause }), { retriable: true });
    }
  }

  private drop(rows: readonly OutboxRow[]): void {
    this.waiting.splice(0, rows.length);
    for (const { records } of rows) this.waitingRecords -= records.length;
  }

  private async failed(rows: readonly OutboxRow[], error: unknown, failures: number): Promise<void> {
    const [row] = rows;
    if (row !== undefined && rows.length === 1 && !isRetriable(error)) {
      this.drop(rows);
      this.tell(false); // the topic answers
      return this.ends.refused(row, error);
    }
    this.tell(true, error);
    await delay(backoffMs(RETRY, failures - 1, Math.random()));
  }

  /** Once per change of state. */
  private tell(isFailing: boolean, error?: unknown): void {
    const wasFailing = this.failing !== null;
    const why = error instanceof Error ? error.message : String(error);
    this.failing = isFailing ? { why, sinceMs: this.failing?.sinceMs ?? performance.now() } : null;
    if (isFailing === wasFailing) return;
    const { topic } = this;
    if (isFailing) this.logger.warn({ event: 'outbox-waits', topic, error: why });
    else this.logger.log({ event: 'outbox-resumed', topic });
  }
}

const NONE: Set<string> = new Set();
