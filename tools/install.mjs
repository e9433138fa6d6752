// Installs the npm packages if they are missing or belong to another lockfile. Runs before `npm ci`, so it imports nothing but Node.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clearInterval, setInterval } from 'node:timers';

const HEARTBEAT_MS = 10_000;

/** Ends the process if the packages cannot be installed: nothing works without them. */
export async function ensureInstalled(root = fileURLToPath(new URL('..', import.meta.url))) {
  const places = placesOf(root);
  const lock = createHash('sha256').update(readFileSync(places.lockfile)).digest('hex');
  if (
    !isInstallNeeded({
      lock,
      stamp: textOf(places.stamp),
      isNpmNewer: isNewer(places.npmsOwn, places.lockfile),
    })
  )
    return;
  console.log('Installing npm packages (about a minute the first time) …');
  const code = await npmCi(root);
  if (code !== 0) {
    console.error(`npm ci ended with code ${code}`);
    process.exit(1);
  }
  writeFileSync(places.stamp, lock);
}

/** Pure. The stamp names the lockfile that we installed. Without one, npm's record tells whether an install is newer than the lockfile. */
export function isInstallNeeded({ lock, stamp, isNpmNewer }) {
  return stamp === undefined ? !isNpmNewer : stamp !== lock;
}

const placesOf = (root) => ({
  lockfile: join(root, 'package-lock.json'),
  stamp: join(root, 'node_modules', '.installed-lockfile'),
  // Written by npm when everything else is in place.
  npmsOwn: join(root, 'node_modules', '.package-lock.json'),
});

const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

const isNewer = (file, than) => existsSync(file) && statSync(file).mtimeMs >= statSync(than).mtimeMs;

/**
 * Errors only: two packages of the linter warn about Node 20 (EBADENGINE) and run on it all the same.
 * npm draws its own progress on a terminal; elsewhere a line now and then shows that it lives.
 */
function npmCi(root) {
  const sinceMs = Date.now();
  const heartbeat = setInterval(() => {
    if (!process.stdout.isTTY) console.log(`  … ${Math.round((Date.now() - sinceMs) / 1000)} s`);
  }, HEARTBEAT_MS);
  const npm = spawn(
    'npm',
    ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
  return new Promise((resolve, reject) => {
    npm.once('error', reject);
    npm.once('exit', resolve);
  }).finally(() => clearInterval(heartbeat));
}
