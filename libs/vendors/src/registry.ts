// All vendors, with their clients. A new one is its folder, its line here, and its line in catalog.ts.
import type { CredentialEnd, Vendor } from './vendor';
import { apns } from './apns';
import { fcm } from './fcm';
import { honor } from './honor';
import { huawei } from './huawei';
import { meizu } from './meizu';
import { oppo } from './oppo';
import { vivo } from './vivo';
import { webPush } from './web-push';
import { xiaomi } from './xiaomi';

export const VENDORS: readonly Vendor[] = [xiaomi, huawei, honor, oppo, vivo, meizu, apns, fcm, webPush];

const BY_ID = new Map(VENDORS.map((vendor) => [vendor.id, vendor]));

export const vendorNamed = (id: string): Vendor | undefined => BY_ID.get(id);

/** When a credential of this vendor ends, if it says so itself. */
export function endOf(vendor: Vendor, credential: unknown): CredentialEnd {
  const says = `${vendor.displayName} takes the secret until it is replaced there.`;
  return vendor.endOf?.(credential) ?? { what: 'secret', says };
}
