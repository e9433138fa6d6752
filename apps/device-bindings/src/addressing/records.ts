// Makes one record per message, or several if it has so many devices that a broker would refuse one. Each device is in exactly one record.
import {
  type AddressedDevice,
  bundles,
  type PushAddressed,
  type StoppedAtAddressing,
} from '@offline-push/contracts';

/** So many always fit into one record: a row takes at most 5.6 kB. */
const FEW_ROWS = 50;

/** The fields of the push that addressing passes on unchanged. */
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
