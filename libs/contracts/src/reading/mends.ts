// Repairs values of single fields. A mend takes a value that breaks the rule of its field and returns one that keeps it, or undefined to
// leave the field out. repairs.ts says which field gets which mend. A mend that loses something makes a note; one that loses nothing,
// like a number written as a text, makes none.
import { createHash } from 'node:crypto';
import type { TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { cutText } from './cut';
import { explained } from './explain';
import { wordSpelt } from './spellings';

/** What was cut, repaired or left out. */
export interface Note {
  /** Dotted path, always a field of the contract: `push.title`. */
  field: string;
  what: string;
}

/** The field of the contract that is repaired. */
export interface Place {
  schema: TSchema;
  path: string;
  note: (note: Note) => void;
}

export type Mend = (value: unknown, place: Place) => unknown;
export type Mends = Readonly<Record<string, Mend>>;

/** Mends each field that breaks its rule and has a mend. The other fields stay as they are; the check that follows judges them. */
export function mendFields(mends: Mends, value: object, { schema, path, note }: Place): object {
  const fields = schema['properties'] as Record<string, TSchema>;
  const mended = Object.entries(value).flatMap(([name, inner]) => {
    const [mend, field] = Object.hasOwn(mends, name) ? [mends[name], fields[name]] : [];
    if (mend === undefined || field === undefined || Value.Check(field, inner)) return [[name, inner]];
    const better = mend(inner, { schema: field, path: path === '' ? name : `${path}.${name}`, note });
    return better === undefined ? [] : [[name, better]];
  });
  return Object.fromEntries(mended) as object;
}

/** Leaves the field out, with a note. An empty text gets no note, because many serializers write it for an absent field. */
export const leftOut: Mend = (value, { schema, path, note }) => {
  if (value === '') return undefined;
  const [problem] = explained(Value.Errors(schema, value));
  note({
    field: path,
    what: `left out: ${problem?.pointer ?? ''} ${problem?.rule ?? ''}`.replace(/ +/g, ' '),
  });
  return undefined;
};

/** Mends the fields of an object, each with its own mend. */
export const eachField =
  (mends: Mends): Mend =>
  (value, place) =>
    isObject(value) ? mendFields(mends, value, place) : leftOut(value, place);

/** Numbers and booleans are taken as texts, objects are not. */
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string'
    ? value
    : ['number', 'boolean'].includes(typeof value)
      ? String(value)
      : undefined;

export const asText: Mend = (value, place) => fitting(textOf(value), value, place);

/** For a required field, which is never left out. A number above 2^53 is not exact and may be another id, so it stays refused. */
export const asKey = (value: unknown): unknown => (Number.isSafeInteger(value) ? String(value) : value);

/** A required word of a set, also as enums of other languages print it. */
export const asWord: Mend = (value, { schema }) =>
  typeof value === 'string' ? (wordSpelt(value, schema) ?? value) : value;

const fitting = (better: unknown, value: unknown, place: Place): unknown =>
  better !== undefined && Value.Check(place.schema, better) ? better : leftOut(value, place);

/** Takes out what PostgreSQL and the vendors refuse, and cuts the text to its length between two characters. */
export const shortened: Mend = (value, place) => {
  const text = textOf(value);
  if (text === undefined) return leftOut(value, place);
  const clean = cleaned(text, place);
  const cut = cutText(clean, lengthOf(place));
  if (cut !== clean)
    place.note({ field: place.path, what: `cut from ${clean.length} to ${cut.length} characters` });
  return cut;
};

/** For custom content: an object is written as JSON. A text that is too long is left out whole, because a cut one is of no use. */
export const wholeText: Mend = (value, place) => {
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : textOf(value);
  const clean = text === undefined ? value : cleaned(text, place);
  return fitting(clean, clean, place);
};

function cleaned(text: string, { path, note }: Place): string {
  const clean = text.replaceAll('\u0000', '').toWellFormed();
  if (clean !== text) note({ field: path, what: 'NUL taken out, halves of characters replaced' });
  return clean;
}

const lengthOf = ({ schema }: Place): number => schema['maxLength'] as number;

/** Takes other spellings of a word: "Android", "iOS", "MINI_PROGRAM". */
export const word: Mend = (value, place) => {
  const text = textOf(value) ?? '';
  return fitting(wordSpelt(text, place.schema) ?? text.toLowerCase(), value, place);
};

/** Takes numbers written as texts (as protobuf writes 64-bit ones) or with a fraction. Above the range the highest value is taken. */
export const wholeNumber: Mend = (value, place) => {
  const number = numberOf(value);
  if (number === undefined) return leftOut(value, place);
  const highest = place.schema['maximum'] as number;
  const taken = Math.min(Math.ceil(number), highest);
  if (!Value.Check(place.schema, taken)) return leftOut(value, place);
  if (taken !== number) place.note({ field: place.path, what: `taken as ${taken}` });
  return taken;
};

/** A time in another unit looks like a mistake, so it is left out, and the time of the record counts. */
export const time: Mend = (value, place) => {
  const number = numberOf(value);
  if (number !== undefined && Value.Check(place.schema, number)) return number;
  const what = "cannot be a time in ms since 1970: the record's time is taken";
  place.note({ field: place.path, what });
  return undefined;
};

const numberOf = (value: unknown): number | undefined => {
  if (typeof value === 'string' && /^-?\d{1,17}(\.\d{1,9})?$/.test(value)) return Number(value);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};

export const yesNo: Mend = (value, place) => {
  const text = textOf(value)?.toLowerCase() ?? '';
  if (['true', '1', 'yes'].includes(text)) return true;
  return ['false', '0', 'no'].includes(text) ? false : leftOut(value, place);
};

/** So many characters of a long id stay readable. */
const READABLE = 100;

/** For an id that only has to be the same each time: one that is too long or cannot be stored becomes its beginning and a hash. */
export const sameId: Mend = (value, place) => {
  const text = textOf(value);
  if (text === undefined || text === '') return leftOut(value, place);
  if (Value.Check(place.schema, text)) return text;
  place.note({ field: place.path, what: 'replaced by its beginning and a hash' });
  const hash = createHash('sha256').update(text, 'utf16le').digest('base64url').slice(0, 22);
  return `${cutText(visible(text), READABLE)}~${hash}`;
};

/** The id for people to read, with U+FFFD for characters that an id may not have. */
export const visible = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- naming the control characters is the point
  text.toWellFormed().replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '\ufffd');

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
