// The number on the app's icon. Both families count alike (sheet, 3.1 and 3.3).
import type { PushContent } from '@offline-push/contracts';

const MAX_BADGE = 99;

/** Set wins over add; without either Huawei counts one up, and so do we in words. */
export function badgeOf(badge: PushContent['badge']): { set: number } | { add: number } {
  if (badge?.set !== undefined) return { set: Math.min(badge.set, MAX_BADGE) };
  return { add: Math.min(badge?.add ?? 1, MAX_BADGE) };
}

export const badgeNotes = (badge: PushContent['badge']): string[] =>
  (badge?.set ?? 0) > MAX_BADGE ? [`badge set to ${MAX_BADGE}: Huawei counts no further`] : [];
