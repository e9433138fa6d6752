// HTTP in: certificates are created, edited, disabled and enabled. What is allowed and what is true afterwards is decided in the pure
// files beside; nothing here looks into a credential.
import { Controller, Headers, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import {
  CalledBy,
  type Caller,
  Clock,
  KeyRing,
  notFound,
  Operation,
  Roles,
  ValidBody,
} from '@offline-push/service-kit';
import type { Response } from 'express';
import type { AuditAction } from '../audit/audit-entry';
import {
  otherBody,
  requireAppId,
  requireCertificateId,
  requireIdempotencyKey,
  requireMatch,
  requireRevisions,
  requireValid,
} from '../refusals';
import { answerOf, CertificateAnswer, CertificateEdit, NewCertificate } from './answers';
import { bodyHashOf, type Request } from './answered-request';
import type { Certificate } from './certificate';
import { CertificateStore, type Once } from './certificate.store';
import { sealCredential } from './credential-box';
import { Delay } from './delay';
import { editAsAsked } from './edit-certificate';
import { etagOf } from './etag';
import { createCertificate, switchCertificate, type When } from './save-certificate';
import { VendorForms } from './vendor-form';

/** An answer and its ETag, as they are sent and as they are remembered. */
interface Answer {
  body: CertificateAnswer;
  etag: string;
}

interface PathOfCertificate {
  app: string;
  certificate: string;
}

/** Who wants which change, and what of the certificate they have seen. */
interface Asked {
  action: AuditAction;
  ifMatch: string | undefined;
  caller: Caller;
}

@Controller('v1/apps/:app/certificates')
export class CertificatesController {
  constructor(
    private readonly certificates: CertificateStore,
    private readonly vendors: VendorForms,
    private readonly ring: KeyRing,
    private readonly delay: Delay,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Roles('operator')
  @Operation({
    summary:
      'Store a certificate of a vendor. With an Idempotency-Key it may be sent again without a second certificate.',
    body: NewCertificate,
    response: CertificateAnswer,
    status: 201,
  })
  async create(
    @Param('app') app: string,
    @ValidBody(NewCertificate) body: NewCertificate,
    @Headers('idempotency-key') key: string | undefined,
    @CalledBy() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CertificateAnswer> {
    requireValid(this.vendors.problems(body.vendor, body));
    const when = this.when();
    const asked = key === undefined ? undefined : { app, caller: caller.id, key: requireIdempotencyKey(key) };
    const created = await this.certificates.create(
      (id) => this.draft(requireAppId(app), id, body, when),
      { actor: caller.id, nowMs: when.nowMs },
      asked && onceOf(asked, body, when.nowMs),
    );
    if ('noSuchApp' in created) throw notFound();
    if ('certificate' in created) return located(response, answerTo(created.certificate, when.nowMs));
    if (created.before.bodyHash !== bodyHashOf(body)) throw otherBody();
    return located(response, created.before.answer);
  }

  @Put(':certificate')
  @Roles('operator')
  @Operation({
    summary:
      'Edit a certificate. Needs If-Match. The id stays; the previous version is used until the new one is due.',
    body: CertificateEdit,
    response: CertificateAnswer,
  })
  edit(
    @Param() place: PathOfCertificate,
    @ValidBody(CertificateEdit) body: CertificateEdit,
    @Headers('if-match') ifMatch: string | undefined,
    @CalledBy() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CertificateAnswer> {
    const asked = { action: 'certificate-edited', ifMatch, caller } as const;
    return this.change(place, asked, response, (found, when) => {
      requireValid(this.vendors.problems(found.vendor, body));
      return editAsAsked(this.ring, found, body, when);
    });
  }

  @Post(':certificate/disable')
  @HttpCode(200)
  @Roles('operator')
  @Operation({ summary: 'Stop using a certificate, at once. Needs If-Match.', response: CertificateAnswer })
  disable(
    @Param() place: PathOfCertificate,
    @Headers('if-match') ifMatch: string | undefined,
    @CalledBy() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CertificateAnswer> {
    const asked = { action: 'certificate-disabled', ifMatch, caller } as const;
    return this.change(place, asked, response, (found, { nowMs }) =>
      switchCertificate(found, 'disabled', nowMs),
    );
  }

  @Post(':certificate/enable')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    summary: 'Use a disabled certificate again, at once. Needs If-Match.',
    response: CertificateAnswer,
  })
  enable(
    @Param() place: PathOfCertificate,
    @Headers('if-match') ifMatch: string | undefined,
    @CalledBy() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CertificateAnswer> {
    const asked = { action: 'certificate-enabled', ifMatch, caller } as const;
    return this.change(place, asked, response, (found, { nowMs }) =>
      switchCertificate(found, 'enabled', nowMs),
    );
  }

  private async change(
    path: PathOfCertificate,
    asked: Asked,
    response: Response,
    decide: (found: Certificate, when: When) => Certificate,
  ): Promise<CertificateAnswer> {
    const place = { app: requireAppId(path.app), id: requireCertificateId(path.certificate) };
    const revisions = requireRevisions(asked.ifMatch);
    const when = this.when();
    const by = { actor: asked.caller.id, nowMs: when.nowMs };
    const certificate = await this.certificates.change(place, asked.action, by, (found) => {
      requireMatch(revisions, found);
      return decide(found, when);
    });
    if (certificate === undefined) throw notFound();
    return tagged(response, answerTo(certificate, when.nowMs));
  }

  private draft(app: string, id: number, body: NewCertificate, when: When): Certificate {
    const { vendor, name, settings } = body;
    const credential = sealCredential(this.ring, { id, app, vendor }, 1, body.credential);
    return createCertificate({ id, app, vendor, name, settings, credential }, when);
  }

  private when(): When {
    return { nowMs: this.clock.nowMs(), effectiveAfterMs: this.delay.effectiveAfterMs };
  }
}

const answerTo = (certificate: Certificate, nowMs: number): Answer => ({
  body: answerOf(certificate, nowMs),
  etag: etagOf(certificate, nowMs),
});

const tagged = (response: Response, { body, etag }: Answer): CertificateAnswer => {
  response.setHeader('etag', etag);
  return body;
};

function located(response: Response, answer: Answer): CertificateAnswer {
  response.setHeader('location', `/v1/apps/${answer.body.app}/certificates/${answer.body.id}`);
  return tagged(response, answer);
}

const onceOf = (request: Omit<Request, 'bodyHash'>, body: unknown, nowMs: number): Once<Answer> => ({
  request: { ...request, bodyHash: bodyHashOf(body) },
  answerOf: (certificate) => answerTo(certificate, nowMs),
});
