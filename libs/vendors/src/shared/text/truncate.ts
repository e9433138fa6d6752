// Cuts a text to a vendor's limit so that a person sees it was cut.
import { cutText } from '@offline-push/contracts';
import { balanced } from './direction';

const DOTS = '...';

/**
 * At most `limit` UTF-16 code units: what does not fit ends in three dots, no family, flag or accent is torn apart, and no mark of
 * direction stays without its end.
 */
export function truncate(text: string, limit: number): string {
  const whole = balanced(text);
  return whole.length <= limit
    ? whole
    : balanced(cutText(whole, Math.max(0, limit - DOTS.length))) + DOTS.slice(0, Math.max(0, limit));
}
