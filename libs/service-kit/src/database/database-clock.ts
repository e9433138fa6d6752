// The clock of every service: the database's, kept as a distance to a monotonic clock, so that it can be asked without a wait and does not
// care about the pod's wall clock (docs/adr/0017). A service without a database goes by the pod's clock.
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Clock, SystemClock } from '../clock';
import { Rounds } from '../rounds';
import { observeClock } from './metrics';

/** What the database's clock said, and when it was asked and had answered by `performance.now()`. */
export interface ClockReading {
  readonly databaseMs: number;
  readonly askedAtMs: number;
  readonly answeredAtMs: number;
}

const LOOK_EVERY_MS = 1_000;
const READ_EVERY_MS = 10_000;
/** The wall clock moved by this much against the monotonic one: it was set, or the machine slept and the monotonic clock with it. */
const MOVED_MS = 100;
/** A pod whose wall clock is further off is not ready: its time stamps in logs and at vendors would mislead. */
const MOST_OFFSET_MS = 2_000;
const FIRST_READING_TRIES = 60;
const FIRST_READING_PAUSE_MS = 500;

@Injectable()
export class DatabaseClock extends Clock implements OnModuleDestroy {
  private readonly logger = new Logger(DatabaseClock.name);
  private readonly rounds = new Rounds('clock', LOOK_EVERY_MS, () => this.look());
  private read: (() => Promise<ClockReading>) | undefined;
  /** The database's clock minus the monotonic one. */
  private aheadMs: number | undefined;
  private readAtMs = 0;
  private wallAheadMs = 0;
  private isFailing = false;
  private stopObserving = (): void => undefined;

  constructor(private readonly wall: SystemClock) {
    super();
  }

  nowMs(): number {
    return this.aheadMs === undefined ? this.wall.nowMs() : Math.round(performance.now() + this.aheadMs);
  }

  /** Goes by this clock from now on. Waits for the first reading: nothing may be decided before it. */
  async follow(read: () => Promise<ClockReading>): Promise<void> {
    this.read = read;
    await this.readFirst(read);
    this.stopObserving = observeClock(() => this.offsetMs);
    this.rounds.start();
  }

  /** The pod's wall clock minus the database's. */
  get offsetMs(): number {
    return this.wall.nowMs() - this.nowMs();
  }

  get isRight(): boolean {
    return Math.abs(this.offsetMs) <= MOST_OFFSET_MS;
  }

  /** "the clock of this pod is 3601.0 s ahead of the database's (read 4 s ago)" */
  describe(): string {
    if (this.aheadMs === undefined) return "the database's clock was not read yet";
    const seconds = (Math.abs(this.offsetMs) / 1000).toFixed(1);
    const side = this.offsetMs < 0 ? 'behind' : 'ahead of';
    const age = Math.round((performance.now() - this.readAtMs) / 1000);
    return `the clock of this pod is ${seconds} s ${side} the database's (read ${age} s ago)`;
  }

  async onModuleDestroy(): Promise<void> {
    this.stopObserving();
    await this.rounds.stop();
  }

  private async readFirst(read: () => Promise<ClockReading>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return this.take(await read());
      } catch (error) {
        if (attempt >= FIRST_READING_TRIES) throw error;
        this.tellFailure(error);
        await new Promise((resolve) => setTimeout(resolve, FIRST_READING_PAUSE_MS));
      }
    }
  }

  private async look(): Promise<void> {
    const hasMoved = Math.abs(this.wallDistance() - this.wallAheadMs) > MOVED_MS;
    if (this.read === undefined || (!hasMoved && performance.now() - this.readAtMs < READ_EVERY_MS)) return;
    try {
      this.take(await this.read());
    } catch (error) {
      // The monotonic clock goes on from the last reading; it drifts by less than a millisecond in ten seconds.
      this.tellFailure(error);
    }
  }

  /** The database spoke at some moment between asking and answer. What fits that is no news; else the least correction that fits. */
  private take({ databaseMs, askedAtMs, answeredAtMs }: ClockReading): void {
    const least = databaseMs - answeredAtMs;
    const most = databaseMs - askedAtMs;
    this.aheadMs = Math.min(Math.max(this.aheadMs ?? (least + most) / 2, least), most);
    this.readAtMs = answeredAtMs;
    this.wallAheadMs = this.wallDistance();
    if (this.isFailing) this.logger.log({ event: 'clock-read-again', offsetMs: this.offsetMs });
    this.isFailing = false;
    if (!this.isRight) this.logger.error({ event: 'clock-off', msg: this.describe() });
  }

  private wallDistance(): number {
    return this.wall.nowMs() - performance.now();
  }

  private tellFailure(error: unknown): void {
    if (!this.isFailing) this.logger.warn({ event: 'clock-not-read', msg: this.describe(), error });
    this.isFailing = true;
  }
}
