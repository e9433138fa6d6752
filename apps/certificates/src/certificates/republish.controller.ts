// HTTP in: an administrator asks that the topic be filled again.
import { Controller, HttpCode, Post } from '@nestjs/common';
import { Operation, Roles } from '@offline-push/service-kit';
import { Type } from '@sinclair/typebox';
import { RepublishWorker } from './republish.worker';

const Republished = Type.Object({
  republished: Type.Integer({ minimum: 0, description: 'How many certificates were told again.' }),
});

@Controller('v1')
export class RepublishController {
  constructor(private readonly worker: RepublishWorker) {}

  @Post('certificates\\:republish')
  @HttpCode(200)
  @Roles('admin')
  @Operation({ summary: 'Tell all certificates of all apps again, as they are.', response: Republished })
  async republish(): Promise<{ republished: number }> {
    return { republished: await this.worker.republish() };
  }
}
