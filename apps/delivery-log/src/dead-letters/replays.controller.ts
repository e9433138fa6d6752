// Replays in the background over HTTP: what one would do, begin, follow, stop. Of an app for those who look after it, or of all apps.
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { type Language, LANGUAGES } from '@offline-push/contracts';
import {
  CalledBy,
  type Caller,
  Clock,
  notFound,
  Operation,
  Roles,
  SPOKEN,
  SpokenIn,
  ValidBody,
} from '@offline-push/service-kit';
import { MeantBody } from './letter-answer';
import { LetterStore } from './letter.store';
import { meantIn } from './meant';
import { jobAnswer, previewOf, ReplayJob, ReplayJobList, ReplayPreview } from './replay-answer';
import { ReplayJobsStore } from './replay-jobs.store';

const ID = /^\d{1,18}$/;
const EXAMPLES = { group: { topic: 'message.sent.v1', reason: 'handler-failed' } };

@Controller(['v1', 'v1/apps/:app'])
export class ReplaysController {
  constructor(
    private readonly letters: LetterStore,
    private readonly jobs: ReplayJobsStore,
    private readonly clock: Clock,
  ) {}

  @Post('dead-letters\\:preview')
  @HttpCode(200)
  @Roles('viewer', 'operator')
  @Operation({
    summary: 'What a replay would do: how many, to which topics, how many of them are too old, what stays',
    body: MeantBody,
    bodyExamples: EXAMPLES,
    response: ReplayPreview,
    ...SPOKEN,
  })
  async preview(
    @Param('app') app: string | undefined,
    @ValidBody(MeantBody) body: MeantBody,
    @SpokenIn(LANGUAGES) language: Language,
  ): Promise<ReplayPreview> {
    return previewOf(await this.letters.counts(meantIn(body, app), this.clock.nowMs()), language);
  }

  @Post('dead-letter-replays')
  @Roles('operator')
  @Operation({
    summary: 'Publish dead letters again where they came from, in the background',
    details:
      'Which letters are meant is settled now: what fails again is another letter. A message passes the gate again, which stops what is too old. ' +
      'A second delivery is harmless, as ids are computed. It goes on when its pod is killed.',
    body: MeantBody,
    bodyExamples: EXAMPLES,
    response: ReplayJob,
    ...SPOKEN,
  })
  async begin(
    @Param('app') app: string | undefined,
    @CalledBy() caller: Caller,
    @ValidBody(MeantBody) body: MeantBody,
    @SpokenIn(LANGUAGES) language: Language,
  ): Promise<ReplayJob> {
    const opened = { app, by: caller.id, atMs: Math.floor(this.clock.nowMs()) };
    return this.answer(await this.jobs.open(meantIn(body, app), opened), app, language);
  }

  @Get('dead-letter-replays')
  @Roles('viewer', 'operator')
  @Operation({ summary: 'The last replays in the background', response: ReplayJobList, ...SPOKEN })
  async list(
    @Param('app') app: string | undefined,
    @SpokenIn(LANGUAGES) language: Language,
  ): Promise<ReplayJobList> {
    return { replays: (await this.jobs.list(app)).map((row) => jobAnswer(row, language)) };
  }

  @Get('dead-letter-replays/:replay')
  @Roles('viewer', 'operator')
  @Operation({ summary: 'How far a replay is', response: ReplayJob, ...SPOKEN })
  async one(
    @Param('app') app: string | undefined,
    @Param('replay') id: string,
    @SpokenIn(LANGUAGES) language: Language,
  ): Promise<ReplayJob> {
    return this.answer(id, app, language);
  }

  @Post('dead-letter-replays/:replay/stop')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    summary: 'Stop a replay. What was published stays so; the other letters are kept.',
    response: ReplayJob,
    ...SPOKEN,
  })
  async stop(
    @Param('app') app: string | undefined,
    @Param('replay') id: string,
    @CalledBy() caller: Caller,
    @SpokenIn(LANGUAGES) language: Language,
  ): Promise<ReplayJob> {
    if (ID.test(id)) await this.jobs.stop(id, app, caller.id, Math.floor(this.clock.nowMs()));
    return this.answer(id, app, language);
  }

  private async answer(id: string, app: string | undefined, language: Language): Promise<ReplayJob> {
    const row = ID.test(id) ? await this.jobs.find(id, app) : undefined;
    if (row === undefined) throw notFound();
    return jobAnswer(row, language);
  }
}
