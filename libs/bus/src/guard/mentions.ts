// Does a record hold one of these words? For a topic of which a handler needs a few records among very many: the others are not parsed. Pure.

import { spellingsOf } from '@offline-push/contracts';

/** Where a letter may be written as an escape, or a document in base64, words cannot be looked for. */
const CODED = ['\\u', 'data_base64'];

/** True for the bytes of any JSON document in which one of the words is a text, and for some others. */
export function mentionsAny(words: readonly string[]): (value: Buffer | null) => boolean {
  const needles = [...words.flatMap(spellingsOf), ...CODED];
  const pattern = new RegExp(needles.map(asBytes).join('|'));
  return (value) => value !== null && pattern.test(value.toString('latin1'));
}

/** One letter a byte: one pass over a record costs less than a search for each needle. */
const asBytes = (needle: string): string =>
  Buffer.from(needle)
    .toString('latin1')
    .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
