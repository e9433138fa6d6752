// Every app and library can be linted, checked and tested alone, so that Nx knows what a change affects and what it has done before.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const PROJECTS = [
  'tools',
  ...['apps', 'apps/console', 'libs'].flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`),
  ),
].filter((folder) => existsSync(join(ROOT, folder, 'project.json')));

const json = (path: string): Record<string, Record<string, { cache?: boolean }>> =>
  JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

describe('Nx', () => {
  it.each(PROJECTS)('%s has targets of its own', (folder) => {
    expect(Object.keys(json(`${folder}/project.json`)['targets'] ?? {})).toEqual(
      expect.arrayContaining(['lint', 'test', 'typecheck']),
    );
    expect(existsSync(join(ROOT, folder, 'tsconfig.json'))).toBe(true);
  });

  it.each(['build', 'lint', 'test', 'typecheck'])('remembers what %s found', (target) =>
    expect(json('nx.json')['targetDefaults']?.[target]?.cache).toBe(true),
  );
});
