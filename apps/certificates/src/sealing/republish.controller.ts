// Lets an administrator publish all certificates again over HTTP.
import { Controller, HttpCode, Post } from '@nestjs/common';
import { CertificateId } from '@offline-push/contracts';
import { Operation, Roles } from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import { RepublishWorker } from './republish.worker';

/** The most ids in an answer. The log has all of them. */
const MAX_UNREADABLE = 1_000;

const Republished = Type.Object({
  republished: Type.Integer({
    minimum: 0,
    description: 'How many certificates were told again with a credential that the key ring opens.',
  }),
  unreadable: Type.Array(
    Type.Object({
      id: CertificateId,
      keyId: Type.String({ description: 'The key that its credential is sealed with.' }),
    }),
    {
      maxItems: MAX_UNREADABLE,
      description:
        'Those whose credential no key of SEAL_KEYS opens, the first thousand: bring the key back, or enter their credentials again. They were told as they are.',
    },
  ),
});
type Republished = Static<typeof Republished>;

@Controller('v1')
export class RepublishController {
  constructor(private readonly worker: RepublishWorker) {}

  @Post('certificates\\:republish')
  @HttpCode(200)
  @Roles('admin')
  @Operation({
    summary: 'Tell all certificates of all apps again, sealed with the first key of the ring.',
    response: Republished,
  })
  async republish(): Promise<Republished> {
    const { told, unreadable } = await this.worker.republish();
    return { republished: told, unreadable: unreadable.slice(0, MAX_UNREADABLE) };
  }
}
