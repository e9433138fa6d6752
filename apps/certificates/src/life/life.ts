// Decisions about a certificate's life: deleted, restored, tried again. What a deletion leaves is the row, so that its id can come back.
import { type Certificate, changed } from '../certificates/certificate';

/** The same again changes nothing. */
export const deleteCertificate = (found: Certificate, nowMs: number): Certificate =>
  found.deletedAtMs === null ? changed(found, { deletedAtMs: nowMs }, nowMs) : found;

/** Under the same id, and enabled or disabled as it was. */
export const restoreCertificate = (found: Certificate, nowMs: number): Certificate =>
  found.deletedAtMs === null ? found : changed(found, { deletedAtMs: null, resumedAtMs: nowMs }, nowMs);

/** Its credential is tried again at once. Nothing that an editor must have seen. */
export const resumeCertificate = (found: Certificate, nowMs: number): Certificate =>
  changed(found, { resumedAtMs: nowMs }, nowMs, 0);
