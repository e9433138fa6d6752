// What a person would repair in one field: each mend takes a value that broke the field's rule and gives one that keeps it, or undefined
// to leave the field out. Which field gets which mend is said in repairs.ts. What loses nothing (a number written as a text) is done
// without a note; whatever is lost has one.
import { createHash } from 'node:crypto';
import type { TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { cutText } from './cut';
import { explained } from './explain';
import { wordSpelt } from './spellings';

/** What was cut, repaired or left out, and where. */
export interface Note {
  /** Dotted path, always a field of the contract: `push.title`. */
  field: string;
  what: string;
}

/** The field as it stands in the contract. */
export interface Place {
  schema: TSchema;
  path: string;
  note: (note: Note) => void;
}

export type Mend = (value: unknown, place: Place) => unknown;
export type Mends = Readonly<Record<string, Mend>>;

/** Mends each field that breaks its rule and has a mend; the others stay as they are, for the check that comes after. */
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

/** The last resort. An empty text is what many serializers write for nothing, and needs no words. */
export const leftOut: Mend = (value, { schema, path, note }) => {
  if (value === '') return undefined;
  const [problem] = explained(Value.Errors(schema, value));
  note({
    field: path,
    what: `left out: ${problem?.pointer ?? ''} ${problem?.rule ?? ''}`.replace(/ +/g, ' '),
  });
  return undefined;
};

/** The fields of an object, each by its own mend. */
export const eachField =
  (mends: Mends): Mend =>
  (value, place) =>
    isObject(value) ? mendFields(mends, value, place) : leftOut(value, place);

/** 6666 and true are texts to a person. An object is not. */
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string'
    ? value
    : ['number', 'boolean'].includes(typeof value)
      ? String(value)
      : undefined;

export const asText: Mend = (value, place) => fitting(textOf(value), value, place);

/** For a field that is needed: it is never left out. A number that is not exact any more may be another one's id, and stays refused. */
export const asKey = (value: unknown): unknown => (Number.isSafeInteger(value) ? String(value) : value);

/** A word of a set that is needed, as an enum's constant prints it. */
export const asWord: Mend = (value, { schema }) =>
  typeof value === 'string' ? (wordSpelt(value, schema) ?? value) : value;

const fitting = (better: unknown, value: unknown, place: Place): unknown =>
  better !== undefined && Value.Check(place.schema, better) ? better : leftOut(value, place);

/** Without what PostgreSQL and the vendors refuse, and cut to its length between two characters. */
export const shortened: Mend = (value, place) => {
  const text = textOf(value);
  if (text === undefined) return leftOut(value, place);
  const clean = cleaned(text, place);
  const cut = cutText(clean, lengthOf(place));
  if (cut !== clean)
    place.note({ field: place.path, what: `cut from ${clean.length} to ${cut.length} characters` });
  return cut;
};

/** Custom content: an object is written as JSON, as its sender meant it; what is too long is useless when cut. */
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

/** "Android", "iOS", "MINI_PROGRAM": the same word in other letters. */
export const word: Mend = (value, place) => {
  const text = textOf(value) ?? '';
  return fitting(wordSpelt(text, place.schema) ?? text.toLowerCase(), value, place);
};

/** Numbers that came as texts (protobuf writes 64-bit numbers so) or with a fraction; above the range the highest is taken. */
export const wholeNumber: Mend = (value, place) => {
  const number = numberOf(value);
  if (number === undefined) return leftOut(value, place);
  const highest = place.schema['maximum'] as number;
  const taken = Math.min(Math.ceil(number), highest);
  if (!Value.Check(place.schema, taken)) return leftOut(value, place);
  if (taken !== number) place.note({ field: place.path, what: `taken as ${taken}` });
  return taken;
};

/** Seconds and microseconds cannot be told from mistakes: the time of the record stands in. */
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

/** How much of a long id stays readable. */
const READABLE = 100;

/** An id that only has to be the same each time: what is too long or cannot be stored is replaced by its beginning and a hash. */
export const sameId: Mend = (value, place) => {
  const text = textOf(value);
  if (text === undefined || text === '') return leftOut(value, place);
  if (Value.Check(place.schema, text)) return text;
  place.note({ field: place.path, what: 'replaced by its beginning and a hash' });
  const hash = createHash('sha256').update(text, 'utf16le').digest('base64url').slice(0, 22);
  return `${cutText(visible(text), READABLE)}~${hash}`;
};

/** An id for people to read: what may not stand in one shows as U+FFFD. */
export const visible = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- naming the control characters is the point
  text.toWellFormed().replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '\ufffd');

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
