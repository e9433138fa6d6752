// The columns of the funnel: what is shown at once, what behind "All figures", and what a share is of. Pure.
import type { components } from '../../api/types/delivery-log';

export type Row = components['schemas']['StatisticsRow'];
export type Total = components['schemas']['StatisticsTotal'];

const FUNNEL = ['sendable', 'sent', 'accepted', 'arrived', 'clicked'] as const;
const ENDS = ['open', 'refused', 'tokenDead', 'expired'] as const;
const RARE = ['withdrawn', 'unconfirmed', 'removed', 'blocked', 'diedLater'] as const;

export const FIGURES = [...FUNNEL, ...ENDS, ...RARE] as const;
export type FigureName = (typeof FIGURES)[number];

export const figuresFor = (isAll: boolean): readonly FigureName[] => (isAll ? FIGURES : [...FUNNEL, ...ENDS]);

const TOLD = ['arrived', 'clicked', 'removed', 'blocked', 'diedLater'] as const;
type Told = (typeof TOLD)[number];
const isTold = (figure: FigureName): figure is Told => (TOLD as readonly string[]).includes(figure);

export interface Figure {
  /** Null: nobody reports it. */
  readonly count: number | null;
  /** What it is a part of. */
  readonly outOf: number;
  /** Not all of its vendors report it. */
  readonly isPartly: boolean;
}

export function figureOf(row: Row | Total, figure: FigureName): Figure {
  const count = row[figure];
  if (!isTold(figure)) return { count, outOf: row.sendable, isPartly: false };
  return { count, outOf: row.outOf[figure], isPartly: row.reports[figure] === 'partly' };
}

/** A row is found again by this. */
export const keyOf = ({ fromMs, vendor, certificateId, class: named }: Row): string =>
  [fromMs, vendor, certificateId, named].join('/');

const NAMED = { time: 'fromMs', vendor: 'vendor', certificate: 'certificateId', class: 'class' } as const;

/** As the server gives them, or by a column. What is not reported comes last. */
export function sorted(rows: readonly Row[], sort: string | undefined): readonly Row[] {
  if (sort === undefined) return rows;
  const isDown = sort.startsWith('-');
  const column = isDown ? sort.slice(1) : sort;
  const field = NAMED[column as keyof typeof NAMED] ?? FIGURES.find((figure) => figure === column);
  if (field === undefined) return rows;
  const [one, other] = isDown ? [1, -1] : [-1, 1];
  return [...rows].sort((a, b) => {
    const [left, right] = [a[field] ?? undefined, b[field] ?? undefined];
    if (left === right) return 0;
    if (left === undefined || right === undefined) return left === undefined ? 1 : -1;
    return left < right ? one : other;
  });
}
