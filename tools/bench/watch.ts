// Watches a run: until when, and who used how much.
import { until } from '@offline-push/parts';
import type { Platform, ProgramName, Sandbox } from '@offline-push/platform';
import type { Sent } from './load';
import { type Usage, usageOf, usageOfFamily } from './usage';

/** After the last message this long without any further call means that what is missing is lost. */
const QUIET_MS = 20_000;

/** Waits until the vendor has been called for everything, or for so long that what is missing will not come. */
export async function settled(sandbox: Sandbox, sent: readonly Sent[]): Promise<void> {
  const wanted = sent.reduce((sum, { tokens }) => sum + tokens.length, 0);
  let [seen, seenAtMs] = [-1, Date.now()];
  await until(
    600_000,
    'the calls did not come to an end',
    async () => {
      const { targets } = await sandbox.count();
      if (targets !== seen) [seen, seenAtMs] = [targets, Date.now()];
      return targets >= wanted || Date.now() - seenAtMs > QUIET_MS ? true : undefined;
    },
    200,
  );
}

export function usages(platform: Platform): Record<string, Usage> {
  const pids: Record<string, number | undefined> = {
    ...Object.fromEntries(Object.values(platform.programs).map(({ name, pid }) => [name, pid])),
    kafka: platform.parts.cluster.pid(1),
    postgres: platform.parts.postgresPid,
    generator: process.pid,
  } satisfies Partial<Record<ProgramName | 'kafka' | 'postgres' | 'generator', number | undefined>>;
  return Object.fromEntries(
    Object.entries(pids).flatMap(([name, pid]) =>
      pid === undefined ? [] : [[name, name === 'postgres' ? usageOfFamily(pid) : usageOf(pid)]],
    ),
  );
}
