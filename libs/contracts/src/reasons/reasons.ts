// Every reason why a device is not pushed, with its meaning in English: for schemas, and for tools whose words are English.
import { ADDRESS } from './address';
import { DEAD_LETTER } from './dead-letter';
import { GATE } from './gate';
import { OUTCOME, VERDICTS } from './outcome';
import { RECEIPT } from './receipt';
import { REPORT } from './report';
import { inEnglish, type Text } from './words';

const meaningsIn = <Code extends string>(
  table: Readonly<Record<Code, { readonly means: Text }>>,
): Readonly<Record<Code, string>> =>
  Object.fromEntries(
    Object.entries<{ readonly means: Text }>(table).map(([code, { means }]) => [code, means.en]),
  ) as Record<Code, string>;

export const GATE_REASONS = meaningsIn(GATE);
export type GateReason = keyof typeof GATE;

export const ADDRESS_REASONS = meaningsIn(ADDRESS);
export type AddressReason = keyof typeof ADDRESS;

export const REPORT_REASONS = meaningsIn(REPORT);
export type ReportReason = keyof typeof REPORT;

export const RECEIPT_REASONS = meaningsIn(RECEIPT);

export const OUTCOME_STATES = meaningsIn(OUTCOME);
export type OutcomeState = keyof typeof OUTCOME;

export const VERDICT_KINDS = inEnglish(VERDICTS);
export type VerdictKind = keyof typeof VERDICTS;

export const DEAD_LETTER_REASONS = meaningsIn(DEAD_LETTER);
export type DeadLetterReason = keyof typeof DEAD_LETTER;

/** The codes of a table of reasons, typed. */
export const codesOf = <T extends object>(table: T): (keyof T & string)[] =>
  Object.keys(table) as (keyof T & string)[];
