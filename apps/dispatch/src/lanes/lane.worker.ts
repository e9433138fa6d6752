// The queue of one certificate to its vendor. It waits a few milliseconds for more targets, then sends what has gathered, within the
// vendor's limits. It decides when and how much; SendSteps sends.
import type { LaneAfter } from '@offline-push/contracts';
import type { Verdict, VendorLimits } from '@offline-push/vendors/send';
import type { Gate } from '../credentials/credential-state';
import { Tally } from '../figures/tally';
import type { Target } from '../ledger/target';
import { LaneQueue } from './lane-queue';
import { afterCall, allowance, isOneByOne, laneAfterOf, type LaneState, leaving, OPEN } from './lane-state';
import { Pace } from './pace';
import { type PlacePause, Places } from './places';
import { Turns } from './turns';

export interface LaneOptions {
  certificateId: number;
  limits: VendorLimits;
  /** How long the first target in an empty queue waits for others. In ms. */
  lingerMs: number;
  /** Most targets in memory. */
  bound: number;
  nowMs: () => number;
  /** The time in ms since 1970, for what is told of the lane. */
  clockMs: () => number;
  /** False while the state topics cannot be read: then nothing new is claimed (rule 6 of docs/architecture.md). */
  mayClaim: () => boolean;
  /** Sends one gathering, and tells the lane of its calls through `Slots`. Never rejects. */
  send: (targets: Target[], slots: Slots) => Promise<void>;
  /** Called when no target waits and no call is under way any more. */
  idle?: () => void;
  /** Called with each change of state. */
  changed?: (was: LaneState, is: LaneState, nowMs: number) => void;
}

/** How the calls of a gathering take and free their places in the lane. */
export interface Slots {
  /** Frees the place of the gathering itself: from now on each of its calls asks for a turn. */
  planned(): void;
  /** Resolves with true when a place is taken for a call, with false if the lane closed and the call may not be made. */
  turn(): Promise<boolean>;
  /** Whether a call that had its turn and waited since, for instance for a login, may still be made. */
  isOpen(): boolean;
  /** Asks to call this place. Undefined if it may be called (`left` ends that), else why it may not be called now. */
  enter(place: string | undefined): PlacePause | undefined;
  left(place: string | undefined): void;
  /** Takes the verdicts of a call, by which the lane or the place may close. `calledAtMs` is when the call began, in ms since 1970. */
  answered(verdicts: readonly Verdict[], calledAtMs: number, place?: string): void;
  /** Counts what came of a call, for people. `tookMs`: absent if it failed before the vendor was called. */
  counted(verdicts: readonly Verdict[], tookMs: number | undefined): void;
  /** What is told of the lane, or of this place of it, after a call. */
  laneAfter(place?: string): LaneAfter;
  /** Frees the place of a call that is over and settled. A slow call keeps only its own place. */
  settled(): void;
}

/** While the lane may not send, it looks again after this time. */
const LOOK_AGAIN_MS = 200;

export class Lane {
  private readonly queue: LaneQueue;
  private state: LaneState = OPEN;
  private credentialGate: Gate = 'open';
  private isPaused = false;
  private readonly turns: Turns;
  private readonly places = new Places();
  private readonly pace = new Pace();
  /** For people: nothing is decided by it. */
  readonly tally = new Tally();
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

  /** Nothing leaves while a person has paused the lane, whatever its credential is. */
  private get gate(): Gate {
    return this.isPaused ? 'shut' : this.credentialGate;
  }

  /** As it is told: see push.attempted.v1. */
  get now(): LaneAfter {
    return this.afterwards(undefined);
  }

  /** Answers about single targets, a second, in the last minute. */
  get answersPerSecond(): number {
    return this.pace.perSecond(this.options.nowMs());
  }

  /** The state that closes the lane now, apart from its credential. */
  get pause(): LaneState | undefined {
    return this.state.closedUntilMs > this.options.nowMs() ? this.state : undefined;
  }

  /** No target waits and no call is under way. */
  get isIdle(): boolean {
    return this.queue.size === 0 && this.sending.size === 0;
  }

  get depth(): number {
    return this.queue.size;
  }

  /** Calls under way, gatherings on their way to one among them. */
  get inFlight(): number {
    return this.turns.taken;
  }

  get mostInFlight(): number {
    return this.options.limits.concurrentCalls;
  }

  /** How many due targets the lane can take; 0 while its vendor must not be called. */
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

  /** Called when the state of the credential changed. */
  setGate(gate: Gate): void {
    this.credentialGate = gate;
    this.follow();
  }

  /** Called with what a person wants, each time that it was read. */
  setPaused(isPaused: boolean): void {
    if (isPaused === this.isPaused) return;
    this.isPaused = isPaused;
    this.follow();
  }

  private follow(): void {
    if (this.gate === 'shut') this.turns.sendBack();
    else this.pumpIn(0);
  }

  /** Stops sending. Resolves when the calls under way and those that waited for their turn are settled. */
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
      this.setState(leaving(this.state));
      this.sendGathered(this.queue.take(most));
    }
  }

  private lookAgain(): void {
    if (this.gate === 'shut') return;
    this.pumpIn(Math.max(LOOK_AGAIN_MS, Math.min(this.state.closedUntilMs - this.options.nowMs(), 60_000)));
  }

  /** Whether a planned call may leave now. A call that finds out whether the vendor works goes alone. */
  private mayCall(): boolean {
    if (this.stopped || !this.options.mayClaim()) return false;
    const isAlone = this.turns.taken === 0;
    if (isOneByOne(this.state, this.gate) && !isAlone) return false;
    return allowance(this.state, this.gate, this.options.nowMs(), 1) > 0;
  }

  private setState(state: LaneState): void {
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

  private afterwards(place: string | undefined): LaneAfter {
    if (this.isPaused) return { state: 'paused' };
    const ofPlace = place === undefined ? undefined : this.places.stateOf(place);
    const { nowMs, clockMs } = this.options;
    return laneAfterOf(ofPlace ?? { state: this.state, gate: this.gate }, nowMs(), clockMs());
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
        this.pace.add(verdicts.length, this.options.nowMs());
        if (place !== undefined) return this.places.answered(place, verdicts, this.options.nowMs());
        this.setState(afterCall(this.state, verdicts, this.options.nowMs()));
        if (!this.mayCall()) this.turns.sendBack();
      },
      counted: (verdicts, tookMs) => this.tally.add(verdicts, tookMs, this.options.nowMs()),
      laneAfter: (place) => this.afterwards(place),
      settled: () => {
        this.turns.free();
        this.pump();
      },
    };
  }
}
