// Does a record tell of what is looked for? Pure. Records of other systems may be anything; what cannot be read is searched as text.
import { type DeadLetter, deadLetter, messageSent } from '@offline-push/contracts';

export interface Record {
  topic: string;
  value: Buffer | null;
  headers: Readonly<{ [name: string]: Buffer }>;
  timestampMs: number;
}

export type Json = { [name: string]: unknown };

/** The event in a record, in whichever envelope; undefined: it cannot be read. */
export function eventIn({ value }: Pick<Record, 'value'>): Json | undefined {
  const parsed = jsonOf(value?.toString('utf8') ?? '');
  const event = typeof parsed === 'string' ? jsonOf(parsed) : parsed;
  if (!isObject(event)) return undefined;
  if (event['specversion'] === undefined) return event;
  const { data, data_base64: packed } = event;
  const inner = typeof packed === 'string' ? Buffer.from(packed, 'base64').toString('utf8') : data;
  const unpacked = typeof inner === 'string' ? jsonOf(inner) : inner;
  return isObject(unpacked) ? unpacked : event;
}

/** Ids may be whole numbers in events of other systems. */
export const idIn = (event: Json | undefined, field: string): string | undefined => {
  const id = event?.[field];
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
};

/** Cheap, and never wrong in saying no: only what may mention it is parsed. */
export function mayMention({ topic, value }: Pick<Record, 'topic' | 'value'>, id: string): boolean {
  if (value === null) return false;
  if (topic === deadLetter.name) return true;
  const isOfOthers = topic === messageSent.name;
  return value.includes(id) || value.includes(escaped(id)) || (isOfOthers && value.includes('data_base64'));
}

/** Is the letter about an event with this id in this field? Also where the event cannot be read. */
export function isLetterAbout(letter: DeadLetter, field: string, id: string): boolean {
  const value = letter.value === null ? null : Buffer.from(letter.value, 'base64');
  const event = eventIn({ value });
  if (event !== undefined) return namesIt(event, field, id);
  const text = value?.toString('utf8') ?? '';
  const quoted = [id, escaped(id)].map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return new RegExp(`"?${field}"?\\s*:\\s*"?(${quoted})["\\s,}]`).test(text);
}

/** The app that the event in the letter names, if that can be read. */
export const appOf = ({ value }: Pick<DeadLetter, 'value'>): string | undefined =>
  value === null ? undefined : idIn(eventIn({ value: Buffer.from(value, 'base64') }), 'app');

/** A user may be the recipient of a message, too. */
const namesIt = (event: Json, field: string, id: string): boolean =>
  idIn(event, field) === id ||
  (field === 'user' && Array.isArray(event['recipients']) && event['recipients'].map(String).includes(id));

const escaped = (id: string): string => JSON.stringify(id).slice(1, -1);
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
