// Events of topics in: into the queue of each webhook that asks for them. When it resolves, they are written down.
import { Injectable } from '@nestjs/common';
import type { Delivered } from '@offline-push/bus';
import { Clock } from '@offline-push/service-kit';
import type { HookEvent } from './hook-event';
import { type Piece, piecesOf, type Subscriber } from './pieces';
import { QueueStore } from './queue.store';
import { Subscribers } from './subscribers.steps';

/** One record may tell of a thousand devices. */
const ENOUGH_EVENTS = 5_000;
/** The clocks of a broker's writers and of the database may differ a little. */
const EARLIER_MS = 1_000;
/** Whoever reads records that are older is behind, with some topics perhaps more than with others. */
const BEHIND_MS = 2_000;
const LONGER_BEHIND = 10;

@Injectable()
export class Intake {
  constructor(
    private readonly subscribers: Subscribers,
    private readonly queue: QueueStore,
    private readonly clock: Clock,
  ) {}

  /** `holdMs`: they wait that long for what comes before them on another topic, and longer while this service is behind. */
  async take<T extends { app: string }>(
    batch: readonly Delivered<T>[],
    eventsOf: (event: T) => HookEvent[],
    holdMs = 0,
  ): Promise<void> {
    let [gathered, size] = [new Map<string, HookEvent[]>(), 0];
    const oldestMs = Math.min(...batch.map(({ record }) => record.timestampMs));
    const isBehind = oldestMs < this.clock.nowMs() - BEHIND_MS;
    const heldMs = isBehind ? holdMs * LONGER_BEHIND : holdMs;
    for (const { event, record } of batch) {
      const wanting = this.wanting(event.app, record.timestampMs);
      if (wanting.length === 0) continue;
      size += gather(gathered, wanting, eventsOf(event));
      if (size < ENOUGH_EVENTS) continue;
      await this.add(gathered, heldMs);
      [gathered, size] = [new Map(), 0];
    }
    await this.add(gathered, heldMs);
  }

  private wanting(app: string, toldAtMs: number): Subscriber[] {
    return this.subscribers.of(app).filter(({ sinceMs }) => toldAtMs >= sinceMs - EARLIER_MS);
  }

  private async add(gathered: ReadonlyMap<string, HookEvent[]>, holdMs: number): Promise<void> {
    const pieces: Piece[] = [...gathered].flatMap(([webhook, events]) => piecesOf(webhook, events));
    if (pieces.length === 0) return;
    const nowMs = Math.round(this.clock.nowMs());
    await this.queue.add(pieces, { nowMs, holdMs });
  }
}

function gather(
  into: Map<string, HookEvent[]>,
  wanting: readonly Subscriber[],
  events: readonly HookEvent[],
): number {
  let size = 0;
  for (const { id, events: types } of wanting) {
    const wanted = events.filter(({ type }) => types.has(type));
    if (wanted.length === 0) continue;
    const known = into.get(id);
    if (known === undefined) into.set(id, wanted);
    else known.push(...wanted);
    size += wanted.length;
  }
  return size;
}
