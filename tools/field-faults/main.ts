// `npm run field-faults [-- --only word …] [--list]`: faults that others met in the field, against the real processes and with other
// people's clients. Ends with one JSON line; the exit code is 0 only if every fault held.
import { Logger } from '@nestjs/common';
import { ensureAtHand } from '@offline-push/platform';
import { PARTS_FOLDER } from '@offline-push/parts';
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { FAULTS } from './faults';
import { optionsOf, USAGE } from './options';
import { chosen, lineOf, sumOf } from './report';
import { runFaults } from './run-faults';

/** Processes that end keep no tool alive, so something else must, until the last of them has ended. */
setInterval(() => undefined, 60_000);

async function main(): Promise<void> {
  const options = optionsOf(process.argv.slice(2));
  if (options.help) return console.log(USAGE);
  const faults = chosen(FAULTS, options.only);
  if (faults.length === 0)
    throw new Error(`no fault has the word ${options.only.join(' or ')}; --list names them all`);
  if (options.list) {
    for (const { section, row, name, holds } of faults) console.log(`${section}  ${row}: ${name} → ${holds}`);
    return;
  }
  Logger.overrideLogger(false); // of our own publisher and topics job: brokers that are away are part of the faults
  ensureAtHand('kcat', 'pgbouncer', 'faketime', 'javac');
  const built = spawnSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (built.status !== 0) throw new Error('the services could not be built');
  const startedAt = Date.now();
  const logs = join(PARTS_FOLDER, 'field-faults');
  rmSync(logs, { recursive: true, force: true });
  const onRuling = (ruling: Parameters<typeof lineOf>[0]): void => console.log(lineOf(ruling));
  const rulings = await runFaults(faults, {
    onRuling,
    onSkipped: ({ row, name }, lacks) => console.log(`skipped ${row}: ${name}: ${lacks}`),
    keepLogsIn: logs,
  });
  const sum = sumOf(rulings, Math.round((Date.now() - startedAt) / 1000));
  if (sum.broken > 0) console.log(`logs of what did not hold: ${logs}`);
  console.log(JSON.stringify(sum));
  process.exitCode = sum.broken > 0 ? 1 : 0;
}

main()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  })
  // A foreign client that is still in a retry of its own would keep the process for minutes.
  .finally(() => process.exit());
