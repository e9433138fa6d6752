// Makes the tables of the days to come, and drops those whose time is over.
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Clock, Rounds, type Tx } from '@offline-push/service-kit';
import type { Part } from '../book/part';
import { Limits } from '../delivery-log.config';
import { AdmissionStore } from '../erasing/admission.store';
import { DayStore } from './day.store';
import { dayOf } from './days';

const EVERY_MS = 600_000;
/** Before anybody needs them. */
const DAYS_AHEAD = 2;

@Injectable()
export class Days implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(Days.name);
  private readonly rounds = new Rounds('days', EVERY_MS, () => this.round());

  constructor(
    private readonly store: DayStore,
    private readonly clock: Clock,
    private readonly limits: Limits,
    private readonly admission: AdmissionStore,
  ) {}

  onModuleInit(): void {
    this.rounds.startAtOnce();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  get today(): number {
    return dayOf(this.clock.nowMs());
  }

  /** Days to come are kept, too: clocks differ. */
  isKept(day: number): boolean {
    return day >= this.today - this.limits.keepDays;
  }

  /** Their tables are there when it resolves. */
  ensure(days: readonly number[]): Promise<void> {
    return this.store.ensure(days);
  }

  /** What of it may be written: some apps keep fewer days, and some users were erased. */
  admit(parts: readonly Part[], tx: Tx): Promise<Part[]> {
    return this.admission.admit(parts, this.today, tx);
  }

  private async round(): Promise<void> {
    const { today } = this;
    await this.store.ensure(Array.from({ length: DAYS_AHEAD + 1 }, (_, i) => today + i));
    const forgotten = await this.store.forgetBefore(today - this.limits.keepDays);
    if (forgotten.length > 0) this.logger.log({ event: 'days-forgotten', days: forgotten });
  }
}
