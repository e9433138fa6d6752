// One record per message, unless its targets are so many that a broker would refuse it: then several, each device in exactly one.
import {
  MAX_DEVICES,
  type PushAddressed,
  type StoppedAtAddressing,
  type Target,
} from '@offline-push/contracts';

/** Well under the broker's default limit of 1 MiB, headers and key included. */
export const MAX_RECORD_BYTES = 800_000;
/** So few rows (at most 5.6 kB each) leave enough room for any content; measuring would only cost time. */
const FEW_ROWS = 50;
/** Field names, quotes, ids of fixed size, a reason, a comma. */
const FRAME_BYTES = 220;
/** Ids, times, hash and the brackets around the lists. */
const HEAD_BYTES = 3_000;

/** What the push carries on untouched. */
type Head = Omit<PushAddressed, 'onward' | 'stopped'>;

export function recordsOf(
  head: Head,
  onward: readonly Target[],
  stopped: readonly StoppedAtAddressing[],
): PushAddressed[] {
  const rows = onward.length + stopped.length;
  if (rows === 0) return [];
  if (rows <= FEW_ROWS) return [{ ...head, onward: [...onward], stopped: [...stopped] }];
  const contentBytes = Buffer.byteLength(JSON.stringify(head.content));
  const filling = new Filling(head, MAX_RECORD_BYTES - HEAD_BYTES - contentBytes);
  for (const target of onward) filling.roomFor(bytesOf(target) + target.token.length).onward.push(target);
  for (const row of stopped) filling.roomFor(bytesOf(row)).stopped.push(row);
  return filling.records;
}

class Filling {
  readonly records: PushAddressed[] = [];
  private last: PushAddressed | undefined;
  private rows = 0;
  private bytes = 0;

  constructor(
    private readonly head: Head,
    private readonly roomBytes: number,
  ) {}

  /** The record to put a row of this size into. */
  roomFor(rowBytes: number): PushAddressed {
    if (this.last === undefined || this.rows === MAX_DEVICES || this.bytes + rowBytes > this.roomBytes) {
      this.last = { ...this.head, onward: [], stopped: [] };
      this.records.push(this.last);
      this.rows = 0;
      this.bytes = 0;
    }
    this.rows += 1;
    this.bytes += rowBytes;
    return this.last;
  }
}

/** An upper bound: a UTF-16 unit of an id takes at most three bytes in JSON, or two as an escaped quote. A token is ASCII. */
const bytesOf = ({ user, device, session }: { user: string; device: string; session?: string }): number =>
  FRAME_BYTES + 3 * (user.length + device.length + (session?.length ?? 0));
