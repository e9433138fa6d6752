// The table as CSV (RFC 4180) for spreadsheets and programs: the same rows and figures, no sums, so that a column sums to the table's. Pure.
import { FIGURE_NAMES } from './figures';
import type { Period } from './period';
import type { Row } from './table';

type Cell = string | number | null | undefined;
const NOT_REPORTED = 'not reported';

export interface Columns {
  app: string;
  by: readonly string[];
  countedUpToMs: number | null;
}

export function csvOf(rows: readonly Row[], { app, by, countedUpToMs }: Columns, period: Period): string {
  const at = (ms: number): string => timeOf(ms, period.offsetMinutes);
  const named = (['vendor', 'certificateId', 'class'] as const).filter((name) =>
    name === 'certificateId' ? by.includes('certificate') : by.includes(name),
  );
  const upTo = countedUpToMs === null ? '' : at(countedUpToMs);
  const header: Cell[] = ['app', 'from', 'to', ...named, ...FIGURE_NAMES, 'open', 'countedUpTo'];
  const lines = rows.map((row): Cell[] => [
    ...[app, at(row.fromMs), at(row.toMs)],
    ...named.map((name) => row[name]),
    ...FIGURE_NAMES.map((name) => row.counts[name] ?? NOT_REPORTED),
    ...[row.open, upTo],
  ]);
  return [header, ...lines].map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');
}

/** Spreadsheets run what begins like a formula; after an apostrophe it is a text. Numbers are our own. */
export function cellOf(value: Cell): string {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  const harmless = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** ISO 8601 with the zone's offset. */
function timeOf(ms: number, offsetMinutes: number): string {
  const local = new Date(ms + offsetMinutes * 60_000).toISOString().replace('.000', '').replace('Z', '');
  if (offsetMinutes === 0) return `${local}Z`;
  const [hours, minutes] = [Math.floor(Math.abs(offsetMinutes) / 60), Math.abs(offsetMinutes) % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${local}${offsetMinutes < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`;
}
