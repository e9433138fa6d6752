// One question for whoever has an id and does not know of what: which messages, users and phones does it name?
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { AppId, DeviceId, EpochMs, MessageId, oneOf, titled, UserId } from '@offline-push/contracts';
import { Operation, Roles, ValidBody } from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import { Finds, MOST_HITS } from './finds.steps';
import { KINDS } from './hits';

const FindBody = titled(
  'IdSearch',
  Type.Object(
    {
      id: Type.String({
        minLength: 1,
        maxLength: 4096,
        pattern: '^[^\\x00-\\x1f\\x7f]+$',
        description: 'Of a message, user, device, push or target, of the vendor, or a whole token.',
      }),
    },
    { additionalProperties: false },
  ),
);
type FindBody = Static<typeof FindBody>;

const FindAnswer = titled(
  'IdHits',
  Type.Object({
    app: AppId,
    hits: Type.Array(
      Type.Object({
        kind: oneOf(KINDS, 'What the id is.'),
        messageId: Type.Optional(MessageId),
        user: Type.Optional(UserId),
        device: Type.Optional(DeviceId),
        sentAtMs: Type.Optional(EpochMs('When the message was sent.')),
      }),
      {
        description: `At most ${MOST_HITS}. Of a phone and a token: the newest message for it. Empty: nothing is known.`,
      },
    ),
    keptSinceMs: EpochMs('Stories of messages from before are not kept in this app.'),
    readUpToMs: Type.Optional(EpochMs('All that was published before is known. Absent: not known yet.')),
    deadLetters: Type.Integer({ minimum: 0, description: 'Dead letters that name it as their message.' }),
  }),
);
type FindAnswer = Static<typeof FindAnswer>;

@Controller('v1/apps/:app')
export class FindController {
  constructor(private readonly finds: Finds) {}

  @Post('ids\\:search')
  @HttpCode(200)
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary: 'What an id names, whatever kind of id it is',
    details:
      'A token belongs in a body and in no address. Where nothing is found the answer says how far back was looked, and up to when the topics are read.',
    body: FindBody,
    bodyExamples: { message: { id: 'm-1001' }, token: { id: 'ok-bobs-phone' } },
    response: FindAnswer,
  })
  async find(@Param('app') app: string, @ValidBody(FindBody) { id }: FindBody): Promise<FindAnswer> {
    const found = await this.finds.ofId(app, id);
    return { app, ...(JSON.parse(JSON.stringify(found)) as typeof found) } as FindAnswer;
  }
}
