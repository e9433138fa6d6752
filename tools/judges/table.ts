// What the judges said → the table and the closing line. Pure.
import type { Judge } from './judges';

export interface Check {
  readonly check: string;
  readonly passed: boolean;
  readonly detail?: string;
}

export type Ruling = { readonly judge: Judge } & (
  | { readonly checks: readonly Check[] }
  /** In plain words: what this machine lacks. */
  | { readonly skipped: string }
);

const DETAIL_LENGTH = 70;

/** The lines of a judge's output that are checks, in their order; libraries write to the same place. */
export function checksIn(output: string): Check[] {
  return output.split('\n').flatMap((line) => {
    const found = line.startsWith('{') ? parsed(line) : undefined;
    return found === undefined ? [] : [found];
  });
}

function parsed(line: string): Check | undefined {
  try {
    const { check, passed, detail } = JSON.parse(line) as Record<string, unknown>;
    if (typeof check !== 'string' || typeof passed !== 'boolean') return undefined;
    return { check, passed, ...(detail !== undefined && detail !== null && { detail: String(detail) }) };
  } catch {
    return undefined;
  }
}

export function tableOf(rulings: readonly Ruling[]): string {
  const rows = rulings.flatMap((ruling) =>
    'skipped' in ruling
      ? [['skipped', ruling.judge.vendor, ruling.judge.client, ruling.skipped, '']]
      : ruling.checks.map(({ check, passed, detail = '' }) => [
          passed ? 'ok' : 'FAILED',
          ruling.judge.vendor,
          ruling.judge.client,
          check,
          passed ? shortened(detail) : detail,
        ]),
  );
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function shortened(detail: string): string {
  const line = detail.replaceAll(/\s+/g, ' ');
  return line.length <= DETAIL_LENGTH ? line : `${line.slice(0, DETAIL_LENGTH - 1)}…`;
}

/** Checks that passed and failed, and judges that could speak; who was skipped counts nowhere. */
export function sumOf(rulings: readonly Ruling[]): { passed: number; failed: number; judges: number } {
  const spoken = rulings.flatMap((ruling) => ('checks' in ruling ? [ruling.checks] : []));
  const checks = spoken.flat();
  const passed = checks.filter((check) => check.passed).length;
  return { passed, failed: checks.length - passed, judges: spoken.length };
}
