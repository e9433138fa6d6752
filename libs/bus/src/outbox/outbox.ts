// The outbox: "row saved" and "event published" agree, whatever dies in between. Records are written in the caller's transaction, published
// right after its commit, and published by a relay if the process died between the two. Doubles are possible and harmless: ids are computed.
import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { backoffMs } from '../backoff';
import { type Outgoing, Publisher } from '../bus';
import { BUS_SERVICE } from '../bus.providers';
import { within } from '../deadline';
import { outboxOldest } from '../metrics';
import { isRetriable } from '../retriable';
import { OutboxStore, type Queryable } from './outbox.store';
import { pack, unpack } from './packing';

/** What `append` gives and `release` takes: a row whose transaction is not committed yet. */
export interface OutboxTicket {
  readonly id: string;
  readonly records: readonly Outgoing[];
}

/** Records that may wait in memory; what comes on top is left to the relay. */
const MAX_WAITING_RECORDS = 20_000;
/** Records in one publish call. */
const PUBLISH_RECORDS = 1_000;
/** Rows a relay takes at once. */
const CLAIM_ROWS = 200;
/** Half of the time that a row is kept for its process. */
const RELAY_EVERY_MS = 1_000;
/** The publisher itself goes on trying for half a minute; this is only between its calls. */
const RETRY = { firstMs: 100, maxMs: 1_000 };
const SHUTDOWN_MS = 5_000;

@Injectable()
export class Outbox implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('Outbox');
  private readonly store: OutboxStore;
  private readonly waiting: OutboxTicket[] = [];
  private waitingRecords = 0;
  private readonly published: string[] = [];
  private publishing: Promise<void> | null = null;
  private removing: Promise<void> | null = null;
  private relaying: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private isStopping = false;
  private isFailing = false;

  constructor(
    @Inject('Queryable') database: Queryable,
    private readonly publisher: Publisher,
    @Inject(BUS_SERVICE) private readonly service: string,
  ) {
    this.store = new OutboxStore(database);
  }

  /** Inside the transaction that decides. All records go into one row. */
  async append(tx: Queryable, records: readonly Outgoing[]): Promise<OutboxTicket> {
    return { id: await this.store.append(tx, pack(records)), records };
  }

  /** After the commit. Publishes in the order of the calls; never throws, never blocks. */
  release(ticket: OutboxTicket): void {
    if (this.waitingRecords > 0 && this.waitingRecords + ticket.records.length > MAX_WAITING_RECORDS) return;
    this.waiting.push(ticket);
    this.waitingRecords += ticket.records.length;
    this.publishing ??= this.publishWaiting().finally(() => (this.publishing = null));
  }

  onModuleInit(): void {
    this.relay();
    this.timer = setInterval(() => this.relay(), RELAY_EVERY_MS);
  }

  /** What is not published by then is in the table. */
  async onApplicationShutdown(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await within(Promise.all([this.relaying, this.publishing]), SHUTDOWN_MS);
    this.isStopping = true;
    await within(Promise.all([this.publishing, this.removing]), SHUTDOWN_MS);
  }

  /** One call at a time, so that order is kept; what is released meanwhile goes with the next one. */
  private async publishWaiting(): Promise<void> {
    for (let failures = 0; this.waiting.length > 0 && !this.isStopping; ) {
      const tickets = this.nextTickets(failures);
      try {
        await this.publisher.publish(tickets.flatMap(({ records }) => records));
        this.tell(false);
        failures = 0;
        this.done(tickets);
      } catch (error) {
        failures++;
        await this.failed(tickets, error, failures);
      }
    }
  }

  /** After a failure one at a time, so that a row that is refused for good is found. */
  private nextTickets(failures: number): OutboxTicket[] {
    const tickets: OutboxTicket[] = [];
    let records = 0;
    for (const ticket of this.waiting) {
      records += ticket.records.length;
      if (tickets.length > 0 && (failures > 0 || records > PUBLISH_RECORDS)) break;
      tickets.push(ticket);
    }
    return tickets;
  }

  private done(tickets: readonly OutboxTicket[]): void {
    this.drop(tickets);
    this.published.push(...tickets.map(({ id }) => id));
    this.removing ??= this.removePublished().finally(() => (this.removing = null));
  }

  private drop(tickets: readonly OutboxTicket[]): void {
    this.waiting.splice(0, tickets.length);
    for (const { records } of tickets) this.waitingRecords -= records.length;
  }

  private async failed(tickets: readonly OutboxTicket[], error: unknown, failures: number): Promise<void> {
    const [ticket] = tickets;
    if (ticket !== undefined && tickets.length === 1 && !isRetriable(error))
      return this.refuse(ticket, error);
    this.tell(true, error);
    await delay(backoffMs(RETRY, failures - 1, Math.random()));
  }

  private async refuse(ticket: OutboxTicket, error: unknown): Promise<void> {
    this.drop([ticket]);
    await this.setAside(ticket.id, error);
  }

  private async setAside(id: string, error: unknown): Promise<void> {
    const why = `${(error as Error).name}: ${(error as Error).message}`;
    this.logger.error({ event: 'outbox-refused', id, error: why });
    await this.store.refuse(id, why.replaceAll('\u0000', '').slice(0, 500)).catch((failure: Error) => {
      this.logger.warn({ event: 'outbox-unmarked', id, error: failure.message }); // the relay finds it again
    });
  }

  /** Many rows in one statement; a row that stays is published again, which is harmless. */
  private async removePublished(): Promise<void> {
    for (let failures = 0; this.published.length > 0 && !this.isStopping; ) {
      const ids = this.published.slice(0, PUBLISH_RECORDS);
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

  /** Keeps what waits here, then takes over what a dead process left behind. */
  private async relayOnce(): Promise<void> {
    const mine = [...this.waiting.map(({ id }) => id), ...this.published];
    if (mine.length > 0) await this.store.keep(mine);
    if (this.waitingRecords < MAX_WAITING_RECORDS / 2)
      for (const { id, records } of await this.store.claim(CLAIM_ROWS))
        try {
          this.release({ id, records: unpack(records) });
        } catch (error) {
          await this.setAside(id, error);
        }
    outboxOldest.set({ service: this.service }, await this.store.oldestSeconds());
  }

  /** Once per change of state. */
  private tell(isFailing: boolean, error?: unknown): void {
    if (isFailing === this.isFailing) return;
    this.isFailing = isFailing;
    if (isFailing) this.logger.warn({ event: 'outbox-waits', error: (error as Error).message });
    else this.logger.log({ event: 'outbox-resumed' });
  }
}
