// Works off replays in the background: ten letters at a time, in the order of the logs, one replay at a time in this pod. Whoever is killed
// leaves the rest to another pod, or to itself after the start.
import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, Rounds } from '@offline-push/service-kit';
import { nothing } from './replay';
import { ReplayJobsStore } from './replay-jobs.store';
import { AT_ONCE, Replays } from './replay.steps';

const EVERY_MS = 300;
/** Then the stop of the process is looked for. */
const PORTIONS = 20;

@Injectable()
export class ReplayJobs implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(ReplayJobs.name);
  private readonly pod = randomUUID();
  private readonly rounds = new Rounds('dead-letter-replays', EVERY_MS, () => this.round());
  private isStopped = false;

  constructor(
    private readonly jobs: ReplayJobsStore,
    private readonly replays: Replays,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    await this.rounds.stop();
  }

  private async round(): Promise<void> {
    const job = await this.jobs.hold(this.pod, this.nowMs());
    if (job === undefined) return;
    for (let portion = 0; portion < PORTIONS && !this.isStopped; portion++)
      if (!(await this.portion(job))) return;
  }

  /** True if there is more to do at once. */
  private async portion({ id, by }: { id: string; by: string }): Promise<boolean> {
    const ids = await this.jobs.next(id, this.nowMs(), AT_ONCE);
    if (ids.length === 0) {
      if (!(await this.jobs.areLeft(id))) await this.end(id);
      return false;
    }
    const sum = nothing();
    const stays = await this.replays.publishSome(ids, by, sum);
    await this.jobs.unmark(stays);
    return this.jobs.move(id, sum, this.nowMs());
  }

  private async end(id: string): Promise<void> {
    await this.jobs.end(id, this.nowMs());
    this.logger.log({ event: 'dead-letters-replayed', replay: id });
  }

  private nowMs(): number {
    return Math.floor(this.clock.nowMs());
  }
}
