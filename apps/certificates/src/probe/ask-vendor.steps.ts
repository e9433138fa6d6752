// Asks a vendor whether a credential is good, at the address in the configuration.
import { Injectable } from '@nestjs/common';
import {
  endpointsOf,
  MemoryShelf,
  type Probe,
  type Vendor,
  type VendorUrls,
  vendorUrlsOf,
} from '@offline-push/vendors/send';
import { Limits } from '../certificates.config';

/** The deadline, because an operator waits. A slow vendor says nothing about the credential. */
const DEADLINE_MS = 5_000;

@Injectable()
export class AskVendor {
  private readonly urls: VendorUrls;

  constructor(limits: Limits) {
    this.urls = vendorUrlsOf('CERTIFICATES_VENDOR_URLS', limits.vendorUrls);
  }

  ask(vendor: Vendor, { credential, settings }: { credential: unknown; settings: unknown }): Promise<Probe> {
    const endpoints = endpointsOf(vendor, this.urls);
    return vendor.probe({ credential, settings, endpoints, accessTokens: new MemoryShelf() }, DEADLINE_MS);
  }
}
