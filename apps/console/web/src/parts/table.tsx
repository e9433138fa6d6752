// The one table of the console: a real table. Sorting and filters are the server's. Long ones draw only the rows in view.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useShortcut } from '../shell/shortcuts';
import { useTexts } from '../texts/language';
import { SHELL } from '../texts/shell';
import './table.css';

export interface Column<Row> {
  readonly name: string;
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand at the right. */
  readonly isNumber?: boolean;
  /** On hover: what it means. */
  readonly means?: string;
  /** Its heading is a button: whoever is asked brings the rows in that order. */
  readonly onSort?: () => void;
  readonly sorted?: 'ascending' | 'descending' | undefined;
}

interface TableProps<Row> {
  /** What a screen reader calls the table. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** A row can be opened: by click, Enter, and j/k with Enter. */
  onOpen?: (row: Row) => void;
  /** The row that is open. */
  openKey?: string | undefined;
  /** All there are, if more than `rows`. */
  count?: number;
  /** Called when the last rows come into view, to load more. */
  onEnd?: (() => void) | undefined;
  /** Below all rows, and part of none: the sums. */
  footer?: Row | undefined;
}

/** A longer table draws only what is in view. */
const VIRTUAL_FROM = 100;
const ROW_PX = 36;

export function Table<Row>({
  label,
  columns,
  rows,
  keyOf,
  onOpen,
  openKey,
  count,
  onEnd,
  footer,
}: TableProps<Row>) {
  const t = useTexts(SHELL);
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const isVirtual = rows.length > VIRTUAL_FROM;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    enabled: isVirtual,
  });
  const drawn = isVirtual ? virtual.getVirtualItems() : rows.map((_, index) => ({ index, start: 0, end: 0 }));
  const [at, setAt] = useState(-1);
  const go = (step: number): void => {
    const next = Math.min(rows.length - 1, Math.max(0, at + step));
    setAt(next);
    if (isVirtual) virtual.scrollToIndex(next);
  };
  useEffect(() => {
    body.current?.querySelector<HTMLElement>(`[data-index="${at}"]`)?.focus();
  }, [at]);
  useShortcut('j', t.keys.next, () => go(1));
  useShortcut('k', t.keys.previous, () => go(-1));
  const last = drawn.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last === rows.length - 1) onEnd?.();
  }, [last, rows.length, onEnd]);
  const before = isVirtual ? (drawn[0]?.start ?? 0) : 0;
  const after = isVirtual ? virtual.getTotalSize() - (drawn.at(-1)?.end ?? 0) : 0;
  const press = (event: KeyboardEvent, row: Row): void => {
    if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
    event.preventDefault();
    onOpen?.(row);
  };
  return (
    // A region that scrolls is reached by Tab, and has a name.
    <div
      className="table-frame"
      ref={scroller}
      role="region"
      aria-label={label}
      tabIndex={0}
      data-virtual={isVirtual}
    >
      <table aria-label={label} aria-rowcount={(count ?? rows.length) + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <Heading key={column.name} {...column} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {before > 0 && <tr aria-hidden="true" style={{ height: before }} />}
          {drawn.map(({ index }) => {
            const row = rows[index] as Row;
            const key = keyOf(row);
            return (
              <tr
                key={key}
                data-index={index}
                aria-rowindex={index + 2}
                tabIndex={onOpen ? 0 : undefined}
                aria-current={openKey === key ? 'true' : undefined}
                data-opens={onOpen ? true : undefined}
                onClick={onOpen && (() => onOpen(row))}
                onFocus={() => setAt(index)}
                onKeyDown={(event) => press(event, row)}
              >
                {columns.map(({ name, cell, isNumber }) => (
                  <td key={name} data-number={isNumber}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          {after > 0 && <tr aria-hidden="true" style={{ height: after }} />}
        </tbody>
        {footer !== undefined && <Sums columns={columns} row={footer} />}
      </table>
    </div>
  );
}

function Sums<Row>({ columns, row }: { columns: readonly Column<Row>[]; row: Row }) {
  return (
    <tfoot>
      <tr>
        {columns.map(({ name, cell, isNumber }) => (
          <td key={name} data-number={isNumber}>
            {cell(row)}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}

type HeadingProps = Pick<Column<never>, 'name' | 'isNumber' | 'means' | 'onSort' | 'sorted'>;

const ARROWS = { ascending: '↑', descending: '↓' } as const;

function Heading({ name, isNumber, means, onSort, sorted }: HeadingProps) {
  return (
    <th scope="col" data-number={isNumber} title={means} aria-sort={sorted}>
      {onSort === undefined ? (
        name
      ) : (
        <button type="button" className="table-sort" onClick={onSort}>
          {name}
          <span aria-hidden="true"> {sorted === undefined ? '' : ARROWS[sorted]}</span>
        </button>
      )}
    </th>
  );
}
