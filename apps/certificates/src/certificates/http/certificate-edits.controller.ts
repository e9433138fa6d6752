// HTTP in: a certificate is edited, disabled or enabled, by someone who has seen it as it is. What is true afterwards is decided in the
// pure files beside.
import { Controller, Headers, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import {
  CalledBy,
  type Caller,
  Clock,
  KeyRing,
  Operation,
  Roles,
  ValidBody,
  IF_MATCH,
} from '@offline-push/service-kit';
import type { Response } from 'express';
import { Limits } from '../../certificates.config';
import { requireCondition, requireMatch, requireThere, requireValid } from '../../refusals';
import type { CertificateAnswer } from './answers';
import type { Certificate, CertificateState } from '../certificate';
import { type Asked, type CertificatePath, Changes, placeOf } from './changes';
import { editAsAsked } from '../edit-certificate';
import { CertificateEdit } from '../form/entered';
import { switchCertificate } from '../save-certificate';
import { askedOf, byOf, delayMsOf, type SentHeaders } from './sent';
import { VendorForms } from '../form/vendor-form';
import { DescribedEdit, EDIT_EXAMPLES } from './described';
import { CHANGES_ONE, DELETED_PROBLEM } from './examples';

@Controller('v1/apps/:app/certificates/:certificate')
export class CertificateEditsController {
  constructor(
    private readonly changes: Changes,
    private readonly vendors: VendorForms,
    private readonly ring: KeyRing,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  @Put()
  @Roles('operator')
  @Operation({
    sends: [IF_MATCH],
    ...CHANGES_ONE,
    body: DescribedEdit,
    bodyExamples: EDIT_EXAMPLES,
    problems: {
      409: 'The certificate was deleted, or its saved credential cannot be opened: `code` says which.',
    },
    summary:
      'Edit a certificate. Needs If-Match. The previous version is used until the new one is due; `effective: "now"` makes it due at once. Saved as it is, its credential is tried again.',
  })
  async edit(
    @Param() path: CertificatePath,
    @ValidBody(CertificateEdit) sent: CertificateEdit,
    @Headers() headers: SentHeaders,
    @CalledBy() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CertificateAnswer> {
    if (sent.credential !== undefined) await this.requireNoHurdle(path, sent);
    const by = { ...byOf(caller, headers, this.clock.nowMs()), ...askedOf(sent) };
    const when = { nowMs: by.nowMs, effectiveAfterMs: delayMsOf(sent, this.limits) };
    return this.change(path, headers, { action: 'certificate-edited', by, response }, (found) => {
      const body = this.vendors.withoutNulls(found.vendor, sent);
      requireValid(this.vendors.problems(found.vendor, body));
      return editAsAsked(this.ring, found, body, when);
    });
  }

  @Post('disable')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    sends: [IF_MATCH],
    ...CHANGES_ONE,
    problems: DELETED_PROBLEM,
    summary: 'Stop using a certificate, at once. Needs If-Match.',
  })
  disable(
    @Param() path: CertificatePath,
    @Headers() headers: SentHeaders,
    @CalledBy() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CertificateAnswer> {
    const by = byOf(caller, headers, this.clock.nowMs());
    const asked = { action: 'certificate-disabled', by, response } as const;
    return this.change(path, headers, asked, to('disabled', by.nowMs));
  }

  @Post('enable')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    sends: [IF_MATCH],
    ...CHANGES_ONE,
    problems: DELETED_PROBLEM,
    summary: 'Use a certificate (again), at once, and try its credential again. Needs If-Match.',
  })
  enable(
    @Param() path: CertificatePath,
    @Headers() headers: SentHeaders,
    @CalledBy() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CertificateAnswer> {
    const by = byOf(caller, headers, this.clock.nowMs());
    const asked = { action: 'certificate-enabled', by, response } as const;
    return this.change(path, headers, asked, to('enabled', by.nowMs));
  }

  /** Before the certificate is locked: to look may take a moment. */
  private async requireNoHurdle(path: CertificatePath, sent: CertificateEdit): Promise<void> {
    const { vendor } = await this.changes.find(placeOf(path));
    const body = this.vendors.withoutNulls(vendor, sent);
    requireValid(this.vendors.problems(vendor, body));
    requireValid(await this.vendors.hurdles(vendor, body));
  }

  private async change(
    path: CertificatePath,
    headers: SentHeaders,
    asked: Asked,
    decide: (found: Certificate) => Certificate,
  ): Promise<CertificateAnswer> {
    const place = placeOf(path);
    const condition = requireCondition(headers['if-match']);
    return this.changes.make(place, asked, (found) => {
      requireThere(found);
      requireMatch(condition, found);
      return decide(found);
    });
  }
}

const to = (state: CertificateState, nowMs: number) => (found: Certificate) =>
  switchCertificate(found, state, nowMs);
