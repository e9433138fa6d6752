// Finds a word of ours in the spellings of enums in other languages: LOGGED_OUT (Java), LoggedOut (.NET), loggedOut. Pure.
import type { TSchema } from '@sinclair/typebox';

/** The word, and the ways in which an enum writes it, each once. */
export function spellingsOf(word: string): string[] {
  const snake = word.replaceAll('-', '_');
  const camel = word.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const pascal = camel.charAt(0).toUpperCase() + camel.slice(1);
  return [...new Set([word, snake, word.toUpperCase(), snake.toUpperCase(), camel, pascal])];
}

const wordsOf = new WeakMap<TSchema, ReadonlyMap<string, string>>();

/** The word of the set that has this spelling, or undefined. */
export function wordSpelt(spelling: string, set: TSchema): string | undefined {
  let words = wordsOf.get(set);
  if (words === undefined) wordsOf.set(set, (words = readIn(set)));
  return words.get(spelling);
}

const readIn = (set: TSchema): ReadonlyMap<string, string> =>
  new Map(
    ((set['anyOf'] ?? []) as TSchema[])
      .map((one) => String(one['const']))
      .flatMap((word) => spellingsOf(word).map((spelling) => [spelling, word] as const)),
  );
