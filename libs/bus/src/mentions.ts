// Does a record hold one of these words? For a topic of which a handler needs a few records among very many: the others are not parsed. Pure.

/** Where a letter may be written as an escape, words cannot be looked for. */
const ESCAPE = Buffer.from('\\u');

/** True for the bytes of any JSON document in which one of the words is a text, and for some others. */
export function mentionsAny(words: readonly string[]): (value: Buffer | null) => boolean {
  const needles = [...words.map((word) => Buffer.from(word)), ESCAPE];
  return (value) => value !== null && needles.some((needle) => value.includes(needle));
}
