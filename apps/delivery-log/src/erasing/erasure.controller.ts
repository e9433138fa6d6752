// Erases a user over HTTP, and says which erasures there were: the audit.
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { AppId, EpochMs, titled } from '@offline-push/contracts';
import {
  BY_CALLER,
  CalledBy,
  type Caller,
  HttpProblem,
  keyOfCursor,
  limitOf,
  Operation,
  pageOf,
  PageQuery,
  Roles,
  ValidQuery,
} from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import { whoOf } from './admission';
import type { Erasure } from './erasure';
import { ErasureStore } from './erasure.store';
import { Erasures } from './erasures.steps';

/** Shorter than callers wait. What is left goes on without them. */
const WAITS_MS = 5_000;
const ID = /^\d{1,18}$/;

const count = (description: string) => Type.Integer({ minimum: 0, description });
const ErasureAnswer = titled(
  'Erasure',
  Type.Object({
    app: AppId,
    id: Type.String({ description: 'Of this erasure.' }),
    who: Type.String({
      description: 'SHA-256 of the JSON list of app and user: the name itself is not kept.',
    }),
    isDone: Type.Boolean({ description: 'false: it goes on by itself; ask again.' }),
    untilMs: EpochMs('What was sent or told up to then is erased, also if topics are read again.'),
    doneAtMs: Type.Optional(EpochMs('When nothing was left.')),
    askedBy: Type.String({ description: BY_CALLER }),
    stories: count('Parts of stories that they were taken out of.'),
    lookups: count('Entries under which those were found.'),
    facts: count('Facts about their phones.'),
    deadLetters: count('Dead letters whose bytes were taken away.'),
    webhookEvents: count('Events that waited for webhooks, or were kept for a replay.'),
  }),
);
type ErasureAnswer = Static<typeof ErasureAnswer>;

const ErasureList = titled(
  'ErasureList',
  Type.Object({
    app: AppId,
    erasures: Type.Array(ErasureAnswer),
    next: Type.Optional(Type.String({ description: 'Path of the next page. Absent: this is the last.' })),
  }),
);
type ErasureList = Static<typeof ErasureList>;

@Controller('v1/apps/:app')
export class ErasureController {
  constructor(
    private readonly erasures: Erasures,
    private readonly store: ErasureStore,
  ) {}

  @Post('users/:user/erase')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    summary:
      'Erase a user: stories, what they are found by, facts, the bytes of dead letters that name them, and events for webhooks',
    details:
      'The ledger stays as counts. Safe to repeat: while one is under way, it is that one. What was sent before is not written again, also if topics are read from the start.',
    response: ErasureAnswer,
  })
  async erase(
    @CalledBy() caller: Caller,
    @Param('app') app: string,
    @Param('user') user: string,
  ): Promise<ErasureAnswer> {
    const { id, who } = await this.erasures.begin(app, user, caller.id);
    await this.erasures.goOn(id, WAITS_MS);
    return this.last(app, who);
  }

  @Get('users/:user/erasure')
  @Roles('operator')
  @Operation({
    summary: 'The last erasure of a user, and how far it is',
    response: ErasureAnswer,
    problems: { 404: 'unknown-erasure.' },
  })
  ofUser(@Param('app') app: string, @Param('user') user: string): Promise<ErasureAnswer> {
    return this.last(app, whoOf(app, user));
  }

  @Get('erasures')
  @Roles('operator')
  @Operation({ summary: 'Erasures of an app, the newest first', query: PageQuery, response: ErasureList })
  async list(@Param('app') app: string, @ValidQuery(PageQuery) query: PageQuery): Promise<ErasureList> {
    const limit = limitOf(query);
    const rows = await this.store.list(app, keyOfCursor(query.cursor, ID), limit + 1);
    const { rows: erasures, link } = pageOf(rows, limit, `/v1/apps/${app}/erasures`, ({ id }) => id);
    return { app, erasures: erasures.map(answerOf), ...link };
  }

  private async last(app: string, who: string): Promise<ErasureAnswer> {
    const erasure = await this.store.lastOf(who);
    if (erasure?.app !== app)
      throw new HttpProblem(404, 'unknown-erasure', 'This user was not erased in this app.');
    return answerOf(erasure);
  }
}

const answerOf = ({ letters, hooks, doneAtMs, ...erasure }: Erasure): ErasureAnswer => {
  const { app, id, who, untilMs, askedBy, stories, lookups, facts } = erasure;
  return {
    ...{ app, id, who, isDone: doneAtMs !== null, untilMs },
    ...(doneAtMs !== null && { doneAtMs }),
    ...{ askedBy, stories, lookups, facts, deadLetters: letters, webhookEvents: hooks },
  };
};
