// Keeps a flow in its group: joins without a deadline, begins with a new consumer after a crash, and tells what it waits for. The flow
// decides what happens with records.
import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { type Backoff, backoffMs } from '../backoff';
import { within } from '../deadline';
import type { Log, LogConsumer, LogListener, FlowListener, Partition, Position } from '../log';
import { Supervision } from './supervision';
import { type Trouble, troubleOf } from './trouble';

interface MembershipOptions {
  retry: Backoff;
  /** A fetch loop without a sign of life for this long hangs (docs/kafka.md, 3.9). */
  silentAfterMs: number;
}

export interface MembershipParts {
  log: Log;
  group: string;
  topics: readonly string[];
  listener: FlowListener;
  /** Nobody waits for the flow. */
  isPatient?: boolean | undefined;
  options: MembershipOptions;
  /** Ends the process. */
  exit: (code: number) => void;
}

/** The longest wait for the end of a consumer that crashed. */
const LET_GO_MS = 5_000;
/** After a consumer that lived for so long the pauses begin with the shortest one again. */
const LIVED_MS = 60_000;

export class Membership {
  private readonly logger = new Logger('Membership');
  private readonly supervision = new Supervision();
  private consumer: LogConsumer;
  private waits: string | null = 'joins its group';
  private sinceMs = performance.now();
  private failures = 0;
  private isStopping = false;
  private isDead = false;

  constructor(private readonly parts: MembershipParts) {
    this.consumer = this.aConsumer();
  }

  /** In the background: a broker that is away must not keep a service from starting. */
  start(): void {
    void this.join(this.consumer);
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.consumer.stop();
  }

  /** It reads. */
  get isMember(): boolean {
    return this.waits === null && !this.isDead;
  }

  /** Not whether the broker is up: whether the loop that reads from it lives. */
  isAlive(): boolean {
    return !this.isDead && performance.now() - this.consumer.lastSignMs() < this.parts.options.silentAfterMs;
  }

  /** What it waits for; null: nothing. */
  get words(): string | null {
    if (this.isDead) return `${this.parts.group} is dead: the process ends`;
    if (this.waits === null) return null;
    const seconds = Math.round((performance.now() - this.sinceMs) / 1000);
    return `${this.parts.group} ${this.waits}, since ${seconds} s`;
  }

  pause(partitions: readonly Partition[]): void {
    this.consumer.pause(partitions);
  }

  resume(partitions: readonly Partition[]): void {
    this.consumer.resume(partitions);
  }

  seek(position: Position): void {
    this.consumer.seek(position);
  }

  commit(positions: readonly Position[]): Promise<void> {
    return this.consumer.commit(positions);
  }

  /** What a consumer that was let go of still says is not heard. */
  private aConsumer(): LogConsumer {
    const { log, group, topics, listener, isPatient } = this.parts;
    const isMine = (): boolean => this.consumer === consumer;
    const heard: LogListener = {
      assigned: (partitions) => {
        if (!isMine()) return;
        this.joined();
        listener.assigned(partitions);
      },
      losing: () => isMine() && listener.losing(),
      take: (fetched) => (isMine() ? listener.take(fetched) : Promise.resolve(fetched.askedOffset)),
      stumbled: (topic, error) => isMine() && listener.stumbled(topic, error),
      crashed: (error, restarts) => isMine() && this.crashed(error, restarts),
    };
    const consumer = log.consumer(group, topics, heard, { isPatient });
    return consumer;
  }

  private joined(): void {
    if (this.waits !== null) this.logger.log({ event: 'group-joined', group: this.parts.group });
    this.waits = null;
    this.sinceMs = performance.now();
  }

  private async join(consumer: LogConsumer): Promise<void> {
    while (!this.isStopping && this.consumer === consumer)
      try {
        return await consumer.start();
      } catch (error) {
        this.tell(troubleOf(error), error);
        await this.pauseBefore();
      }
  }

  private crashed(error: Error, restarts: boolean): void {
    if (this.isStopping) return;
    const trouble = troubleOf(error);
    if (!trouble.passes)
      this.logger.error({
        event: 'consumer-crashed',
        group: this.parts.group,
        restarts,
        error: error.message,
      });
    this.isDead = this.supervision.crashed(trouble, performance.now());
    this.tell(trouble, error);
    if (!this.isDead) return void (restarts || this.replace());
    this.logger.fatal({ event: 'consumer-dead', group: this.parts.group });
    this.parts.exit(1);
  }

  /** The client will not come back by itself, and its inside may be broken: another one takes its place. */
  private async replace(): Promise<void> {
    const old = this.consumer;
    this.consumer = this.aConsumer();
    await within(old.stop(), LET_GO_MS);
    await this.pauseBefore();
    await this.join(this.consumer);
  }

  private async pauseBefore(): Promise<void> {
    await delay(backoffMs(this.parts.options.retry, this.failures++, Math.random()));
  }

  /** Once for each thing it waits for. */
  private tell({ words }: Trouble, error: unknown): void {
    if (this.waits === null && performance.now() - this.sinceMs > LIVED_MS) this.failures = 0;
    if (this.waits === null) this.sinceMs = performance.now();
    const isNew = this.waits === null || kindOf(this.waits) !== kindOf(words);
    this.waits = words;
    if (!isNew) return;
    this.logger.warn({
      event: 'group-waits',
      group: this.parts.group,
      topics: this.parts.topics,
      words,
      error: named(error),
    });
  }
}

/** The server's own words, behind it, change from try to try. */
const kindOf = (words: string): string => words.split(' (', 1)[0] ?? words;

const named = (error: unknown): string => (error instanceof Error ? error.name : String(error));
