// A PUT on a certificate as one decision: which of the cases is it, and what is true afterwards?
import { type KeyRing, SealBroken } from '@offline-push/service-kit';
import { credentialUnreadable } from '../refusals';
import type { CertificateEdit } from './answers';
import { type Certificate, newestOf } from './certificate';
import { carryCredential, sealCredential } from './credential-box';
import {
  editCertificate,
  makesVersion,
  nextVersionOf,
  renameCertificate,
  type When,
} from './save-certificate';

export function editAsAsked(
  ring: KeyRing,
  found: Certificate,
  body: CertificateEdit,
  when: When,
): Certificate {
  const edit = { name: body.name, settings: body.settings, hasCredential: body.credential !== undefined };
  if (!makesVersion(found, edit)) return renameCertificate(found, edit.name, when.nowMs);
  const version = nextVersionOf(found);
  const sealed =
    body.credential === undefined
      ? carried(ring, found, version)
      : sealCredential(ring, found, version, body.credential);
  return editCertificate(found, edit, sealed, when);
}

function carried(ring: KeyRing, found: Certificate, version: number) {
  try {
    return carryCredential(ring, found, version);
  } catch (error) {
    if (error instanceof SealBroken) throw credentialUnreadable(newestOf(found));
    throw error;
  }
}
