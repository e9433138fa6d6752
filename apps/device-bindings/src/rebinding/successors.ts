// A vendor names the token that takes a dead one's place: who gets it. Pure.
import { type Report, sessionIdOf, succession } from '../facts/facts';
import { contendersOf } from '../standing/touched';
import { type Draft, drop } from './draft';
import { observed } from './observed';
import { formProblem } from './refusals';
import { keep } from './waits';

/**
 * The vendor may have named what took the place of these tokens, before or after their reports came. It is for the one who holds the phone,
 * and for nobody who got it before that one was known.
 */
export function succeed(draft: Draft, reports: readonly Report[]): void {
  const { known } = draft;
  const holders = new Set(reports.map(({ tokenHash }) => known.holderOf(tokenHash)));
  for (const holder of holders) {
    if (!holder) continue;
    const next = successorOf(draft, holder);
    const misled = contendersOf(known, holder.tokenHash)
      .flatMap((claim) => known.reportsOfSession(claim))
      .filter((claim) => isMisled(claim, holder));
    if (next.length + misled.length === 0) continue;
    observed(draft, [...misled, holder, ...next], [holder], () => {
      misled.forEach((claim) => drop(draft, claim));
      follow(draft, next);
    });
    succeed(draft, next);
  }
}

export function follow(draft: Draft, next: readonly Report[]): void {
  for (const each of next) if (draft.known.mergeReport(each)) keep(draft, each, undefined);
}

/** Nothing for a token that is its own successor, in however many steps. */
export function successorOf(draft: Draft, holder: Report): Report[] {
  const death = draft.known.deathOf(holder);
  if (death?.successor === undefined || death.deadAtMs < holder.reportedAtMs) return [];
  const next = succession(holder, death.successor);
  if (formProblem(draft, next)) return [];
  const known = draft.known.report(next);
  const isSaid = [known, ...(known?.earlier ?? [])].some((said) => said?.reportedAtMs === next.reportedAtMs);
  return isSaid || !draft.known.merged(next) ? [] : [next];
}

/** It got the successor of a token that another session holds. */
const isMisled = (claim: Report, holder: Report): boolean =>
  claim.origin === holder.tokenHash && sessionIdOf(claim) !== sessionIdOf(holder);
