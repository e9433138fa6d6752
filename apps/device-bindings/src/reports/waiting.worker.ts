// Refuses reports whose login or certificate did not come in time.
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, Rounds } from '@offline-push/service-kit';
import { Limits } from '../device-bindings.config';
import { RebindSteps } from '../rebinding/rebind.steps';
import { WaitingStore } from './waiting.store';

const PAUSE_MS = 5_000;
const PORTION = 500;

@Injectable()
export class WaitingWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds = new Rounds('refuse-overdue', PAUSE_MS, () => this.refuseOverdue());

  constructor(
    private readonly waiting: WaitingStore,
    private readonly rebind: RebindSteps,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  async refuseOverdue(): Promise<void> {
    for (;;) {
      const nowMs = this.clock.nowMs();
      const overdue = await this.waiting.listWaitingSince(nowMs - this.limits.waitMs, PORTION);
      await this.rebind.take(
        overdue.map((report) => ({ is: 'overdue', report })),
        nowMs,
      );
      if (overdue.length < PORTION) return;
    }
  }
}
