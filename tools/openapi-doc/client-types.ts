// The types of the console's API clients, made from the documents in docs/openapi; with `check` nothing is written.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const CLI = join(root, 'node_modules/openapi-typescript/bin/cli.js');

/** @returns whether the types are what the document says. */
export function writeClientTypes(service: string, check: boolean): boolean {
  const from = join(root, `docs/openapi/${service}.json`);
  const to = join(root, `apps/console/web/src/api/types/${service}.d.ts`);
  const args = [CLI, from, '-o', to, ...(check ? ['--check'] : [])];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0 && !check) throw new Error(`openapi-typescript: ${stderr}`);
  return status === 0;
}
