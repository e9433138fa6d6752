// Decides what deleting, restoring, resuming and cancelling change in a certificate. A deletion keeps the row, so that the id can be restored.
import { type Certificate, changed } from '../certificates/certificate';
import { versionsAt } from '../certificates/effective';

/** A second deletion changes nothing. */
export const deleteCertificate = (found: Certificate, nowMs: number): Certificate =>
  found.deletedAtMs === null ? changed(found, { deletedAtMs: nowMs }, nowMs) : found;

/** Restores the certificate under its id, enabled or disabled as before. */
export const restoreCertificate = (found: Certificate, nowMs: number): Certificate =>
  found.deletedAtMs === null ? found : changed(found, { deletedAtMs: null, resumedAtMs: nowMs }, nowMs);

/** Makes dispatch try the credential at once. An editor need not have seen this change. */
export const resumeCertificate = (found: Certificate, nowMs: number): Certificate =>
  changed(found, { resumedAtMs: nowMs }, nowMs, 0);

/** Takes away the version that waits; the one in force goes on. Its number is not used again, because events and logs have named it. */
export function cancelVersion(found: Certificate, version: number, nowMs: number): Certificate {
  const { current } = versionsAt(found, nowMs);
  if (current === undefined) return found;
  return changed(found, { versions: [current], cancelledVersion: version }, nowMs);
}
