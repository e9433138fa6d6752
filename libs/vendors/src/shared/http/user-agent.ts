// Who calls a vendor, in a header as every vendor's own SDK sends one (RFC 9110, 10.1.5): "offline-push/0.1.0".
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The repository's, found upwards from here, as sources and as a build. Undefined: the build was copied without it. */
function versionAbove(folder: string): string | undefined {
  const file = join(folder, 'package.json');
  const found = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly name?: unknown; readonly version?: unknown })
    : {};
  if (found.name === 'offline-push' && typeof found.version === 'string') return found.version;
  return dirname(folder) === folder ? undefined : versionAbove(dirname(folder));
}

const version = versionAbove(__dirname);

export const USER_AGENT = version === undefined ? 'offline-push' : `offline-push/${version}`;
