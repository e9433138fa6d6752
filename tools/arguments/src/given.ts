// Parses the command line of a tool with Node's parser. The errors say what to write instead.
import { parseArgs } from 'node:util';
import { closestTo } from './closest';

interface Flag {
  /** A switch stands alone; the others take a value. */
  isSwitch?: boolean;
  /** May be given several times, or stand without a value ("true"). */
  mayBeBare?: boolean;
  /** The name of its value in the help. */
  value?: string;
  says: string;
}

export type Flags = Readonly<Record<string, Flag>>;

export interface Given {
  /** Every value as it was written, by flag, in the order of the command line. */
  values: ReadonlyMap<string, readonly string[]>;
  words: readonly string[];
  has(flag: string): boolean;
  /** The last one given. */
  text(flag: string): string | undefined;
}

/** The command line is wrong. The message says how to write it. */
export class WrongUsage extends Error {}

const EXIT_USAGE = 2;

/** 2 if the command line was wrong, 1 if the work failed. */
export const exitOf = (error: unknown): number => (error instanceof WrongUsage ? EXIT_USAGE : 1);

/** @param maxWords how many words may stand beside the flags. Throws `WrongUsage`. */
export function given(args: readonly string[], flags: Flags, maxWords = 0): Given {
  const written = args.flatMap((arg, i) => withTrue(arg, args[i + 1], flags));
  refuseUnknown(written, flags);
  refuseBare(written, flags);
  const { values, positionals } = parsed(written, flags);
  if (positionals.length > maxWords)
    throw new WrongUsage(`what is "${positionals[maxWords]}"? A value follows its flag: --field value`);
  const all = new Map(Object.entries(values).map(([flag, value]) => [flag, [value].flat().map(String)]));
  return {
    values: all,
    words: positionals,
    has: (flag) => all.has(flag),
    text: (flag) => all.get(flag)?.at(-1),
  };
}

function parsed(args: string[], flags: Flags) {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { isSwitch }]) => [
      name,
      isSwitch ? { type: 'boolean' as const } : { type: 'string' as const, multiple: true },
    ]),
  );
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new WrongUsage((error as Error).message.split('\n').join(' '));
  }
}

/** A flag that may be bare means true where no value follows. */
function withTrue(arg: string, next: string | undefined, flags: Flags): string[] {
  const isBare = arg.startsWith('--') && flags[arg.slice(2)]?.mayBeBare === true;
  return [isBare && (next === undefined || next.startsWith('--')) ? `${arg}=true` : arg];
}

/** Node's own words for it ask whether the next flag is the value. */
function refuseBare(args: readonly string[], flags: Flags): void {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  args.slice(0, end).forEach((arg, i) => {
    const flag = arg.startsWith('--') ? flags[arg.slice(2)] : undefined;
    const next = args[i + 1];
    if (flag === undefined || flag.isSwitch || (next !== undefined && !/^-./.test(next))) return;
    throw new WrongUsage(`${arg} needs a value. One that begins with "-" is written ${arg}=-value`);
  });
}

function refuseUnknown(args: readonly string[], flags: Flags): void {
  const known = Object.keys(flags);
  for (const arg of args) {
    if (arg === '--') return;
    const name = /^--([^=]+)/s.exec(arg)?.[1];
    if (name === undefined || known.includes(name)) continue;
    const meant = closestTo(name, known);
    const hint = meant === undefined ? 'see --help' : `did you mean --${meant}?`;
    throw new WrongUsage(`--${name} is not known here: ${hint}`);
  }
}
