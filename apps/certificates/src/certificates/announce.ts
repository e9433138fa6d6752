// Makes certificate.changed.v1 of a certificate. Its credential stays sealed, as it is stored.
import type { CertificateChanged } from '@offline-push/contracts';
import type { Certificate } from './certificate';

export const announcementOf = (certificate: Certificate): CertificateChanged => ({
  certificateId: certificate.id,
  app: certificate.app,
  vendor: certificate.vendor,
  name: certificate.name,
  state: certificate.deletedAtMs === null ? certificate.state : 'deleted',
  changedAtMs: certificate.changedAtMs,
  ...(certificate.resumedAtMs !== null && { resumedAtMs: certificate.resumedAtMs }),
  versions: certificate.versions.map(({ version, effectiveAtMs, settings, credential }) => ({
    version,
    effectiveAtMs,
    settings,
    credential,
  })),
});
