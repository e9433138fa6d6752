// Checks a certificate over HTTP by the vendor's form and by asking the vendor, and saves nothing: a new one, or an edit of a saved one.
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Asked, KeyRing, Operation, Roles, ValidBody } from '@offline-push/service-kit';
import { openCredential } from '../certificates/credential-box';
import { withWholeCredential } from '../certificates/edit-certificate';
import { CertificateEdit, NewCertificate } from '../certificates/form/entered';
import { type CertificatePath, Changes, placeOf } from '../certificates/http/changes.steps';
import { VendorForms } from '../certificates/form/vendor-form';
import { appNotMade, requireAppId, requireReadable, requireThere } from '../refusals';
import { AppStore } from '../tenants/app.store';
import { CheckAnswer, Checks } from './checks.steps';
import { DescribedEdit, DescribedNew, EDIT_EXAMPLES, NEW_EXAMPLES } from '../certificates/http/described';

@Controller('v1/apps/:app')
export class CheckController {
  constructor(
    private readonly apps: AppStore,
    private readonly vendors: VendorForms,
    private readonly changes: Changes,
    private readonly ring: KeyRing,
    private readonly checks: Checks,
  ) {}

  @Post('certificates\\:check')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    body: DescribedNew,
    bodyExamples: NEW_EXAMPLES,
    summary:
      'Check a certificate without saving it: by the rules of its vendor, and by asking the vendor whether the credential is good.',
    response: CheckAnswer,
  })
  async check(
    @Param('app') app: string,
    @ValidBody(NewCertificate) sent: NewCertificate,
  ): Promise<CheckAnswer> {
    if ((await this.apps.find(requireAppId(app))) === undefined) throw appNotMade(app);
    const body = await this.vendors.checked(sent.vendor, sent);
    return this.checks.asked(body.vendor, body, this.checks.dueAtMs(body));
  }

  @Post('certificates/:certificate/check')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    body: DescribedEdit,
    bodyExamples: EDIT_EXAMPLES,
    problems: {
      409: 'The certificate was deleted, or its saved credential cannot be opened: `code` says which.',
    },
    summary:
      'Check an edit without saving it: as `certificates:check`, with the saved credential where the edit brings none.',
    response: CheckAnswer,
  })
  async checkEdit(
    @Asked() { path }: Asked<CertificatePath>,
    @ValidBody(CertificateEdit) sent: CertificateEdit,
  ): Promise<CheckAnswer> {
    const found = await this.changes.find(placeOf(path));
    requireThere(found);
    const whole = withWholeCredential(this.ring, found, sent);
    const body = await this.vendors.checked(found.vendor, whole);
    const { credential = requireReadable(found, () => openCredential(this.ring, found)) } = body;
    return this.checks.asked(
      found.vendor,
      { settings: body.settings, credential },
      this.checks.dueAtMs(sent, found),
    );
  }
}
