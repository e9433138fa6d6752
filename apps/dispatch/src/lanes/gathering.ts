// What a lane gathered for one round: targets that it claimed, the vendor they go to, and the turns of its lane.
import type { Vendor, VendorClient } from '@offline-push/vendors/send';
import type { HeldClaims } from './held-claims.steps';
import type { Slots } from './lane.worker';

/** An open client with the version of the certificate that it speaks for. */
export interface OpenVendor {
  vendor: Vendor;
  client: VendorClient;
  settings: unknown;
  /** Where the vendor is to call back. A secret. */
  receiptUrl?: string;
}

export interface Gathering {
  held: HeldClaims;
  open: OpenVendor;
  slots: Slots;
}
