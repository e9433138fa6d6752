// The copy of a certificate that dispatch keeps, and which of its versions counts. Pure.
import type { CertificateChanged, CertificateVersion } from '@offline-push/contracts';

export interface CertificateCopy extends Omit<CertificateChanged, 'name'> {
  /** The vendor refused the credential of this version; a higher one resumes the lane. */
  brokenVersion: number | null;
}

/** The highest version whose time has come. Undefined: the certificate is not in effect yet. */
export function versionInForce(
  versions: readonly CertificateVersion[],
  nowMs: number,
): CertificateVersion | undefined {
  return versions
    .filter(({ effectiveAtMs }) => effectiveAtMs <= nowMs)
    .reduce<CertificateVersion | undefined>(higher, undefined);
}

const higher = (best: CertificateVersion | undefined, next: CertificateVersion): CertificateVersion =>
  best === undefined || next.version > best.version ? next : best;
