// A PUT on a certificate as one decision: which of the cases is it, and what is true afterwards?
import { type KeyRing, SealBroken } from '@offline-push/service-kit';
import { credentialUnreadable } from '../refusals';

import { type Certificate, newestOf } from './certificate';
import { carryCredential, keepCredential } from './credential-box';
import type { CertificateEdit } from './form/entered';
import {
  editCertificate,
  type Kept,
  makesVersion,
  nextVersionOf,
  saveAsItIs,
  type When,
} from './save-certificate';

export function editAsAsked(
  ring: KeyRing,
  found: Certificate,
  body: CertificateEdit,
  when: When,
): Certificate {
  const edit = { name: body.name, settings: body.settings, hasCredential: body.credential !== undefined };
  if (!makesVersion(found, edit)) return saveAsItIs(found, edit.name, when);
  const version = nextVersionOf(found);
  const kept =
    body.credential === undefined
      ? carried(ring, found, version)
      : keepCredential(ring, found, version, body.credential);
  return editCertificate(found, edit, kept, when);
}

function carried(ring: KeyRing, found: Certificate, version: number): Kept {
  try {
    return carryCredential(ring, found, version);
  } catch (error) {
    if (error instanceof SealBroken) throw credentialUnreadable(newestOf(found));
    throw error;
  }
}
