// Why did this phone not ring? The checks of a message, phone by phone, or of the phones of a user as they are now.
import { Controller, Get, Param } from '@nestjs/common';
import { DeviceId, type Language, LANGUAGES, UserId } from '@offline-push/contracts';
import { HttpProblem, Operation, Roles, SPOKEN, SpokenIn, ValidQuery } from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import { Diagnoses } from './diagnoses.steps';
import { DiagnosisAnswer } from './diagnosis-answer';

const Device = Type.Object({ device: Type.Optional(DeviceId) }, { additionalProperties: false });
type Device = Static<typeof Device>;
const Narrowed = Type.Object(
  { user: Type.Optional(UserId), device: Type.Optional(DeviceId) },
  { additionalProperties: false },
);
type Narrowed = Static<typeof Narrowed>;

@Controller('v1/apps/:app')
export class DiagnosisController {
  constructor(private readonly diagnoses: Diagnoses) {}

  @Get('messages/:messageId/diagnosis')
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary:
      'Why a message did not ring: 28 checks for each of its phones, the first that failed, and who must act',
    query: Narrowed,
    response: DiagnosisAnswer,
    ...SPOKEN,
    problems: { 404: 'unknown-message.' },
  })
  async ofMessage(
    @Param('app') app: string,
    @Param('messageId') messageId: string,
    @ValidQuery(Narrowed) asked: Narrowed,
    @SpokenIn(LANGUAGES) language: Language,
  ): Promise<DiagnosisAnswer> {
    const answer = await this.diagnoses.ofMessage(app, messageId, asked, language);
    if (answer === undefined)
      throw new HttpProblem(404, 'unknown-message', 'No story of this message is kept in this app.');
    return answer;
  }

  @Get('users/:user/diagnosis')
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary: 'Would the phones of a user ring: the checks that need no message, by what was told last',
    query: Device,
    response: DiagnosisAnswer,
    ...SPOKEN,
  })
  ofUser(
    @Param('app') app: string,
    @Param('user') user: string,
    @ValidQuery(Device) { device }: Device,
    @SpokenIn(LANGUAGES) language: Language,
  ): Promise<DiagnosisAnswer> {
    return this.diagnoses.ofUser(app, user, device, language);
  }
}
