// Publishes on certificate.used.v1 how many bindings name each certificate, when that number changed. The longer a pass over the table
// took, the later the next one begins.
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { outgoing } from '@offline-push/bus';
import { Outbox } from '@offline-push/bus/outbox';
import { certificateUsed } from '@offline-push/contracts';
import { Clock, Database, Portion, Rounds } from '@offline-push/service-kit';
import { Limits } from '../device-bindings.config';
import { FIRST } from '../forgetting/forget.store';
import { CountStore, type Place } from './count.store';

const MAX_ROWS = 5_000;
/** The next pass begins after so many times the length of the last one: counting takes at most a twentieth of the time. */
const PAUSE_PER_PASS = 20;

@Injectable()
export class CountWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds: Rounds;
  private readonly portion = new Portion(MAX_ROWS);
  private isStopped = false;

  constructor(
    private readonly store: CountStore,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly limits: Limits,
  ) {
    this.rounds = new Rounds('count-bindings', limits.countEveryMs, () => this.count());
  }

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    await this.rounds.stop();
  }

  async count(): Promise<void> {
    const countedMark = await this.store.claim();
    if (countedMark === undefined) return;
    const beganMs = performance.now();
    let isTold = false;
    try {
      const mark = await this.store.mark();
      const counts = mark === countedMark ? undefined : await this.pass();
      if (counts === undefined) return;
      const tookMs = performance.now() - beganMs;
      await this.tell(counts, mark, Math.max(this.limits.countEveryMs, PAUSE_PER_PASS * tookMs));
      isTold = true;
    } finally {
      if (!isTold) await this.store.release(this.limits.countEveryMs);
    }
  }

  /** Undefined if the process stops before the end of the pass. */
  private async pass(): Promise<ReadonlyMap<number, number> | undefined> {
    const counts = new Map<number, number>();
    let after: Place = { ...FIRST, tokenHash: '' };
    while (!this.isStopped) {
      const piece = await this.portion.run((size) => this.store.countSome(after, size));
      if (piece === undefined) return counts;
      after = piece.last;
      for (const [id, bindings] of Object.entries(piece.counts))
        counts.set(Number(id), (counts.get(Number(id)) ?? 0) + bindings);
      await this.store.extendLease();
    }
    return undefined;
  }

  private async tell(counts: ReadonlyMap<number, number>, mark: string, pauseMs: number): Promise<void> {
    const ticket = await this.database.transaction(async (tx) => {
      const changed = await this.store.save(tx, counts, { mark, pauseMs });
      if (changed.length === 0) return undefined;
      const countedAtMs = this.clock.nowMs();
      return this.outbox.append(
        tx,
        changed.map((use) => outgoing(certificateUsed, { ...use, countedAtMs })),
      );
    });
    if (ticket) this.outbox.release(ticket);
  }
}
