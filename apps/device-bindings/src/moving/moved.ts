// May bindings move from one certificate to another, and what becomes of one that does. Pure.
import type { Certificate, Report } from '../facts/facts';

export interface MoveRefusal {
  status: number;
  code: string;
  detail: string;
}

/**
 * Tokens are good for the package or topic that they were given for, which only certificates and dispatch know. Here the vendor is compared:
 * a token of another package is called dead by the vendor at its first push.
 */
export function moveRefusal(
  { from, to }: { from: number; to: number },
  certificates: readonly Certificate[],
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

/** The same word of the same session, of the same age, and a little later in the log: an old copy of it does not undo the move. */
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
