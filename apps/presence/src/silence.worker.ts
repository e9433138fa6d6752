// Announces what no event says: a link that fell silent, and a device that went out of reach. The gate needs none of this, it looks at
// the time itself; this is for those who listen to presence.changed.v1.
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { outgoing, Publisher } from '@offline-push/bus';
import { presenceChanged } from '@offline-push/contracts';
import { Clock, Database, Rounds, type Tx } from '@offline-push/service-kit';
import { announcementsOf, type KnownSession } from './announcement';
import { AnnouncementStore } from './announcement.store';
import { Policy } from './policy';

/** An announcement is at most this late. */
const EVERY_MS = 15_000;
/** Sessions in one transaction. */
const PORTION = 500;
/** Transactions in one round; what is left waits for the next. */
const PORTIONS = 100;

@Injectable()
export class SilenceWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds = new Rounds('silence', EVERY_MS, () => this.announceLapsed());

  constructor(
    private readonly database: Database,
    private readonly announcements: AnnouncementStore,
    private readonly publisher: Publisher,
    private readonly clock: Clock,
    private readonly policy: Policy,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  /** One round: what lapsed since the last one. */
  async announceLapsed(): Promise<void> {
    const nowMs = this.clock.nowMs();
    const { silenceMs, reachMs } = this.policy;
    if (silenceMs > 0)
      await this.announceAll(nowMs, (tx) => this.announcements.claimSilent(tx, nowMs - silenceMs, PORTION));
    await this.announceAll(nowMs, (tx) => this.announcements.claimUnreached(tx, nowMs - reachMs, PORTION));
  }

  private async announceAll(nowMs: number, claim: Claim): Promise<void> {
    for (let portion = 0; portion < PORTIONS; portion++)
      if ((await this.announcePortion(nowMs, claim)) < PORTION) return;
  }

  /** The rows stay locked until the announcement is out, so that it cannot overtake one of the consumer. */
  private announcePortion(nowMs: number, claim: Claim): Promise<number> {
    return this.database.transaction(async (tx) => {
      const lapsed = await claim(tx);
      if (lapsed.length === 0) return 0;
      const changed = announcementsOf(lapsed, this.policy, nowMs);
      await this.publisher.publish(changed.map((event) => outgoing(presenceChanged, event)));
      await this.announcements.save(changed, tx);
      return lapsed.length;
    });
  }
}

type Claim = (tx: Tx) => Promise<KnownSession[]>;
