// What may be written behind `npm run field-faults --`. Pure.
import { parseArgs } from 'node:util';

export const USAGE = `npm run field-faults                             # all of them, about 25 minutes on two cores
npm run field-faults -- --only lz4 --only P18    # those whose row or name has one of the words, or of a section
npm run field-faults -- --list                   # what is tried, and what must hold`;

export interface Options {
  /** Faults whose section, row or name has one of these words; all of them without a word. */
  only: string[];
  /** Says what there is and does nothing. */
  list: boolean;
  help: boolean;
}

/** Throws an error that says what to write instead. */
export function optionsOf(args: readonly string[]): Options {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true, default: [] },
        list: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values as Options;
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${USAGE}`, { cause: error });
  }
}
