// Events of topics in: into the queue of each webhook that asks for them, but none of before their user was erased. When it resolves, they are
// written down.
import { Injectable } from '@nestjs/common';
import type { Delivered } from '@offline-push/bus';
import { Clock, Database, type Tx } from '@offline-push/service-kit';
import { AdmissionStore } from '../erasing/admission.store';
import { type HookEvent, isOfBefore } from './hook-event';
import { whoOf } from '../erasing/admission';
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
    private readonly database: Database,
    private readonly subscribers: Subscribers,
    private readonly admission: AdmissionStore,
    private readonly queue: QueueStore,
    private readonly clock: Clock,
  ) {}

  /**
   * `stage`: they wait so many times `holdMs` for what comes before them, on another topic or in another call of the vendor, and longer while
   * this service is behind.
   */
  async take<T extends { app: string }>(
    batch: readonly Delivered<T>[],
    eventsOf: (event: T) => HookEvent[],
    { stage, holdMs }: Held = NOT_HELD,
  ): Promise<void> {
    let [gathered, size] = [new Map<string, Gathered>(), 0];
    const oldestMs = Math.min(...batch.map(({ record }) => record.timestampMs));
    const isBehind = oldestMs < this.clock.nowMs() - BEHIND_MS;
    const held = { stage, holdMs: stage * (isBehind ? holdMs * LONGER_BEHIND : holdMs) };
    for (const { event, record } of batch) {
      const wanting = this.wanting(event.app, record.timestampMs);
      if (wanting.length === 0) continue;
      size += gather(gathered, wanting, eventsOf(event));
      if (size < ENOUGH_EVENTS) continue;
      await this.add(gathered, held);
      [gathered, size] = [new Map(), 0];
    }
    await this.add(gathered, held);
  }

  private wanting(app: string, toldAtMs: number): Subscriber[] {
    return this.subscribers.of(app).filter(({ sinceMs }) => toldAtMs >= sinceMs - EARLIER_MS);
  }

  private async add(gathered: ReadonlyMap<string, Gathered>, held: Held): Promise<void> {
    if (gathered.size === 0) return;
    const nowMs = Math.round(this.clock.nowMs());
    await this.database.transaction(async (tx) => {
      const pieces = await this.admitted(gathered, tx);
      if (pieces.length > 0) await this.queue.add(pieces, { nowMs, ...held }, tx);
    });
  }

  private async admitted(gathered: ReadonlyMap<string, Gathered>, tx: Tx): Promise<Piece[]> {
    const users = [...gathered.values()].flatMap(({ app, events }) =>
      [...new Set(events.map(({ user }) => user))].map((user) => ({ app, user })),
    );
    const erased = await this.admission.erasedAmong(users, tx);
    const isAdmitted = (app: string, event: HookEvent): boolean => {
      const untilMs = erased.size === 0 ? undefined : erased.get(whoOf(app, event.user));
      return untilMs === undefined || !isOfBefore(event, untilMs);
    };
    return [...gathered].flatMap(([webhook, { app, events }]) =>
      piecesOf(
        webhook,
        events.filter((event) => isAdmitted(app, event)),
      ),
    );
  }
}

interface Held {
  stage: number;
  holdMs: number;
}

const NOT_HELD: Held = { stage: 0, holdMs: 0 };

/** Of one webhook. */
interface Gathered {
  app: string;
  events: HookEvent[];
}

function gather(
  into: Map<string, Gathered>,
  wanting: readonly Subscriber[],
  events: readonly HookEvent[],
): number {
  let size = 0;
  for (const { id, app, events: types } of wanting) {
    const wanted = events.filter(({ type }) => types.has(type));
    if (wanted.length === 0) continue;
    const known = into.get(id);
    if (known === undefined) into.set(id, { app, events: wanted });
    else known.events.push(...wanted);
    size += wanted.length;
  }
  return size;
}
