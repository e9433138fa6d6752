// A change of one certificate as every route makes it: decided under the certificate's lock, saved, audited, told, and answered with what is
// true afterwards. What a route wants is its own.
import { notFound } from '@offline-push/service-kit';
import type { Response } from 'express';
import type { AuditAction, By } from '../../audit/audit-entry';
import type { HealthStore } from '../../health/health.store';
import { requireAppId, requireCertificateId } from '../../refusals';
import type { CertificateAnswer } from './answers';
import type { Certificate } from '../certificate';
import type { CertificateStore, Place } from '../certificate.store';
import { answerTo, tagged } from './sent';

/** As it stands in the path of a request. */
export interface CertificatePath {
  app: string;
  certificate: string;
}

export const placeOf = ({ app, certificate }: CertificatePath): Place => ({
  app: requireAppId(app),
  id: requireCertificateId(certificate),
});

export interface Asked {
  action: AuditAction;
  by: By;
  response: Response;
}

export class Changes {
  constructor(
    private readonly certificates: CertificateStore,
    private readonly health: HealthStore,
  ) {}

  async find({ app, id }: Place): Promise<Certificate> {
    const found = await this.certificates.find(app, id);
    if (found === undefined) throw notFound();
    return found;
  }

  async make(
    place: Place,
    { action, by, response }: Asked,
    decide: (found: Certificate) => Certificate,
  ): Promise<CertificateAnswer> {
    const changed = await this.certificates.change(place, action, by, decide);
    if (changed === undefined) throw notFound();
    return tagged(response, answerTo(changed, await this.health.find(place.id), by.nowMs));
  }
}
