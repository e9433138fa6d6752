// Writes the tables of settings into docs/operations.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { withSettings } from './page';
import { PROGRAMS } from './programs';
import { settingsTables } from './settings-tables';

const path = join(__dirname, '../../docs/operations.md');

async function write(): Promise<void> {
  const page = withSettings(readFileSync(path, 'utf8'), settingsTables(PROGRAMS));
  writeFileSync(path, await format(page, { ...(await resolveConfig(path)), filepath: path }));
}

void write();
