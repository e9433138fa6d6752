// A tenant with one certificate of every vendor, known to certificates and to the sandbox alike.
import { newFakes, type VendorSample } from '@offline-push/vendor-fakes';
import { DEMO_APP } from './phones';
import type { Sandbox } from './sandbox';

export interface Tenant {
  app: string;
  /** Vendor → id of its certificate. */
  certificates: Record<string, number>;
}

/** The HTTP API of certificates, as a caller with a role asks it. An answer that is no success is an error. */
export interface CertificatesApi {
  get<T>(program: 'certificates', path: string, role?: 'viewer' | 'operator'): Promise<T>;
  post<T>(program: 'certificates', path: string, body: unknown, role?: 'operator' | 'admin'): Promise<T>;
}

/** `publicUrl`: where vendors reach dispatch. Absent: no console knows a receipt address. */
export async function openTenant(
  api: CertificatesApi,
  sandbox: Sandbox,
  publicUrl?: string,
  app = DEMO_APP,
): Promise<Tenant> {
  await api.post('certificates', '/v1/apps', { id: app, name: 'Demo' }, 'admin');
  return fillTenant({ app, certificates: {} }, api, sandbox, publicUrl);
}

/** Makes the certificates that a tenant lacks, in force at once however long others wait; the sandbox gets to know all of them. */
export async function fillTenant(
  { app, certificates: known }: Tenant,
  api: CertificatesApi,
  sandbox: Sandbox,
  publicUrl?: string,
): Promise<Tenant> {
  const certificates = { ...known };
  const path = `/v1/apps/${app}/certificates`;
  for (const { vendor, sample } of newFakes()) {
    const { settings, credential } = withReceipts(sample, publicUrl);
    const body = { vendor, name: `${vendor} of the demo`, settings, credential, effective: 'now' };
    certificates[vendor] ??= (await api.post<{ id: number }>('certificates', path, body)).id;
    const saved = `${path}/${certificates[vendor]}`;
    const { receiptPath = '' } = await api.get<{ receiptPath?: string }>('certificates', saved, 'operator');
    await sandbox.admit(vendor, withReceipts(sample, publicUrl, receiptPath).tenant);
  }
  return { app, certificates };
}

const withReceipts = (
  sample: VendorSample,
  publicUrl: string | undefined,
  path = '',
): Pick<VendorSample, 'tenant' | 'settings' | 'credential'> =>
  (publicUrl === undefined ? undefined : sample.withReceiptsAt?.(publicUrl + path)) ?? sample;
