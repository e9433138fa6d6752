// Finds the known word that an unknown one may have meant. Pure.

/** Words with more edits between them are different words. */
const MAX_EDITS = 2;

/** The word with the fewest edits; undefined if none is close. A long word without its beginning or end is close too. */
export function closestTo(word: string, known: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  const [nearest] = known
    .map((one) => ({ one, edits: editsBetween(lower, one.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  if (nearest !== undefined && nearest.edits <= Math.min(MAX_EDITS, Math.ceil(word.length / 3)))
    return nearest.one;
  return word.length < 3 ? undefined : known.find((one) => one.toLowerCase().includes(lower));
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
function editsBetween(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j++) {
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const fewest = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replaced);
      rows[i]?.push(isSwap ? Math.min(fewest, at(i - 2, j - 2) + 1) : fewest);
    }
  }
  return at(a.length, b.length);
}
