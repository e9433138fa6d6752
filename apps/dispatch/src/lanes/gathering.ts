// What a lane sends together: the targets that it claimed, the vendor's open client, and the lane's turns.
import type { Vendor, VendorClient } from '@offline-push/vendors/send';
import type { HeldClaims } from './held-claims.steps';
import type { Slots } from './lane.worker';

/** An open client, with the settings of the certificate's version that it uses. */
export interface OpenVendor {
  vendor: Vendor;
  version: number;
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
