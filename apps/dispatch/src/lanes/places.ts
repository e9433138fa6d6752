// The places of a lane whose vendor is many services (`VendorCall.place`). Each place has its own breaker, throttle and refused credential,
// so that one does not close the others. Pure. A lane whose vendor is one place uses lane-state.ts alone.
import type { Verdict } from '@offline-push/vendors/send';
import { type Gate, waitMs } from '../credentials/credential-state';
import type { Parked } from '../ledger/target';
import { afterCall, type LaneState, OPEN } from './lane-state';

/** Devices name the places, so their number is bounded. Beyond it the oldest place without a call is forgotten. */
const MAX_PLACES = 1_000;
const REFUSED_FIRST_MS = 5_000;
/** Wait while another call finds out whether the place works again. */
const WAIT_FOR_PROBE_MS = 1_000;

/** Why a place is not called now, and for how long. */
export interface PlacePause {
  readonly parkedFor: Extract<Parked['parkedFor'], Verdict['kind']>;
  readonly delayMs: number;
  readonly code?: string | undefined;
  readonly detail?: string | undefined;
}

interface Place {
  state: LaneState;
  /** Number of times in a row that the place refused our credential. */
  refusals: number;
  inFlight: number;
}

export class Places {
  private readonly places = new Map<string, Place>();

  /** Undefined if a call may be made now; its end is told by `leave`. Else why it must not be made. */
  enter(name: string, nowMs: number): PlacePause | undefined {
    const place = this.places.get(name) ?? this.add(name);
    const pause = pauseOf(place, nowMs);
    if (pause === undefined) place.inFlight += 1;
    return pause;
  }

  answered(name: string, verdicts: readonly Verdict[], nowMs: number): void {
    const place = this.places.get(name);
    if (place === undefined) return;
    const refusal = verdicts.find((verdict) => verdict.kind === 'credential-broken');
    if (refusal === undefined) {
      place.state = afterCall(place.state, verdicts, nowMs);
      if (verdicts.some(({ kind }) => kind === 'accepted')) place.refusals = 0;
      return;
    }
    place.refusals += 1;
    const closedUntilMs = nowMs + waitMs(place.refusals, REFUSED_FIRST_MS);
    place.state = { ...OPEN, reason: 'throttled', closedUntilMs, code: refusal.code, says: refusal.detail };
  }

  /** Undefined: nothing was ever said there. */
  stateOf(name: string): { state: LaneState; gate: Gate } | undefined {
    const place = this.places.get(name);
    return place && { state: place.state, gate: place.refusals > 0 ? 'shut' : 'open' };
  }

  leave(name: string): void {
    const place = this.places.get(name);
    if (place === undefined) return;
    place.inFlight -= 1;
    if (place.inFlight === 0 && place.state === OPEN && place.refusals === 0) this.places.delete(name);
  }

  private add(name: string): Place {
    const place = { state: OPEN, refusals: 0, inFlight: 0 };
    this.places.set(name, place);
    if (this.places.size > MAX_PLACES) {
      const idle = [...this.places].find(([other, { inFlight }]) => inFlight === 0 && other !== name);
      if (idle !== undefined) this.places.delete(idle[0]);
    }
    return place;
  }
}

function pauseOf({ state, refusals, inFlight }: Place, nowMs: number): PlacePause | undefined {
  const said = { code: state.code, detail: state.says };
  const leftMs = state.closedUntilMs - nowMs;
  if (leftMs > 0) {
    const cause = state.reason === 'breaker' ? 'unavailable' : 'throttled';
    return { parkedFor: refusals > 0 ? 'credential-broken' : cause, delayMs: leftMs, ...said };
  }
  const isFoundOut = inFlight > 0 && (state.reason === 'breaker' || refusals > 0);
  return isFoundOut ? { parkedFor: 'unavailable', delayMs: WAIT_FOR_PROBE_MS, ...said } : undefined;
}
