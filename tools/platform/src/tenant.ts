// A tenant with one certificate of every vendor, known to certificates and to the sandbox alike.
import { newFakes, type VendorSample } from '@offline-push/vendors/fakes';
import type { Api } from './api';
import { DEMO_APP } from './names';
import type { Sandbox } from './sandbox';

export interface Tenant {
  app: string;
  /** Vendor → id of its certificate. */
  certificates: Record<string, number>;
}

/** `publicUrl`: where vendors reach dispatch. Absent: no console knows a receipt address. */
export async function openTenant(
  api: Api,
  sandbox: Sandbox,
  publicUrl?: string,
  app = DEMO_APP,
): Promise<Tenant> {
  await api.post('certificates', '/v1/apps', { id: app, name: 'Demo' }, 'admin');
  const certificates: Record<string, number> = {};
  for (const { vendor, sample } of newFakes()) {
    const { settings, credential } = withReceipts(sample, publicUrl);
    const body = { vendor, name: `${vendor} of the demo`, settings, credential };
    const { id } = await api.post<{ id: number }>('certificates', `/v1/apps/${app}/certificates`, body);
    certificates[vendor] = id;
    const { receiptPath = '' } = await api.get<{ receiptPath?: string }>(
      'certificates',
      `/v1/apps/${app}/certificates/${id}`,
      'operator',
    );
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

/** A token that this vendor takes and that carries the words its fake knows ("ok-…", "dead-…"). */
export const tokenOf = (vendor: string, word: string): string =>
  newFakes()
    .find((fake) => fake.vendor === vendor)
    ?.sample.tokenFor?.(word) ?? word;
