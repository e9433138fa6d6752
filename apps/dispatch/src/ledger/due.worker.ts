// Brings targets from the database to their lanes: due retries, targets that a dead process left, targets for which a lane had no room.
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { within } from '@offline-push/bus';
import { Health, Portion, Rounds } from '@offline-push/service-kit';
import { ClaimStore } from './claim.store';
import { Limits } from '../dispatch.config';
import { Endings } from './endings.steps';
import { ForgetStore } from './forget.store';
import { Lanes } from '../lanes/lanes.steps';

/** After at most this time the lanes follow a certificate that another process read, or a version that came into force. */
const REFRESH_MS = 1_000;
const OVERDUE_MS = 1_000;
const OVERDUE_AT_ONCE = 500;
const FORGET_MS = 60_000;
/** 12 s of the 20 s that a stop has by default. The longest call to a vendor takes 10 s; what follows takes 7 s without a broker. */
const SHARE_OF_STOP = 0.6;

@Injectable()
export class DueWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(DueWorker.name);
  private readonly rounds: readonly Rounds[];
  private readonly dueOfLane: Portion;
  private readonly overdue = new Portion(OVERDUE_AT_ONCE);
  @Inject(Health) private readonly health!: Health;

  constructor(
    private readonly claims: ClaimStore,
    private readonly endings: Endings,
    private readonly forget: ForgetStore,
    private readonly lanes: Lanes,
    private readonly limits: Limits,
  ) {
    this.dueOfLane = new Portion(limits.laneBound);
    this.rounds = [
      new Rounds('refresh', REFRESH_MS, () => this.lanes.refresh()),
      new Rounds('due', limits.pollMs, () => this.offerDue()),
      new Rounds('overdue', OVERDUE_MS, () => this.endOverdue()),
      new Rounds('forget', FORGET_MS, () => this.forget.forget()),
    ];
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.lanes.refresh().catch((error: unknown) => {
      // The next round opens the lanes; until then targets wait in the database.
      this.logger.warn({ event: 'lanes-not-open-yet', error });
    });
    for (const rounds of this.rounds) rounds.start();
  }

  /** The stop of the consumers comes before. If the database takes no verdicts in time, the next claims of their targets are in doubt. */
  async beforeApplicationShutdown(): Promise<void> {
    const stopped = this.stop();
    const leftMs = SHARE_OF_STOP * this.limits.stopMs - this.health.stoppingForMs;
    if (await within(stopped, leftMs)) await stopped;
    else this.logger.warn({ event: 'verdicts-abandoned' });
  }

  private async stop(): Promise<void> {
    await Promise.all(this.rounds.map((rounds) => rounds.stop()));
    await this.lanes.stop();
  }

  private async offerDue(): Promise<void> {
    const rooms = this.lanes.rooms();
    if (rooms.length === 0) return;
    const due = await this.dueOfLane.run((most) =>
      this.claims.listDue(
        rooms.map(({ certificateId, room }) => ({ certificateId, room: Math.min(room, most) })),
      ),
    );
    this.lanes.offer(due);
  }

  private async endOverdue(): Promise<void> {
    const overdue = await this.overdue.run((size) => this.claims.listOverdue(size));
    if (overdue.length > 0) await this.endings.settleEnded(overdue);
  }
}
