// Collects what the facts of a slice change: what must be saved, and what is announced. Its functions write to the draft and to the facts
// in memory, and nowhere else.
import type { BindingChanged } from '@offline-push/contracts';
import {
  type Death,
  deathIdOf,
  type KnownCertificate,
  type Report,
  reportIdOf,
  type Session,
  type TokenForms,
} from '../facts/facts';
import type { Facts, Known } from '../facts/known';
import { LAST } from '../facts/scope';
import { named } from '../standing/announce';
import type { RefusalCause } from './refusals';

export interface Draft {
  readonly known: Known;
  readonly forms: TokenForms;
  readonly nowMs: number;
  readonly changes: BindingChanged[];
  readonly sessions: Map<string, Session>;
  readonly reports: Map<string, Report>;
  readonly dropped: Map<string, Report>;
  readonly certificates: Map<number, KnownCertificate>;
  readonly deaths: Map<string, Death>;
}

export const draftOf = (known: Known, forms: TokenForms, nowMs: number): Draft => ({
  ...{ known, forms, nowMs, changes: [] },
  ...{
    sessions: new Map(),
    reports: new Map(),
    dropped: new Map(),
    certificates: new Map(),
    deaths: new Map(),
  },
});

export interface Saving extends Facts {
  dropped: readonly Report[];
}

/** What must be written. Facts that changed nothing are not in it. */
export const savingOf = (draft: Draft): Saving => ({
  sessions: [...draft.sessions.values()],
  reports: [...draft.reports.values()],
  certificates: [...draft.certificates.values()],
  deaths: [...draft.deaths.values()],
  dropped: [...draft.dropped.values()],
});

/** Tokens of the slice with so many claims that only the last ones were loaded. */
export function tokensWithManyClaims({ known, reports }: Draft): string[] {
  const tokens = new Set([...reports.values()].map(({ tokenHash }) => tokenHash));
  return [...tokens].filter((hash) => hash !== '' && known.countClaimsOf(hash) >= LAST.claims).sort();
}

export function save({ known, reports, dropped }: Draft, report: Report): void {
  known.put(report);
  reports.set(reportIdOf(report), report);
  dropped.delete(reportIdOf(report));
}

export function drop({ known, reports, dropped }: Draft, report: Report): void {
  known.drop(report);
  reports.delete(reportIdOf(report));
  dropped.set(reportIdOf(report), report);
}

/** Returns whether the death changed anything. */
export function saveDeath({ known, deaths }: Draft, death: Death): boolean {
  const isNews = known.mergeDeath(death);
  if (isNews) deaths.set(deathIdOf(death), known.deathOf(death) ?? death);
  return isNews;
}

export function refuse({ known, changes }: Draft, report: Report, cause: RefusalCause): RefusalCause {
  const vendor =
    cause === 'unknown-certificate' ? undefined : known.certificate(report.certificateId)?.vendor;
  changes.push({ ...named(report, report, vendor), change: 'refused', cause, atMs: report.reportedAtMs });
  return cause;
}
