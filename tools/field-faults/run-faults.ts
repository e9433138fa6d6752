// One fault after the other: on the platform that they share, or on one of its own. Behind each the ledger of delivery-log must balance. A fault that did not hold may leave anything behind,
// so the platform goes with it.
import { within } from '@offline-push/parts';
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { imbalanceOf } from './balance';
import type { Fault } from './fault';
import type { Ruling } from './report';
import { Scene } from './scene';

const FAULT_DEADLINE_MS = 120_000;

export interface RunOptions {
  onRuling: (ruling: Ruling) => void;
  onSkipped: (fault: Fault, lacks: string) => void;
  /** Where the logs of a fault that did not hold are kept; absent: nowhere. */
  keepLogsIn?: string;
  /** Of the shared platform. */
  options?: Fault['own'];
}

export async function runFaults(
  faults: readonly Fault[],
  { onRuling, onSkipped, keepLogsIn, options = {} }: RunOptions,
): Promise<Ruling[]> {
  const rulings: Ruling[] = [];
  let shared: Scene | undefined;
  try {
    for (const fault of faults) {
      const lacks = fault.lacks?.();
      if (lacks !== undefined) {
        onSkipped(fault, lacks);
        continue;
      }
      const startedAt = Date.now();
      const scene =
        fault.own !== undefined ? await Scene.open(fault.own) : (shared ??= await Scene.open(options));
      const broken = (await tried(fault, scene)) ?? (await imbalanceOf(scene));
      if (broken !== undefined && keepLogsIn !== undefined) keepLogs(scene, join(keepLogsIn, wordsOf(fault)));
      if (fault.own !== undefined || broken !== undefined) await scene.close();
      if (broken !== undefined && fault.own === undefined) shared = undefined;
      const seconds = Math.round((Date.now() - startedAt) / 1000);
      const ruling: Ruling = { fault, seconds, ...(broken !== undefined && { broken }) };
      rulings.push(ruling);
      onRuling(ruling);
    }
  } finally {
    await shared?.close();
  }
  return rulings;
}

/** What happened instead of what must hold; undefined: it held. */
export async function tried(fault: Fault, scene: Scene): Promise<string | undefined> {
  try {
    const deadlineMs = fault.deadlineMs ?? FAULT_DEADLINE_MS;
    await within(deadlineMs, 'the fault was not over', fault.run(scene));
    await scene.isWell();
    return undefined;
  } catch (error) {
    return error instanceof AggregateError ? error.errors.map(String).join('; ') : String(error);
  }
}

const wordsOf = ({ row, name }: Fault): string => `${row} ${name}`.replaceAll(/[^A-Za-z0-9.]+/g, '-');

function keepLogs(scene: Scene, folder: string): void {
  const from = scene.platform.parts.folder;
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(from).filter((name) => /\.(log|ndjson)$/.test(name)))
    cpSync(join(from, name), join(folder, name));
}
