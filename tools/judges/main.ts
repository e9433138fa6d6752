// `npm run judges [-- --vendor xiaomi]`: clients that others wrote, against our fakes, so that a fake is not only our own opinion.
// Ends with one JSON line; the exit code is 0 only if no check failed.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { startParts } from '@offline-push/parts';
import { hear } from './court';
import { JUDGES, type Judge } from './judges';
import { NEEDED_TOOLS } from './libraries';
import { type Ruling, sumOf, tableOf } from './table';

const { values: options } = parseArgs({ options: { vendor: { type: 'string' } } });

async function main(): Promise<void> {
  const judges = JUDGES.filter(({ vendor }) => options.vendor === undefined || vendor === options.vendor);
  if (judges.length === 0) throw new Error(`nobody judges ${options.vendor}`);
  const parts = await startParts({});
  try {
    const rulings: Ruling[] = [];
    for (const judge of judges) rulings.push(await rule(parts, judge));
    console.log(tableOf(rulings));
    const sum = sumOf(rulings);
    console.log(JSON.stringify(sum));
    process.exitCode = sum.failed > 0 ? 1 : 0;
  } finally {
    await parts.stop();
  }
}

async function rule(parts: Parameters<typeof hear>[0], judge: Judge): Promise<Ruling> {
  const missing = NEEDED_TOOLS[judge.language].filter((tool) => !isAtHand(tool));
  if (missing.length > 0)
    return { judge, skipped: `there is no ${missing.join(' and no ')} on this machine` };
  console.error(`${judge.client} judges ${judge.vendor} …`);
  const checks = await hear(parts, judge).catch((error: Error) => [
    { check: 'can be fetched and started', passed: false, detail: error.message },
  ]);
  return { judge, checks };
}

/** Asks it for nothing: only that it starts counts. */
const isAtHand = (tool: string): boolean =>
  spawnSync(tool, [tool === 'go' ? 'version' : '--version'], { stdio: 'ignore' }).error === undefined;

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
