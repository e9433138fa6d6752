// The types of a target: as it arrived, as it is claimed, and how a claim ends.
import type { LaneAfter, OutcomeState, PushContent } from '@offline-push/contracts';
import type { Verdict } from '@offline-push/vendors/send';

/** A push on its way to one device, with its content. */
export interface Target {
  targetId: string;
  messageKey: string;
  app: string;
  messageId: string;
  conversation: string;
  user: string;
  device: string;
  session: string;
  vendor: string;
  certificateId: number;
  token: string;
  content: PushContent;
  expiresAtMs: number;
  /** Absent: it arrived before this was kept. */
  sentAtMs?: number | undefined;
  traceparent?: string | undefined;
  /** How many times it got another token while it waited. Absent: never. */
  readdressed?: number;
  /** What was cut or repaired in its message when that arrived. */
  notes?: readonly string[] | undefined;
  /** A call with others was refused because of one target, so the next call carries this one alone. */
  alone?: boolean;
}

/** A target for which this process may call the vendor until the lease ends. A settle with another epoch is refused. */
export interface ClaimedTarget extends Target {
  epoch: number;
  /** Sends made or possibly made, the coming one included. */
  attempts: number;
  /** How many of them may ring a second time, because the call before had no verdict. The claim counts it. */
  inDoubt: number;
}

/** How a claim ends: in a terminal state, or parked until its next attempt. */
export type Settlement = Ended | Parked;

interface Verdicted {
  code?: string | undefined;
  detail?: string | undefined;
  /** The claim counted an attempt, but no vendor call was made under it. Taking an ended target over counts none. */
  takesAttemptBack?: boolean | undefined;
  notes?: readonly string[] | undefined;
}

export interface Ended extends Verdicted {
  state: OutcomeState;
  vendorMessageId?: string | undefined;
  deadAtMs?: number | undefined;
  /** Where the vendor found fault with the token: when the call began. */
  calledAtMs?: number | undefined;
}

export interface Parked extends Verdicted {
  state: 'parked';
  /** What the target waits for. */
  parkedFor: 'throttled' | 'unavailable' | 'credential-broken' | 'callback-refused' | 'another-claim';
  /** Time to the next attempt. */
  delayMs: number;
  /** The vendor may have taken the push, so the next call is in doubt. */
  mayHaveRung: boolean;
  /** The next call carries this target alone. */
  alone?: boolean | undefined;
}

/** A call to a vendor, as all of its targets share it. */
export interface CallMade {
  readonly version: number;
  readonly place?: string | undefined;
  readonly atMs: number;
  readonly tookMs: number;
  readonly carried: number;
  readonly furtherCalls: number;
  /** What it left of its lane. */
  readonly lane: LaneAfter;
}

/** What a call came to for one target. */
export interface Attempt {
  readonly call: CallMade;
  readonly verdict: Verdict;
}
