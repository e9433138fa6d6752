// Tests whether a record holds one of some words, for a handler that needs few records of a busy topic: the others are not parsed. Pure.

import { spellingsOf } from '@offline-push/contracts';
import type { LiveWords } from '../bus';

/** Records with escapes or base64 always pass, because words in them cannot be found. */
const CODED = ['\\u', 'data_base64'];

/** True for every JSON document with one of the words as a text, and for some others. */
export function mentionsAny(words: readonly string[]): (value: Buffer | null) => boolean {
  const needles = [...words.flatMap(spellingsOf), ...CODED];
  const pattern = new RegExp(needles.map(asBytes).join('|'));
  return (value) => value !== null && pattern.test(value.toString('latin1'));
}

/** The same for words that change. Without a list all records pass, and with an empty one none. */
export function mentionsAnyOf(live: LiveWords): (value: Buffer | null) => boolean {
  let [known, isMentioned] = [live.words, mentionsAny([])];
  const compile = (): void => {
    known = live.words;
    if (known !== undefined && known.length > 0) isMentioned = mentionsAny(known);
  };
  compile();
  return (value) => {
    if (known !== live.words) compile();
    if (known === undefined) return true;
    return known.length > 0 && isMentioned(value);
  };
}

/** The bytes as latin1, so that one pass over a record finds all words. */
const asBytes = (needle: string): string =>
  Buffer.from(needle)
    .toString('latin1')
    .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
