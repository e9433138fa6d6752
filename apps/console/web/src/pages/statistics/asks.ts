// What the page asks delivery-log: the table, the same over time, what can be filtered by, and the devices behind a cell.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answerOf, deliveryLog, urlOf } from '../../api/clients';
import type { components, paths } from '../../api/types/delivery-log';
import { TAGS, useLanguage } from '../../texts/language';
import { useZone } from '../../shell/preferences';
import type { By, Cell, Filter, Shown, Step } from './address';
import { offsetMinutesOf, type Period } from './period';

type Query = NonNullable<paths['/v1/apps/{app}/statistics']['get']['parameters']['query']>;

type Statistics = components['schemas']['Statistics'];

const EVERY_MS = 5_000;
const ROWS_OF_A_PAGE = 200;

interface Question {
  readonly period: Period;
  readonly by: readonly By[];
  readonly step: Step | undefined;
  readonly filter: Filter;
}

/** Of the zone at the end of the period. */
const queryOf = ({ period, by, step, filter }: Question, zone: string): Query => ({
  ...{ from: String(period.fromMs), to: String(period.toMs), by: [...by] },
  offsetMinutes: offsetMinutesOf(period.toMs - 1, zone),
  ...(step && { step }),
  ...narrowed(filter),
});

const narrowed = ({ vendor, certificate, class: named }: Filter) => ({
  ...(vendor !== undefined && { vendor }),
  ...(certificate !== undefined && { certificateId: certificate }),
  ...(named !== undefined && { class: named }),
});

export function useTable(app: string, question: Question) {
  const query = queryOf(question, useZone());
  return useQuery({
    queryKey: ['statistics', app, query],
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }): Promise<Statistics> =>
      // The same address answers as CSV to whoever asks for that, which a page does not.
      answerOf(
        deliveryLog.GET('/v1/apps/{app}/statistics', {
          signal,
          params: { path: { app }, query },
        }) as Promise<{ data?: Statistics }>,
      ),
  });
}

/** The same table as a file. */
export function useCsv(app: string, { period, by, step, filter }: Shown): string {
  const { by: rows = [], ...query } = queryOf({ period, by, step, filter }, useZone());
  const words = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  if (rows.length > 0) words.set('by', rows.join(','));
  return urlOf(`api/delivery-log/v1/apps/${encodeURIComponent(app)}/statistics.csv?${words.toString()}`);
}

export function useDevices(app: string, cell: Cell) {
  const language = useLanguage();
  const zone = useZone();
  const { figure, fromMs, toMs } = cell;
  return useInfiniteQuery({
    queryKey: ['statistics', app, 'devices', cell, language],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      answerOf(
        deliveryLog.GET('/v1/apps/{app}/statistics/devices', {
          signal,
          params: {
            path: { app },
            query: {
              ...{ figure, from: String(fromMs), to: String(toMs), limit: ROWS_OF_A_PAGE },
              offsetMinutes: offsetMinutesOf(toMs - 1, zone),
              ...narrowed(cell),
              ...(pageParam !== '' && { cursor: pageParam }),
            },
            header: { 'Accept-Language': TAGS[language] },
          },
        }),
      ),
    // `next` is path and query of the next page.
    getNextPageParam: ({ next }) => new URLSearchParams(next?.split('?')[1] ?? '').get('cursor') ?? undefined,
  });
}
