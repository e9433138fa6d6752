// What may be written behind `npm run prove:console --`. Pure.
import { parseArgs } from 'node:util';

export const USAGE = `npm run prove:console                    # all checks, in Chromium, against real services
npm run prove:console -- --only 9 --only 10   # those with these numbers, or of a part: certificates, explaining, running, sandbox, quality
npm run prove:console -- --list          # what is checked
npm run prove:console -- --write-docs    # and the rows of what was tried in docs/console.md`;

export interface Options {
  /** Numbers of checks, or parts; all without one. */
  only: string[];
  /** Says what there is and does nothing. */
  list: boolean;
  /** Writes what the run saw into the table of docs/console.md. */
  'write-docs': boolean;
  help: boolean;
}

/** Throws an error that says what to write instead. `--only 9 10` is `--only 9 --only 10`. */
export function optionsOf(args: readonly string[]): Options {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        only: { type: 'string', multiple: true, default: [] },
        list: { type: 'boolean', default: false },
        'write-docs': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (positionals.length > 0 && values.only.length === 0)
      throw new Error(`${positionals.join(' ')} is no option`);
    const only = [...values.only, ...positionals].flatMap((word) => word.split(','));
    return { ...values, only };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${USAGE}`, { cause: error });
  }
}
