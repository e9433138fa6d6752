// The funnel as a table whose cells hold bars: it can be copied and sorted, and a cell opens the devices that it counts.
import type { components } from '../../api/types/delivery-log';
import { useVendorName } from '../../parts/story/reasons';
import { type Column, Table } from '../../parts/table';
import { wallTime } from '../../parts/time';
import { useZone } from '../../shell/preferences';
import { useTexts } from '../../texts/language';
import { STATISTICS } from '../../texts/statistics';
import type { By, Cell, Shown } from './address';
import { FunnelCell } from './cell';
import { type FigureName, figuresFor, keyOf, type Row, sorted } from './figures';

interface FunnelProps {
  answer: components['schemas']['Statistics'];
  shown: Shown;
  onSort: (sort: string | undefined) => void;
  onOpen: (cell: Cell) => void;
}

export function Funnel({ answer, shown, onSort, onOpen }: FunnelProps) {
  const t = useTexts(STATISTICS);
  const { sort } = shown;
  const sum: Row = { fromMs: answer.fromMs, toMs: answer.toMs, ...answer.total };
  const sorting = (column: string, isUsuallyDown: boolean) => ({
    sorted:
      sort === column ? ('ascending' as const) : sort === `-${column}` ? ('descending' as const) : undefined,
    onSort: () => onSort(nextOf(sort, column, isUsuallyDown)),
  });
  const figures = figuresFor(shown.isAll).map(
    (figure): Column<Row> => ({
      ...{ name: t.figures[figure], means: t.means[figure], isNumber: true, ...sorting(figure, true) },
      cell: (row) => (
        <FunnelCell
          row={row}
          figure={figure}
          isSum={row === sum || !shown.by.includes('vendor')}
          isOpen={isSame(cellOf(row, figure, shown), shown.cell)}
          onOpen={() => onOpen(cellOf(row, figure, shown))}
        />
      ),
    }),
  );
  return (
    <Table
      label={t.funnel}
      columns={[
        ...useNamed(shown, sum).map(({ column, ...rest }) => ({ ...rest, ...sorting(column, false) })),
        ...figures,
      ]}
      rows={sorted(answer.rows, sort)}
      keyOf={keyOf}
      footer={answer.rows.length > 1 ? sum : undefined}
    />
  );
}

/** What a row is of. Without any, the whole is one row. */
function useNamed({ by, step }: Shown, sum: Row): (Column<Row> & { column: string })[] {
  const t = useTexts(STATISTICS);
  const zone = useZone();
  const vendorName = useVendorName();
  const cells: Record<By, (row: Row) => string> = {
    vendor: ({ vendor }) => (vendor === undefined ? '' : vendorName(vendor)),
    certificate: ({ certificateId }) => (certificateId === undefined ? '' : String(certificateId)),
    class: (row) => (row.class === undefined ? '' : t.classes[row.class]),
  };
  const when = ({ fromMs }: Row): string => wallTime(fromMs, zone).slice(0, step === 'day' ? 10 : 16);
  const named = [
    ...(step === undefined ? [] : [{ column: 'time', name: t.steps[step], cell: when }]),
    ...by.map((one) => ({ column: one, name: t.by[one], cell: cells[one] })),
  ];
  const [first, ...rest] = named.length > 0 ? named : [{ column: 'time', name: t.funnel, cell: () => t.all }];
  const withSum = {
    ...first,
    cell: (row: Row) => <span className="funnel-when">{row === sum ? t.all : first?.cell(row)}</span>,
  };
  return [{ column: 'time', name: t.funnel, ...withSum }, ...rest];
}

/** A first click sorts figures from the greatest on, the second turns it round, the third gives the usual order back. */
function nextOf(sort: string | undefined, column: string, isUsuallyDown: boolean): string | undefined {
  const [first, second] = isUsuallyDown ? [`-${column}`, column] : [column, `-${column}`];
  if (sort === first) return second;
  return sort === second ? undefined : first;
}

const cellOf = (row: Row, figure: FigureName, { filter }: Shown): Cell => ({
  ...{ figure, fromMs: row.fromMs, toMs: row.toMs },
  vendor: row.vendor ?? filter.vendor,
  certificate: row.certificateId ?? filter.certificate,
  class: row.class ?? filter.class,
});

const isSame = (one: Cell, other: Cell | undefined): boolean =>
  other !== undefined &&
  (['figure', 'fromMs', 'toMs', 'vendor', 'certificate', 'class'] as const).every(
    (name) => one[name] === other[name],
  );
