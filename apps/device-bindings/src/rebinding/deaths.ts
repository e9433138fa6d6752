// Takes in that a vendor calls a token dead, and gives its holder the successor if the vendor names one. Pure.
import { type Death, type Report, succession } from '../facts/facts';
import { contendersOf } from '../standing/touched';
import { type Draft, refuse, saveDeath } from './draft';
import { observed } from './observed';
import { formProblem } from './refusals';
import { follow, succeed, successorOf } from './successors';

export function takeDeath(draft: Draft, death: Death): void {
  const { known } = draft;
  const holder = known.holderOf(death.tokenHash);
  const fact = withValidSuccessor(draft, death, holder);
  const next = holder && fact.successor ? [succession(holder, fact.successor)] : [];
  const given: Report[] = [];
  observed(draft, [...contendersOf(known, death.tokenHash), ...next], [], () => {
    if (saveDeath(draft, fact) && holder) given.push(...successorOf(draft, holder));
    follow(draft, given);
  });
  // The successor may be dead by now too.
  succeed(draft, holder ? [holder, ...given] : []);
}

/** The death without its successor if that breaks the vendor's rule on tokens. The successor is announced as refused once. */
function withValidSuccessor(draft: Draft, death: Death, holder: Report | undefined): Death {
  const { successor, ...plain } = death;
  if (successor === undefined || !holder) return death;
  const next = succession({ ...holder, certificateId: death.certificateId }, successor);
  const problem = formProblem(draft, next);
  if (problem && draft.known.deathOf(plain)?.deadAtMs !== death.deadAtMs) refuse(draft, next, problem);
  return problem ? plain : death;
}
