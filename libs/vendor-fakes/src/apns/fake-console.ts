// What Apple's developer pages would hold of a customer who has this certificate: the public half of its key, or the certificate in its .p12.
import { createPublicKey, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { CertificateForm } from '../host/certificate-form';
import type {
  ApnsCredential,
  ApnsSettings,
  CertificateCredential,
} from '@offline-push/vendors/apns/for-fakes';
import type { ApnsTenant } from './fake-tenant';

/** A .p12 does not say its team. */
const SOME_TEAM = 'TEAM000000';

export function tenantOf({
  settings: { bundleId },
  credential,
}: CertificateForm<ApnsSettings, ApnsCredential>): ApnsTenant {
  const bundleIds = [bundleId];
  if (credential.type === 'p12')
    return { teamId: SOME_TEAM, bundleIds, certificates: [{ pem: pemIn(credential) }] };
  const { teamId, keyId, privateKey } = credential;
  const publicKey = createPublicKey(privateKey.replaceAll('\\n', '\n').trim());
  return {
    ...{ teamId, bundleIds },
    keys: [{ keyId, publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString() }],
  };
}

function pemIn({ p12, password }: CertificateCredential): string {
  const { context } = createSecureContext({ pfx: Buffer.from(p12, 'base64'), passphrase: password });
  // Node's own word for it, missing in its types; absent in a file without a certificate.
  const der = (context as { getCertificate?: () => Buffer | null }).getCertificate?.();
  if (!der) throw new Error('there is no certificate in the file');
  return new X509Certificate(der).toString();
}
