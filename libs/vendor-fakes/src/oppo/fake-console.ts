// What OPPO's console would hold of a customer who has this certificate.
import type { CertificateForm } from '../host/certificate-form';
import type { OppoCredential, OppoSettings } from '@offline-push/vendors/oppo/for-fakes';
import type { OppoTenant } from './fake-tenant';

export function tenantOf({
  settings,
  credential: { appKey, masterSecret },
}: CertificateForm<OppoSettings, OppoCredential>): OppoTenant {
  const { appId, channelId, bulkChannelId, template, bulkTemplate } = settings;
  const channels = [channelId, bulkChannelId].filter((channel) => channel !== undefined);
  const templates = [template, bulkTemplate].filter((one) => one !== undefined);
  return {
    ...{ appKey, masterSecret },
    ...(appId && { appId }),
    ...(channels.length > 0 && { channels }),
    ...(templates.length > 0 && {
      templates: Object.fromEntries(
        templates.map(({ id, titleParameters, contentParameters }) => [
          id,
          { title: Object.keys(titleParameters), content: Object.keys(contentParameters) },
        ]),
      ),
    }),
  };
}
