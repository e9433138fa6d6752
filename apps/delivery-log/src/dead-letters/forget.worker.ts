// Forgets dead letters whose time is over, and the oldest if there are too many: a broken publisher may make any number.
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Clock, Rounds } from '@offline-push/service-kit';
import { Limits } from '../delivery-log.config';
import { LetterStore } from './letter.store';
import { ReplayJobsStore } from './replay-jobs.store';

const EVERY_MS = 60_000;
const MOST = 100_000;
const AT_ONCE = 2_000;
const DAY_MS = 86_400_000;

@Injectable()
export class ForgetLetters implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(ForgetLetters.name);
  private readonly rounds = new Rounds('dead-letters', EVERY_MS, () => this.round());

  constructor(
    private readonly letters: LetterStore,
    private readonly jobs: ReplayJobsStore,
    private readonly clock: Clock,
    private readonly limits: Limits,
  ) {}

  onModuleInit(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  private async round(): Promise<void> {
    const beforeMs = Math.floor(this.clock.nowMs() - this.limits.keepDays * DAY_MS);
    await this.jobs.forget(beforeMs);
    const forgotten = await this.letters.forget(beforeMs, MOST, AT_ONCE);
    if (forgotten > 0) this.logger.log({ event: 'dead-letters-forgotten', count: forgotten });
  }
}
