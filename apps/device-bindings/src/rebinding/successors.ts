// Gives the token that a vendor names in place of a dead one to the session that holds the dead one. Pure.
import { type Report, sessionIdOf, succession } from '../facts/facts';
import { contendersOf } from '../standing/touched';
import { type Draft, drop } from './draft';
import { observed } from './observed';
import { formProblem } from './refusals';
import { keep } from './waits';

/**
 * The vendor may have named successors of these tokens before or after their reports came. A successor belongs to the holder of the old
 * token. Sessions that got it while the holder was not known lose it.
 */
export function succeed(draft: Draft, reports: readonly Report[]): void {
  const { known } = draft;
  const holders = new Set(reports.map(({ tokenHash }) => known.holderOf(tokenHash)));
  for (const holder of holders) {
    if (!holder) continue;
    const next = successorOf(draft, holder);
    const wrong = contendersOf(known, holder.tokenHash)
      .flatMap((claim) => known.reportsOfSession(claim))
      .filter((claim) => hasSuccessorOf(holder, claim));
    if (next.length + wrong.length === 0) continue;
    observed(draft, [...wrong, holder, ...next], [holder], () => {
      wrong.forEach((claim) => drop(draft, claim));
      follow(draft, next);
    });
    succeed(draft, next);
  }
}

export function follow(draft: Draft, next: readonly Report[]): void {
  for (const each of next) if (draft.known.mergeReport(each)) keep(draft, each, undefined);
}

/** The report of the successor; none if there is none, or if it is known already, as when successors form a circle. */
export function successorOf(draft: Draft, holder: Report): Report[] {
  const death = draft.known.deathOf(holder);
  if (death?.successor === undefined || death.deadAtMs < holder.reportedAtMs) return [];
  const next = succession(holder, death.successor);
  if (formProblem(draft, next)) return [];
  const known = draft.known.report(next);
  const isKnown = [known, ...(known?.earlier ?? [])].some((it) => it?.reportedAtMs === next.reportedAtMs);
  return isKnown || !draft.known.merged(next) ? [] : [next];
}

/** The claim is to the successor of the holder's token, but of another session. */
const hasSuccessorOf = (holder: Report, claim: Report): boolean =>
  claim.origin === holder.tokenHash && sessionIdOf(claim) !== sessionIdOf(holder);
