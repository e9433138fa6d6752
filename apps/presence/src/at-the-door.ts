// What the door found out about a message goes into the records of its decision: the notes of what was cut or repaired, and a row for
// each recipient that is no user id. Pure.
import { MAX_DEVICES, type PushGated, type StoppedAtGate } from '@offline-push/contracts';
import { pushRecords } from './push-records';

export interface Door {
  /** `sentAtMs` as its sender said it. */
  saidAtMs?: number | undefined;
  notes?: readonly string[] | undefined;
  badRecipients?: readonly string[] | undefined;
}

/** What the contract takes. */
const MAX_NOTES = 20;
/** Rows (at most half a kB each) for which every record has room: the gate fills one only to 800 kB. */
const FEW_ROWS = 50;
/** A sender's clock may be so far ahead without a word. */
const MAX_AHEAD_MS = 60_000;
const AHEAD = "sentAtMs: lies in the future: the record's time is taken";

/** @param pushes at least one, unless there is nothing to say; all of one message. */
export function toldByDoor(pushes: PushGated[], door: Door): PushGated[] {
  const [first] = pushes;
  if (first === undefined) return pushes;
  const notes = notesOf(door, first.sentAtMs);
  const noted = notes.length === 0 ? pushes : pushes.map((push) => ({ ...push, notes }));
  return door.badRecipients === undefined ? noted : withBadOnes(noted, door.badRecipients);
}

function notesOf({ saidAtMs, notes = [] }: Door, sentAtMs: number): string[] {
  const isAhead = saidAtMs !== undefined && saidAtMs - sentAtMs > MAX_AHEAD_MS;
  return (isAhead ? [AHEAD, ...notes] : notes).slice(0, MAX_NOTES);
}

/** A few find room in the last record; many have records of their own. */
function withBadOnes(pushes: PushGated[], users: readonly string[]): PushGated[] {
  const bad = users.map((user): StoppedAtGate => ({ user, reason: 'bad-recipient' }));
  const last = pushes.at(-1);
  if (last === undefined) return pushes;
  const { onward, stopped } = last;
  if (bad.length > FEW_ROWS || onward.length + stopped.length + bad.length > MAX_DEVICES)
    return [...pushes, ...pushRecords(last, { onward: [], stopped: bad })];
  return [...pushes.slice(0, -1), { ...last, stopped: [...stopped, ...bad] }];
}
