// What the Firebase project of a customer who has this certificate would hold.
import { createPublicKey } from 'node:crypto';
import type { CertificateForm } from '../host/certificate-form';
import type { FcmCredential, FcmSettings } from '@offline-push/vendors/fcm/for-fakes';
import type { FcmTenant } from './fake-tenant';

export function tenantOf({
  settings: { packageName },
  credential: { project_id, client_email, private_key },
}: CertificateForm<FcmSettings, FcmCredential>): FcmTenant {
  const publicKey = createPublicKey(private_key.replaceAll('\\n', '\n'));
  return {
    projectId: project_id,
    serviceAccounts: [
      {
        clientEmail: client_email,
        publicKeys: [publicKey.export({ type: 'spki', format: 'pem' }).toString()],
      },
    ],
    ...(packageName && { packageNames: [packageName] }),
  };
}
