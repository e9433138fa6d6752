// Puts together what is shown of lanes: this pod's from its memory, the others' from what they told, and what waits in the database. Any
// number of viewers cost as much as one: a list is good for half a second.
import { Injectable } from '@nestjs/common';
import { Clock, notFound } from '@offline-push/service-kit';
import type { CertificateCopy } from '../certificates/certificate';
import { FigureStore } from '../figures/figure.store';
import { LaneTeller } from '../figures/lane-teller.worker';
import { type Backlog, laneAnswer, type LaneAnswer } from './lane-answer';
import { WaitingStore } from './waiting.store';

const NOTHING: Backlog = { targets: 0, isMore: false };
const GOOD_FOR_MS = 500;
/** Lists that are kept: one for each app and page that somebody looks at. */
const MOST_KEPT = 100;

type Views = { atMs: number; lanes: LaneAnswer[] };

@Injectable()
export class LaneViews {
  private readonly kept = new Map<string, { atMs: number; views: Promise<Views> }>();

  constructor(
    private readonly teller: LaneTeller,
    private readonly figures: FigureStore,
    private readonly waiting: WaitingStore,
    private readonly clock: Clock,
  ) {}

  async of(copies: readonly CertificateCopy[]): Promise<Views> {
    // A pause is part of the name, so that whoever paused a lane sees it at once.
    const name = copies
      .map(({ certificateId, state, pause }) => `${certificateId} ${state} ${pause?.sinceMs ?? ''}`)
      .join();
    const nowMs = performance.now();
    const known = this.kept.get(name);
    if (known !== undefined && nowMs - known.atMs < GOOD_FOR_MS) return known.views;
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    const views = this.read(copies);
    this.kept.set(name, { atMs: nowMs, views });
    return views;
  }

  /** As it is now. */
  async one(copy: CertificateCopy): Promise<LaneAnswer> {
    const [lane] = (await this.read([copy])).lanes;
    if (lane === undefined) throw notFound();
    return lane;
  }

  private async read(copies: readonly CertificateCopy[]): Promise<Views> {
    const ids = copies.map(({ certificateId }) => certificateId);
    const [backlogs, others] = await Promise.all([
      this.waiting.backlogs(ids),
      this.figures.ofOthers(ids, this.teller.pod),
    ]);
    const atMs = Math.round(this.clock.nowMs());
    const lanes = copies.map((copy) => {
      const { certificateId: id } = copy;
      const own = this.teller.ofThisPod(id);
      const all = [...(own === undefined ? [] : [own]), ...(others.get(id) ?? [])];
      return laneAnswer(copy, all, backlogs.get(id) ?? NOTHING, atMs);
    });
    return { atMs, lanes };
  }
}
