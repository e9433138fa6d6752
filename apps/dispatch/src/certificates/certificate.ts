// Dispatch's copy of a certificate, and whether its vendor may be asked for receipts. Pure.
import type { CertificateChanged } from '@offline-push/contracts';

export interface CertificateCopy extends Omit<CertificateChanged, 'name'> {
  /** Set if the vendor refuses pushes that name our address for receipts. */
  refusedCallback?: RefusedCallback | undefined;
  /** Set while a person keeps its lane from calling. */
  pause?: LanePause | undefined;
}

/** A person stopped the lane. */
export interface LanePause {
  sinceMs: number;
  /** Id of the caller's API key. */
  by: string;
  because: string;
}

export interface RefusedCallback {
  version: number;
  /** Our address at that time. */
  publicUrl: string;
  atMs: number;
}

/** False if the vendor refused this version with this address, and no person asked to try again since. */
export function mayAskForReceipts(
  { refusedCallback, resumedAtMs = 0 }: Pick<CertificateCopy, 'refusedCallback' | 'resumedAtMs'>,
  version: number,
  publicUrl: string,
): boolean {
  if (refusedCallback === undefined || refusedCallback.atMs < resumedAtMs) return true;
  return refusedCallback.version !== version || refusedCallback.publicUrl !== publicUrl;
}
