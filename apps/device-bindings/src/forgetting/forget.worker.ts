// Deletes ended and superseded sessions, dead tokens and history once an hour, when they are older than DEVICE_BINDINGS_KEEP_DAYS.
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, Rounds } from '@offline-push/service-kit';
import { Limits } from '../device-bindings.config';
import type { SessionKey } from '../facts/facts';
import { FIRST, ForgetStore } from './forget.store';
import { HistoryStore } from '../rebinding/history.store';

const PAUSE_MS = 3_600_000;
const PORTION = 1_000;

@Injectable()
export class ForgetWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds = new Rounds('forget', PAUSE_MS, () => this.forget());
  private isStopped = false;

  constructor(
    private readonly store: ForgetStore,
    private readonly history: HistoryStore,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    await this.rounds.stop();
  }

  /** Ends when nothing more is found or the process stops: a pass over large tables takes longer than a pod has to stop. */
  async forget(): Promise<void> {
    const beforeMs = this.clock.nowMs() - this.limits.keepMs;
    while (!this.isStopped && (await this.store.forgetEnded(beforeMs, PORTION)) === PORTION);
    let last: SessionKey | undefined = FIRST;
    while (!this.isStopped && last) last = await this.store.forgetSuperseded(beforeMs, last, PORTION);
    if (!this.isStopped) await this.store.forgetDeadTokens(beforeMs);
    while (!this.isStopped && (await this.history.forgetBefore(beforeMs, PORTION)) === PORTION);
  }
}
