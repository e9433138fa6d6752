// What Xiaomi's console would hold of a customer who has this certificate.
import type { CertificateForm } from '../host/certificate-form';
import type { XiaomiCredential, XiaomiSettings } from '@offline-push/vendors/xiaomi/for-fakes';
import type { XiaomiTenant } from './fake-tenant';

export function tenantOf({
  settings,
  credential,
}: CertificateForm<XiaomiSettings, XiaomiCredential>): XiaomiTenant {
  const { packageName, channelId, bulkChannelId, template } = settings;
  return {
    appSecret: credential.appSecret,
    packageNames: [packageName],
    channels: { [channelId]: 'private', ...(bulkChannelId && { [bulkChannelId]: 'public' }) },
    ...(template && { templates: { [template.id]: Object.keys(template.parameters) } }),
  };
}
