// Which request would the vendor get for this token and this content now? Nothing is sent, and nothing is kept.
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { HttpProblem, Operation, Roles, ValidBody } from '@offline-push/service-kit';
import type { CertificateCopy } from '../certificates/certificate';
import { CertificateCopyStore } from '../certificates/certificate-copy.store';
import { DryRunAnswer, DryRunBody } from './dry-run-answer';
import { KnownTargetStore } from './known-target.store';
import { Rehearse } from './rehearse.steps';
import { veiled } from './veiled';

@Controller('v1/apps/:app')
export class DryRunController {
  constructor(
    private readonly certificates: CertificateCopyStore,
    private readonly rehearse: Rehearse,
    private readonly targets: KnownTargetStore,
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
    return this.rehearse.target(await this.copyOf(app, body.certificateId), body);
  }

  @Post('targets/:target/dry-run')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    summary: 'The vendor request that this target would be now, without sending it',
    details:
      'With the token and the content that the target has, by the certificate as it is now. Secrets are masked, and of the token the last characters are shown. ' +
      'The text of a message is private: stars of the same length stand in its place.',
    response: DryRunAnswer,
    problems: { 404: 'unknown-target.', 422: 'unknown-certificate: dispatch has no copy of it in this app.' },
  })
  async known(@Param('app') app: string, @Param('target') targetId: string): Promise<DryRunAnswer> {
    const target = await this.targets.find(app, targetId);
    if (target === undefined)
      throw new HttpProblem(
        404,
        'unknown-target',
        'Dispatch has no such target of this app: it did not arrive, or ended too long ago.',
      );
    const { content, ...of } = target;
    const copy = await this.copyOf(app, of.certificateId);
    return { ...(await this.rehearse.target(copy, { ...of, push: veiled(content) })), targetId };
  }

  private async copyOf(app: string, certificateId: number): Promise<CertificateCopy> {
    const copies = await this.certificates.list();
    const copy = copies.find((one) => one.app === app && one.certificateId === certificateId);
    if (copy === undefined)
      throw new HttpProblem(422, 'unknown-certificate', 'Dispatch has no such certificate in this app.');
    return copy;
  }
}
