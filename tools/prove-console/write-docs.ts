// Writes what a run saw into the table of docs/console.md, with its date and its machine.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { CHECKS } from './checks';
import { tableOf, withTable } from './page';
import type { Ruling } from './report';

const path = join(__dirname, '../../docs/console.md');

export async function writeDocs(rulings: readonly Ruling[]): Promise<void> {
  const where = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release()}, Node ${process.versions.node}`;
  const before = readFileSync(path, 'utf8');
  const table = tableOf(CHECKS, rulings, { day: new Date().toISOString().slice(0, 10), where }, before);
  const page = withTable(before, table);
  writeFileSync(path, await format(page, { ...(await resolveConfig(path)), filepath: path }));
}
