// What the browser loads first, and with each page: read from the build's own files, as they are linked.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const WEB = join(__dirname, '../../../dist/apps/console/web');
const ASSETS = join(WEB, 'assets');
const IMPORTED = /(?:\bfrom|\bimport)\s*["']\.\/([\w.-]+\.js)["']/g;
const LATER = /\bimport\(\s*["'`]\.\/([\w.-]+\.js)["'`]\s*\)/g;

export interface Weights {
  /** gzip, level 9. */
  firstScripts: number;
  firstStyles: number;
  /** What each page adds to the first load, heaviest first. */
  pages: { name: string; bytes: number }[];
  charts: number;
}

const text = (file: string): string => readFileSync(join(ASSETS, file), 'utf8');
const weight = (file: string): number => gzipSync(readFileSync(join(ASSETS, file)), { level: 9 }).length;
const sum = (files: Iterable<string>): number => [...files].reduce((bytes, file) => bytes + weight(file), 0);

/** A script and all that it imports at once. */
function withImports(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, next = ''] of text(file).matchAll(IMPORTED)) withImports(next, found);
  return found;
}

export function weigh(): Weights {
  const page = readFileSync(join(WEB, 'index.html'), 'utf8');
  const linked = [...page.matchAll(/(?:src|href)="[^"]*assets\/([\w.-]+)"/g)].map(([, file = '']) =>
    basename(file),
  );
  const first = new Set(
    linked.filter((file) => file.endsWith('.js')).flatMap((file) => [...withImports(file)]),
  );
  const later = new Set(
    [...first].flatMap((file) => [...text(file).matchAll(LATER)].map(([, next = '']) => next)),
  );
  const styles = readdirSync(ASSETS).filter((file) => file.endsWith('.css'));
  const isChart = (file: string): boolean => file.startsWith('chart-library-');
  const pages = [...later].map((file) => {
    const own = [...withImports(file)].filter((one) => !first.has(one) && !isChart(one));
    const css = styles.filter(
      (style) => !linked.includes(style) && style.split('-')[0] === file.split('-')[0],
    );
    return { name: file.replace(/-[\w-]{8}\.js$/, ''), bytes: sum([...own, ...css]) };
  });
  const charts = readdirSync(ASSETS).filter((file) => file.endsWith('.js') && isChart(file));
  return {
    firstScripts: sum(first),
    firstStyles: sum(linked.filter((file) => file.endsWith('.css'))),
    pages: pages.sort((a, b) => b.bytes - a.bytes),
    charts: sum(charts),
  };
}
