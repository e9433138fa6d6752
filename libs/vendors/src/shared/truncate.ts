// Cuts a text to a vendor's limit so that a person sees it was cut.
import { cutText } from '@offline-push/contracts';

const DOTS = '...';

/** At most `limit` UTF-16 code units: what does not fit ends in three dots, and no family, flag or accent is torn apart. */
export const truncate = (text: string, limit: number): string =>
  text.length <= limit
    ? text
    : cutText(text, Math.max(0, limit - DOTS.length)) + DOTS.slice(0, Math.max(0, limit));
