// Checks a certificate over HTTP by the vendor's form and by asking the vendor, and saves nothing.
import { titled } from '@offline-push/contracts';
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { notFound, Operation, Roles, ValidBody } from '@offline-push/service-kit';
import { endOf, vendorNamed } from '@offline-push/vendors/send';
import { type Static, Type } from '@sinclair/typebox';
import { CertificateAnswer, expiryOf } from '../certificates/http/answers';
import { NewCertificate } from '../certificates/form/entered';
import { VendorForms } from '../certificates/form/vendor-form';
import { appNotMade, requireAppId } from '../refusals';
import { AppStore } from '../tenants/app.store';
import { AskVendor } from './ask-vendor.steps';
import { ProbeAnswer } from './probe-answer';
import { DescribedNew, NEW_EXAMPLES } from '../certificates/http/described';

const { expiresAtMs, expiresAt, expiry } = CertificateAnswer.properties;
const CheckAnswer = titled(
  'CertificateCheck',
  Type.Object({ probe: ProbeAnswer, expiresAtMs, expiresAt, expiry }),
);
type CheckAnswer = Static<typeof CheckAnswer>;

@Controller('v1/apps/:app')
export class CheckController {
  constructor(
    private readonly apps: AppStore,
    private readonly vendors: VendorForms,
    private readonly askVendor: AskVendor,
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
    const vendor = vendorNamed(body.vendor);
    if (vendor === undefined) throw notFound();
    const probe = await this.askVendor.ask(vendor, body);
    return { probe, ...expiryOf(endOf(vendor, body.credential)) };
  }
}
