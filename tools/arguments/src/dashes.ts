// npm takes every flag before "--" for itself and passes on the rest: words without their flags. Pure.
import { WrongUsage } from './given';

/** The hint for a wrong command line if npm seems to have taken its flags, else ''. */
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
