// Whom a dead letter may name: each text and number in it, and the user in its key. Pure.
import { whoOf } from '../erasing/admission';
import { eventIn, type Letter } from './letter';

/** More are in no record that a broker takes, but for bytes that somebody made up. */
const MOST = 5_000;

/** As hashes of app and user. Of what cannot be read nobody can say. */
export function whoIsIn({ app, key, value }: Letter): string[] {
  const event = eventIn(value);
  const named = new Set<string>();
  if (event !== undefined) collect(event, named);
  const owner = key?.toString('utf8').split('/') ?? [];
  const [appOfKey, ...rest] = owner;
  if (rest.length > 0) named.add(rest.join('/'));
  const whose = app ?? appOfKey;
  return whose === undefined ? [] : [...named].map((name) => whoOf(whose, name.toWellFormed()));
}

function collect(value: unknown, into: Set<string>): void {
  if (into.size >= MOST) return;
  if (typeof value === 'string' || typeof value === 'number') {
    if (String(value).length <= 128) into.add(String(value));
  } else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) collect(inner, into);
}
