// FCM's only limit is one of bytes over everything together: what counts, and how a text is cut to what the rest leaves.
import { cutText } from '@offline-push/contracts';
import { balanced } from '../shared/text/direction';

/** Keys and values of data and notification (sheet, 3 "Size"). What exactly is counted is not published, so all we put there is. */
export const MAX_PAYLOAD_BYTES = 4096;
const DOTS = '...';

/** Bytes of UTF-8 of all keys and values of these maps. */
export function bytesOf(
  ...maps: readonly (Readonly<Record<string, string | number | boolean>> | undefined)[]
): number {
  let sum = 0;
  for (const map of maps) {
    for (const key in map) sum += key.length + Buffer.byteLength(String(map[key]));
  }
  return sum;
}

/** At most `limit` bytes of UTF-8: what does not fit ends in three dots, and no character that a person sees is torn apart. */
export function cutToBytes(text: string, limit: number): string {
  if (text.length * 3 <= limit || Buffer.byteLength(text) <= limit) return text;
  const bytes = Buffer.from(text);
  let end = Math.max(0, limit - DOTS.length);
  while (end > 0 && isContinuation(bytes[end])) end--;
  return balanced(cutText(text, bytes.toString('utf8', 0, end).length)) + DOTS.slice(0, limit);
}

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;
