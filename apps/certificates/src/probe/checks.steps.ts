// Asks the vendor about what is not saved, and says when it would be in force, were it saved now.
import { Injectable } from '@nestjs/common';
import { titled } from '@offline-push/contracts';
import { Clock, notFound } from '@offline-push/service-kit';
import { endOf, vendorNamed } from '@offline-push/vendors/send';
import { type Static, Type } from '@sinclair/typebox';
import type { Certificate } from '../certificates/certificate';
import { Limits } from '../certificates.config';
import { versionsAt } from '../certificates/effective';
import { CertificateAnswer, expiryOf } from '../certificates/http/answers';
import { delayMsOf } from '../certificates/http/sent';
import { Moment, momentOf } from '../moments';
import { AskVendor } from './ask-vendor.steps';
import { ProbeAnswer } from './probe-answer';

const { expiresAtMs, expiresAt, expiry } = CertificateAnswer.properties;
export const CheckAnswer = titled(
  'CertificateCheck',
  Type.Object({
    probe: ProbeAnswer,
    ...{ expiresAtMs, expiresAt, expiry },
    ...Moment('effectiveAt', 'When it would be in force, were it saved now.'),
  }),
);
export type CheckAnswer = Static<typeof CheckAnswer>;

@Injectable()
export class Checks {
  constructor(
    private readonly askVendor: AskVendor,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  /** An edit goes with the version that waits already, if that is sooner. */
  dueAtMs(sent: { effective?: 'now' | undefined }, edited?: Pick<Certificate, 'versions'>): number {
    const nowMs = this.clock.nowMs();
    const dueAtMs = nowMs + delayMsOf(sent, this.limits);
    const next = edited && versionsAt(edited, nowMs).next;
    return Math.min(dueAtMs, next?.effectiveAtMs ?? dueAtMs);
  }

  async asked(
    name: string,
    { settings, credential }: { settings: unknown; credential: unknown },
    effectiveAtMs: number,
  ): Promise<CheckAnswer> {
    const vendor = vendorNamed(name);
    if (vendor === undefined) throw notFound();
    const probe = await this.askVendor.ask(vendor, { settings, credential });
    return { probe, ...expiryOf(endOf(vendor, credential)), ...momentOf('effectiveAt', effectiveAtMs) };
  }
}
