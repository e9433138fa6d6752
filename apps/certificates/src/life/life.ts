// Decides what deleting, restoring and resuming change in a certificate. A deletion keeps the row, so that the id can be restored.
import { type Certificate, changed } from '../certificates/certificate';

/** A second deletion changes nothing. */
export const deleteCertificate = (found: Certificate, nowMs: number): Certificate =>
  found.deletedAtMs === null ? changed(found, { deletedAtMs: nowMs }, nowMs) : found;

/** Restores the certificate under its id, enabled or disabled as before. */
export const restoreCertificate = (found: Certificate, nowMs: number): Certificate =>
  found.deletedAtMs === null ? found : changed(found, { deletedAtMs: null, resumedAtMs: nowMs }, nowMs);

/** Makes dispatch try the credential at once. An editor need not have seen this change. */
export const resumeCertificate = (found: Certificate, nowMs: number): Certificate =>
  changed(found, { resumedAtMs: nowMs }, nowMs, 0);
