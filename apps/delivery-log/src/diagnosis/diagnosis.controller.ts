// Why did this phone not ring? The checks of a message, phone by phone, by what its story tells.
import { Controller, Get, Param } from '@nestjs/common';
import { DeviceId, UserId } from '@offline-push/contracts';
import { Clock, HttpProblem, Operation, Roles, ValidQuery } from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import { ReadStore } from '../story/read.store';
import { diagnosisAnswer, DiagnosisAnswer } from './diagnosis-answer';

const Narrowed = Type.Object(
  { user: Type.Optional(UserId), device: Type.Optional(DeviceId) },
  { additionalProperties: false },
);
type Narrowed = Static<typeof Narrowed>;

@Controller('v1/apps/:app')
export class DiagnosisController {
  constructor(
    private readonly stories: ReadStore,
    private readonly clock: Clock,
  ) {}

  @Get('messages/:messageId/diagnosis')
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary:
      'Why a message did not ring: 28 checks for each of its phones, the first that failed, and who must act',
    query: Narrowed,
    response: DiagnosisAnswer,
    problems: { 404: 'unknown-message.' },
  })
  async ofMessage(
    @Param('app') app: string,
    @Param('messageId') messageId: string,
    @ValidQuery(Narrowed) asked: Narrowed,
  ): Promise<DiagnosisAnswer> {
    const answer = diagnosisAnswer(await this.stories.ofMessage(app, messageId), asked, this.clock.nowMs());
    if (answer === undefined)
      throw new HttpProblem(404, 'unknown-message', 'No story of this message is kept in this app.');
    return answer;
  }
}
