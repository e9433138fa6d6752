// The default title and text of a message without them, because such a push must ring too.

export const DEFAULT_TITLE = 'a new message';
export const DEFAULT_TEXT = 'You have a new message';

/** Blanks are no words: vendors refuse them. */
export const shown = (text: string | undefined, otherwise: string): string =>
  (text?.trim() ? text : otherwise).toWellFormed();
