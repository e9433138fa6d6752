// Where is this target, and what does it wait for?
import { Controller, Get, Param } from '@nestjs/common';
import { HttpProblem, Operation, Roles } from '@offline-push/service-kit';
import { targetAnswer, TargetAnswer } from './target-answer';
import { WaitingStore } from './waiting.store';

@Controller('v1/apps/:app/targets')
export class TargetsController {
  constructor(private readonly waiting: WaitingStore) {}

  @Get(':target')
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary: 'Where a target is, what it waits for, and what the vendor said last',
    details: 'Targets are kept for a while after their end; the story of their message has them longer.',
    response: TargetAnswer,
    problems: { 404: 'unknown-target.' },
  })
  async one(@Param('app') app: string, @Param('target') target: string): Promise<TargetAnswer> {
    const row = await this.waiting.find(app, target);
    if (row === undefined)
      throw new HttpProblem(
        404,
        'unknown-target',
        'Dispatch has no such target of this app: it did not arrive, or ended too long ago.',
      );
    return targetAnswer(app, row);
  }
}
