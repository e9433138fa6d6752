// Checks a certificate over HTTP by the vendor's form and by asking the vendor, and saves nothing: a new one, or an edit of a saved one.
import { titled } from '@offline-push/contracts';
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Asked, Clock, KeyRing, notFound, Operation, Roles, ValidBody } from '@offline-push/service-kit';
import { endOf, vendorNamed } from '@offline-push/vendors/send';
import { type Static, Type } from '@sinclair/typebox';
import { CertificateAnswer, expiryOf } from '../certificates/http/answers';
import { Limits } from '../certificates.config';
import { openCredential } from '../certificates/credential-box';
import { withWholeCredential } from '../certificates/edit-certificate';
import { versionsAt } from '../certificates/effective';
import { CertificateEdit, NewCertificate } from '../certificates/form/entered';
import { type CertificatePath, Changes, placeOf } from '../certificates/http/changes.steps';
import { delayMsOf } from '../certificates/http/sent';
import { VendorForms } from '../certificates/form/vendor-form';
import { Moment, momentOf } from '../moments';
import { appNotMade, requireAppId, requireReadable, requireThere } from '../refusals';
import { AppStore } from '../tenants/app.store';
import { AskVendor } from './ask-vendor.steps';
import { ProbeAnswer } from './probe-answer';
import { DescribedEdit, DescribedNew, EDIT_EXAMPLES, NEW_EXAMPLES } from '../certificates/http/described';

const { expiresAtMs, expiresAt, expiry } = CertificateAnswer.properties;
const CheckAnswer = titled(
  'CertificateCheck',
  Type.Object({
    probe: ProbeAnswer,
    ...{ expiresAtMs, expiresAt, expiry },
    ...Moment('effectiveAt', 'When it would be in force, were it saved now.'),
  }),
);
type CheckAnswer = Static<typeof CheckAnswer>;

@Controller('v1/apps/:app')
export class CheckController {
  constructor(
    private readonly apps: AppStore,
    private readonly vendors: VendorForms,
    private readonly askVendor: AskVendor,
    private readonly changes: Changes,
    private readonly ring: KeyRing,
    private readonly limits: Limits,
    private readonly clock: Clock,
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
    return this.asked(body.vendor, body, this.clock.nowMs() + delayMsOf(body, this.limits));
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
    const { next } = versionsAt(found, this.clock.nowMs());
    const dueAtMs = this.clock.nowMs() + delayMsOf(sent, this.limits);
    const effectiveAtMs = Math.min(dueAtMs, next?.effectiveAtMs ?? dueAtMs);
    return this.asked(found.vendor, { settings: body.settings, credential }, effectiveAtMs);
  }

  private async asked(
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
