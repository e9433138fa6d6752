// How many were sendable, sent, accepted, arrived, clicked and removed: over all devices, as JSON and as CSV with the same figures.
import { Controller, Get, Param } from '@nestjs/common';
import { Type } from '@sinclair/typebox';
import { Asked, Clock, HttpProblem, Operation, Roles, ValidQuery } from '@offline-push/service-kit';
import { CountedWorker } from './counted.worker';
import { csvOf } from './csv';
import { type FigureRow, FigureStore } from './figure.store';
import { type Question, questionOf, StatisticsQuery } from './question';
import { answerOf, StatisticsAnswer } from './statistics-answer';
import { tableOf } from './table';

const MOST_ROWS = 10_000;
const JSON_TYPE = 'application/json';
const CSV = 'text/csv';
const Table = Type.String({ description: 'A header row, then the rows.' });

const NOTES = {
  details:
    'Each device of each recipient counts once, in the time in which its message was sent. What waits or was stopped before it was sendable ' +
    'is in the ledger. Times without a push have no row. Counted in the transaction that writes the story; figures outlive stories.',
  query: StatisticsQuery,
  problems: { 400: 'invalid-query, also for a question with more than 10,000 rows.' },
};

interface Found {
  question: Question;
  rows: FigureRow[];
  countedUpToMs: number | null;
}

@Controller('v1/apps/:app')
export class StatisticsController {
  constructor(
    private readonly figures: FigureStore,
    private readonly counted: CountedWorker,
    private readonly clock: Clock,
  ) {}

  @Get('statistics')
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary: 'What became of pushes, in figures, by vendor, certificate, class, hour or day',
    ...{ ...NOTES, response: StatisticsAnswer, orText: CSV },
  })
  async table(
    @Param('app') app: string,
    @ValidQuery(StatisticsQuery) query: StatisticsQuery,
    @Asked() { response }: Asked,
  ): Promise<StatisticsAnswer | string> {
    response.vary('accept');
    const isCsv = response.req.accepts([JSON_TYPE, CSV]) === CSV;
    const { question, rows, countedUpToMs } = await this.find(app, query);
    if (!isCsv) return answerOf(question, rows, countedUpToMs);
    response.type(CSV);
    return csvIn({ question, rows, countedUpToMs });
  }

  @Get('statistics.csv')
  @Roles('viewer', 'operator', 'service')
  @Operation({
    summary: 'The same table as CSV (RFC 4180), for spreadsheets',
    ...NOTES,
    response: Table,
    responseType: CSV,
  })
  async csv(
    @Param('app') app: string,
    @ValidQuery(StatisticsQuery) query: StatisticsQuery,
    @Asked() { response }: Asked,
  ): Promise<string> {
    const found = await this.find(app, query);
    response.type(CSV).attachment(`statistics-${app}.csv`);
    return csvIn(found);
  }

  /** The time before the rows: what is counted meanwhile is more than is said. */
  private async find(app: string, query: StatisticsQuery): Promise<Found> {
    const question = questionOf(app, query, this.clock.nowMs());
    if (Array.isArray(question)) throw refused(question);
    const countedUpToMs = (await this.counted.upToMs()) ?? null;
    const rows = await this.figures.list(question.wanted, MOST_ROWS + 1);
    if (rows.length > MOST_ROWS)
      throw refused([
        { pointer: '/from', rule: `must be later, or by less: more than ${MOST_ROWS} rows, by vendor` },
      ]);
    return { question, rows, countedUpToMs };
  }
}

function csvIn({ question: { wanted, period, by }, rows, countedUpToMs }: Found): string {
  const table = tableOf(rows, by.includes('vendor'), period);
  return csvOf(table, { app: wanted.app, by, countedUpToMs }, period);
}

const refused = (errors: ConstructorParameters<typeof HttpProblem>[3]): HttpProblem =>
  new HttpProblem(400, 'invalid-query', `The query breaks ${errors?.length} rule(s).`, errors);
