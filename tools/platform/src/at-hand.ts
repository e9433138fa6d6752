// Programs of others that a test needs beside Java and Node. As root on Debian or Ubuntu a missing one is installed; elsewhere the error
// says what to install. Nothing is skipped for want of one.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export type AtHand = 'kcat' | 'pgbouncer' | 'faketime' | 'javac' | 'chromium';

const PROGRAMS: Record<AtHand, { asks: string; debian: string; elsewhere: string }> = {
  kcat: { asks: '-V', debian: 'kcat', elsewhere: 'brew install kcat' },
  pgbouncer: { asks: '-V', debian: 'pgbouncer', elsewhere: 'brew install pgbouncer' },
  faketime: { asks: '-v', debian: 'faketime', elsewhere: 'brew install libfaketime' },
  javac: { asks: '-version', debian: 'default-jdk-headless', elsewhere: 'brew install openjdk' },
  chromium: { asks: '--version', debian: 'chromium', elsewhere: 'brew install chromium' },
};

export function ensureAtHand(...programs: AtHand[]): void {
  const missing = programs.filter((program) => !answers(program));
  if (missing.length === 0) return;
  const packages = missing.map((program) => PROGRAMS[program].debian);
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) install(packages);
  const lacks = missing.filter((program) => !answers(program));
  if (lacks.length > 0)
    throw new Error(
      `${lacks.join(', ')} must be on the PATH: apt-get install ${lacks.map((lack) => PROGRAMS[lack].debian).join(' ')}, or ` +
        lacks.map((lack) => PROGRAMS[lack].elsewhere).join('; '),
    );
}

/** Their exit codes differ; only that they start counts. */
const answers = (program: AtHand): boolean =>
  spawnSync(program, [PROGRAMS[program].asks], { stdio: 'ignore' }).error === undefined;

function install(packages: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]])
    spawnSync('apt-get', ['-qq', ...args], { stdio: 'ignore', env });
}
