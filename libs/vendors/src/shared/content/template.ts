// A vendor's approved template: the certificate maps each of its variables to title, text or words of its own, so that nothing goes out
// with a template and without its words (ADR 0025). Which template a message has is left to the vendor's own files.
import { oneOf } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { truncate } from '../text/truncate';

/** As consoles allow them, in any script, without what marks a variable inside a template. */
export const VARIABLE = '^[^\\s\\x00-\\x1f{}$"\\\\]{1,64}$';

const WORDS = ['title', 'text'] as const;

/** The source of a variable's value. */
const fillingOf = (mostCharacters: number) =>
  Type.Union(
    [
      oneOf(WORDS, 'title or text of the message.'),
      Type.Object(
        {
          from: oneOf(WORDS, 'title or text of the message.'),
          maxLength: Type.Optional(
            Type.Integer({
              minimum: 1,
              maximum: mostCharacters,
              description: 'Cut to so many characters, where the template leaves less room than usual.',
            }),
          ),
        },
        { additionalProperties: false },
      ),
      Type.Object(
        {
          fixed: Type.String({
            pattern: '\\S',
            minLength: 1,
            maxLength: mostCharacters,
            description: 'The same words in every message, for instance the name of the app.',
          }),
        },
        { additionalProperties: false },
      ),
    ],
    {
      description: `"title", "text", {"from": "title" or "text", "maxLength": 1 to ${mostCharacters}} or {"fixed": "words"}.`,
    },
  );

/** The source of each variable. */
export const fillingsOf = (mostVariables: number, mostCharacters: number, description: string) =>
  Type.Record(Type.String({ pattern: VARIABLE }), fillingOf(mostCharacters), {
    maxProperties: mostVariables,
    additionalProperties: false,
    description,
  });

export type Fillings = Static<ReturnType<typeof fillingsOf>>;

type Words = Readonly<Record<(typeof WORDS)[number], string>>;

export interface Room {
  /** The longest value, in UTF-16 units. */
  readonly maxLength: number;
  /** Removes what the vendor refuses in a value. Absent if it takes all. */
  readonly clean?: (words: string) => string;
  /** The value if nothing is left. */
  readonly otherwise: Words;
}

export interface Filled {
  readonly values: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
}

/** Every variable of the mapping gets a value that is not blank. */
export function fill(fillings: Fillings, words: Words, room: Room): Filled {
  const values: Record<string, string> = {};
  const notes: string[] = [];
  for (const [variable, filling] of Object.entries(fillings)) {
    if (typeof filling === 'object' && 'fixed' in filling) {
      values[variable] = truncate(room.clean?.(filling.fixed) || filling.fixed, room.maxLength);
      continue;
    }
    const { from, maxLength = room.maxLength } = typeof filling === 'string' ? { from: filling } : filling;
    const line = oneLine(words[from]);
    const cleaned = room.clean?.(line) ?? line;
    const shown = cleaned === '' ? room.otherwise[from] : cleaned;
    const limit = Math.min(maxLength, room.maxLength);
    values[variable] = truncate(shown, limit);
    if (cleaned !== line) notes.push(`${from} in the template without characters that it may not have`);
    if (shown.length > limit) notes.push(`${from} cut to ${limit} characters in the template`);
  }
  return { values, notes: [...new Set(notes)] };
}

/** A template has one line, so line ends in a message become blanks. */
const oneLine = (words: string): string =>
  words
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
