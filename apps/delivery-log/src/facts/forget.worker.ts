// Forgets what was told of phones that nobody has told of for long.
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Clock, Rounds } from '@offline-push/service-kit';
import { Limits } from '../delivery-log.config';
import { FactStore } from './fact.store';

const EVERY_MS = 60_000;
const AT_ONCE = 5_000;
const DAY_MS = 86_400_000;

@Injectable()
export class ForgetFacts implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(ForgetFacts.name);
  private readonly rounds = new Rounds('facts', EVERY_MS, () => this.round());

  constructor(
    private readonly facts: FactStore,
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
    const forgotten = await this.facts.forget(this.clock.nowMs() - this.limits.keepDays * DAY_MS, AT_ONCE);
    if (forgotten > 0) this.logger.log({ event: 'facts-forgotten', count: forgotten });
  }
}
