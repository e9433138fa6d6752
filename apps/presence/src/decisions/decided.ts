// Packs the decision on a message into the text that the database keeps: a line per device, fields separated by tabs (no id holds a control
// character). A later decision of the same message adds to that text; for each device the first decision counts. Pure.
import type { GateReason } from '@offline-push/contracts';
import type { HeldDevice, Lists } from '../gate/gate';
import { LIFTED } from '../gate/rules';

const ONWARD = '+';
const HELD = '~';

export interface Row {
  user: string;
  /** '' for a row about the recipient as a whole. */
  device: string;
  /** ONWARD, HELD, or the reason why the device was stopped. */
  result: string;
  /** Only for a device that goes onward. */
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
    const [user = '', device = '', result = '', session = ''] = line.split('\t');
    return result === '' ? [] : [{ user, device, result, session }];
  });

/** The rows of the text for which `isAsked` is true. */
export const unpackLists = (text: string, isAsked: (row: HeldDevice) => boolean): Lists =>
  listsOf(rowsOf(text).filter(isAsked));

export function listsOf(rows: readonly Row[]): Lists {
  const lists: Lists = { onward: [], stopped: [], held: [] };
  for (const { user, device, result, session } of rows)
    if (result === ONWARD) lists.onward.push({ user, device, session });
    else if (result === HELD) lists.held.push({ user, device });
    else lists.stopped.push({ user, ...(device !== '' && { device }), reason: result as GateReason });
  return lists;
}

/** A later decision of a message. */
export interface Later {
  decided: string;
  /** True for a recipient whose devices gave no acknowledgement. */
  isEvenIfOnline: (user: string) => boolean;
}

/**
 * What a later decision adds to the kept text: recipients that the text does not know, devices that were on hold, and devices that were
 * stopped for a connection that did not acknowledge.
 */
export function addedTo(kept: string, later: Later): Row[] {
  const users = new Map<string, Map<string, Row>>();
  for (const row of rowsOf(kept)) devicesOf(users, row.user).set(row.device, row);
  return rowsOf(later.decided).filter((row) => counts(row, users.get(row.user), later));
}

/** The kept text with these rows added; the same text if there are none. */
export function withRows(kept: string, added: readonly Row[]): string {
  if (added.length === 0) return kept;
  const rows = new Map<string, Row>();
  for (const row of [...rowsOf(kept), ...added]) rows.set(`${row.user}\t${row.device}`, row);
  return [...rows.values()].map(lineOf).join('\n');
}

function counts(row: Row, decided: ReadonlyMap<string, Row> | undefined, later: Later): boolean {
  if (decided === undefined) return true;
  const before = decided.get(row.device);
  if (before === undefined || before.result === row.result) return false;
  if (before.result === HELD) return true;
  return (
    row.result !== HELD && later.isEvenIfOnline(row.user) && LIFTED.includes(before.result as GateReason)
  );
}

function devicesOf(users: Map<string, Map<string, Row>>, user: string): Map<string, Row> {
  const devices = users.get(user) ?? new Map<string, Row>();
  users.set(user, devices);
  return devices;
}

const lineOf = ({ user, device, result, session }: Row): string =>
  result === ONWARD ? `${user}\t${device}\t${result}\t${session}` : `${user}\t${device}\t${result}`;
