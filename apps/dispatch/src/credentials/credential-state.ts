// What a lane knows of its credential, and what an answer, a probe, another pod or a person changes in it. Pure. Who asks the vendor and
// who writes it down is left to credentials.steps.ts (docs/adr/0022).
import { doubledMs } from '@offline-push/bus';
import type { Probe, Verdict } from '@offline-push/vendors/send';

export interface CredentialState {
  readonly version: number;
  /** `doubted`: refused once after the vendor took it; one push finds out before the lane closes. */
  readonly is: 'untried' | 'good' | 'doubted' | 'refused' | 'unopened';
  /** Since when without a break. Of a doubted one: since when it was good. In ms since 1970, as all times here. */
  readonly sinceMs: number;
  /** An answer to a call that began earlier changes nothing. */
  readonly judgedAtMs: number;
  readonly code?: string | undefined;
  /** The vendor's words, or ours about a box that stays shut. */
  readonly says?: string | undefined;
  /** In a row. Only a push that the vendor took ends the row: a probe may see less than a push. */
  readonly refusals: number;
  readonly tryAgainAtMs?: number | undefined;
  /** When the vendor was last asked again. 0: never. */
  readonly lookedAtMs: number;
  /** One push, or a probe if none waits, asks the vendor now. */
  readonly isLooking: boolean;
}

/** What a lane may do: all, one call at a time that finds out, nothing. */
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

/** The same object if nothing changed. */
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
  // The vendor said nothing about it: the next look will find out.
  return state.is === 'refused' && state.isLooking ? { ...state, isLooking: false } : state;
}

/** Whoever has something against a push or a token has let the credential in. */
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

/** A good probe opens the lane; one that could not ask leaves the answer to the next push or look. */
export function afterProbe(state: CredentialState, probed: Probed, firstMs: number): CredentialState {
  const { probe, beganAtMs, nowMs } = probed;
  if (!state.isLooking || beganAtMs < state.judgedAtMs) return state;
  if (probe.result === 'good') return taken(state, beganAtMs, false);
  if (probe.result === 'unknown') return { ...state, isLooking: false };
  return afterRefusal(state, { code: state.code, detail: probe.says }, nowMs, firstMs);
}

/** Is it time to ask again: by the clock, or since a person wants it? */
export function isDue(state: CredentialState, nowMs: number, resumedAtMs = 0): boolean {
  if (state.is !== 'refused' || state.isLooking) return false;
  return (state.tryAgainAtMs ?? 0) <= nowMs || isAskedFor(state, resumedAtMs);
}

export const isAskedFor = ({ judgedAtMs, lookedAtMs }: CredentialState, resumedAtMs = 0): boolean =>
  resumedAtMs > Math.max(judgedAtMs, lookedAtMs);

/**
 * The pause begins anew if a person asked for the look. Whoever hands on the wish has a clock of his own, which may be ahead: one wish is
 * one look, not one a second until our clock has come there.
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

/** `row`: what some pod wrote last. That another pod cannot open the box says nothing about this one. */
export function adopted(
  state: CredentialState,
  row: CredentialState | undefined,
  nowMs: number,
): CredentialState {
  if (row === undefined || row.version !== state.version || state.is === 'unopened') return state;
  if (row.is === 'unopened') return foundOut(state, nowMs);
  if (row.judgedAtMs > state.judgedAtMs) return row;
  const isSame = row.is === state.is && row.judgedAtMs === state.judgedAtMs;
  if (!isSame || state.isLooking || row.lookedAtMs <= state.lookedAtMs) return state;
  const { tryAgainAtMs, lookedAtMs, refusals } = row;
  return { ...state, tryAgainAtMs, lookedAtMs, refusals };
}

/** A box that could not be opened and now is: one look, so that it can be told. */
const foundOut = (state: CredentialState, nowMs: number): CredentialState =>
  state.is === 'untried' && state.lookedAtMs === 0 ? { ...state, lookedAtMs: nowMs, isLooking: true } : state;

/** It is what others should read, and they do not know it yet. */
export const isUnwritten = (state: CredentialState, row: CredentialState | undefined): boolean =>
  state.is !== 'untried' &&
  state.is !== 'doubted' &&
  (row === undefined ||
    row.version < state.version ||
    (row.version === state.version && row.judgedAtMs < state.judgedAtMs));
