// What a push service would know of a customer who has this certificate: the key that browsers subscribe with.
import type { WebPushCredential, WebPushSettings } from '@offline-push/vendors/web-push/for-fakes';
import type { CertificateForm } from '../host/certificate-form';
import type { WebPushTenant } from './fake-tenant';
import { SAMPLE_ORIGIN } from './sample';

export const tenantOf = ({
  settings: { publicKey },
}: CertificateForm<WebPushSettings, WebPushCredential>): WebPushTenant => ({
  publicKey,
  origins: [SAMPLE_ORIGIN],
});
