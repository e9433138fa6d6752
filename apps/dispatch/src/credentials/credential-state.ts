// The state of a lane's credential, and how an answer, a probe, another pod or a person changes it. Pure. credentials.steps.ts asks the
// vendor and saves the state (docs/adr/0022).
import { doubledMs } from '@offline-push/bus';
import type { Probe, Verdict } from '@offline-push/vendors/send';

export interface CredentialState {
  readonly version: number;
  /** `doubted`: refused once after the vendor had taken it. One more push finds out before the lane closes. */
  readonly is: 'untried' | 'good' | 'doubted' | 'refused' | 'unopened';
  /** Since when this state has lasted; if doubted, since when it was good. In ms since 1970, like all times here. */
  readonly sinceMs: number;
  /** An answer to a call that began before this time changes nothing. */
  readonly judgedAtMs: number;
  readonly code?: string | undefined;
  /** The vendor's words, or ours if the credential cannot be opened. */
  readonly says?: string | undefined;
  /** Number of refusals in a row. Only an accepted push ends the row, because a probe may check less than a push. */
  readonly refusals: number;
  readonly tryAgainAtMs?: number | undefined;
  /** When the vendor was last asked again; 0 if never. */
  readonly lookedAtMs: number;
  /** The vendor is being asked: by one push, or by a probe if no push waits. */
  readonly isLooking: boolean;
}

/** `one`: one call at a time, to find out whether the vendor takes the credential. */
export type Gate = 'open' | 'one' | 'shut';

const LONGEST_WAIT_MS = 600_000;

export const untried = (version: number): CredentialState => ({
  ...{ version, is: 'untried', sinceMs: 0, judgedAtMs: 0 },
  ...{ refusals: 0, lookedAtMs: 0, isLooking: false },
});

export const unopened = (version: number, says: string, nowMs: number): CredentialState => ({
  ...{ ...untried(version), is: 'unopened', says },
  ...{ sinceMs: nowMs, judgedAtMs: nowMs },
});

export function gateOf(state: CredentialState | undefined): Gate {
  if (state === undefined || state.is === 'unopened') return 'shut';
  if (state.is === 'refused') return state.isLooking ? 'one' : 'shut';
  return state.is === 'doubted' ? 'one' : 'open';
}

/** 5 s, 10 s, 20 s … 10 min after the 1st, 2nd, 3rd refusal in a row. */
export const waitMs = (refusals: number, firstMs: number): number =>
  doubledMs({ firstMs, maxMs: LONGEST_WAIT_MS }, refusals - 1);

export interface CallAnswer {
  readonly verdicts: readonly Verdict[];
  /** When its call began. */
  readonly calledAtMs: number;
  readonly nowMs: number;
}

/** The state after an answer; the same object if nothing changed. */
export function afterAnswer(state: CredentialState, answer: CallAnswer, firstMs: number): CredentialState {
  const { verdicts, calledAtMs, nowMs } = answer;
  if (calledAtMs < state.judgedAtMs || state.is === 'unopened') return state;
  if (verdicts.some(isProof))
    return taken(
      state,
      calledAtMs,
      verdicts.some(({ kind }) => kind === 'accepted'),
    );
  const refusal = verdicts.find(isRefusal);
  if (refusal !== undefined) return afterRefusal(state, refusal, nowMs, firstMs);
  // The answer says nothing about the credential, so the vendor is asked again later.
  return state.is === 'refused' && state.isLooking ? { ...state, isLooking: false } : state;
}

/** A vendor that judges the push or the token has accepted the credential. */
const isProof = ({ kind }: Verdict): boolean =>
  kind === 'accepted' || kind === 'token-dead' || kind === 'refused';

const isRefusal = (verdict: Verdict): verdict is Extract<Verdict, { kind: 'credential-broken' }> =>
  verdict.kind === 'credential-broken';

function taken(state: CredentialState, atMs: number, isAccepted: boolean): CredentialState {
  const refusals = isAccepted ? 0 : state.refusals;
  if (state.is === 'good' && state.refusals === refusals && !state.isLooking) return state;
  const wasGood = state.is === 'good' || state.is === 'doubted';
  const { version, lookedAtMs } = state;
  return {
    ...{ version, is: 'good', sinceMs: wasGood ? state.sinceMs : atMs, judgedAtMs: atMs },
    ...{ refusals, lookedAtMs, isLooking: false },
  };
}

interface Refusal {
  readonly code?: string | undefined;
  readonly detail?: string | undefined;
}

function afterRefusal(
  state: CredentialState,
  { code, detail }: Refusal,
  nowMs: number,
  firstMs: number,
): CredentialState {
  const told = { code, says: detail, judgedAtMs: nowMs };
  if (state.is === 'good' && state.refusals === 0)
    return { ...state, ...told, is: 'doubted', isLooking: true };
  const refusals = state.refusals + 1;
  return {
    ...{ ...state, ...told, is: 'refused', sinceMs: refusedSince(state, nowMs) },
    ...{ refusals, isLooking: false, tryAgainAtMs: nowMs + waitMs(refusals, firstMs) },
  };
}

function refusedSince({ is, sinceMs, judgedAtMs }: CredentialState, nowMs: number): number {
  if (is === 'refused') return sinceMs;
  return is === 'doubted' ? judgedAtMs : nowMs;
}

export interface Probed {
  readonly probe: Probe;
  readonly beganAtMs: number;
  readonly nowMs: number;
}

/** A good probe opens the lane. One without a result changes nothing; the next push or look finds out. */
export function afterProbe(state: CredentialState, probed: Probed, firstMs: number): CredentialState {
  const { probe, beganAtMs, nowMs } = probed;
  if (!state.isLooking || beganAtMs < state.judgedAtMs) return state;
  if (probe.result === 'good') return taken(state, beganAtMs, false);
  if (probe.result === 'unknown') return { ...state, isLooking: false };
  return afterRefusal(state, { code: state.code, detail: probe.says }, nowMs, firstMs);
}

/** Whether the vendor is to be asked again, because the pause is over or a person wants it. */
export function isDue(state: CredentialState, nowMs: number, resumedAtMs = 0): boolean {
  if (state.is !== 'refused' || state.isLooking) return false;
  return (state.tryAgainAtMs ?? 0) <= nowMs || isAskedFor(state, resumedAtMs);
}

export const isAskedFor = ({ judgedAtMs, lookedAtMs }: CredentialState, resumedAtMs = 0): boolean =>
  resumedAtMs > Math.max(judgedAtMs, lookedAtMs);

/**
 * If a person asked, the pauses begin anew. The time of that request comes from another clock, which may be ahead: it is kept in
 * `lookedAtMs`, so that one request makes one look, and not one each second until our clock gets there.
 */
export function looking(
  state: CredentialState,
  nowMs: number,
  resumedAtMs: number | undefined,
  firstMs: number,
): CredentialState {
  const refusals = isAskedFor(state, resumedAtMs) ? 0 : state.refusals;
  const tryAgainAtMs = nowMs + waitMs(refusals + 1, firstMs);
  const lookedAtMs = Math.max(nowMs, state.lookedAtMs, resumedAtMs ?? 0);
  return { ...state, refusals, tryAgainAtMs, lookedAtMs, isLooking: true };
}

/** Takes over what another pod wrote in `row`. That another pod cannot open the credential says nothing about this pod. */
export function adopted(
  state: CredentialState,
  row: CredentialState | undefined,
  nowMs: number,
): CredentialState {
  if (row === undefined || row.version !== state.version || state.is === 'unopened') return state;
  if (row.is === 'unopened') return openedHere(state, nowMs);
  if (row.judgedAtMs > state.judgedAtMs) return row;
  const isSame = row.is === state.is && row.judgedAtMs === state.judgedAtMs;
  if (!isSame || state.isLooking || row.lookedAtMs <= state.lookedAtMs) return state;
  const { tryAgainAtMs, lookedAtMs, refusals } = row;
  return { ...state, tryAgainAtMs, lookedAtMs, refusals };
}

/** The credential could not be opened elsewhere, and can be here: one look at the vendor, so that its state is announced. */
const openedHere = (state: CredentialState, nowMs: number): CredentialState =>
  state.is === 'untried' && state.lookedAtMs === 0 ? { ...state, lookedAtMs: nowMs, isLooking: true } : state;

/** True if the state is to be announced and is newer than `row`. */
export const isUnwritten = (state: CredentialState, row: CredentialState | undefined): boolean =>
  state.is !== 'untried' &&
  state.is !== 'doubted' &&
  (row === undefined ||
    row.version < state.version ||
    (row.version === state.version && row.judgedAtMs < state.judgedAtMs));
