// Lets the vendor's own client make the requests of one target, of which none leaves. It reads the certificate's copy and its lane, and keeps nothing.
import { Injectable } from '@nestjs/common';
import {
  type CertificateVersion,
  messageKeyOf,
  pushIdOf,
  targetIdOf,
  versionInForce,
} from '@offline-push/contracts';
import { Clock } from '@offline-push/service-kit';
import {
  type AccessTokenShelf,
  type Delivery,
  endpointsOf,
  Rehearsal,
  type Vendor,
  type VendorCall,
  vendorNamed,
} from '@offline-push/vendors/send';
import { type CertificateCopy, mayAskForReceipts } from '../certificates/certificate';
import { VendorSecrets } from '../certificates/vendor-secrets.steps';
import { Limits } from '../dispatch.config';
import { LaneViews } from '../http/lane-views.steps';
import type { DryRunAnswer, DryRunBody } from './dry-run-answer';
import { masked, type Request } from './masks';

const HOUR_MS = 3_600_000;

type Version = CertificateVersion;

@Injectable()
export class Rehearse {
  constructor(
    private readonly secrets: VendorSecrets,
    private readonly views: LaneViews,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  async target(copy: CertificateCopy, body: DryRunBody): Promise<DryRunAnswer> {
    const nowMs = Math.round(this.clock.nowMs());
    const vendor = vendorNamed(copy.vendor);
    const version = versionInForce(copy.versions, nowMs);
    const delivery = deliveryOf(copy, body, nowMs);
    const { state, code, says } = await this.views.one(copy);
    const told = {
      ...{ certificateId: copy.certificateId, vendor: copy.vendor, targetId: delivery.targetId },
      ...{ expiresAtMs: delivery.expiresAtMs, notes: [], requests: [] },
    };
    const waits = {
      ...{ would: state === 'open' ? ('call' as const) : ('wait' as const), state },
      ...(code !== undefined && { code }),
      ...(says !== undefined && { says }),
    };
    if (vendor === undefined || version === undefined || state === 'unopened')
      return { ...told, ...waits, would: 'wait' };
    return {
      ...told,
      ...waits,
      version: version.version,
      ...(await this.made(copy, vendor, version, delivery)),
    };
  }

  /** The request, or how it would end without one. */
  private async made(
    copy: CertificateCopy,
    vendor: Vendor,
    version: Version,
    delivery: Delivery,
  ): Promise<Partial<DryRunAnswer>> {
    const receiptUrl = this.receiptUrlOf(copy, vendor, version);
    const { calls, ended } = vendor.plan([delivery], version.settings, this.clock.nowMs(), receiptUrl);
    const [end] = ended;
    if (end !== undefined) return { would: 'end', state: end.state, code: end.code, says: end.detail };
    const [call] = calls;
    if (call === undefined) return {};
    const credential = this.secrets.credentialOf(copy, version);
    const seen = await this.rehearsed(vendor, version, credential, call);
    const requests = seen.map((each) => masked(each, { credential, token: delivery.token, receiptUrl }));
    return { notes: [...(call.notesByDelivery?.[0] ?? [])], requests: distinct(requests) };
  }

  private async rehearsed(vendor: Vendor, version: Version, credential: unknown, call: VendorCall) {
    const { settings } = version;
    const rehearsal = new Rehearsal(endpointsOf(vendor, this.limits.vendorUrls), call.place ?? '');
    const { endpoints } = rehearsal;
    const nowMs = () => this.clock.nowMs();
    const client = vendor.open({ credential, settings, endpoints, accessTokens: noLogin(nowMs), nowMs });
    try {
      await client.prepare?.(vendor.limits.deadlineMs, call);
      await client.send(call, vendor.limits.deadlineMs);
      return rehearsal.requests;
    } finally {
      rehearsal.end();
      await client.close();
    }
  }

  private receiptUrlOf(copy: CertificateCopy, vendor: Vendor, { version }: Version): string | undefined {
    const { publicUrl } = this.limits;
    if (publicUrl === undefined || vendor.receipts === undefined) return undefined;
    return mayAskForReceipts(copy, version, publicUrl)
      ? this.secrets.receiptUrlOf(copy, publicUrl)
      : undefined;
  }
}

/** A login would be a call, so the access token is a word that stands for one. */
function noLogin(nowMs: () => number): AccessTokenShelf {
  const token = () => Promise.resolve({ token: 'access-token', expiresAtMs: nowMs() + HOUR_MS });
  return { find: token, renew: token };
}

function deliveryOf({ app }: CertificateCopy, body: DryRunBody, nowMs: number): Delivery {
  const { user = 'somebody', device = 'some-device', messageId = 'dry-run', lifetimeSeconds = 86_400 } = body;
  return {
    targetId: targetIdOf(pushIdOf(app, messageId, user), device),
    messageKey: messageKeyOf(app, messageId),
    ...{ token: body.token, content: body.push, expiresAtMs: nowMs + lifetimeSeconds * 1000 },
  };
}

/** What a client repeats because nothing left is said once. */
const distinct = (requests: readonly Request[]): Request[] => [
  ...new Map(requests.map((request) => [JSON.stringify(request), request])).values(),
];
