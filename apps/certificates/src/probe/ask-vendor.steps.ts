// Asks a vendor whether a credential is good, where the operator's configuration says that the vendor is.
import {
  endpointsOf,
  MemoryShelf,
  type Probe,
  type Vendor,
  type VendorUrls,
} from '@offline-push/vendors/send';

/** An operator waits for this; a vendor that is slower is no news about the credential. */
const DEADLINE_MS = 5_000;

/** Where the vendors are. */
export class VendorPlaces {
  constructor(readonly urls: VendorUrls) {}
}

export function askVendor(
  vendor: Vendor,
  { credential, settings }: { credential: unknown; settings: unknown },
  { urls }: VendorPlaces,
): Promise<Probe> {
  const connection = {
    credential,
    settings,
    endpoints: endpointsOf(vendor, urls),
    accessTokens: new MemoryShelf(),
  };
  return vendor.probe(connection, DEADLINE_MS);
}
