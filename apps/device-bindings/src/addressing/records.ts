// One record per message, unless its targets are so many that a broker would refuse it: then several, each device in exactly one.
import {
  type AddressedDevice,
  bundles,
  type PushAddressed,
  type StoppedAtAddressing,
} from '@offline-push/contracts';

/** At most 5.6 kB each. */
const FEW_ROWS = 50;

/** What the push carries on untouched. */
type Head = Omit<PushAddressed, 'onward' | 'stopped'>;

export function recordsOf(
  head: Head,
  onward: readonly AddressedDevice[],
  stopped: readonly StoppedAtAddressing[],
): PushAddressed[] {
  if (onward.length + stopped.length === 0) return [];
  if (onward.length + stopped.length <= FEW_ROWS)
    return [{ ...head, onward: [...onward], stopped: [...stopped] }];
  const rows: (AddressedDevice | StoppedAtAddressing)[] = [...onward, ...stopped];
  return bundles(rows, { fewRows: FEW_ROWS, content: head.content }).map((bundle) => ({
    ...head,
    onward: bundle.filter(isOnward),
    stopped: bundle.filter(isStopped),
  }));
}

const isStopped = (row: AddressedDevice | StoppedAtAddressing): row is StoppedAtAddressing => 'reason' in row;
const isOnward = (row: AddressedDevice | StoppedAtAddressing): row is AddressedDevice => !isStopped(row);
