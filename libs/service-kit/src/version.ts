// The release: the version in the repository's package.json, searched upwards from this folder, for sources and for a build.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** "unknown" where the build was copied without its package.json. */
export function releaseVersion(from: string = __dirname): string {
  try {
    const found = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as {
      name?: unknown;
      version?: unknown;
    };
    if (found.name === 'offline-push') return String(found.version);
  } catch {
    // Not in this folder: look in the one above.
  }
  return dirname(from) === from ? 'unknown' : releaseVersion(dirname(from));
}
