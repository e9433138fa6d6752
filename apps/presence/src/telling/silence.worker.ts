// Finds sessions that changed without an event: a link that fell silent, a device that went out of reach. The gate does not need this,
// because it looks at the time itself. The announcer tells listeners of presence.changed.v1.
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, Rounds } from '@offline-push/service-kit';
import type { KnownSession } from '../sessions/session';
import { AnnouncementStore } from './announcement.store';
import { AnnouncerWorker } from './announcer.worker';
import { Policy } from '../policy';

/** An announcement is at most this late. */
const EVERY_MS = 15_000;
/** Sessions in one statement. */
const PORTION = 500;

@Injectable()
export class SilenceWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds = new Rounds('silence', EVERY_MS, () => this.announceLapsed());

  constructor(
    private readonly announcements: AnnouncementStore,
    private readonly announcer: AnnouncerWorker,
    private readonly clock: Clock,
    private readonly policy: Policy,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  /** Hands over what lapsed since the last round, as far as the announcer has room for it. */
  async announceLapsed(): Promise<void> {
    const nowMs = this.clock.nowMs();
    const { silenceMs, reachMs } = this.policy;
    if (silenceMs > 0)
      await this.tellAll((limit) => this.announcements.claimSilent(nowMs - silenceMs, limit));
    await this.tellAll((limit) => this.announcements.claimUnreached(nowMs - reachMs, limit));
  }

  private async tellAll(claim: (limit: number) => Promise<KnownSession[]>): Promise<void> {
    while (this.announcer.roomLeft >= PORTION) {
      const lapsed = await claim(PORTION);
      this.announcer.tell(lapsed);
      if (lapsed.length < PORTION) return;
    }
  }
}
