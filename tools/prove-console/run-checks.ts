// One check after the other, on the platform that they share or on one of its own.
import { within } from '@offline-push/parts';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from './language';
import type { ListedCheck } from './checks';
import type { Ruling } from './report';
import { Scene } from './scene';

const CHECK_DEADLINE_MS = 180_000;

export interface RunOptions {
  onRuling: (ruling: Ruling) => void;
  /** Where pictures of failures go. */
  folder: string;
}

export async function runChecks(
  checks: readonly ListedCheck[],
  { onRuling, folder }: RunOptions,
): Promise<Ruling[]> {
  mkdirSync(folder, { recursive: true });
  const rulings: Ruling[] = [];
  let shared: Scene | undefined;
  try {
    for (const check of checks) {
      const scene = check.own === undefined ? (shared ??= await Scene.open()) : await Scene.open(check.own);
      try {
        for (const ruling of await tried(check, scene, folder)) {
          rulings.push(ruling);
          onRuling(ruling);
        }
      } finally {
        if (check.own !== undefined) await scene.close();
      }
    }
  } finally {
    await shared?.close();
  }
  return rulings;
}

/** In each of its languages. */
export async function tried(check: ListedCheck, scene: Scene, folder: string): Promise<Ruling[]> {
  const rulings: Ruling[] = [];
  for (const language of check.bothLanguages ? LANGUAGES : (['en'] as const)) {
    const startedAt = performance.now();
    const told = await outcome(check, scene, language, join(folder, `${check.n}-${language}`));
    rulings.push({ check, language, ms: performance.now() - startedAt, ...told });
  }
  return rulings;
}

async function outcome(
  check: ListedCheck,
  scene: Scene,
  language: Ruling['language'],
  path: string,
): Promise<Pick<Ruling, 'seen' | 'pictures' | 'figures'>> {
  const told: { seen?: string; pictures?: string[]; figures?: string } = {};
  try {
    const deadlineMs = check.deadlineMs ?? CHECK_DEADLINE_MS;
    const figures = await within(deadlineMs, 'the check was not over', check.run(scene, language));
    if (typeof figures === 'string') told.figures = figures;
  } catch (error) {
    const heard = scene.heard.length > 0 ? `; the page said: ${scene.heard.join('; ')}` : '';
    told.seen = `${error instanceof Error ? error.message : String(error)}${heard}`;
    told.pictures = await scene.pictures((n) => `${path}-${n}.png`);
  }
  await scene.endCheck().catch((error: unknown) => {
    told.seen ??= (error as Error).message;
  });
  return told;
}
