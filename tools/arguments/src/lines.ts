// The flags of a tool, as lines of its help. Pure.
import type { Flags } from './given';

export function flagLines(flags: Flags): string {
  const rows = Object.entries(flags).map(([name, { value, isSwitch, says }]) => ({
    left: `  --${name}${isSwitch ? '' : ` ${value ?? 'X'}`}`,
    says,
  }));
  const width = Math.max(...rows.map(({ left }) => left.length)) + 2;
  return rows.map(({ left, says }) => `${left.padEnd(width)}${says}`).join('\n');
}
