// How a device of a message stands, in one of six words that a list can show and ask for, and whether anybody can tell that it arrived. Pure.
import { entryNamed } from '@offline-push/vendors/catalog';
import type { Boxed } from '../ledger/boxes';
import type { Device } from '../story/story';

export const MARKS = {
  done: 'A vendor took it.',
  waiting: 'It is on its way, or waits for its next attempt.',
  stopped: 'A rule said no, on purpose, or its user has switched notifications off.',
  healed: 'It ended and nothing is to be done: a dead token was taken away, or it was withdrawn or erased.',
  failed:
    'It needs a person: refused, expired unsent, a dead letter, or a credential that the vendor does not take.',
  unknown: 'Nobody can tell.',
} as const;
export type Mark = keyof typeof MARKS;

const OF_END: Readonly<Record<string, Mark>> = {
  accepted: 'done',
  'token-dead': 'healed',
  withdrawn: 'healed',
  refused: 'failed',
  expired: 'failed',
  unconfirmed: 'unknown',
};

export function markOf({ box, reason }: Boxed, device: Device | undefined): Mark {
  if (box === 'stopped-at-gate' || box === 'stopped-at-addressing') return 'stopped';
  if (box === 'dead-letter') return 'failed';
  if (box === 'erased') return 'healed';
  if (box === 'settled') return ofEnd(reason, device);
  return device?.attempts.at(-1)?.verdict === 'credential-broken' ? 'failed' : 'waiting';
}

/** What the phone made of it counts more than that the vendor took it. */
function ofEnd(state: string, device: Device | undefined): Mark {
  const told = state === 'accepted' ? device?.receipts.at(-1)?.event : undefined;
  if (told === 'blocked') return 'stopped';
  return told === 'token-dead' ? 'healed' : (OF_END[state] ?? 'unknown');
}

export const ARRIVALS = {
  arrived: 'The vendor, or the phone by it, told that it arrived.',
  'not-yet': 'The vendor can tell, and has not: not yet, or its receipts are not set up (docs/vendors.md).',
  'not-reported': 'The vendor never tells: nobody knows.',
} as const;
export type Arrival = keyof typeof ARRIVALS;

const SHOWN: ReadonlySet<string> = new Set(['arrived', 'clicked', 'removed']);

/** Of what its vendor took. */
export function arrivalOf({ reason }: Boxed, device: Device | undefined): Arrival | undefined {
  if (reason !== 'accepted' || device === undefined) return undefined;
  if (arrivedAtMs(device) !== undefined) return 'arrived';
  if (device.receipts.length > 0) return undefined;
  const vendor = device.address?.vendor ?? device.outcome?.vendor ?? '';
  return entryNamed(vendor)?.receipts?.events.includes('arrived') === true ? 'not-yet' : 'not-reported';
}

/** The first word of it: a click says it, too. */
export const arrivedAtMs = ({ receipts }: Device): number | undefined =>
  receipts.find(({ event }) => SHOWN.has(event))?.atMs;
