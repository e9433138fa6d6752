// Opens the lane of a certificate, with its queue and its connection to the vendor.
import { Injectable } from '@nestjs/common';
import { FeedFreshness } from '@offline-push/bus';
import { Clock } from '@offline-push/service-kit';
import { endpointsOf, vendorNamed } from '@offline-push/vendors/send';
import type { CertificateCopy } from '../certificates/certificate';
import type { CredentialState } from '../credentials/credential-state';
import { Limits } from '../dispatch.config';
import { stateFlow } from '../dispatch.flows';
import { LaneLog } from '../news/lane-log.steps';
import { VendorSecrets } from '../certificates/vendor-secrets.steps';
import { Lane, type LaneOptions } from './lane.worker';
import { VendorConnection } from './vendor-connection';

export interface OpenLane {
  readonly lane: Lane;
  readonly connection: VendorConnection;
  copy: CertificateCopy;
  /** Undefined while no version is in force. */
  credential: CredentialState | undefined;
  /** The vendor is not asked about the credential before this time, by the monotonic clock. */
  mayAskFromMs: number;
  /** No version is in force yet, and targets wait for the first one. */
  isHeld: boolean;
  /** A person mended the credential, so when the lane opens also targets go that were refused many times. */
  isWakingAll: boolean;
}

@Injectable()
export class LaneOpener {
  constructor(
    private readonly feed: FeedFreshness,
    private readonly secrets: VendorSecrets,
    private readonly clock: Clock,
    private readonly limits: Limits,
  ) {}

  /** Undefined if this release does not know the vendor. */
  open(copy: CertificateCopy, use: Pick<LaneOptions, 'send' | 'idle'>): OpenLane | undefined {
    const vendor = vendorNamed(copy.vendor);
    if (vendor === undefined) return undefined;
    const connection = new VendorConnection(copy, vendor, this.secrets, {
      endpoints: endpointsOf(vendor, this.limits.vendorUrls),
      publicUrl: this.limits.publicUrl,
      nowMs: () => this.clock.nowMs(),
    });
    const log = new LaneLog({ certificate: copy.certificateId, vendor: copy.vendor }, this.clock);
    const lane = new Lane({
      certificateId: copy.certificateId,
      limits: vendor.limits,
      lingerMs: this.limits.lingerMs,
      bound: this.limits.laneBound,
      // A lane needs durations only, so it uses the monotonic clock.
      nowMs: () => performance.now(),
      clockMs: () => this.clock.nowMs(),
      mayClaim: () => this.feed.isFresh(stateFlow),
      ...use,
      changed: (was, is, nowMs) => log.changed(was, is, nowMs),
    });
    // Stays shut until the state of the credential is known.
    lane.setGate('shut');
    return {
      ...{ lane, connection, copy, credential: undefined },
      ...{ mayAskFromMs: 0, isHeld: false, isWakingAll: false },
    };
  }
}
