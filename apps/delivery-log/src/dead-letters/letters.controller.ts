// Dead letters over HTTP. Those of an app, as far as their bytes say whose they are, for whoever looks after it; all of them, also those that
// belong to nobody for certain, for who looks after all apps.
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  codesOf,
  DEAD_LETTER,
  DEAD_LETTER_REASONS,
  type Language,
  LANGUAGES,
  oneOf,
  text,
} from '@offline-push/contracts';
import {
  CalledBy,
  type Caller,
  Clock,
  inPath,
  keyOfCursor,
  limitOf,
  notFound,
  Operation,
  pageOf,
  PageQuery,
  Roles,
  SPOKEN,
  SpokenIn,
  ValidBody,
  ValidQuery,
} from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import { cursorOf, placeOf } from './cursor';
import { STATES } from './letter';
import {
  DiscardAnswer,
  DiscardBody,
  GroupList,
  letterAnswer,
  LetterList,
  ReplayAnswer,
  ReplayBody,
  wholeAnswer,
  WholeLetter,
} from './letter-answer';
import { LetterStore, type WholeRow } from './letter.store';
import { meantIn, withinApp } from './meant';
import { RevealList } from './replay-answer';
import { ReplayJobsStore } from './replay-jobs.store';
import { Replays } from './replay.steps';

const LetterQuery = Type.Object(
  {
    ...PageQuery.properties,
    topic: Type.Optional(text(249, 'Only those of this topic.')),
    reason: Type.Optional(oneOf(codesOf(DEAD_LETTER_REASONS), 'Only those with this reason.')),
    app: Type.Optional(text(32, 'Only those of this app, as far as that can be read.')),
    state: Type.Optional(oneOf(STATES, 'Absent: kept.')),
  },
  { additionalProperties: false },
);
type LetterQuery = Static<typeof LetterQuery>;

const pathOf = (app: string | undefined): string =>
  app === undefined ? '/v1/dead-letters' : `/v1/apps/${inPath(app)}/dead-letters`;
const KEY = /^\d{1,16}\/[A-Za-z0-9_-]{22}$/;
const MOST_DISCARDED = 10_000;

@Controller(['v1', 'v1/apps/:app'])
export class LettersController {
  constructor(
    private readonly letters: LetterStore,
    private readonly replays: Replays,
    private readonly jobs: ReplayJobsStore,
    private readonly clock: Clock,
  ) {}

  @Get('dead-letters')
  @Roles('viewer', 'operator')
  @Operation({
    summary: 'Events that could not be processed, the newest first',
    details: 'For a viewer without `detail`, which may quote the event.',
    query: LetterQuery,
    response: LetterList,
    ...SPOKEN,
  })
  async list(
    @Param('app') ofApp: string | undefined,
    @CalledBy() caller: Caller,
    @ValidQuery(LetterQuery) query: LetterQuery,
    @SpokenIn(LANGUAGES) language: Language,
  ): Promise<LetterList> {
    const { topic, reason, state = 'kept' } = query;
    const { app, ids } = withinApp({ app: query.app }, ofApp);
    const limit = limitOf(query);
    const [failedAtMs, id] = keyOfCursor(query.cursor, KEY)?.split('/') ?? [];
    const before = id === undefined ? undefined : { failedAtMs: Number(failedAtMs), id };
    const rows = await this.letters.list({ ids, topic, reason, app }, state, { before, limit: limit + 1 });
    const narrowed = new URLSearchParams({
      ...(topic !== undefined && { topic }),
      ...(reason !== undefined && { reason }),
      ...(query.app !== undefined && { app: query.app }),
      state,
    });
    const page = pageOf(
      rows,
      limit,
      `${pathOf(ofApp)}?${narrowed.toString()}`,
      (row) => `${row.failedAtMs}/${row.id}`,
    );
    const letters = page.rows.map((row) => seenBy(caller, letterAnswer(row, language)));
    return { letters, ...page.link };
  }

  @Get('dead-letter-groups')
  @Roles('viewer', 'operator')
  @Operation({
    summary: 'How many dead letters there are, by topic, reason and consumer group',
    response: GroupList,
    ...SPOKEN,
  })
  async groups(
    @Param('app') app: string | undefined,
    @SpokenIn(LANGUAGES) language: Language,
  ): Promise<GroupList> {
    const groups = await this.letters.groups(app);
    return {
      groups: groups.map((group) => {
        const { means, who, toDo } = DEAD_LETTER[group.reason];
        return { ...group, means: means[language], who, toDo: toDo[language] };
      }),
    };
  }

  @Get('dead-letters/:letter')
  @Roles('operator')
  @Operation({
    summary: 'A dead letter with its bytes, as text where they are one',
    details: 'Whoever asks is noted: see `reveals`.',
    response: WholeLetter,
    ...SPOKEN,
  })
  async one(
    @Param('app') app: string | undefined,
    @Param('letter') id: string,
    @CalledBy() caller: Caller,
    @SpokenIn(LANGUAGES) language: Language,
  ): Promise<WholeLetter> {
    const row = await this.find(id, app);
    // Before the answer: nobody sees bytes without a trace.
    await this.jobs.noteReveal(row.id, row.app, { by: caller.id, atMs: Math.floor(this.clock.nowMs()) });
    return wholeAnswer(row, language);
  }

  @Get('dead-letters/:letter/reveals')
  @Roles('operator')
  @Operation({ summary: 'Who has looked at the bytes of a dead letter', response: RevealList })
  async reveals(@Param('app') app: string | undefined, @Param('letter') id: string): Promise<RevealList> {
    const row = await this.find(id, app);
    return { reveals: await this.jobs.reveals(row.id) };
  }

  @Post('dead-letters\\:replay')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    summary:
      'Publish dead letters again where they came from, as they were. Says what would be done, unless dryRun is false.',
    details:
      'Safe to repeat: a letter is replayed once, also by two callers at once. A message passes the gate again, which stops what is too old by now. ' +
      'Headers about the way of the record are dropped, those of the event (`ce_*`) are kept, and `replayed-from` names the record that failed. ' +
      'What fails again is a new letter.',
    body: ReplayBody,
    bodyExamples: { asked: { reason: 'handler-failed' }, done: { reason: 'handler-failed', dryRun: false } },
    response: ReplayAnswer,
  })
  async replay(
    @Param('app') app: string | undefined,
    @CalledBy() caller: Caller,
    @ValidBody(ReplayBody) { dryRun = true, after, ...body }: ReplayBody,
  ): Promise<ReplayAnswer> {
    const by = { by: caller.id, isDry: dryRun, after: placeOf(after) };
    const { replayed, next } = await this.replays.run(meantIn(body, app), by);
    return { dryRun, ...replayed, isMore: next !== undefined, ...(next && { next: cursorOf(next) }) };
  }

  @Post('dead-letters\\:discard')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    summary: 'Settle dead letters that nobody needs, with a reason',
    body: DiscardBody,
    bodyExamples: { test: { topic: 'message.sent.v1', because: 'A load test with broken events.' } },
    response: DiscardAnswer,
  })
  async discard(
    @Param('app') app: string | undefined,
    @CalledBy() caller: Caller,
    @ValidBody(DiscardBody) { because, ...body }: DiscardBody,
  ): Promise<DiscardAnswer> {
    const settled = { atMs: Math.round(this.clock.nowMs()), by: caller.id, because };
    const discarded = await this.letters.discard(meantIn(body, app), settled, MOST_DISCARDED);
    return { discarded, isMore: discarded === MOST_DISCARDED };
  }

  /** Of another app, or of nobody for certain: it is not there. */
  private async find(id: string, app: string | undefined): Promise<WholeRow> {
    const row = await this.letters.find(id);
    if (row === undefined || (app !== undefined && row.app !== app)) throw notFound();
    return row;
  }
}

/** A detail may quote the event: the value that broke a rule. */
function seenBy({ role }: Caller, letter: LetterList['letters'][number]): LetterList['letters'][number] {
  if (role !== 'viewer') return letter;
  const { detail, ...seen } = letter;
  void detail;
  return seen;
}
