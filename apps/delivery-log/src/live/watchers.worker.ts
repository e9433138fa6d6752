// Who watches at this pod: at most so many, woken when something changed or was silent for long, let go at once when the service stops. Keeps the
// watch of each app alive, and forgets what is old.
import {
  Injectable,
  type OnApplicationShutdown,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { Health, HttpProblem, Rounds } from '@offline-push/service-kit';
import { Limits } from '../delivery-log.config';
import { LiveStore } from './live.store';
import type { Watch } from './place';

const LOOK_EVERY_MS = 300;
/** What changed is told for so long after the last watcher went: they may come back to another pod. */
const KEEP_MS = 180_000;
const PROLONG_EVERY_MS = 30_000;
/** Rows of all apps, of a hundred changes each: about 60 MB. */
const MOST_ROWS = 2_000;
const FORGET_EVERY_MS = 20_000;

/** What a watcher is told by this pod. */
export interface Watcher {
  readonly app: string;
  /** Something changed, or it is time to say that nothing did. */
  wake(): void;
  end(): void;
}

@Injectable()
export class Watchers implements OnModuleInit, OnModuleDestroy, OnApplicationShutdown {
  private readonly looking = new Rounds('live', LOOK_EVERY_MS, () => this.look());
  private readonly forgetting = new Rounds('live-forgets', FORGET_EVERY_MS, () =>
    this.live.forget(KEEP_MS, MOST_ROWS),
  );
  private readonly all = new Set<Watcher>();
  /** By app: the last position, and when its watch was prolonged. */
  private readonly apps = new Map<string, { last: number; prolongedAtMs: number }>();
  private isStopping = false;

  constructor(
    private readonly live: LiveStore,
    private readonly limits: Limits,
    private readonly health: Health,
  ) {}

  onModuleInit(): void {
    this.looking.start();
    this.forgetting.start();
  }

  onModuleDestroy(): void {
    this.endAll();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.looking.stop(), this.forgetting.stop()]);
  }

  /** Throws if there are too many, or if the service stops. */
  add(watcher: Watcher): void {
    if (this.isStopping || this.health.stoppingForMs > 0)
      throw new HttpProblem(503, 'unavailable', 'The service is stopping. Try again.', [], AGAIN);
    if (this.all.size >= this.limits.liveStreams)
      throw new HttpProblem(503, 'too-many-streams', 'This pod has as many streams as it may.', [], AGAIN);
    this.all.add(watcher);
  }

  remove(watcher: Watcher): void {
    this.all.delete(watcher);
  }

  /** From now on all that changes in the app is told. */
  async watch(app: string): Promise<Watch> {
    const watch = await this.live.watch(app, KEEP_MS);
    this.apps.set(app, { last: watch.last, prolongedAtMs: performance.now() });
    return watch;
  }

  /** Whether more is there than this position. */
  isBehind(app: string, position: number): boolean {
    return (this.apps.get(app)?.last ?? 0) > position;
  }

  private async look(): Promise<void> {
    if (this.health.stoppingForMs > 0) this.endAll();
    const used = new Set([...this.all].map(({ app }) => app));
    for (const app of this.apps.keys()) if (!used.has(app)) this.apps.delete(app);
    if (this.apps.size === 0) return;
    const moved = await this.live.moved([...this.apps.keys()]);
    for (const [app, known] of this.apps) known.last = moved.get(app) ?? 0;
    for (const [app, { prolongedAtMs }] of this.apps)
      if (performance.now() - prolongedAtMs > PROLONG_EVERY_MS) await this.watch(app);
    for (const watcher of this.all) watcher.wake();
  }

  private endAll(): void {
    this.isStopping = true;
    for (const watcher of [...this.all]) watcher.end();
  }
}

const AGAIN = { 'retry-after': '5' };
