// Removes sessions that cannot change a decision any more. Each round looks at some rows, and after the last row it begins again.
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, Rounds } from '@offline-push/service-kit';
import { sessionsRemoved } from '../metrics';
import { Limits } from '../presence.config';
import type { SessionKey } from './session-row.store';
import { SessionStore } from './session.store';

/** 2,000 sessions every 10 s: a million sessions take under two hours, at little load. */
const EVERY_MS = 10_000;
const SESSIONS_PER_ROUND = 2_000;

@Injectable()
export class OldSessionsWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds = new Rounds('old-sessions', EVERY_MS, () => this.removeOld());
  private last: SessionKey | null = null;

  constructor(
    private readonly sessions: SessionStore,
    private readonly clock: Clock,
    private readonly limits: Limits,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  async removeOld(): Promise<void> {
    const beforeMs = this.clock.nowMs() - this.limits.keepMs;
    const walk = await this.sessions.removeOld(this.last, SESSIONS_PER_ROUND, beforeMs);
    this.last = walk.last;
    sessionsRemoved.inc(walk.removed);
  }
}
