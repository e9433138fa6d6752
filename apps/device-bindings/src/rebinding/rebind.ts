// Takes facts one after the other into a draft: what changes, what is refused, what must be saved. Pure. Each fact is taken alone, so that
// every step of a binding is announced and not only the last one. Deaths, waits and successors of tokens have files of their own.
import type { Fact } from '../facts/fact';
import { identified, type KnownCertificate, type Report, type Session, sessionIdOf } from '../facts/facts';
import { movedTo } from '../moving/moved';
import { takeDeath } from './deaths';
import { type Draft, drop, refuse, save, saveDeath } from './draft';
import { observed } from './observed';
import { deleted, formProblem, lateness, missing, type RefusalCause } from './refusals';
import { succeed } from './successors';
import { endWaits, giveUp, identifiedIn, identify, keep } from './waits';

/** Returns why a report was refused. */
export function take(draft: Draft, fact: Fact): RefusalCause | undefined {
  switch (fact.is) {
    case 'session':
      takeSession(draft, fact.session);
      return undefined;
    case 'report':
      return takeReport(draft, fact.report, fact.mayWait);
    case 'certificate':
      takeCertificate(draft, fact.certificate);
      return undefined;
    case 'death':
      takeDeath(draft, fact.death);
      return undefined;
    case 'overdue':
      return giveUp(draft, fact.report);
    case 'move':
      takeMove(draft, fact.report, fact.to);
      return undefined;
  }
}

function takeSession(draft: Draft, session: Session): void {
  const { known } = draft;
  observed(draft, known.reportsOfDevice(session), [session], () => mergeSession(draft, session));
  succeed(draft, known.reportsOfSession(session));
}

/** After the end of a session an earlier report of it may count, or none. That is saved too. */
function mergeSession(draft: Draft, session: Session): void {
  const { known } = draft;
  const before = new Set(known.reportsOfSession(session));
  if (!known.mergeSession(session)) return;
  const merged = known.session(session);
  if (merged) draft.sessions.set(sessionIdOf(merged), merged);
  for (const report of before) if (!known.report(report)) drop(draft, report);
  for (const report of known.reportsOfSession(session)) if (!before.has(report)) save(draft, report);
  endWaits(draft, known.reportsOfSession(session));
}

function takeReport(draft: Draft, reported: Report, mayWait: boolean): RefusalCause | undefined {
  const { known } = draft;
  const report = identifiedIn(draft, reported);
  const refusal =
    formProblem(draft, report) ?? deleted(known, report) ?? (mayWait ? undefined : missing(known, report));
  if (refusal) return refuse(draft, report, refusal);
  const isNews = mergeReport(draft, report);
  succeed(draft, [report]);
  const late = lateness(known, report);
  // A report after the end of its session is not kept, so nobody knows whether its refusal was announced before: it is announced again.
  return late && (isNews || late === 'session-ended') ? refuse(draft, report, late) : late;
}

/** Returns whether the report changed anything. */
function mergeReport(draft: Draft, report: Report): boolean {
  const { known } = draft;
  const before = known.report(report);
  return observed(draft, [...known.reportsOfDevice(report), report], [report], () => {
    const isNews = known.mergeReport(report);
    if (isNews) keep(draft, report, before);
    return isNews;
  });
}

function takeCertificate(draft: Draft, certificate: KnownCertificate): void {
  const { known, forms } = draft;
  const waiting = known
    .reportsOfCertificate(certificate.certificateId)
    .filter((report) => report.waitingSinceMs !== undefined);
  const phones = waiting.map((report) => identified(report, certificate, forms));
  const around = waiting.flatMap((report) => known.reportsOfDevice(report));
  observed(draft, [...around, ...phones], waiting, () => {
    if (!known.mergeCertificate(certificate)) return;
    draft.certificates.set(certificate.certificateId, certificate);
    endWaits(
      draft,
      waiting.flatMap((report) => identify(draft, report)),
    );
  });
  succeed(draft, phones);
}

/** The phone stays the same, so a death of its token counts under the other certificate too. */
function takeMove(draft: Draft, named: Report, to: number): void {
  const report = draft.known.report(named);
  if (report?.certificateId !== named.certificateId) return;
  observed(draft, [report], [report], () => {
    const death = draft.known.deathOf(report);
    if (death) saveDeath(draft, { ...death, certificateId: to });
    save(draft, movedTo(report, to));
  });
}
