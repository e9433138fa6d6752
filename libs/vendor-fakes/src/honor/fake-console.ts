// What Honor's console would hold of a customer who has this certificate.
import type { CertificateForm } from '../host/certificate-form';
import type { HonorCredential, HonorSettings } from '@offline-push/vendors/honor/for-fakes';
import type { HonorTenant } from './fake-tenant';

export function tenantOf({
  settings: { appId, clientId },
  credential: { clientSecret },
  receiptUrl,
}: CertificateForm<HonorSettings, HonorCredential>): HonorTenant {
  return { appIds: [appId], clientId, clientSecret, ...(receiptUrl && { receiptUrl }) };
}
