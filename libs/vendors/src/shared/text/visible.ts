// Ids and access tokens as vendors give them. Whatever is not visible ASCII may stand in no header, outcome or log.
import type { Verdict } from '../../vendor';

/** Of an id in an outcome. */
const MAX_ID_LENGTH = 200;

/** Undefined: no such text, or a longer one. */
export const visibleIn = (value: unknown, maxLength = MAX_ID_LENGTH): string | undefined =>
  typeof value === 'string' && value.length <= maxLength && /^[\x21-\x7e]+$/.test(value) ? value : undefined;

/** The vendor took the push, under this id if it is one. */
export function takenAs(id: unknown): Verdict {
  const vendorMessageId = visibleIn(id);
  return { kind: 'accepted', ...(vendorMessageId !== undefined && { vendorMessageId }) };
}
