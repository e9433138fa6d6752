// A secret from the configuration. Printing, logging and serialising give "[secret]"; only `reveal` gives the text.
import { inspect } from 'node:util';

const MASK = '[secret]';

export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text, for the call that needs it, and never for a log or an error. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}

/** The text of a secret, or the plain text itself. */
export const revealed = (text: Secret | string): string => (text instanceof Secret ? text.reveal() : text);
