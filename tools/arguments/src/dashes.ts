// npm takes every flag before a -- of its own for itself, and hands on what is left: a word without the flag that it belongs to. Pure.
import { WrongUsage } from './given';

/** What to say besides a wrong command line, if it looks as if npm had taken its flags; empty: it does not. */
export function dashesHint(
  error: unknown,
  [tool = '', ...args]: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): string {
  const isByNpm = env['npm_command'] === 'run-script' && env['npm_lifecycle_event'] === tool;
  const hasFlags = args.some((arg) => arg.startsWith('-'));
  if (!(error instanceof WrongUsage) || !isByNpm || args.length === 0 || hasFlags) return '';
  return `\nDid npm take the flags for itself? Put -- after ${tool}: npm run ${tool} -- --help`;
}
