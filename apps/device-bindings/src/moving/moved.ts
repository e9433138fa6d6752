// Decides whether bindings may move from one certificate to another, and makes the moved report. Pure.
import type { KnownCertificate, Report } from '../facts/facts';

export interface MoveRefusal {
  status: number;
  code: string;
  detail: string;
}

/**
 * Compares the vendors only. A token is valid for one package or topic, but only certificates and dispatch know which; the vendor calls a
 * token of another package dead at its first push.
 */
export function moveRefusal(
  { from, to }: { from: number; to: number },
  certificates: readonly KnownCertificate[],
): MoveRefusal | undefined {
  const [source, target] = [from, to].map((id) => certificates.find((each) => each.certificateId === id));
  if (source === undefined || target === undefined)
    return {
      status: 422,
      code: 'unknown-certificate',
      detail: `There is no certificate ${source === undefined ? from : to} in this app.`,
    };
  if (from === to)
    return { status: 422, code: 'same-certificate', detail: 'from and to are one certificate.' };
  if (source.vendor !== target.vendor)
    return {
      status: 422,
      code: 'other-vendor',
      detail: `Certificate ${from} is of ${source.vendor}, certificate ${to} of ${target.vendor}: tokens of one are none of the other.`,
    };
  if (target.state === 'deleted')
    return { status: 409, code: 'certificate-deleted', detail: `Certificate ${to} was deleted.` };
  return undefined;
}

/** The same report under another certificate. Its `place` is one later, so that a repeated record of the report does not undo the move. */
export const movedTo = (report: Report, certificateId: number): Report => ({
  ...report,
  certificateId,
  place: report.place + 1,
  ...(report.earlier && {
    earlier: report.earlier.map((each) =>
      each.certificateId === report.certificateId ? { ...each, certificateId } : each,
    ),
  }),
});
