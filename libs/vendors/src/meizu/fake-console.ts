// What Meizu's console would hold of a customer who has this certificate.
import type { CertificateForm } from '../fake/certificate-form';
import type { MeizuCredential, MeizuSettings } from './credential';
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
