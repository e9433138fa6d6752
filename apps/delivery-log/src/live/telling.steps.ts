// Tells those who watch what changed, in the transaction that changes it, or in one of its own for lanes. Costs two short statements a
// transaction while nobody watches.
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '@offline-push/service-kit';
import { LiveStore } from './live.store';
import { type LaneNews, type News, newsOf, rowsOf } from './news';
import type { Story } from '../story/story';

interface OfApp {
  app: string;
  lane: LaneNews;
}

@Injectable()
export class Telling {
  /** By certificate and by whose word it is, what was told last. A certificate has four at most. */
  private readonly lanes = new Map<string, string>();

  constructor(
    private readonly database: Database,
    private readonly live: LiveStore,
  ) {}

  /** As the last statements of the transaction: whatever else is told waits for its end. */
  async stories(changes: readonly { story: Story; told: Story }[], tx: Tx): Promise<void> {
    if (changes.length === 0) return;
    const watched = await this.live.watched([...new Set(changes.map(({ story }) => story.app))], tx);
    const rows = [...watched].flatMap((app) =>
      rowsOf(changes.filter(({ story }) => story.app === app).flatMap(newsOf)).map((body) => ({ app, body })),
    );
    await this.live.add(rows, tx);
  }

  /** Only what differs from what was told last: a lane that is open says so with each call. */
  async laneStates(all: readonly OfApp[]): Promise<void> {
    const changed = newestOf(all).filter((one) => this.lanes.get(nameOf(one)) !== wordsOf(one));
    if (changed.length === 0) return;
    await this.database.transaction(async (tx) => {
      const watched = await this.live.watched([...new Set(changed.map(({ app }) => app))], tx);
      const rows = [...watched].flatMap((app) =>
        rowsOf(changed.filter((one) => one.app === app).map(laneNews)).map((body) => ({ app, body })),
      );
      await this.live.add(rows, tx);
    });
    for (const one of changed) this.lanes.set(nameOf(one), wordsOf(one));
  }
}

const laneNews = ({ lane }: OfApp): News => ({ is: 'lane', lane });
const nameOf = ({ lane }: OfApp): string => `${lane.certificateId} ${lane.by}`;
const wordsOf = ({ lane: { state, untilMs, code, says } }: OfApp): string =>
  JSON.stringify([state, untilMs, code, says]);

function newestOf(all: readonly OfApp[]): OfApp[] {
  const newest = new Map<string, OfApp>();
  for (const one of all) {
    const known = newest.get(nameOf(one));
    if (known === undefined || known.lane.atMs <= one.lane.atMs) newest.set(nameOf(one), one);
  }
  return [...newest.values()];
}
