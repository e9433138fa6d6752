// The place in a list of devices as the text of a cursor, and back. Pure.
import type { Key } from '../story/keys';
import type { SlotLine } from './figures';

export type CellLine = Omit<SlotLine, 'app'>;

/** A part of a story in the order of its line. */
export interface PartPlace {
  sentS: number;
  message: Key;
  part: number;
  day: number;
}

/** Behind this device the list goes on. */
export interface Mark {
  line: CellLine;
  part: PartPlace;
  /** Of the device; LAST: its part is done. */
  key: string;
}

/** Greater than the key of any device. */
export const LAST = '~';

type Flat = [
  ...[slot: number, vendor: string, certificateId: number, named: 'chat' | 'bulk'],
  ...[sentS: number, message: string, part: number, day: number, key: string],
];
const WHOLE = 'number';
const SHAPE = [WHOLE, 'string', WHOLE, 'string', WHOLE, 'string', WHOLE, WHOLE, 'string'];
const SMALL = 2 ** 15;
const MIDDLE = 2 ** 31;

export const textOfMark = ({ line, part, key }: Mark): string =>
  JSON.stringify([
    ...[line.slot, line.vendor, line.certificateId, line.class],
    ...[part.sentS, part.message, part.part, part.day, key],
  ] satisfies unknown[]);

/** A cursor may come from anybody: what is no mark never reaches the database. */
export function isMark(text: string): boolean {
  const flat = parsed(text);
  if (!Array.isArray(flat) || flat.length !== SHAPE.length) return false;
  if (!flat.every((value, at) => typeof value === SHAPE[at])) return false;
  const [slot, vendor, certificateId, named, sentS, message, part, day] = flat as Flat;
  const isWithin = (value: number, bound: number) =>
    Number.isInteger(value) && value >= -bound && value < bound;
  return (
    // PostgreSQL takes no text with a zero byte.
    !`${vendor}${named}`.includes('\u0000') &&
    isWithin(slot, MIDDLE) &&
    isWithin(certificateId, Number.MAX_SAFE_INTEGER) &&
    isWithin(sentS, MIDDLE) &&
    /^-?\d{1,19}$/.test(message) &&
    isInBigint(message) &&
    isWithin(part, SMALL) &&
    isWithin(day, SMALL)
  );
}

const isInBigint = (text: string): boolean => BigInt.asIntN(64, BigInt(text)) === BigInt(text);

export function markIn(text: string): Mark {
  const [slot, vendor, certificateId, named, sentS, message, part, day, key] = parsed(text) as Flat;
  return { line: { slot, vendor, certificateId, class: named }, part: { sentS, message, part, day }, key };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
