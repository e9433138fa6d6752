// One who watches: from where they were, through all that is there, and then whatever comes. Reads at the reader's speed; who falls behind what
// is kept is told to read anew.
import { Limits } from '../delivery-log.config';
import type { LivePage, LiveStore } from './live.store';
import { isWanted, type News, type Wanted } from './news';
import type { Outlet } from './outlet.steps';
import { idOf, lostBy, type Place, placeOf, type ResetReason } from './place';
import type { Watcher, Watchers } from './watchers.worker';

/** Of a hundred changes each. */
const ROWS_OF_A_PAGE = 10;
/** Then the client comes again, with its key, to any pod. */
const LONGEST_MS = 900_000;

export interface Asked extends Wanted {
  lastEventId?: string | undefined;
}

interface Deps {
  live: LiveStore;
  watchers: Watchers;
  limits: Limits;
}

export class Stream implements Watcher {
  private place: Place = { epoch: 0, position: 0 };
  private isOver = false;
  private onWake: (() => void) | undefined;
  private outlet: Outlet | undefined;
  private readonly beganAtMs = performance.now();

  constructor(
    readonly app: string,
    private readonly asked: Asked,
    private readonly deps: Deps,
  ) {}

  /** Before anything is written, so that a database that is away is a plain refusal. */
  async begin(): Promise<{ lost?: ResetReason; isResumed: boolean }> {
    const watch = await this.deps.watchers.watch(this.app);
    this.place = { epoch: watch.epoch, position: watch.last };
    const { lastEventId = '' } = this.asked;
    if (lastEventId === '') return { isResumed: false };
    const place = placeOf(lastEventId);
    const lost = place === undefined ? 'unknown-id' : lostBy(place, watch);
    if (place !== undefined && lost === undefined) this.place = place;
    return lost === undefined ? { isResumed: true } : { lost, isResumed: false };
  }

  async run(outlet: Outlet, { lost, isResumed }: { lost?: ResetReason; isResumed: boolean }): Promise<void> {
    this.outlet = outlet;
    // Not all come again in one moment after a pod stopped.
    const retryMs = 1_000 + Math.floor(Math.random() * 2_000);
    await outlet.write(`retry: ${retryMs}\n\n`);
    await outlet.write(this.event('ready', { app: this.app, isResumed }));
    if (lost !== undefined) await outlet.write(this.event('reset', { because: lost }));
    while (!this.isOver) {
      const isAtHand = await this.catchUp(outlet).then(() => true, isForeign);
      if (performance.now() - this.beganAtMs > LONGEST_MS) break;
      if (this.isOver || (isAtHand && this.deps.watchers.isBehind(this.app, this.place.position))) continue;
      await new Promise<void>((resolve) => (this.onWake = resolve));
    }
    outlet.end();
  }

  wake(): void {
    this.onWake?.();
    this.onWake = undefined;
  }

  end(): void {
    this.isOver = true;
    this.outlet?.end();
    this.wake();
  }

  private async catchUp(outlet: Outlet): Promise<void> {
    const isSilent = performance.now() - outlet.writtenAtMs >= this.deps.limits.liveHeartbeatMs;
    if (!isSilent && !this.deps.watchers.isBehind(this.app, this.place.position)) return;
    const page = await this.deps.live.read(this.app, this.place.position, ROWS_OF_A_PAGE);
    const lost = page === undefined ? 'interrupted' : lostIn(page, this.place);
    if (lost !== undefined) return this.reset(outlet, lost);
    for (const row of page?.rows ?? []) {
      if (this.isOver) return;
      await outlet.write(this.eventsOf(row.position, JSON.parse(row.body) as News[]));
    }
    // A client that comes again after a long silence need not read anew, so it is told where it is, too.
    if (performance.now() - outlet.writtenAtMs >= this.deps.limits.liveHeartbeatMs)
      await outlet.write(`: all is told\nid: ${idOf(this.place)}\n\n`);
  }

  private async reset(outlet: Outlet, because: ResetReason): Promise<void> {
    const watch = await this.deps.watchers.watch(this.app);
    this.place = { epoch: watch.epoch, position: watch.last };
    await outlet.write(this.event('reset', { because }));
  }

  /** Those that are wanted; the last of a row has the id of the whole row. */
  private eventsOf(position: number, news: readonly News[]): string {
    const { index: seen = -1, position: at } = this.place;
    const { epoch } = this.place;
    if (position === at && this.place.index === undefined) return '';
    const from = position === at ? seen + 1 : 0;
    const wanted = news
      .map((one, index) => ({ one, index }))
      .filter(({ one, index }) => index >= from && isWanted(one, this.asked));
    this.place = { epoch, position };
    return wanted
      .map(({ one, index }, i) => {
        const id = idOf(i === wanted.length - 1 ? this.place : { epoch, position, index });
        return `id: ${id}\nevent: ${one.is}\ndata: ${JSON.stringify(one.is === 'story' ? one.story : one.lane)}\n\n`;
      })
      .join('');
  }

  private event(name: string, data: object): string {
    return `id: ${idOf(this.place)}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
  }
}

/** The database is away: the rounds of the watchers log it, and wake the stream when it is back. Till then it is silent. */
function isForeign(error: unknown): false {
  if ((error as { retriable?: unknown }).retriable === true) return false;
  throw error;
}

/** It may have been pruned or begun anew while the reader was slow. */
const lostIn = ({ epoch, since, rows }: LivePage, place: Place): ResetReason | undefined =>
  lostBy(place, { epoch, since, last: Math.max(place.position, rows.at(-1)?.position ?? 0) });
