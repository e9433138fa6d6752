// What the tool prints. Pure.
import { stripVTControlCharacters } from 'node:util';
import type { ListedCheck } from './checks';
import type { Language } from './language';

export interface Ruling {
  readonly check: Pick<ListedCheck, 'n' | 'says' | 'part' | 'bothLanguages'>;
  readonly language: Language;
  readonly ms: number;
  /** What was seen instead; absent: it passed. */
  readonly seen?: string;
  /** Pictures of what was on the screen. */
  readonly pictures?: readonly string[];
  /** What was measured. */
  readonly figures?: string;
}

const SEEN_LENGTH = 1_200;

export function lineOf({ check, language, ms, seen, pictures = [], figures }: Ruling): string {
  const name = `${String(check.n).padStart(2)} ${check.bothLanguages ? `[${language}] ` : ''}`;
  const took = `(${(ms / 1000).toFixed(1)} s)`;
  const told = figures === undefined ? '' : `: ${figures}`;
  if (seen === undefined) return `passed ${name}${check.says} ${took}${told}`;
  return [
    `FAILED ${name}${check.says} ${took}`,
    `       seen: ${shortened(seen)}`,
    ...pictures.map((path) => `       picture: ${path}`),
  ].join('\n');
}

/** The browser's driver colours its messages. */
const shortened = (text: string): string => {
  const line = stripVTControlCharacters(text).replaceAll(/\s+/g, ' ').trim();
  return line.length <= SEEN_LENGTH ? line : `${line.slice(0, SEEN_LENGTH - 1)}…`;
};

export interface Sum {
  /** Checks, not languages: one passed if it did in all of its languages. */
  passed: number;
  failed: number;
  skipped: number;
  seconds: number;
}

/** @param chosen how many were wanted; those that did not come to their turn were skipped. */
export function sumOf(rulings: readonly Ruling[], chosen: number, seconds: number): Sum {
  const tried = new Set(rulings.map(({ check }) => check.n));
  const failed = new Set(rulings.filter(({ seen }) => seen !== undefined).map(({ check }) => check.n));
  return {
    passed: tried.size - failed.size,
    failed: failed.size,
    skipped: chosen - tried.size,
    seconds: Math.round(seconds),
  };
}
