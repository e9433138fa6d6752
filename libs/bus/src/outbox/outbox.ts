// The outbox: an event is published if and only if its transaction commits. Records are written in the transaction and published after its
// commit, or by a relay if the process died in between. An event may be published twice, which does no harm: ids are computed.
import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { aboutOutgoing } from '../guard/about';
import { backoffMs } from '../backoff';
import { type Outgoing, Publisher } from '../bus';
import { BUS_SERVICE } from '../nest/bus.providers';
import { within } from '../deadline';
import { STOP_WITHIN } from '../stopping';
import { outboxOldest } from '../metrics';
import { OutboxQueue, type OutboxRow, RETRY } from './outbox-queue';
import { type BusDatabase, OutboxStore, type SavedRow } from './outbox.store';
import { bundlesOf, pack, unpack } from './packing';

/** `append` returns it and `release` takes it: rows whose transaction is not committed yet. */
export interface OutboxTicket {
  readonly rows: readonly OutboxRow[];
}

/** Rows a relay takes at once. */
const CLAIM_ROWS = 200;
/** Rows that are removed, or tried again, in one statement. */
const ROWS_AT_ONCE = 1_000;
/** Half of the time for which a row belongs to its process. */
const RELAY_EVERY_MS = 1_000;
/** Rows that the broker refused are tried again at the start and in this interval: somebody may have raised a limit since. */
const TRY_AGAIN_EVERY_MS = 3_600_000;

/** Also a part of the service's health: it notes which topics do not take its records. */
@Injectable()
export class Outbox implements OnModuleInit, OnApplicationShutdown {
  readonly name = 'outbox';
  private readonly logger = new Logger('Outbox');
  private readonly store: OutboxStore;
  private readonly queues = new Map<string, OutboxQueue>();
  private readonly published: string[] = [];
  private removing: Promise<void> | null = null;
  private relaying: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private triedAgainMs = -Infinity;
  private isStopping = false;

  constructor(
    @Inject('Queryable') database: BusDatabase,
    private readonly publisher: Publisher,
    @Inject(BUS_SERVICE) private readonly service: string,
  ) {
    this.store = new OutboxStore(database);
  }

  /** Called inside the transaction. All records of a topic go into one row, those of a compacted topic into one row for each key. */
  async append(tx: BusDatabase, records: readonly Outgoing[]): Promise<OutboxTicket> {
    const rows: OutboxRow[] = [];
    for (const { topic, compactedKey, records: bundle } of bundlesOf(records)) {
      const id = await this.store.append(tx, { topic, compactedKey, records: pack(bundle) });
      rows.push({ id, topic, compacted: compactedKey !== null, records: bundle });
    }
    return { rows };
  }

  /** Called after the commit. Publishes in the order of the calls, topic by topic. Never throws, never blocks. */
  release({ rows }: OutboxTicket): void {
    for (const row of rows) this.queue(row.topic).add(row);
  }

  onModuleInit(): void {
    this.relay();
    this.timer = setInterval(() => this.relay(), RELAY_EVERY_MS);
  }

  /** Rows that are not published by then stay in the table. */
  async onApplicationShutdown(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await within(Promise.all([this.relaying, this.allIdle()]), STOP_WITHIN.outboxMs);
    this.isStopping = true;
    for (const queue of this.queues.values()) queue.stop();
    await within(Promise.all([this.allIdle(), this.removing]), STOP_WITHIN.outboxMs);
  }

  isAlive(): boolean {
    return true;
  }

  /** Always ready: records that wait here are safe in the table. */
  isReady(): boolean {
    return true;
  }

  notes(): string[] {
    return [...this.queues.values()].flatMap(({ words }) => words ?? []);
  }

  private queue(topic: string): OutboxQueue {
    const queue =
      this.queues.get(topic) ??
      new OutboxQueue(topic, this.publisher, this.store, {
        published: (rows) => this.remove(rows),
        unremoved: () => this.published,
        refused: (row, error) => this.setAside(row, error),
      });
    this.queues.set(topic, queue);
    return queue;
  }

  private allIdle(): Promise<unknown> {
    return Promise.all([...this.queues.values()].map((queue) => queue.idle()));
  }

  private remove(rows: readonly OutboxRow[]): void {
    this.published.push(...rows.map(({ id }) => id));
    this.removing ??= this.removePublished().finally(() => (this.removing = null));
  }

  private async setAside({ id, topic, records }: OutboxRow, error: unknown): Promise<void> {
    const why = `${(error as Error).name}: ${(error as Error).message}`;
    this.logger.error({ event: 'outbox-refused', id, topic, error: why, ...aboutOutgoing(records) });
    await this.store.refuse(id, why.replaceAll('\u0000', '').slice(0, 500)).catch((failure: Error) => {
      this.logger.warn({ event: 'outbox-unmarked', id, error: failure.message }); // the relay finds it again
    });
  }

  /** Many rows in one statement; a row that stays is published again, which is harmless. */
  private async removePublished(): Promise<void> {
    for (let failures = 0; this.published.length > 0 && !this.isStopping; ) {
      const ids = this.published.slice(0, ROWS_AT_ONCE);
      try {
        await this.store.remove(ids);
        this.published.splice(0, ids.length);
        failures = 0;
      } catch (error) {
        if (failures++ === 0) this.logger.warn({ event: 'outbox-keeps', error: (error as Error).message });
        await delay(backoffMs(RETRY, failures - 1, Math.random()));
      }
    }
  }

  private relay(): void {
    this.relaying ??= this.relayOnce()
      .catch((error: Error) => this.logger.warn({ event: 'relay-failed', error: error.message }))
      .finally(() => (this.relaying = null));
  }

  /** Keeps what waits here, then takes over what a dead process left behind, but for topics that take nothing now. */
  private async relayOnce(): Promise<void> {
    const mine = [...[...this.queues.values()].flatMap(({ ids }) => ids), ...this.published];
    if (mine.length > 0) await this.store.keep(mine);
    if (performance.now() - this.triedAgainMs > TRY_AGAIN_EVERY_MS) await this.tryRefusedAgain();
    const full = [...this.queues].filter(([, queue]) => queue.isFull).map(([topic]) => topic);
    for (const saved of await this.store.claim(CLAIM_ROWS, full)) await this.takeOver(saved);
    outboxOldest.set({ service: this.service }, await this.store.oldestSeconds());
  }

  private async takeOver({ id, topic, compacted, records }: SavedRow): Promise<void> {
    try {
      this.release({ rows: [{ id, topic, compacted, records: unpack(records) }] });
    } catch (error) {
      await this.setAside({ id, topic, compacted, records: [] }, error);
    }
  }

  private async tryRefusedAgain(): Promise<void> {
    const rows = await this.store.tryAgain(ROWS_AT_ONCE);
    this.triedAgainMs = performance.now();
    if (rows > 0) this.logger.log({ event: 'outbox-tries-again', rows });
  }
}
