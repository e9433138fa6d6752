// The devices behind a figure of the statistics, a page at a time: whoever sees 17 refused can look at each of the 17.
import { Controller, Get, Param } from '@nestjs/common';
import { AppId, EpochMs, type Language, LANGUAGES, MessageId, oneOf, titled } from '@offline-push/contracts';
import {
  Clock,
  HttpProblem,
  inPath,
  keyOfCursor,
  limitOf,
  Operation,
  pageAfter,
  PageQuery,
  Roles,
  SPOKEN,
  SpokenIn,
  ValidQuery,
} from '@offline-push/service-kit';
import { type Static, Type } from '@sinclair/typebox';
import { DeviceRow, rowOf } from '../devices/rows-answer';
import type { Place } from '../devices/rows';
import { Kept } from '../finding/kept.steps';
import { CellStore, LISTED } from './cell.store';
import { CellWalk } from './cells.steps';
import { isMark, markIn, textOfMark } from './mark';
import { type Question, questionOf, StatisticsQuery } from './question';

/** Two ids of 128 characters, and a place. */
const MOST_OF_CURSOR = 1_500;

const CellQuery = Type.Object(
  {
    figure: oneOf(LISTED, 'Of which the devices are wanted; open: on their way.'),
    ...Type.Pick(StatisticsQuery, ['from', 'to', 'offsetMinutes', 'vendor', 'certificateId', 'class'])
      .properties,
    limit: PageQuery.properties.limit,
    cursor: Type.Optional(
      Type.String({
        pattern: `^[A-Za-z0-9_-]{1,${MOST_OF_CURSOR}}$`,
        maxLength: MOST_OF_CURSOR,
        description: 'Stands in `next`: follow `next` as it is. Opaque: its form may change.',
      }),
    ),
  },
  { additionalProperties: false },
);
type CellQuery = Static<typeof CellQuery>;

const CellAnswer = titled(
  'StatisticsDevices',
  Type.Object({
    app: AppId,
    figure: oneOf(LISTED, 'Of which these are the devices.'),
    fromMs: EpochMs('The first moment of sending that is counted.'),
    toMs: EpochMs('The first that is not.'),
    countedUpToMs: Type.Union([EpochMs(''), Type.Null()], {
      description: 'All that was published before is counted. Null: not known yet.',
    }),
    counted: Type.Integer({ description: 'What the statistics say of the same cell: devices on all pages.' }),
    keptSinceMs: EpochMs(
      'Devices of messages from before are counted, and not listed any more. So are those of users who were erased.',
    ),
    devices: Type.Array(
      titled(
        'StatisticsDevice',
        Type.Composite([
          Type.Object({ messageId: MessageId, sentAtMs: Type.Optional(EpochMs('When it was sent.')) }),
          DeviceRow,
        ]),
      ),
      { description: 'The newest message first. A page may be short, or empty, although there is a next.' },
    ),
    next: Type.Optional(
      Type.String({ description: 'Path of the next page. Absent: this is the last, and only then.' }),
    ),
  }),
);
type CellAnswer = Static<typeof CellAnswer>;

@Controller('v1/apps/:app')
export class CellsController {
  constructor(
    private readonly cells: CellStore,
    private readonly walk: CellWalk,
    private readonly kept: Kept,
    private readonly clock: Clock,
  ) {}

  @Get('statistics/devices')
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary: 'The devices that a figure of the statistics counts, in pages',
    details:
      'Ask with the `fromMs` and `toMs`, vendor, certificate and class of a row, and the name of a figure: the list over all pages has as many devices as the row says.',
    query: CellQuery,
    response: CellAnswer,
    ...SPOKEN,
  })
  async list(
    @Param('app') app: string,
    @ValidQuery(CellQuery) query: CellQuery,
    @SpokenIn(LANGUAGES) language: Language,
  ): Promise<CellAnswer> {
    const { figure, limit: wantedLimit, cursor, ...asked } = query;
    const question = questionOf(app, asked, this.clock.nowMs());
    if (Array.isArray(question))
      throw new HttpProblem(400, 'invalid-query', `The query breaks ${question.length} rule(s).`, question);
    const mark = keyOfCursor(cursor, { test: isMark });
    const span = await this.kept.of(app);
    const cells = { ...question.wanted, figure };
    const limit = limitOf({ ...(wantedLimit && { limit: wantedLimit }) });
    const walked = await this.walk.page(cells, mark === undefined ? undefined : markIn(mark), limit);
    const { fromMs, toMs } = question.period;
    return {
      ...{
        app,
        figure,
        fromMs,
        toMs,
        countedUpToMs: span.readUpToMs ?? null,
        counted: await this.cells.count(cells),
      },
      keptSinceMs: span.keptSinceMs,
      devices: walked.rows.map((place) => deviceOf(place, language)),
      ...(walked.next && {
        next: pageAfter(pathOf(app, question, query), limit, textOfMark(walked.next)),
      }),
    };
  }
}

const deviceOf = (place: Place, language: Language): CellAnswer['devices'][number] => {
  const { messageId, sentAtMs } = place.story;
  return { messageId, ...(sentAtMs !== undefined && { sentAtMs }), ...rowOf(place, language) };
};

/** With the times as they are now, so that all pages are of one period. */
function pathOf(app: string, { period }: Question, query: CellQuery): string {
  const { figure, offsetMinutes, vendor, certificateId, class: named } = query;
  const asked = { figure, from: period.fromMs, to: period.toMs, offsetMinutes, vendor, certificateId };
  const filter = Object.entries({ ...asked, class: named }).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(filter.map(([name, value]): [string, string] => [name, String(value)]));
  return `/v1/apps/${inPath(app)}/statistics/devices?${text.toString()}`;
}
