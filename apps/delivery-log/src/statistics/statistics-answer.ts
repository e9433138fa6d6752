// What the HTTP API says of statistics.
import { AppId, CertificateId, codesOf, EpochMs, oneOf, titled, VendorId } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import type { FigureRow } from './figure.store';
import { type Figure, FIGURE_NAMES, FIGURES } from './figures';
import type { Question } from './question';
import { REPORTS, type Row, tableOf, TOLD, totalFor } from './table';

const WITNESS = { us: 'We say so.', vendor: 'The vendor says so.', phone: 'The phone, through its vendor.' };
const toldBy = (name: Figure): string => `${FIGURES[name].means} ${WITNESS[FIGURES[name].witness]}`;

const figures = Object.fromEntries(
  FIGURE_NAMES.map((name) => {
    const count = Type.Integer({ minimum: 0, description: toldBy(name) });
    const isTold = (TOLD as readonly string[]).includes(name);
    return [name, isTold ? Type.Union([count, Type.Null()], { description: toldBy(name) }) : count];
  }),
);
const ofTold = <S extends ReturnType<typeof Type.Integer> | ReturnType<typeof oneOf>>(each: S) =>
  Type.Object(Object.fromEntries(TOLD.map((name) => [name, each])));

const Figures = {
  ...figures,
  open: Type.Integer({ description: 'Of the sendable: on their way. We say so.' }),
  reports: titled('Reports', ofTold(oneOf(codesOf(REPORTS), Object.values(REPORTS).join(' ')))),
  outOf: titled(
    'OutOf',
    ofTold(Type.Integer({ description: 'Accepted by vendors that can report it: what a rate is of.' })),
  ),
};

export const StatisticsAnswer = titled(
  'Statistics',
  Type.Object({
    app: AppId,
    fromMs: EpochMs('The first moment of sending that is counted.'),
    toMs: EpochMs('The first that is not.'),
    step: Type.Optional(oneOf(['hour', 'day'], 'Of rows.')),
    offsetMinutes: Type.Integer({ description: 'Of the zone whose hours and days are meant.' }),
    by: Type.Array(Type.String()),
    countedUpToMs: Type.Union([EpochMs(''), Type.Null()], {
      description:
        'All that was published before is counted. In ms since 1970-01-01 UTC. Null: not known yet, for the log has just begun to read.',
    }),
    total: titled('StatisticsTotal', Type.Object(Figures)),
    rows: Type.Array(
      titled(
        'StatisticsRow',
        Type.Object({
          fromMs: EpochMs('The beginning of its step.'),
          toMs: EpochMs('The end of its step.'),
          vendor: Type.Optional(VendorId),
          certificateId: Type.Optional(CertificateId),
          class: Type.Optional(oneOf(['chat', 'bulk'], 'Of the messages.')),
          ...Figures,
        }),
      ),
    ),
  }),
);
export type StatisticsAnswer = Static<typeof StatisticsAnswer> & { rows: object[] };

export const answerOf = (
  { wanted, period, by, step }: Question,
  rows: readonly FigureRow[],
  countedUpToMs: number | null,
): StatisticsAnswer =>
  ({
    ...{ app: wanted.app, fromMs: period.fromMs, toMs: period.toMs, ...(step !== undefined && { step }) },
    ...{ offsetMinutes: period.offsetMinutes, by, countedUpToMs },
    total: flat(totalFor(rows, wanted.vendor)),
    rows: tableOf(rows, by.includes('vendor'), period).map(flat),
  }) as unknown as StatisticsAnswer;

const flat = ({
  counts,
  open,
  reports,
  outOf,
  ...named
}: Pick<Row, 'counts' | 'open' | 'reports' | 'outOf'>): object => ({
  ...{ ...named, ...counts, open, reports, outOf },
});
