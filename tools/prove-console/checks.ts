// The list of all checks, by the parts of the design. A check is in one small file of its part's folder.
import type { Check } from './check';
import { CERTIFICATES } from './certificates';
import { EXPLAINING } from './explaining';
import { QUALITY } from './quality';
import { RUNNING } from './running';
import { SANDBOX } from './sandbox';

export const PARTS = {
  certificates: CERTIFICATES,
  explaining: EXPLAINING,
  running: RUNNING,
  sandbox: SANDBOX,
  quality: QUALITY,
} as const satisfies Record<string, readonly Check[]>;

export type ListedCheck = Check & { readonly part: string };

export const CHECKS: readonly ListedCheck[] = Object.entries(PARTS)
  .flatMap(([part, checks]) => checks.map((check) => ({ ...check, part })))
  .sort((a, b) => a.n - b.n);

/** Those of a number or a part that is named; all of them without a word. Throws for a word that names none. */
export function chosen(checks: readonly ListedCheck[], words: readonly string[]): readonly ListedCheck[] {
  const fits = ({ n, part }: ListedCheck, word: string): boolean => String(n) === word || part === word;
  const strange = words.filter((word) => !checks.some((check) => fits(check, word)));
  if (strange.length > 0)
    throw new Error(`no check has the number or the part ${strange.join(', ')}; --list names them all`);
  return words.length === 0 ? checks : checks.filter((check) => words.some((word) => fits(check, word)));
}
