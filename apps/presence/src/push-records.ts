// One record per message, unless it is for so many devices that a broker would refuse it: then several, each device in exactly one.
import { MAX_DEVICES, type PushGated } from '@offline-push/contracts';
import type { Lists } from './gate';

/** Well under the broker's default limit of 1 MiB, headers and key included. */
export const MAX_RECORD_BYTES = 800_000;
/** So few devices (at most 1.3 kB each) leave enough room for any content; measuring would only cost time. */
const FEW_DEVICES = 50;
/** Field names, quotes, a reason, a comma. */
const FRAME_BYTES = 90;
/** Ids, times, hash and the brackets around the lists. */
const HEAD_BYTES = 3_000;

type Head = Omit<PushGated, 'onward' | 'stopped'>;

export function pushRecords(head: Head, lists: Lists): PushGated[] {
  const { onward, stopped } = lists;
  if (onward.length + stopped.length <= FEW_DEVICES) return [{ ...head, onward, stopped }];
  const contentBytes = Buffer.byteLength(JSON.stringify(head.content));
  const records = new Records(head, MAX_RECORD_BYTES - HEAD_BYTES - contentBytes);
  for (const row of onward) records.withRoomFor(row).onward.push(row);
  for (const row of stopped) records.withRoomFor(row).stopped.push(row);
  return records.all;
}

interface Row {
  user: string;
  device?: string;
  session?: string;
}

class Records {
  readonly all: PushGated[] = [];
  private last: PushGated | undefined;
  private rows = 0;
  private bytes = 0;

  constructor(
    private readonly head: Head,
    private readonly roomBytes: number,
  ) {}

  withRoomFor(row: Row): PushGated {
    const rowBytes = bytesOf(row);
    if (this.last === undefined || this.rows === MAX_DEVICES || this.bytes + rowBytes > this.roomBytes) {
      this.last = { ...this.head, onward: [], stopped: [] };
      this.all.push(this.last);
      this.rows = 0;
      this.bytes = 0;
    }
    this.rows += 1;
    this.bytes += rowBytes;
    return this.last;
  }
}

/** An upper bound: a UTF-16 unit of an id takes at most three bytes in JSON (no control characters, no lone surrogates). */
const bytesOf = ({ user, device, session }: Row): number =>
  FRAME_BYTES + 3 * (user.length + (device?.length ?? 0) + (session?.length ?? 0));
