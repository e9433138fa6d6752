// The words that sentences are made of: times, and who does what. Pure.
import { ACTORS, type Remedy } from '@offline-push/contracts';

/** A reason that a newer release added has no remedy here. */
export function act(remedy: Remedy | undefined): string {
  if (remedy === undefined) return '';
  return remedy.who === 'nobody' ? ` → ${remedy.toDo}` : ` → For ${ACTORS[remedy.who]}: ${remedy.toDo}`;
}

/** Words of others may end in a full stop of their own. */
export const sentence = (words: string): string =>
  /[.!?。！？…]$/.test(words.trimEnd()) ? words.trimEnd() : `${words}.`;

/** The last moment that a Date knows. */
const LAST_MS = 8_640_000_000_000_000;

export const timeOf = (ms: number): string =>
  new Date(Math.max(-LAST_MS, Math.min(LAST_MS, ms)))
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z/, ' UTC');
export const secondsOf = (ms: number): string => `${(Math.max(0, ms) / 1000).toFixed(1)} s`;
