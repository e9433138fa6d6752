// One certificate's queue to its vendor: lingers a few milliseconds, then sends what has gathered, within the limits of the vendor.
// It decides when to send and how much; SendSteps does the sending.
import type { Verdict, VendorLimits } from '@offline-push/vendors/send';
import type { Gate } from '../credentials/credential-state';
import type { Target } from '../ledger/target';
import { LaneQueue } from './lane-queue';
import { afterCall, allowance, isOneByOne, type LaneState, leaving, OPEN } from './lane-state';
import { type PlacePause, Places } from './places';
import { Turns } from './turns';

export interface LaneOptions {
  certificateId: number;
  limits: VendorLimits;
  /** How long the first of an empty queue waits for company. In ms. */
  lingerMs: number;
  /** Targets in memory at most. */
  bound: number;
  nowMs: () => number;
  /** False while the state feed cannot be read: then nothing new is claimed (rule 6 of docs/architecture.md). */
  mayClaim: () => boolean;
  /** Sends one gathering. Tells the lane of its calls through `Slots`. Never rejects. */
  send: (targets: Target[], slots: Slots) => Promise<void>;
  /** Nothing waits and nothing is on its way any more. */
  idle?: () => void;
  /** Told of each change. */
  changed?: (was: LaneState, is: LaneState, nowMs: number) => void;
}

/** How a gathering that became calls takes and frees its places in the lane. */
export interface Slots {
  /** The gathering's own place is free: from here on each of its calls asks for a turn. */
  planned(): void;
  /** Resolves when a call may go: true with a place for it, false if the lane closed meanwhile and nothing may be called. */
  turn(): Promise<boolean>;
  /** May a call that had its turn, and waited since, still go? */
  isOpen(): boolean;
  /** A call that has its turn goes to this place: undefined, and `left` when it is over; or why it may not go there now. */
  enter(place: string | undefined): PlacePause | undefined;
  left(place: string | undefined): void;
  /**
   * A call that began at this time was answered: the lane may have to close, or the place that said so. In ms since 1970.
   */
  answered(verdicts: readonly Verdict[], calledAtMs: number, place?: string): void;
  /** A call that had its turn is over and settled: its place is free. One slow call holds no other's. */
  settled(): void;
}

/** While no claim is allowed the lane looks again after this time. */
const LOOK_AGAIN_MS = 200;

export class Lane {
  private readonly queue: LaneQueue;
  private state: LaneState = OPEN;
  private gate: Gate = 'open';
  private readonly turns: Turns;
  private readonly places = new Places();
  private readonly sending = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(private readonly options: LaneOptions) {
    this.queue = new LaneQueue(options.bound);
    this.turns = new Turns(options.limits.concurrentCalls);
  }

  get certificateId(): number {
    return this.options.certificateId;
  }

  /** What keeps it from its vendor now, beside its credential. */
  get pause(): LaneState | undefined {
    return this.state.closedUntilMs > this.options.nowMs() ? this.state : undefined;
  }

  /** Nothing waits in it and nothing is on its way. */
  get isIdle(): boolean {
    return this.queue.size === 0 && this.sending.size === 0;
  }

  get depth(): number {
    return this.queue.size;
  }

  /** How many due targets it can take; none while its vendor must not be called. */
  get room(): number {
    if (this.stopped || this.gate === 'shut' || this.pause !== undefined) return 0;
    return this.gate === 'one' ? Math.max(0, 1 - this.queue.size) : this.queue.room;
  }

  offer(targets: readonly Target[]): void {
    if (this.stopped || this.gate === 'shut') return;
    this.queue.offer(targets);
    if (this.queue.size >= this.options.limits.deliveriesPerPlan) this.pump();
    else if (this.queue.size > 0) this.pumpIn(this.options.lingerMs);
  }

  /** What is known of its credential changed. */
  setGate(gate: Gate): void {
    this.gate = gate;
    if (gate === 'shut') this.turns.sendBack();
    else this.pumpIn(0);
  }

  /** Nothing new leaves; resolves when the calls in flight have been settled, and those that waited for their turn too. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    this.turns.sendBack();
    await Promise.all(this.sending);
  }

  private pumpIn(delayMs: number): void {
    this.timer ??= setTimeout(() => this.pump(), delayMs);
  }

  private pump(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.passTurns();
    while (!this.stopped && this.queue.size > 0 && this.turns.hasRoom) {
      const most = this.options.mayClaim()
        ? allowance(this.state, this.gate, this.options.nowMs(), this.options.limits.deliveriesPerPlan)
        : 0;
      if (most === 0) return this.lookAgain();
      if (isOneByOne(this.state, this.gate) && this.turns.taken > 0) return;
      this.become(leaving(this.state));
      this.sendGathered(this.queue.take(most));
    }
  }

  private lookAgain(): void {
    if (this.gate === 'shut') return;
    this.pumpIn(Math.max(LOOK_AGAIN_MS, Math.min(this.state.closedUntilMs - this.options.nowMs(), 60_000)));
  }

  /** What was planned while the lane was open asks again before it leaves; a call that finds out goes alone. */
  private mayCall(): boolean {
    if (this.stopped || !this.options.mayClaim()) return false;
    const isAlone = this.turns.taken === 0;
    if (isOneByOne(this.state, this.gate) && !isAlone) return false;
    return allowance(this.state, this.gate, this.options.nowMs(), 1) > 0;
  }

  private become(state: LaneState): void {
    const was = this.state;
    this.state = state;
    if (state !== was) this.options.changed?.(was, state, this.options.nowMs());
  }

  private passTurns(): void {
    if (this.mayCall()) this.turns.pass();
    else this.turns.sendBack();
  }

  private sendGathered(targets: Target[]): void {
    const slots = this.slots();
    const sending = this.options.send(targets, slots).finally(() => {
      slots.planned();
      this.sending.delete(sending);
      this.pump();
      if (this.isIdle && !this.stopped) this.options.idle?.();
    });
    this.sending.add(sending);
  }

  private slots(): Slots {
    let isPlanned = false;
    this.turns.take();
    return {
      planned: () => {
        if (isPlanned) return;
        isPlanned = true;
        this.turns.free();
        this.passTurns();
      },
      turn: () => (this.mayCall() ? this.turns.next() : Promise.resolve(false)),
      isOpen: () =>
        !this.stopped &&
        this.options.mayClaim() &&
        allowance(this.state, this.gate, this.options.nowMs(), 1) > 0,
      enter: (place) => (place === undefined ? undefined : this.places.enter(place, this.options.nowMs())),
      left: (place) => {
        if (place !== undefined) this.places.leave(place);
      },
      answered: (verdicts, _calledAtMs, place) => {
        if (place !== undefined) return this.places.answered(place, verdicts, this.options.nowMs());
        this.become(afterCall(this.state, verdicts, this.options.nowMs()));
        if (!this.mayCall()) this.turns.sendBack();
      },
      settled: () => {
        this.turns.free();
        this.pump();
      },
    };
  }
}
