// Edits, disables and enables certificates over HTTP, for callers who have seen the current state. The pure files beside decide what
// changes.
import { Controller, HttpCode, Post, Put } from '@nestjs/common';
import { Asked, IF_MATCH, KeyRing, Operation, Roles, ValidBody } from '@offline-push/service-kit';
import { Limits } from '../../certificates.config';
import { requireValid } from '../../refusals';
import type { CertificateAnswer } from './answers';
import type { Certificate, CertificateState } from '../certificate';
import { type CertificatePath, Changes, placeOf } from './changes.steps';
import { editAsAsked, withWholeCredential } from '../edit-certificate';
import { CertificateEdit } from '../form/entered';
import { switchCertificate } from '../save-certificate';
import { askedOf, byOf, delayMsOf } from './sent';
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
    @Asked() asked: Asked<CertificatePath>,
    @ValidBody(CertificateEdit) sent: CertificateEdit,
  ): Promise<CertificateAnswer> {
    if (sent.credential !== undefined || sent.credentialChanges !== undefined)
      await this.requireNoHurdle(asked.path, sent);
    const effectiveAfterMs = delayMsOf(sent, this.limits);
    const edited = (found: Certificate, nowMs: number): Certificate => {
      const whole = withWholeCredential(this.ring, found, sent);
      const body = this.vendors.withoutNulls(found.vendor, whole);
      requireValid(this.vendors.problems(found.vendor, body));
      const { actor } = byOf(asked.caller, asked.headers, nowMs);
      return editAsAsked(this.ring, found, body, { nowMs, effectiveAfterMs, by: actor });
    };
    return this.changes.makeSeen(asked, 'certificate-edited', edited, askedOf(sent));
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
  disable(@Asked() asked: Asked<CertificatePath>): Promise<CertificateAnswer> {
    return this.changes.makeSeen(asked, 'certificate-disabled', to('disabled'));
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
  enable(@Asked() asked: Asked<CertificatePath>): Promise<CertificateAnswer> {
    return this.changes.makeSeen(asked, 'certificate-enabled', to('enabled'));
  }

  /** Called before the certificate is locked, because the check may take a moment. */
  private async requireNoHurdle(path: CertificatePath, sent: CertificateEdit): Promise<void> {
    const found = await this.changes.find(placeOf(path));
    await this.vendors.checked(found.vendor, withWholeCredential(this.ring, found, sent));
  }
}

const to = (state: CertificateState) => (found: Certificate, nowMs: number) =>
  switchCertificate(found, state, nowMs);
