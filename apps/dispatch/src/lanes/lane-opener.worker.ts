// Opens the lane of a certificate: its queue, and its connection to the vendor.
import { Injectable } from '@nestjs/common';
import { FeedFreshness } from '@offline-push/bus';
import { Clock } from '@offline-push/service-kit';
import { endpointsOf, vendorNamed, type VendorUrls, vendorUrlsOf } from '@offline-push/vendors';
import type { CertificateCopy } from '../certificate';
import { DispatchConfig } from '../dispatch.config';
import { stateFlow } from '../dispatch.flows';
import { VendorSecretStore } from '../vendor-secret.store';
import { Lane, type LaneOptions } from './lane';
import { VendorConnection } from './vendor-connection';

export interface OpenLane {
  lane: Lane;
  connection: VendorConnection;
  /** The version in force when last looked at. */
  version: number | undefined;
  /** The version whose credential the vendor refused. */
  brokenVersion: number | null;
}

@Injectable()
export class LaneOpener {
  private readonly urls: VendorUrls;

  constructor(
    private readonly feed: FeedFreshness,
    private readonly secrets: VendorSecretStore,
    private readonly clock: Clock,
    private readonly config: DispatchConfig,
  ) {
    this.urls = vendorUrlsOf('DISPATCH_VENDOR_URLS', config.DISPATCH_VENDOR_URLS);
  }

  /** Undefined if this release does not know the vendor. */
  open(copy: CertificateCopy, send: LaneOptions['send']): OpenLane | undefined {
    const vendor = vendorNamed(copy.vendor);
    if (vendor === undefined) return undefined;
    const connection = new VendorConnection(copy, vendor, this.secrets, {
      endpoints: endpointsOf(vendor, this.urls),
      publicUrl: this.config.DISPATCH_PUBLIC_URL,
      nowMs: () => this.clock.nowMs(),
    });
    const lane = new Lane({
      certificateId: copy.certificateId,
      limits: vendor.limits,
      lingerMs: this.config.DISPATCH_LINGER_MS,
      bound: this.config.DISPATCH_LANE_BOUND,
      // Its pauses are durations.
      nowMs: () => performance.now(),
      mayClaim: () => this.feed.isFresh(stateFlow),
      send,
    });
    const version = connection.versionAt(this.clock.nowMs());
    if (copy.brokenVersion !== null && version === copy.brokenVersion) lane.markBroken();
    return { lane, connection, version, brokenVersion: copy.brokenVersion };
  }
}
