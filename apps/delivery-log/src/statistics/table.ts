// Rows of figures by vendor → the rows that were asked for. What a vendor cannot report is null there, and said, for 0 would be a lie. Pure.
import { entryNamed } from '@offline-push/vendors/catalog';
import type { Counted, FigureRow } from './figure.store';
import { ENDS, type Figure, FIGURE_NAMES, REPORTED } from './figures';
import { type Period, stepOf } from './period';

/** Of a figure that receipts tell: whether the vendors of a row report it. */
export const REPORTS = {
  reported: 'Each vendor here can report it, if the app has set up its receipts (docs/vendors.md).',
  partly:
    'Some vendors here cannot report it: the figure is of the others, and so is what it is to be compared with, `outOf`.',
  'not-reported': 'No vendor here reports it: nobody knows, so the figure is null.',
} as const;
type Reports = keyof typeof REPORTS;

export const TOLD = Object.keys(REPORTED) as (keyof typeof REPORTED)[];

export interface Row {
  fromMs: number;
  toMs: number;
  vendor?: string;
  certificateId?: number;
  class?: string;
  /** Null: not reported. */
  counts: Record<Figure, number | null>;
  /** On their way: sendable, and not ended. */
  open: number;
  reports: Partial<Record<Figure, Reports>>;
  /** Accepted, of the vendors that can report it. */
  outOf: Partial<Record<Figure, number>>;
}

/** A vendor that reported it can, whatever the catalog knows. */
function canReport(figure: Figure, row: FigureRow): boolean {
  const event = REPORTED[figure];
  const events = entryNamed(row.vendor)?.receipts?.events ?? [];
  return event === undefined || events.includes(event) || row[figure] > 0;
}

export function tableOf(rows: readonly FigureRow[], byVendor: boolean, period: Period): Row[] {
  const groups = new Map<string, FigureRow[]>();
  for (const row of rows) {
    const key = [row.step, byVendor ? row.vendor : '', row.certificateId ?? '', row.class ?? ''].join('/');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()].map((group) => ({
    ...stepOf(group[0]?.step ?? 0, period),
    ...(byVendor && { vendor: group[0]?.vendor ?? '' }),
    ...(typeof group[0]?.certificateId === 'number' && { certificateId: group[0].certificateId }),
    ...(typeof group[0]?.class === 'string' && { class: group[0].class }),
    ...totalOf(group),
  }));
}

/** Of one vendor alone it is said what it reports, though nothing was sent. */
export const totalFor = (rows: readonly FigureRow[], vendor: string | undefined): Total =>
  totalOf(rows.length > 0 || vendor === undefined ? rows : [nothingOf(vendor)]);

const nothingOf = (vendor: string): FigureRow => ({
  ...(Object.fromEntries(FIGURE_NAMES.map((name) => [name, 0])) as Counted),
  ...{ step: 0, vendor, certificateId: null, class: null },
});

type Total = Pick<Row, 'counts' | 'open' | 'reports' | 'outOf'>;

export function totalOf(rows: readonly FigureRow[]): Total {
  const sumOf = (figure: Figure, of = rows): number => of.reduce((sum, row) => sum + row[figure], 0);
  const counts = Object.fromEntries(FIGURE_NAMES.map((name) => [name, sumOf(name)])) as Counted;
  const told = TOLD.map((figure) => {
    const able = rows.filter((row) => canReport(figure, row));
    return { figure, reports: reportsOf(able.length, rows.length), outOf: sumOf('accepted', able) };
  });
  const nulls = told
    .filter(({ reports }) => reports === 'not-reported')
    .map(({ figure }) => [figure, null] as const);
  return {
    counts: { ...counts, ...(Object.fromEntries(nulls) as Partial<Record<Figure, null>>) },
    open: counts.sendable - ENDS.reduce((sum, end) => sum + counts[end], 0),
    reports: Object.fromEntries(told.map(({ figure, reports }) => [figure, reports])),
    outOf: Object.fromEntries(told.map(({ figure, outOf }) => [figure, outOf])),
  };
}

/** Of nothing, nothing is hidden. */
function reportsOf(able: number, all: number): Reports {
  if (able === all) return 'reported';
  return able === 0 ? 'not-reported' : 'partly';
}
