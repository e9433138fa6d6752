// The records that announce a decision: one per message, or several if it has so many devices that a broker would refuse one record. Each
// device is in exactly one record. There is no record if all devices are on hold. Each record notes what was cut or repaired on arrival.
import { bundles, type GatedDevice, type PushGated, type StoppedAtGate } from '@offline-push/contracts';
import { expiryOf, type Lists } from '../gate/gate';
import type { Sent } from '../sessions/status';
import type { Judged } from './judged';

/** Devices on hold are in no record. */
export function recordsOf({ arrived, push, content }: Judged, lists: Lists): PushGated[] {
  const { event, sent } = arrived;
  const notes = notesOf({ claimedAtMs: event.sentAtMs, notes: arrived.notes }, sent);
  return pushRecords(
    {
      ...{ app: event.app, messageId: event.messageId, conversation: event.conversation },
      contentHash: content,
      ...{ sentAtMs: sent.sentAtMs, expiresAtMs: expiryOf(event, sent) },
      ...(notes.length > 0 && { notes }),
      content: push,
    },
    lists,
  );
}

interface Claims {
  /** `sentAtMs` as the sender gave it. */
  claimedAtMs?: number | undefined;
  notes?: readonly string[] | undefined;
}

/** The contract's limit for `notes`. */
const MAX_NOTES = 20;
/** A sender's clock that is further ahead than this is noted in the record. */
const MAX_AHEAD_MS = 60_000;
const AHEAD = "sentAtMs: lies in the future: the record's time is taken";

function notesOf({ claimedAtMs, notes = [] }: Claims, { recordAtMs }: Sent): string[] {
  const isAhead = claimedAtMs !== undefined && claimedAtMs - recordAtMs > MAX_AHEAD_MS;
  return (isAhead ? [AHEAD, ...notes] : notes).slice(0, MAX_NOTES);
}

/** So many always fit into one record: a device takes at most 1.3 kB. */
const FEW_DEVICES = 50;

type Head = Omit<PushGated, 'onward' | 'stopped'>;

function pushRecords(head: Head, { onward, stopped }: Pick<Lists, 'onward' | 'stopped'>): PushGated[] {
  if (onward.length + stopped.length === 0) return [];
  if (onward.length + stopped.length <= FEW_DEVICES) return [{ ...head, onward, stopped }];
  const rows: (GatedDevice | StoppedAtGate)[] = [...onward, ...stopped];
  return bundles(rows, { fewRows: FEW_DEVICES, content: head.content }).map((bundle) => ({
    ...head,
    onward: bundle.filter(isOnward),
    stopped: bundle.filter(isStopped),
  }));
}

const isStopped = (row: GatedDevice | StoppedAtGate): row is StoppedAtGate => 'reason' in row;
const isOnward = (row: GatedDevice | StoppedAtGate): row is GatedDevice => !isStopped(row);
