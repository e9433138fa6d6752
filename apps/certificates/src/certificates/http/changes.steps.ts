// Makes a change of one certificate for every route: decided under the certificate's lock, saved, audited, announced, and answered with the
// new state. The route brings the decision.
import { Injectable } from '@nestjs/common';
import { type Asked, Clock, notFound } from '@offline-push/service-kit';
import type { AuditAction, By } from '../../audit/audit-entry';
import { HealthStore } from '../../health/health.store';
import {
  requireAppId,
  requireCertificateId,
  requireCondition,
  requireMatch,
  requireThere,
} from '../../refusals';
import type { CertificateAnswer } from './answers';
import type { Certificate } from '../certificate';
import { CertificateStore, type Place } from '../certificate.store';
import { answerTo, byOf, tagged } from './sent';

/** As it stands in the path of a request. */
export interface CertificatePath {
  app: string;
  certificate: string;
}

export const placeOf = ({ app, certificate }: CertificatePath): Place => ({
  app: requireAppId(app),
  id: requireCertificateId(certificate),
});

/** From what is found, under its lock, to what is true afterwards. What it throws changes nothing. */
type Decide = (found: Certificate, nowMs: number) => Certificate;

@Injectable()
export class Changes {
  constructor(
    private readonly certificates: CertificateStore,
    private readonly health: HealthStore,
    private readonly clock: Clock,
  ) {}

  async find({ app, id }: Place): Promise<Certificate> {
    const found = await this.certificates.find(app, id);
    if (found === undefined) throw notFound();
    return found;
  }

  /** For who must have seen the certificate as it is (If-Match), and not deleted. `also`: what the audit says beside it. */
  async makeSeen(
    asked: Asked<CertificatePath>,
    action: AuditAction,
    decide: Decide,
    also: Pick<By, 'asked'> = {},
  ): Promise<CertificateAnswer> {
    placeOf(asked.path);
    const condition = requireCondition(asked.headers['if-match']);
    const decideSeen: Decide = (found, nowMs) => {
      requireThere(found);
      requireMatch(condition, found);
      return decide(found, nowMs);
    };
    return this.make(asked, action, decideSeen, also);
  }

  async make(
    { path, caller, headers, response }: Asked<CertificatePath>,
    action: AuditAction,
    decide: Decide,
    also: Pick<By, 'asked'> = {},
  ): Promise<CertificateAnswer> {
    const place = placeOf(path);
    const by = { ...byOf(caller, headers, this.clock.nowMs()), ...also };
    const changed = await this.certificates.change(place, action, by, (found) => decide(found, by.nowMs));
    if (changed === undefined) throw notFound();
    return tagged(response, answerTo(changed, await this.health.find(place.id), by.nowMs));
  }
}
