// The file from which services read their callers (API_KEYS_FILE): ids, hashes, apps and roles, and never the keys. It is replaced as a
// whole, so that a service reads the old list or the new one, and by one command at a time.
import { parseKeyList } from '@offline-push/service-kit';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Entry } from './entries';

/** Throws an error with the problem if the services would refuse the file. */
export function readKeys(file: string): Entry[] {
  if (!existsSync(file)) throw new Error(`there is no file ${file}: keys init makes one`);
  const text = readFileSync(file, 'utf8');
  parseKeyList(text);
  return JSON.parse(text) as Entry[];
}

/** Reads, changes and writes the file under a lock. */
export function changeKeys(file: string, change: (keys: Entry[]) => Entry[]): void {
  const next = `${file}.new`;
  lock(next);
  try {
    const text = `${JSON.stringify(change(readKeys(file)), null, 2)}\n`;
    parseKeyList(text);
    writeFileSync(next, text, { mode: 0o600 });
    keepOwner(file, next);
    renameSync(next, file);
  } catch (error) {
    rmSync(next, { force: true });
    throw error;
  }
}

/** Makes a new file that only its owner can read. Throws if there is one. */
export const writeNew = (file: string, value: unknown): void =>
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flag: 'wx' });

function lock(next: string): void {
  try {
    writeFileSync(next, '', { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new Error(`somebody else changes the keys right now; if nobody does, remove ${next}`, {
      cause: error,
    });
  }
}

/** The services run as another user than the one who adds a key. */
function keepOwner(file: string, next: string): void {
  const { uid, gid } = statSync(file);
  if (process.getuid?.() === 0) chownSync(next, uid, gid);
}
