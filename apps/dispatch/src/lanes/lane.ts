// One certificate's queue to its vendor: lingers a few milliseconds, then sends what has gathered, within the limits of the vendor.
// It decides when to send and how much; SendWorker does the sending.
import type { Verdict, VendorLimits } from '@offline-push/vendors';
import type { Target } from '../target';
import { LaneQueue } from './lane-queue';
import { afterCall, allowance, type LaneState, OPEN } from './lane-state';

export interface LaneOptions {
  certificateId: number;
  limits: VendorLimits;
  /** How long the first of an empty queue waits for company. In ms. */
  lingerMs: number;
  /** Targets in memory at most. */
  bound: number;
  nowMs: () => number;
  /** False while the state feed cannot be read: then nothing new is claimed (design rule 6). */
  mayClaim: () => boolean;
  /** Sends one gathering. Tells the lane of its calls through `Slots`. Never rejects. */
  send: (targets: Target[], slots: Slots) => Promise<void>;
}

/** How a gathering that became calls takes and frees its places in the lane. */
export interface Slots {
  planned(calls: number): void;
  /** A call was answered: the lane may have to close. */
  answered(verdicts: readonly Verdict[]): void;
  /** A call is over and settled: its place is free. One slow call holds no other's. */
  settled(): void;
}

/** While no claim is allowed the lane looks again after this time. */
const LOOK_AGAIN_MS = 200;

export class Lane {
  private readonly queue: LaneQueue;
  private state: LaneState = OPEN;
  private inFlight = 0;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private idle: (() => void) | undefined;

  constructor(private readonly options: LaneOptions) {
    this.queue = new LaneQueue(options.bound);
  }

  get certificateId(): number {
    return this.options.certificateId;
  }

  get why(): LaneState['why'] {
    return this.state.closedUntilMs > this.options.nowMs() ? this.state.why : 'open';
  }

  get depth(): number {
    return this.queue.size;
  }

  /** How many due targets it can take; none while its vendor must not be called. */
  get room(): number {
    return this.stopped || this.why !== 'open' ? 0 : this.queue.room;
  }

  offer(targets: readonly Target[]): void {
    if (this.stopped || this.state.why === 'broken') return;
    this.queue.offer(targets);
    if (this.queue.size >= this.options.limits.deliveriesPerPlan) this.pump();
    else if (this.queue.size > 0) this.pumpIn(this.options.lingerMs);
  }

  /** A new version of the certificate is in force: a refused credential is forgotten. */
  resume(): void {
    if (this.state.why === 'broken') this.state = OPEN;
    this.pumpIn(0);
  }

  markBroken(): void {
    this.state = { closedUntilMs: Infinity, why: 'broken', failures: 0 };
  }

  /** Nothing new leaves; resolves when the calls in flight have been settled. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    if (this.inFlight > 0) await new Promise<void>((resolve) => (this.idle = resolve));
  }

  private pumpIn(delayMs: number): void {
    this.timer ??= setTimeout(() => this.pump(), delayMs);
  }

  private pump(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    while (!this.stopped && this.queue.size > 0 && this.inFlight < this.options.limits.concurrentCalls) {
      const most = this.options.mayClaim()
        ? allowance(this.state, this.options.nowMs(), this.options.limits.deliveriesPerPlan)
        : 0;
      const isProbe = this.state.why === 'breaker';
      if (most === 0) return this.lookAgain();
      if (isProbe && this.inFlight > 0) return;
      this.sendGathered(this.queue.take(most));
    }
  }

  private lookAgain(): void {
    if (this.state.why === 'broken') return;
    this.pumpIn(Math.max(LOOK_AGAIN_MS, Math.min(this.state.closedUntilMs - this.options.nowMs(), 60_000)));
  }

  private sendGathered(targets: Target[]): void {
    let held = 1;
    this.inFlight += 1;
    const release = (count: number): void => {
      held -= count;
      this.inFlight -= count;
      if (this.inFlight === 0) this.idle?.();
    };
    const slots: Slots = {
      planned: (calls) => release(held - calls),
      answered: (verdicts) => {
        this.state = afterCall(this.state, verdicts, this.options.nowMs());
      },
      settled: () => {
        release(1);
        this.pump();
      },
    };
    void this.options.send(targets, slots).finally(() => {
      release(held);
      this.pump();
    });
  }
}
