// Hints about a value that may belong elsewhere: what the vendor's folder says it looks like, another field's form, the same value twice.
// They are only said; nothing is refused here. Pure.
import { type Field, patternOf, type Vendor, type Words } from './descriptor';

export type Look =
  | { readonly is: 'known'; readonly says: Words }
  | { readonly is: 'like' | 'same'; readonly label: Words };

/** A pattern that takes one of these takes nearly everything, and tells nothing. */
const ORDINARY = ['zZ9-_/+=', 'com.example', 'word'];

/** @param valueOf what stands in another field. */
export function lookOf(vendor: Vendor, field: Field, valueOf: (field: Field) => string): Look | undefined {
  const value = valueOf(field);
  if (value === '') return undefined;
  const known = field.looks.find(({ matches }) => new RegExp(matches, 'u').test(value));
  if (known !== undefined) return { is: 'known', says: known.says };
  const others = vendor.fields.filter(({ name, kind }) => name !== field.name && /^(text|lines)$/.test(kind));
  const same = others.find((other) => valueOf(other) === value && (field.isSecret || other.isSecret));
  if (same !== undefined) return { is: 'same', label: same.label };
  if (patternOf(vendor, field)?.test(value) !== false) return undefined;
  const like = others.find((other) => {
    const pattern = patternOf(vendor, other);
    return pattern?.test(value) === true && !ORDINARY.some((word) => pattern.test(word));
  });
  return like === undefined ? undefined : { is: 'like', label: like.label };
}
