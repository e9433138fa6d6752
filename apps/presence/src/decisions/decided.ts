// What was decided of a message, as the text that is remembered: a line a device, fields apart by tabs. And how a later decision of the same
// message adds to it: what was decided first counts, recipient by recipient. No id holds a control character. Pure.
import type { GateReason } from '@offline-push/contracts';
import type { HeldDevice, Lists } from '../gate/gate';
import { LIFTED } from '../gate/rules';

const ONWARD = '+';
const HELD = '~';

export interface Row {
  user: string;
  /** '': the recipient as a whole. */
  device: string;
  /** Onward, held, or the reason why not. */
  what: string;
  /** Of a device that goes onward. */
  session: string;
}

export function packLists({ onward, stopped, held }: Lists): string {
  const lines: string[] = [];
  for (const { user, device, session } of onward) lines.push(`${user}\t${device}\t${ONWARD}\t${session}`);
  for (const { user, device, reason } of stopped) lines.push(`${user}\t${device ?? ''}\t${reason}`);
  for (const { user, device } of held) lines.push(`${user}\t${device}\t${HELD}`);
  return lines.join('\n');
}

const rowsOf = (text: string): Row[] =>
  text.split('\n').flatMap((line) => {
    const [user = '', device = '', what = '', session = ''] = line.split('\t');
    return what === '' ? [] : [{ user, device, what, session }];
  });

/** The rows of a text that a caller asked for. */
export const unpackLists = (text: string, isAsked: (row: HeldDevice) => boolean): Lists =>
  listsOf(rowsOf(text).filter(isAsked));

export function listsOf(rows: readonly Row[]): Lists {
  const lists: Lists = { onward: [], stopped: [], held: [] };
  for (const { user, device, what, session } of rows)
    if (what === ONWARD) lists.onward.push({ user, device, session });
    else if (what === HELD) lists.held.push({ user, device });
    else lists.stopped.push({ user, ...(device !== '' && { device }), reason: what as GateReason });
  return lists;
}

/** A later decision of a message. */
export interface Later {
  decided: string;
  /** The devices of these recipients gave no acknowledgement. */
  isEvenIfOnline: (user: string) => boolean;
}

/**
 * What a later decision adds to what is held: recipients that are new in it, devices that were on hold, and devices that were stopped for a
 * connection that did not acknowledge.
 */
export function addedTo(held: string, later: Later): Row[] {
  const users = new Map<string, Map<string, Row>>();
  for (const row of rowsOf(held)) devicesOf(users, row.user).set(row.device, row);
  return rowsOf(later.decided).filter((row) => counts(row, users.get(row.user), later));
}

/** The text with these rows in it. The held text itself if there are none. */
export function withRows(held: string, added: readonly Row[]): string {
  if (added.length === 0) return held;
  const rows = new Map<string, Row>();
  for (const row of [...rowsOf(held), ...added]) rows.set(`${row.user}\t${row.device}`, row);
  return [...rows.values()].map(lineOf).join('\n');
}

function counts(row: Row, known: ReadonlyMap<string, Row> | undefined, later: Later): boolean {
  if (known === undefined) return true;
  const before = known.get(row.device);
  if (before === undefined || before.what === row.what) return false;
  if (before.what === HELD) return true;
  return row.what !== HELD && later.isEvenIfOnline(row.user) && LIFTED.includes(before.what as GateReason);
}

function devicesOf(users: Map<string, Map<string, Row>>, user: string): Map<string, Row> {
  const devices = users.get(user) ?? new Map<string, Row>();
  users.set(user, devices);
  return devices;
}

const lineOf = ({ user, device, what, session }: Row): string =>
  what === ONWARD ? `${user}\t${device}\t${what}\t${session}` : `${user}\t${device}\t${what}`;
