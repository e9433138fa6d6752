// Takes new certificates over HTTP. The credential is sealed before anything else gets it.
import { Controller, Post } from '@nestjs/common';
import {
  Asked,
  Clock,
  KeyRing,
  Operation,
  Roles,
  ValidBody,
  ETAG,
  IDEMPOTENCY_KEY,
  LOCATION,
} from '@offline-push/service-kit';
import { Limits } from '../../certificates.config';
import { appNotMade, otherBody, requireAppId, requireIdempotencyKey } from '../../refusals';
import type { By } from '../../audit/audit-entry';
import { UNKNOWN } from '../../health/health';
import { CertificateAnswer } from './answers';
import { bodyHashOf, type Request } from '../answered-request';
import type { Certificate } from '../certificate';
import { CertificateStore, type Once } from '../certificate.store';
import { keepCredential } from '../credential-box';
import { NewCertificate } from '../form/entered';
import { createCertificate } from '../save-certificate';
import { type Answer, answerTo, askedOf, byOf, delayMsOf, located } from './sent';
import { VendorForms } from '../form/vendor-form';
import { DescribedNew, NEW_EXAMPLES } from './described';
import { CERTIFICATE_EXAMPLE } from './examples';

@Controller('v1/apps/:app/certificates')
export class CertificatesController {
  constructor(
    private readonly certificates: CertificateStore,
    private readonly vendors: VendorForms,
    private readonly ring: KeyRing,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Roles('operator')
  @Operation({
    sends: [IDEMPOTENCY_KEY],
    answers: [ETAG, LOCATION],
    body: DescribedNew,
    bodyExamples: NEW_EXAMPLES,
    responseExample: CERTIFICATE_EXAMPLE,
    summary: 'Store a certificate. With an Idempotency-Key it may be sent again without making a second one.',
    response: CertificateAnswer,
  })
  async create(
    @Asked() { caller, path, headers, response }: Asked<{ app: string }>,
    @ValidBody(NewCertificate) sent: NewCertificate,
  ): Promise<CertificateAnswer> {
    const app = requireAppId(path.app);
    const body = await this.vendors.checked(sent.vendor, sent);
    const by = { ...byOf(caller, headers, this.clock.nowMs()), ...askedOf(body) };
    const once = onceOf({ app, caller: caller.id, key: headers['idempotency-key'] }, body, by.nowMs);
    const created = await this.certificates.create((id) => this.draft(app, id, body, by), by, once);
    if ('noSuchApp' in created) throw appNotMade(app);
    if ('certificate' in created) return located(response, answerTo(created.certificate, UNKNOWN, by.nowMs));
    if (created.before.bodyHash !== bodyHashOf(body)) throw otherBody();
    return located(response, created.before.answer);
  }

  private draft(app: string, id: number, body: NewCertificate, { nowMs, actor }: By): Certificate {
    const { vendor, name, settings } = body;
    const entered = { credential: body.credential, atMs: nowMs, by: actor };
    const kept = keepCredential(this.ring, { id, app, vendor }, 1, entered);
    const when = { nowMs, effectiveAfterMs: delayMsOf(body, this.limits) };
    return createCertificate({ id, app, vendor, name, settings, ...kept }, when);
  }
}

type MaybeKeyed = Omit<Request, 'bodyHash' | 'key'> & { key: string | undefined };

function onceOf({ key, ...from }: MaybeKeyed, body: unknown, nowMs: number): Once<Answer> | undefined {
  if (key === undefined) return undefined;
  const request = { ...from, key: requireIdempotencyKey(key), bodyHash: bodyHashOf(body) };
  return { request, answerOf: (certificate) => answerTo(certificate, UNKNOWN, nowMs) };
}
