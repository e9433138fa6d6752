// Decides what a PUT on a certificate changes. A secret part may come whole, or as the fields that change.
import type { KeyRing } from '@offline-push/service-kit';
import { requireOne, requireReadable } from '../refusals';
import type { Certificate, Settings } from './certificate';
import { carryCredential, keepCredential, openCredential } from './credential-box';
import type { CertificateEdit } from './form/entered';
import { editCertificate, makesVersion, nextVersionOf, saveAsItIs, type When } from './save-certificate';

export function editAsAsked(
  ring: KeyRing,
  found: Certificate,
  body: CertificateEdit,
  { by, ...when }: When & { by: string },
): Certificate {
  const edit = { name: body.name, settings: body.settings, hasCredential: body.credential !== undefined };
  if (!makesVersion(found, edit)) return saveAsItIs(found, edit.name, when);
  const version = nextVersionOf(found);
  const kept =
    body.credential === undefined
      ? requireReadable(found, () => carryCredential(ring, found, version))
      : keepCredential(ring, found, version, { credential: body.credential, atMs: when.nowMs, by });
  return editCertificate(found, edit, kept, when);
}

/** The edit with its secret part whole: the fields that change, put into the saved ones. Null takes a field away. */
export function withWholeCredential<E extends CertificateEdit>(
  ring: KeyRing,
  found: Certificate,
  { credentialChanges = {}, ...edit }: E,
): Omit<E, 'credentialChanges'> {
  if (Object.keys(credentialChanges).length === 0) return edit;
  requireOne(edit.credential);
  const saved = requireReadable(found, () => openCredential(ring, found)) as Settings;
  const entries = Object.entries({ ...saved, ...credentialChanges }).filter(([, value]) => value !== null);
  return { ...edit, credential: Object.fromEntries(entries) };
}
