// A push without words still has to ring: what stands where a message has no title or no text.

export const DEFAULT_TITLE = 'a new message';
export const DEFAULT_TEXT = 'You have a new message';

/** Blanks are no words: vendors refuse them. */
export const shown = (text: string | undefined, otherwise: string): string =>
  (text?.trim() ? text : otherwise).toWellFormed();
