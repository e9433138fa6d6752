// What Meizu's console would hold of a customer who has this certificate.
import type { CertificateForm } from '../host/certificate-form';
import type { MeizuCredential, MeizuSettings } from '@offline-push/vendors/meizu/for-fakes';
import type { MeizuTenant } from './fake-tenant';

export function tenantOf({
  settings: { appId, packageName },
  credential: { appSecret, receiptToken },
  receiptUrl,
}: CertificateForm<MeizuSettings, MeizuCredential>): MeizuTenant {
  return {
    ...{ appId, appSecret },
    packageNames: [packageName],
    ...(receiptToken && { receiptToken }),
    ...(receiptUrl && { callbacks: [receiptUrl] }),
  };
}
