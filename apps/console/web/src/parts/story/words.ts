// A device of a message in words: who it is, how it stands, what the answer is. The meaning of a reason comes from delivery-log.
import type { components } from '../../api/types/delivery-log';
import type { EXPLAIN } from '../../texts/explain';
import type { State } from '../state';

export type DeviceStory = components['schemas']['DeviceStory'];
export type DeviceRow = components['schemas']['MessageDevice'];
export type Story = components['schemas']['Story'];
export type Step = components['schemas']['StoryStep'];
export type Diagnosis = components['schemas']['Diagnosis'];

export type ExplainTexts = (typeof EXPLAIN)['en'];
type Judged = Pick<
  DeviceRow,
  'user' | 'device' | 'box' | 'reason' | 'mark' | 'arrival' | 'means' | 'who' | 'toDo'
>;

export const personOf = ({ user, device }: Pick<Judged, 'user' | 'device'>, t: ExplainTexts): string =>
  t.personAndDevice(user, device ?? t.withoutDevice);

export const stateOf = ({ mark }: Pick<Judged, 'mark'>): State => mark;

/** `0.9 s`, `84 ms`, `4 min 10 s`: how long something took. */
export function spanWord(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)} min ${Math.floor((ms % 60_000) / 1_000)} s`;
  return `${Math.floor(ms / 3_600_000)} h ${Math.floor((ms % 3_600_000) / 60_000)} min`;
}

/** The word of its badge. @param toldBy the last event that a receipt told of it. */
export function wordOf(
  row: Judged & { attempts?: number; nextAtMs?: number },
  t: ExplainTexts,
  toldBy?: string,
): string {
  const { box, reason, arrival } = row;
  if (box === 'stopped-at-gate' || box === 'stopped-at-addressing') return t.ends.stopped(reason);
  if (box === 'dead-letter') return t.ends.deadLetter(reason);
  if (box === 'erased') return t.ends.erased;
  if (box !== 'settled')
    return row.nextAtMs === undefined ? t.ends.waiting[box] : t.ends.retry((row.attempts ?? 0) + 1);
  if (reason === 'accepted') return endOf(toldBy ?? (arrival === 'arrived' ? 'arrived' : 'accepted'), t);
  return endOf(reason, t);
}

const endOf = (reason: string, { ends }: ExplainTexts): string => {
  const known = ends[reason as keyof typeof ends];
  return typeof known === 'string' ? known : reason;
};

/** The first sentence of a story. */
export function sentenceOf(
  device: Judged,
  t: ExplainTexts,
  told?: { event: string; afterMs: number },
): string {
  const who = personOf(device, t);
  if (told !== undefined && device.arrival === 'arrived') {
    const latency = spanWord(told.afterMs);
    if (told.event === 'clicked') return t.clickedAfter(who, latency);
    return told.event === 'removed' ? t.removedAfter(who, latency) : t.arrivedAfter(who, latency);
  }
  if (device.reason === 'accepted' && device.arrival === 'not-reported') return t.acceptedNotReported(who);
  if (device.reason === 'accepted' && device.arrival === 'not-yet') return t.acceptedNotYet(who);
  return t.answerOf(who, device.means);
}

const SHOWN = ['arrived', 'clicked', 'removed'];

/** What was told of its arrival: the last word, and how long after sending the first came. */
export function arrivalIn(
  steps: readonly Step[],
  sentAtMs: number | undefined,
): { event: string; afterMs: number } | undefined {
  const told = steps.filter(({ stage, result }) => stage === 'receipt' && SHOWN.includes(result));
  const [first, last] = [told[0], told.at(-1)];
  const fromMs = sentAtMs ?? steps[0]?.atMs;
  if (first === undefined || last === undefined || fromMs === undefined) return undefined;
  return { event: last.result, afterMs: first.atMs - fromMs };
}
