// Why did this phone not ring? The story of a message, asked for by any id that somebody may have at hand.
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  DeviceId,
  type Language,
  LANGUAGES,
  MessageId,
  text,
  titled,
  Token,
  UserId,
} from '@offline-push/contracts';
import {
  HttpProblem,
  Operation,
  Roles,
  SPOKEN,
  SpokenIn,
  ValidBody,
  ValidQuery,
} from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import { isMeant, keysOf, type Wanted } from '../story/search';
import { ReadStore } from '../story/read.store';
import type { Story } from '../story/story';
import { storyAnswer, StoryAnswer, StoryList } from './story-answer';

/** Of the messages of a user or a phone. */
const MOST_STORIES = 200;

const Narrowed = Type.Object(
  { user: Type.Optional(UserId), device: Type.Optional(DeviceId) },
  { additionalProperties: false },
);
type Narrowed = Static<typeof Narrowed>;

const Newest = Type.Object(
  {
    limit: Type.Optional(
      Type.Integer({
        ...{ minimum: 1, maximum: MOST_STORIES, default: 50 },
        description: 'Stories, the newest first. Absent: 50.',
      }),
    ),
  },
  { additionalProperties: false },
);
type Newest = Static<typeof Newest>;

const digest = (description: string) =>
  Type.String({ pattern: '^[A-Za-z0-9_-]{22}$', maxLength: 22, description });

const StorySearch = titled(
  'StorySearch',
  Type.Object(
    {
      message: Type.Optional(MessageId),
      user: Type.Optional(UserId),
      device: Type.Optional(DeviceId),
      push: Type.Optional(digest('A push id.')),
      target: Type.Optional(digest('A target id.')),
      vendorMessage: Type.Optional(text(200, "The vendor's id of a call.")),
      token: Type.Optional(Token),
      limit: Newest.properties.limit,
    },
    { minProperties: 1, additionalProperties: false, description: 'Exactly one of the ids.' },
  ),
);
type StorySearch = Static<typeof StorySearch>;

@Controller('v1/apps/:app')
export class StoryController {
  constructor(private readonly stories: ReadStore) {}

  @Get('messages/:messageId/story')
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary: 'What became of a message, for every device of every recipient',
    details: '`user` and `device` leave the others out of `devices`; the ledger is of all.',
    query: Narrowed,
    response: StoryAnswer,
    ...SPOKEN,
    problems: { 404: 'unknown-message.' },
  })
  async ofMessage(
    @Param('app') app: string,
    @Param('messageId') messageId: string,
    @ValidQuery(Narrowed) { user, device }: Narrowed,
    @SpokenIn(LANGUAGES) language: Language,
  ): Promise<StoryAnswer> {
    const parts = await this.stories.ofMessage(app, messageId);
    const isAsked = (u: string, d: string | undefined) =>
      (user === undefined || u === user) && (device === undefined || d === device);
    return found(storyAnswer(parts, isAsked, language), 'message');
  }

  @Get('pushes/:pushId/story')
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary: 'What became of a push: one recipient of a message',
    response: StoryAnswer,
    ...SPOKEN,
  })
  async ofPush(
    @Param('app') app: string,
    @Param('pushId') push: string,
    @SpokenIn(LANGUAGES) language: Language,
  ): Promise<StoryAnswer> {
    return found((await this.search(app, { push }, 1, language))[0], 'push');
  }

  @Get('targets/:targetId/story')
  @Roles('viewer', 'operator', 'service')
  @Operation({ summary: 'What became of a target: one device of a push', response: StoryAnswer, ...SPOKEN })
  async ofTarget(
    @Param('app') app: string,
    @Param('targetId') target: string,
    @SpokenIn(LANGUAGES) language: Language,
  ): Promise<StoryAnswer> {
    return found((await this.search(app, { target }, 1, language))[0], 'target');
  }

  @Get('users/:user/stories')
  @Roles('viewer', 'operator', 'service')
  @Operation({ summary: 'The last messages for a user, the newest first', response: StoryList, ...SPOKEN })
  async ofUser(
    @Param('app') app: string,
    @Param('user') user: string,
    @ValidQuery(Newest) { limit = 50 }: Newest,
    @SpokenIn(LANGUAGES) language: Language,
  ): Promise<StoryList> {
    return { app, stories: await this.search(app, { user }, limit, language) };
  }

  @Get('devices/:device/stories')
  @Roles('viewer', 'operator', 'service')
  @Operation({ summary: 'The last messages for a device, the newest first', response: StoryList, ...SPOKEN })
  async ofDevice(
    @Param('app') app: string,
    @Param('device') device: string,
    @ValidQuery(Newest) { limit = 50 }: Newest,
    @SpokenIn(LANGUAGES) language: Language,
  ): Promise<StoryList> {
    return { app, stories: await this.search(app, { device }, limit, language) };
  }

  @Post('stories\\:search')
  @HttpCode(200)
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary: 'Stories by any id; a whole token belongs here and in no address',
    body: StorySearch,
    bodyExamples: { byToken: { token: 'ok-bobs-phone' }, byMessage: { message: 'm-1001' } },
    response: StoryList,
    ...SPOKEN,
  })
  async find(
    @Param('app') app: string,
    @ValidBody(StorySearch) { message, limit = 50, ...wanted }: StorySearch,
    @SpokenIn(LANGUAGES) language: Language,
  ): Promise<StoryList> {
    if (Object.keys(wanted).length + (message === undefined ? 0 : 1) !== 1)
      throw new HttpProblem(400, 'invalid-body', 'The body breaks 1 rule(s).', [
        {
          pointer: '',
          rule: 'must have exactly one of message, user, device, push, target, vendorMessage, token',
        },
      ]);
    if (message === undefined) return { app, stories: await this.search(app, wanted, limit, language) };
    const story = storyAnswer(await this.stories.ofMessage(app, message), undefined, language);
    return { app, stories: story === undefined ? [] : [story] };
  }

  private async search(
    app: string,
    wanted: Wanted,
    limit: number,
    language: Language,
  ): Promise<StoryAnswer[]> {
    const parts = await this.stories.foundBy(app, keysOf(app, wanted), limit);
    return parts.flatMap((part) => meantIn(part, wanted, language) ?? []);
  }
}

/** The ledger of what is found is that of its part of the message alone. Undefined: another id has the same key. */
function meantIn(part: Story, wanted: Wanted, language: Language): StoryAnswer | undefined {
  const answer = storyAnswer([part], isMeant(part, wanted), language);
  return answer !== undefined && answer.devices.length > 0 ? answer : undefined;
}

function found(answer: StoryAnswer | undefined, what: string): StoryAnswer {
  if (answer === undefined)
    throw new HttpProblem(
      404,
      `unknown-${what}`,
      `No story of this ${what} is kept in this app. Is it too old, or was it published elsewhere?`,
    );
  return answer;
}
