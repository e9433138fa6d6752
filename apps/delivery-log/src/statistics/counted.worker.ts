// Keeps up to when all topics of the push path are read and written, and forgets figures whose time is over.
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { ReadUpTo, within } from '@offline-push/bus';
import { Clock, Rounds } from '@offline-push/service-kit';
import { Limits } from '../delivery-log.config';
import { storyFlow } from '../delivery-log.flows';
import { CountedStore } from './counted.store';
import { FigureStore } from './figure.store';
import { SLOT_MS } from './figures';

/** Nobody may ask for hours: then this is what is known after a restart that has much to read. */
const EVERY_MS = 15_000;
/** Whoever asks waits no longer for a look at the log. */
const LOOK_WITHIN_MS = 1_500;
/** Many who ask are told of one look. */
const FRESH_MS = 500;
const DAY_MS = 86_400_000;

@Injectable()
export class CountedWorker implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(CountedWorker.name);
  private readonly rounds = new Rounds('counted', EVERY_MS, () => this.round());
  private looking: Promise<void> | undefined;
  private lookedAtMs = -Infinity;

  constructor(
    private readonly readUpTo: ReadUpTo,
    private readonly counted: CountedStore,
    private readonly figures: FigureStore,
    private readonly clock: Clock,
    private readonly limits: Limits,
  ) {}

  onModuleInit(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  /** All that was published before is counted. Undefined: not known yet. If the log cannot be asked now, it is what was known before. */
  async upToMs(): Promise<number | undefined> {
    if (performance.now() - this.lookedAtMs > FRESH_MS) await within(this.lookOnce(), LOOK_WITHIN_MS);
    return this.counted.find(storyFlow.group);
  }

  private async round(): Promise<void> {
    await this.look();
    const oldestMs = this.clock.nowMs() - this.limits.statisticsDays * DAY_MS;
    await this.figures.forgetBefore(Math.floor(oldestMs / SLOT_MS));
  }

  /** One look at a time. */
  private lookOnce(): Promise<void> {
    this.looking ??= this.look()
      .catch((error: unknown) => this.logger.debug({ event: 'counted-unknown', error }))
      .finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async look(): Promise<void> {
    const upToMs = await this.readUpTo.of(storyFlow, Math.floor(this.clock.nowMs()));
    this.lookedAtMs = performance.now();
    if (upToMs !== undefined) await this.counted.advance(storyFlow.group, upToMs);
  }
}
