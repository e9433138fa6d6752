// `npm run prove:console [-- --only <n> …] [--list]`: the checks of the console's design, in a real browser against real services. The last
// line is one JSON object; the exit code is 0 only if no check failed.
import { Logger } from '@nestjs/common';
import { PARTS_FOLDER } from '@offline-push/parts';
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumPath } from './browser/chromium';
import { CHECKS, chosen } from './checks';
import { optionsOf, USAGE } from './options';
import { lineOf, type Ruling, sumOf } from './report';
import { runChecks } from './run-checks';
import { writeDocs } from './write-docs';

/** Processes that end keep no tool alive, so something else must, until the last of them has ended. */
setInterval(() => undefined, 60_000);

async function main(): Promise<void> {
  const options = optionsOf(process.argv.slice(2));
  if (options.help) return console.log(USAGE);
  const checks = chosen(CHECKS, options.only);
  if (options.list) {
    for (const { n, part, says } of checks) console.log(`${String(n).padStart(2)}  ${part}: ${says}`);
    return;
  }
  chromiumPath();
  Logger.overrideLogger(false); // of our own publisher: services that are away are part of the checks
  const built = spawnSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (built.status !== 0) throw new Error('the services and pages could not be built');
  const startedAtMs = performance.now();
  const folder = join(PARTS_FOLDER, 'prove-console');
  rmSync(folder, { recursive: true, force: true });
  const rulings: Ruling[] = [];
  const onRuling = (ruling: Ruling): void => {
    rulings.push(ruling);
    console.log(lineOf(ruling));
  };
  let broken: unknown;
  // What ended the run counts as skipped, and is said; what was seen before it still stands.
  await runChecks(checks, { onRuling, folder }).catch((error: unknown) => (broken = error));
  const sum = sumOf(rulings, checks.length, (performance.now() - startedAtMs) / 1000);
  if (broken !== undefined) console.error(broken instanceof Error ? broken.message : broken);
  if (options['write-docs']) await writeDocs(rulings);
  console.log(JSON.stringify(sum));
  process.exitCode = sum.failed > 0 || broken !== undefined ? 1 : 0;
}

main()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  })
  .finally(() => process.exit());
