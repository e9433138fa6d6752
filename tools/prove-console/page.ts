// The table of docs/console.md: each check, and what the last run that was written down saw of it. Pure.
import type { ListedCheck } from './checks';
import type { Ruling } from './report';

const BEGIN = '<!-- checks: written by npm run prove:console -- --write-docs -->';
const END = '<!-- end of checks -->';

interface Run {
  day: string;
  where: string;
}

/** @param before the page as it is: what was not tried now keeps its row. */
export function tableOf(
  checks: readonly ListedCheck[],
  rulings: readonly Ruling[],
  { day, where }: Run,
  before = '',
): string {
  const known = before.split('\n');
  const rows = checks.map((check) => {
    const own = rulings.filter((ruling) => ruling.check.n === check.n);
    const old = known.find((line) => new RegExp(`^\\|\\s*${check.n}\\s*\\|`).test(line));
    if (own.length === 0 && old !== undefined) return old;
    return `| ${check.n} | ${check.part} | ${escaped(check.says)} | ${resultOf(check, own)} | ${figuresOf(own)} |`;
  });
  const passed = rows.filter((row) => /\|\s*passed\s*\|/.test(row));
  return [
    `Run on ${day}, on ${where}: ${passed.length} of ${checks.length} passed.`,
    '',
    '| # | Part | Check | Result | Seconds, and what was measured |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function resultOf({ bothLanguages }: ListedCheck, rulings: readonly Ruling[]): string {
  if (rulings.length < (bothLanguages ? 2 : 1)) return 'not tried';
  const failed = rulings.filter(({ seen }) => seen !== undefined);
  return failed.length === 0
    ? 'passed'
    : `**failed**${bothLanguages ? ` (${failed.map(({ language }) => language).join(', ')})` : ''}`;
}

function figuresOf(rulings: readonly Ruling[]): string {
  const seconds = rulings.map(({ ms }) => (ms / 1000).toFixed(1)).join(' + ');
  const figures = rulings.flatMap(({ figures }) => (figures === undefined ? [] : [escaped(figures)]));
  return [seconds, ...new Set(figures)].filter(Boolean).join('; ');
}

const escaped = (text: string): string => text.replaceAll('|', '\\|');

/** The page with this table in place of the one it has. */
export function withTable(page: string, table: string): string {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`docs/console.md has no place for the table: ${BEGIN} … ${END}`);
  return `${page.slice(0, from + BEGIN.length)}\n\n${table}\n\n${page.slice(to)}`;
}
