// Which request would the vendor get for this token and this content now? Nothing is sent, and nothing is kept.
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { HttpProblem, Operation, Roles, ValidBody } from '@offline-push/service-kit';
import { CertificateCopyStore } from '../certificates/certificate-copy.store';
import { DryRunAnswer, DryRunBody } from './dry-run-answer';
import { Rehearse } from './rehearse.steps';

@Controller('v1/apps/:app')
export class DryRunController {
  constructor(
    private readonly certificates: CertificateCopyStore,
    private readonly rehearse: Rehearse,
  ) {}

  @Post('targets\\:dryRun')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    summary: 'The vendor request that a push to this token would be now, without sending it',
    details:
      'The vendor’s own client makes it. Secrets are masked, and of the token the last characters are shown. No login is made: an access token is a word that stands for one. ' +
      'Whether the gate and addressing would let a message come so far, the diagnosis of the user at delivery-log says.',
    body: DryRunBody,
    bodyExamples: {
      usual: {
        ...{ certificateId: 1, token: 'ok-bobs-phone', user: 'bob', device: 'bobs-phone' },
        push: { title: 'Alice', text: 'Are you coming tonight?' },
      },
    },
    response: DryRunAnswer,
    problems: { 422: 'unknown-certificate: dispatch has no copy of it in this app.' },
  })
  async target(@Param('app') app: string, @ValidBody(DryRunBody) body: DryRunBody): Promise<DryRunAnswer> {
    const copies = await this.certificates.list();
    const copy = copies.find((one) => one.app === app && one.certificateId === body.certificateId);
    if (copy === undefined)
      throw new HttpProblem(422, 'unknown-certificate', 'Dispatch has no such certificate in this app.');
    return this.rehearse.target(copy, body);
  }
}
