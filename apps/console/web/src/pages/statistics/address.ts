// What the page shows, as its address has it: period, rows, filters, order, and the cell whose devices are open.
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useZone } from '../../shell/preferences';
import { FIGURES, type FigureName } from './figures';
import { type Period, periodOf } from './period';

export const BY = ['vendor', 'certificate', 'class'] as const;
export type By = (typeof BY)[number];
export type Step = 'hour' | 'day';

export interface Filter {
  readonly vendor?: string | undefined;
  readonly certificate?: number | undefined;
  readonly class?: 'chat' | 'bulk' | undefined;
}

export interface Cell extends Period, Filter {
  readonly figure: FigureName;
}

export interface Shown {
  readonly period: Period;
  readonly by: readonly By[];
  readonly step: Step | undefined;
  readonly filter: Filter;
  readonly isAll: boolean;
  /** A column; with a "-" before it from the greatest on. */
  readonly sort: string | undefined;
  readonly cell: Cell | undefined;
}

type Search = Readonly<Record<string, string | number | boolean | undefined>>;

const number = (value: unknown): number | undefined =>
  value !== undefined && Number.isFinite(Number(value)) ? Number(value) : undefined;
const word = (value: unknown): string | undefined => (value === undefined ? undefined : String(value));

function filterIn(search: Search, prefix = ''): Filter {
  const of = (name: string) => search[prefix === '' ? name : `${prefix}-${name}`];
  const named = of('class');
  return {
    vendor: word(of('vendor')),
    certificate: number(of('certificate')),
    class: named === 'chat' || named === 'bulk' ? named : undefined,
  };
}

function cellIn(search: Search): Cell | undefined {
  const figure = FIGURES.find((name) => name === search['figure']);
  const [fromMs, toMs] = [number(search['cell-from']), number(search['cell-to'])];
  if (figure === undefined || fromMs === undefined || toMs === undefined) return undefined;
  return { figure, fromMs, toMs, ...filterIn(search, 'cell') };
}

const searchOf = ({ period, by, step, filter, isAll, sort, cell }: Shown): Search =>
  Object.fromEntries(
    Object.entries({
      ...{ from: period.fromMs, to: period.toMs, by: by.join(',') || 'app', step, ...filter },
      ...{ all: isAll || undefined, sort },
      ...(cell && {
        ...{ figure: cell.figure, 'cell-from': cell.fromMs, 'cell-to': cell.toMs },
        ...{ 'cell-vendor': cell.vendor, 'cell-certificate': cell.certificate, 'cell-class': cell.class },
      }),
    }).filter(([, value]) => value !== undefined),
  );

export function useAddress(): [Shown, (to: Partial<Shown>) => void] {
  const { app } = useParams({ from: '/a/$app/statistics' });
  const search: Search = useSearch({ from: '/a/$app/statistics' });
  const navigate = useNavigate();
  const zone = useZone();
  const [usual] = useState(() => periodOf('day', Date.now(), zone));
  const [fromMs, toMs] = [number(search['from']), number(search['to'])];
  const isUnnamed = fromMs === undefined || toMs === undefined;
  const words = (word(search['by']) ?? 'vendor').split(',');
  const step = search['step'];
  const shown: Shown = {
    period: isUnnamed ? usual : { fromMs, toMs },
    by: BY.filter((one) => words.includes(one)),
    step: step === 'hour' || step === 'day' ? step : undefined,
    filter: filterIn(search),
    isAll: search['all'] === true,
    sort: word(search['sort']),
    cell: cellIn(search),
  };
  const go = (to: Partial<Shown>): void =>
    void navigate({
      to: '/a/$app/statistics',
      params: { app },
      search: searchOf({ ...shown, ...to }),
      replace: true,
      resetScroll: false,
    });
  // A copied address shows the same period.
  useEffect(() => {
    if (isUnnamed) go({});
  });
  return [shown, go];
}
