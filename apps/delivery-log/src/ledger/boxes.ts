// The ledger: each device of each recipient, or a recipient without one, is in exactly one box. Pure.
import type { Device, Person, Story } from '../story/story';

/**
 * `at-gate` and `at-addressing` wait for a decision of that hop, `open` for an end at dispatch. A box that waits when its time is over holds
 * what is missing. `dead-letter`: the hop that had to decide could not read it.
 * `erased`: its user was erased while it was on its way.
 */
export const BOXES = [
  'at-gate',
  'stopped-at-gate',
  'at-addressing',
  'stopped-at-addressing',
  'open',
  'settled',
  'dead-letter',
  'erased',
] as const;
export type Box = (typeof BOXES)[number];

export interface Boxed {
  box: Box;
  /** Of a stop its reason, of an end its state; else empty. */
  reason: string;
}

/** No message lives longer, and its end is known some time after. */
const LONGEST_LIFE_MS = 7 * 86_400_000;
/** Whoever is late by less is not missing yet. */
const GRACE_MS = 3_600_000;
const HOUR_MS = 3_600_000;

/** Of a topic the start may be gone: a device has ended if anybody told so. */
function boxOfDevice(device: Device): Boxed {
  const { outcome, address, addressStop, gatedAtMs, gateStop, attempts, receipts } = device;
  const end = outcome?.state ?? attempts.at(-1)?.end ?? (receipts.length > 0 ? 'accepted' : undefined);
  if (end !== undefined) return { box: 'settled', reason: end };
  if (attempts.length > 0) return waiting('open');
  if (address !== undefined) return waiting('open', device.letter);
  if (addressStop !== undefined) return { box: 'stopped-at-addressing', reason: addressStop.reason };
  if (gatedAtMs !== undefined) return waiting('at-addressing', device.letter);
  return gateStop === undefined
    ? waiting('open', device.letter)
    : { box: 'stopped-at-gate', reason: gateStop.reason };
}

/** Once it is a dead letter nobody decides any more, until it is replayed. */
const waiting = (box: Box, letter?: { reason: string }): Boxed =>
  letter === undefined ? { box, reason: '' } : { box: 'dead-letter', reason: letter.reason };

export function boxesOf({ stop, letter, devices }: Person): Boxed[] {
  if (devices.size > 0) return [...devices.values()].map(boxOfDevice);
  return [stop === undefined ? waiting('at-gate', letter) : { box: 'stopped-at-gate', reason: stop.reason }];
}

/** One line of the ledger: how many are in a box, of the messages of an app and an hour that are due by another hour. */
export interface Line {
  app: string;
  /** Hours since 1970. */
  hour: number;
  dueHour: number;
  box: Box | 'recipients';
  reason: string;
}

export type Counts = Map<string, { line: Line; count: number }>;

/** A story whose time nobody told yet is in no hour; it is counted when somebody does. */
export function count(into: Counts, story: Story, sign: 1 | -1): void {
  const add = adderOf(into, story);
  add('recipients', '', sign * story.people.size);
  for (const person of story.people.values())
    for (const { box, reason } of boxesOf(person)) add(box, reason, sign);
}

export const WAITS: ReadonlySet<string> = new Set(['at-gate', 'at-addressing', 'open']);

/** Of somebody who is erased: who waits will not be told of any more, and the others stay where they are counted. */
export function countErased(into: Counts, story: Story, person: Person): void {
  const add = adderOf(into, story);
  for (const { box, reason } of boxesOf(person).filter((boxed) => WAITS.has(boxed.box))) {
    add(box, reason, -1);
    add('erased', '', 1);
  }
}

/** Whoever of this message still waits is missing: its time is over, and some more. */
export const isOverdue = ({ sentAtMs, expiresAtMs }: Story, nowMs: number): boolean =>
  sentAtMs !== undefined && (expiresAtMs ?? sentAtMs + LONGEST_LIFE_MS) + GRACE_MS < nowMs;

function adderOf(into: Counts, story: Story): (box: Line['box'], reason: string, by: number) => void {
  const { app, sentAtMs } = story;
  if (sentAtMs === undefined) return () => undefined;
  const { expiresAtMs = sentAtMs + LONGEST_LIFE_MS } = story;
  const hour = Math.floor(sentAtMs / HOUR_MS);
  const dueHour = Math.ceil((expiresAtMs + GRACE_MS) / HOUR_MS);
  return (box, reason, by) => {
    const key = `${app}/${hour}/${dueHour}/${box}/${reason}`;
    const known = into.get(key);
    if (known !== undefined) known.count += by;
    else into.set(key, { line: { app, hour, dueHour, box, reason }, count: by });
  };
}
