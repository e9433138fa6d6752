// Decides what a PUT on a certificate changes.
import type { KeyRing } from '@offline-push/service-kit';
import { requireReadable } from '../refusals';
import type { Certificate } from './certificate';
import { carryCredential, keepCredential } from './credential-box';
import type { CertificateEdit } from './form/entered';
import { editCertificate, makesVersion, nextVersionOf, saveAsItIs, type When } from './save-certificate';

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
      ? requireReadable(found, () => carryCredential(ring, found, version))
      : keepCredential(ring, found, version, body.credential);
  return editCertificate(found, edit, kept, when);
}
