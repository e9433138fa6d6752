// One record per message, unless it is for so many devices that a broker would refuse it: then several, each device in exactly one. None if
// all its devices are on hold.
import { bundles, type GatedDevice, type PushGated, type StoppedAtGate } from '@offline-push/contracts';
import type { Lists } from '../gate/gate';

/** At most 1.3 kB each. */
const FEW_DEVICES = 50;

type Head = Omit<PushGated, 'onward' | 'stopped'>;

export function pushRecords(head: Head, { onward, stopped }: Pick<Lists, 'onward' | 'stopped'>): PushGated[] {
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
