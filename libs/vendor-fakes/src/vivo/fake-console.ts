// What vivo's console would hold of a customer who has this certificate.
import type { CertificateForm } from '../host/certificate-form';
import type { VivoCredential, VivoSettings } from '@offline-push/vendors/vivo/for-fakes';
import type { VivoTenant } from './fake-tenant';

export function tenantOf({
  settings: { appId, receiptId },
  credential: { appKey, appSecret },
  receiptUrl,
}: CertificateForm<VivoSettings, VivoCredential>): VivoTenant {
  return {
    ...{ appId, appKey, appSecret },
    ...(receiptId && receiptUrl && { receiptUrls: { [receiptId]: receiptUrl } }),
  };
}
