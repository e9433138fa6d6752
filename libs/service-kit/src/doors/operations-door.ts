// Opens the operations port of a process.
import { join } from 'node:path';
import { answering } from './asking';
import type { DoorLimits } from './door';
import { type Operations, OPERATIONS_PATHS, type OperationsAnswer, type OperationsPath } from './operations';
import type { OperationsThread } from './operations.thread';
import { openThreadDoor } from './thread-door';

/** The rate of one address. Probes and scrapers come from few addresses, behind a service mesh all from one. */
const RATE = { perSecond: 100, burst: 200 };

/** Listens until the process ends. Returns the URL. */
export async function openOperations(
  operations: Operations,
  { host, port, limits }: { host: string; port: number; limits: Omit<DoorLimits, 'rate'> },
): Promise<string> {
  const { worker, url } = await openThreadDoor(join(__dirname, 'operations.thread'), {
    ...{ host, port, paths: OPERATIONS_PATHS },
    limits: { ...limits, rate: RATE },
  } satisfies OperationsThread);
  answering<OperationsPath, OperationsAnswer>(worker, (path) => operations.answer(path));
  worker.unref();
  return url;
}
