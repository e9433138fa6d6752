// Writes the lock of the shapes. It refuses a change that would break a reader or writer of today; `--unreleased` writes it all the same,
// for as long as no release carries the contract (CHANGELOG.md says each such change).
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { narrowings, shapesOfTopics, type Shapes } from '@offline-push/contracts';

const file = join(__dirname, '../../libs/contracts/shapes.lock.json');

function main(): number {
  const now = shapesOfTopics();
  const broken = narrowings(readLock(), now);
  if (broken.length > 0 && !process.argv.includes('--unreleased')) {
    console.error(`These changes break a contract; make a new topic (.v2) instead:\n${broken.join('\n')}`);
    return 1;
  }
  writeFileSync(file, `${JSON.stringify(now, null, 1)}\n`);
  return 0;
}

function readLock(): Shapes {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Shapes;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

process.exitCode = main();
