// Judges devices on hold again when their grace is over: a device that is back has the message, the others ring. The decision is saved,
// then announced, then the hold is removed. After a crash in between, the same steps run again with the same result.
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { aboutText, FeedFreshness, outgoing, Publisher } from '@offline-push/bus';
import { Decisions } from '@offline-push/bus/decisions';
import { pushGated } from '@offline-push/contracts';
import { GateSteps } from '../gate/gate.steps';
import { heldIn, type HoldRow, judgeHeld } from './hold';
import { HoldStore, type NewHold } from './hold.store';
import { countedOf, remembering } from '../decisions/judged';
import { recordsOf } from '../decisions/push-records';
import { countDecisions } from '../metrics';
import { stateFlow } from '../presence.flows';

const MAX_CLAIMED = 200;
/** Holds of a process that died are found at the latest after this. */
const IDLE_MS = 5_000;
/** Wait after a failure, and while the session topic is not read to its end: then nobody is judged. */
const AGAIN_MS = 250;
/** Added to each timer, because Node's timers may fire up to a millisecond early. */
const LATE_MS = 2;

@Injectable()
export class HoldWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Holds');
  private timer: NodeJS.Timeout | undefined;
  private wakesAtMs = Infinity;
  private running: Promise<void> | null = null;
  private isStopped = false;

  constructor(
    private readonly holds: HoldStore,
    private readonly gate: GateSteps,
    private readonly decisions: Decisions,
    private readonly publisher: Publisher,
    private readonly feed: FeedFreshness,
  ) {}

  onApplicationBootstrap(): void {
    this.wakeIn(0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Puts devices on hold; returns the ids of the holds for which there is no room. */
  async keep(holds: readonly NewHold[]): Promise<Set<string>> {
    const refused = await this.holds.keep(holds);
    this.wakeIn(Math.min(...holds.map(({ dueInMs }) => dueInMs)));
    return refused;
  }

  private wakeIn(ms: number): void {
    const atMs = performance.now() + ms;
    if (this.isStopped || atMs >= this.wakesAtMs) return;
    this.wakesAtMs = atMs;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.run(), ms + LATE_MS);
    this.timer.unref();
  }

  private run(): void {
    this.wakesAtMs = Infinity;
    if (this.running !== null) return; // its end sets the next timer
    this.running = this.round()
      .catch((error: unknown) => {
        this.logger.warn({ event: 'holds-wait', error });
        return AGAIN_MS;
      })
      .then((nextInMs) => {
        this.running = null;
        this.wakeIn(nextInMs);
      });
  }

  /** Ends what is due; returns in how many ms to come again. */
  private async round(): Promise<number> {
    if (!this.feed.isFresh(stateFlow)) return AGAIN_MS;
    for (let ended = MAX_CLAIMED; ended === MAX_CLAIMED && !this.isStopped; ) {
      const rows = await this.holds.claimDue(MAX_CLAIMED);
      if (rows.length > 0) await this.endAll(rows);
      ended = rows.length;
    }
    return Math.min(IDLE_MS, Math.max(0, (await this.holds.nextInMs()) ?? IDLE_MS));
  }

  /** A hold that fails must not stop the others: after a failure each is ended alone. The one that fails is tried again after its lease. */
  private async endAll(rows: readonly HoldRow[]): Promise<void> {
    try {
      await this.end(rows);
    } catch (error) {
      if ((error as { retriable?: unknown }).retriable === true) throw error;
      if (rows.length > 1) for (const row of rows) await this.endAll([row]);
      else for (const { id, message } of rows) this.tellStuck(id, message, error);
    }
  }

  private tellStuck(id: string, message: string, error: unknown): void {
    this.logger.error({ event: 'hold-stuck', id, error, ...aboutText(message) });
  }

  private async end(rows: readonly HoldRow[]): Promise<void> {
    const held = rows.map(heldIn);
    const { sessions, by } = await this.gate.load(held.map(({ arrived }) => arrived.event));
    const judged = held.map((it) => judgeHeld(it, sessions, by));
    const counted = await this.decisions.remember(judged, remembering);
    const records = judged.flatMap((it, i) => {
      const what = counted[i];
      if (what === undefined || what.is === 'conflict') return [];
      const { traceparent } = it.arrived;
      return recordsOf(it, countedOf(it, what)).map((record) => outgoing(pushGated, record, traceparent));
    });
    if (records.length > 0) await this.publisher.publish(records);
    await this.holds.remove(rows.map(({ id }) => id));
    const countings = judged.map(({ arrived: { event, sent }, added }) => ({ event, sent, added }));
    countDecisions(
      countings.map(({ event, sent, added }) => ({ app: event.app, ...sent, isFirst: false, added })),
      by.nowMs,
    );
  }
}
