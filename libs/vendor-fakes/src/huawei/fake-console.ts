// What Huawei's console would hold of a customer who has this certificate.
import { createPublicKey } from 'node:crypto';
import type { CertificateForm } from '../host/certificate-form';
import {
  clientIdOf,
  type HuaweiCredential,
  type HuaweiSettings,
} from '@offline-push/vendors/huawei/for-fakes';
import type { HuaweiTenant } from './fake-tenant';

export function tenantOf(form: CertificateForm<HuaweiSettings, HuaweiCredential>): HuaweiTenant {
  const { appId, callbackUser, projectId } = form.settings;
  const { clientSecret, serviceAccount, callbackKey } = form.credential;
  const project = serviceAccount?.project_id ?? projectId;
  return {
    appId,
    clientId: clientIdOf(form.settings),
    ...(clientSecret && { clientSecret }),
    ...(project && { projectId: project }),
    ...(serviceAccount && { serviceAccounts: [accountOf(serviceAccount)] }),
    ...(form.receiptUrl && {
      receipts: {
        url: form.receiptUrl,
        ...(callbackUser && callbackKey && { user: callbackUser, key: callbackKey }),
      },
    }),
  };
}

const accountOf = ({
  key_id,
  sub_account,
  private_key,
}: NonNullable<HuaweiCredential['serviceAccount']>) => ({
  keyId: key_id,
  subAccount: sub_account,
  publicKey: createPublicKey(private_key.replaceAll('\\n', '\n'))
    .export({ type: 'spki', format: 'pem' })
    .toString(),
});
