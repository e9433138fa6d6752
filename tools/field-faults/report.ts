// What the tool prints. Pure.
import type { Fault } from './fault';

export interface Ruling {
  readonly fault: Pick<Fault, 'row' | 'name' | 'holds'>;
  readonly seconds: number;
  /** What happened instead; absent: it held. */
  readonly broken?: string;
}

const DETAIL_LENGTH = 600;

export function lineOf({ fault, seconds, broken }: Ruling): string {
  const said = `${fault.row}: ${fault.name}`;
  if (broken === undefined) return `held    ${said} (${seconds} s)`;
  return `BROKEN  ${said}: expected that ${fault.holds}; happened: ${shortened(broken)}`;
}

const shortened = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= DETAIL_LENGTH ? line : `${line.slice(0, DETAIL_LENGTH - 1)}…`;
};

export interface Sum {
  faults: number;
  held: number;
  broken: number;
  seconds: number;
}

export function sumOf(rulings: readonly Ruling[], seconds: number): Sum {
  const broken = rulings.filter((ruling) => ruling.broken !== undefined).length;
  return { faults: rulings.length, held: rulings.length - broken, broken, seconds };
}

/** Those of a section that is named, and those whose row or name has one of the words; all of them without a word. */
export const chosen = <F extends Pick<Fault, 'row' | 'name'> & { section: string }>(
  faults: readonly F[],
  words: readonly string[],
): F[] => {
  const sections = new Set(faults.map(({ section }) => section));
  const fits = ({ section, row, name }: F, word: string): boolean =>
    sections.has(word) ? section === word : `${row}: ${name}`.toLowerCase().includes(word.toLowerCase());
  return words.length === 0 ? [...faults] : faults.filter((fault) => words.some((word) => fits(fault, word)));
};
