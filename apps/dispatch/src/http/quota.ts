// What can be said of a vendor's daily quota: no vendor tells with its answers how much is left. Pure.
import { EpochMs, oneOf } from '@offline-push/contracts';
import { entryNamed } from '@offline-push/vendors/catalog';
import { type Static, Type } from '@sinclair/typebox';

/** A throttle that lasts longer is no rate: the vendor waits for its next day. */
const LONGEST_RATE_MS = 300_000;

export const Quota = Type.Object(
  {
    is: oneOf(
      ['none', 'spent', 'unknown'] as const,
      'none: the vendor counts no pushes of a day. spent: it says that those of today are used up. unknown: it counts them, and does not tell how many are left.',
    ),
    untilMs: Type.Optional(EpochMs('When it is full again. spent only.')),
  },
  {
    description: "Of the app at the vendor, by day. A vendor's limit for a single phone is none of the lane.",
  },
);
export type Quota = Static<typeof Quota>;

export function quotaOf(
  vendor: string,
  { state, untilMs }: { state: string; untilMs?: number | undefined },
  nowMs: number,
): Quota {
  if (entryNamed(vendor)?.dailyQuota === false) return { is: 'none' };
  const isSpent = state === 'throttled' && untilMs !== undefined && untilMs - nowMs > LONGEST_RATE_MS;
  return isSpent ? { is: 'spent', untilMs } : { is: 'unknown' };
}
