// The records that announce a decision. One per message, unless it is for so many devices that a broker would refuse it: then several, each
// device in exactly one. None if all its devices are on hold. Each says what the door cut or repaired.
import { bundles, type GatedDevice, type PushGated, type StoppedAtGate } from '@offline-push/contracts';
import { expiryOf, type Lists } from '../gate/gate';
import type { Sent } from '../sessions/status';
import type { Judged } from './judged';

/** What is on hold is in none of them. */
export function recordsOf({ arrived, push, content }: Judged, lists: Lists): PushGated[] {
  const { event, sent } = arrived;
  const notes = notesOf({ saidAtMs: event.sentAtMs, notes: arrived.notes }, sent);
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

interface Door {
  /** `sentAtMs` as its sender said it. */
  saidAtMs?: number | undefined;
  notes?: readonly string[] | undefined;
}

/** What the contract takes. */
const MAX_NOTES = 20;
/** A sender's clock may be so far ahead without a word. */
const MAX_AHEAD_MS = 60_000;
const AHEAD = "sentAtMs: lies in the future: the record's time is taken";

function notesOf({ saidAtMs, notes = [] }: Door, { recordAtMs }: Sent): string[] {
  const isAhead = saidAtMs !== undefined && saidAtMs - recordAtMs > MAX_AHEAD_MS;
  return (isAhead ? [AHEAD, ...notes] : notes).slice(0, MAX_NOTES);
}

/** At most 1.3 kB each. */
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
