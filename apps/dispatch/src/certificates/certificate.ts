// The copy of a certificate that dispatch keeps, and which of its versions counts. Pure.
import type { CertificateChanged } from '@offline-push/contracts';

export interface CertificateCopy extends Omit<CertificateChanged, 'name'> {
  /** The vendor does not take pushes that name our address for receipts. */
  refusedCallback?: RefusedCallback | undefined;
}

export interface RefusedCallback {
  version: number;
  /** Ours, as it was then. */
  publicUrl: string;
  atMs: number;
}

/** Receipts are asked for, unless this version was refused for this address since a person last asked to try again. */
export function mayAskForReceipts(
  { refusedCallback, resumedAtMs = 0 }: Pick<CertificateCopy, 'refusedCallback' | 'resumedAtMs'>,
  version: number,
  publicUrl: string,
): boolean {
  if (refusedCallback === undefined || refusedCallback.atMs < resumedAtMs) return true;
  return refusedCallback.version !== version || refusedCallback.publicUrl !== publicUrl;
}
