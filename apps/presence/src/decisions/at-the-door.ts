// What is said about a message that the door cut or repaired, in every record of its decision. Pure.
import type { Sent } from '../sessions/status';

export interface Door {
  /** `sentAtMs` as its sender said it. */
  saidAtMs?: number | undefined;
  notes?: readonly string[] | undefined;
}

/** What the contract takes. */
const MAX_NOTES = 20;
/** A sender's clock may be so far ahead without a word. */
const MAX_AHEAD_MS = 60_000;
const AHEAD = "sentAtMs: lies in the future: the record's time is taken";

export function notesOf({ saidAtMs, notes = [] }: Door, { recordAtMs }: Sent): string[] {
  const isAhead = saidAtMs !== undefined && saidAtMs - recordAtMs > MAX_AHEAD_MS;
  return (isAhead ? [AHEAD, ...notes] : notes).slice(0, MAX_NOTES);
}
