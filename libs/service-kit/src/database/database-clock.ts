// The database's clock for a service. It is kept as a distance to the monotonic clock, so that reading it needs no wait and does not depend
// on the pod's wall clock (docs/adr/0017). A service without a database uses the pod's clock.
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Clock, SystemClock } from '../clock';
import { Rounds } from '../rounds';
import { observeClock } from './metrics';

/** The database's time, with the times of question and answer by `performance.now()`. */
export interface ClockReading {
  readonly databaseMs: number;
  readonly askedAtMs: number;
  readonly answeredAtMs: number;
}

const LOOK_EVERY_MS = 1_000;
const READ_EVERY_MS = 10_000;
/** If wall clock and monotonic clock differ by more, the wall clock was set, or the machine slept and its monotonic clock too. */
const MOVED_MS = 100;
/** A pod whose wall clock is further off is not ready, because its time stamps in logs and at vendors would be wrong. */
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

  /** Uses the database's clock from now on. Resolves after the first reading: no decision may be made before it. */
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
      // The last reading stays in use: the monotonic clock drifts by less than a millisecond in ten seconds.
      this.tellFailure(error);
    }
  }

  /** The database read its clock between question and answer. If our time fits that, it stays; else it is corrected by the least. */
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
