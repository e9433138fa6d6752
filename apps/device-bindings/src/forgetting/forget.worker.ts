// Keeps the tables small: ended and superseded sessions, dead tokens and history are forgotten after their time.
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, Rounds } from '@offline-push/service-kit';
import { Limits } from '../device-bindings.config';
import type { SessionKey } from '../facts/facts';
import { FIRST, ForgetStore } from './forget.store';
import { HistoryStore } from '../rebinding/history.store';

const PAUSE_MS = 3_600_000;
const AT_ONCE = 1_000;

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

  /** Until nothing more is found, or the process stops: a pass over large tables takes longer than a pod is given to end. */
  async forget(): Promise<void> {
    const beforeMs = this.clock.nowMs() - this.limits.keepMs;
    while (!this.isStopped && (await this.store.forgetEnded(beforeMs, AT_ONCE)) === AT_ONCE);
    let last: SessionKey | undefined = FIRST;
    while (!this.isStopped && last) last = await this.store.forgetSuperseded(beforeMs, last, AT_ONCE);
    if (!this.isStopped) await this.store.forgetDeadTokens(beforeMs);
    while (!this.isStopped && (await this.history.forgetBefore(beforeMs, AT_ONCE)) === AT_ONCE);
  }
}
