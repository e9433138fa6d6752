// The changes to the list of API keys. Pure: the caller makes the random key.
import type { Role } from '@offline-push/service-kit';
import { createHash } from 'node:crypto';

/** What each role is for. x-roles in /openapi.json of the services has it for each route. */
export const ROLE_SAYS: Record<Role, string> = {
  admin: "makes apps and re-seals, as one of app '*' only; of one app it may what its operator may",
  operator: 'keeps the certificates of an app',
  service: 'the chat system itself: sessions, reports, messages',
  viewer: 'reads',
};

/** What one key may: of the admins only that of all apps makes some. */
export function saysOf({ app, role, actsForOthers }: Omit<Entry, 'id' | 'sha256'>): string {
  if (actsForOthers)
    return `acts for the people that its holder names, in ${app === '*' ? 'every app' : app} and up to the role ${role}. It is for the console alone`;
  if (role !== 'admin') return ROLE_SAYS[role];
  return app === '*'
    ? 'makes apps, re-seals, and may in every app what its operator may'
    : `may in ${app} what its operator may. It makes no apps: that takes --app '*' --role admin`;
}

export interface Entry {
  id: string;
  sha256: string;
  /** "*": all apps. */
  app: string;
  role: Role;
  /** Of the console's key: each call says for which person it is (docs/adr/0043). */
  actsForOthers?: true;
}

export const entryOf = (key: string, { id, app, role, actsForOthers }: Omit<Entry, 'sha256'>): Entry => ({
  id,
  sha256: createHash('sha256').update(key).digest('hex'),
  app,
  role,
  ...(actsForOthers && { actsForOthers }),
});

/** A new id: app and role, with a number from the second one on. */
export function freeId(entries: readonly Entry[], app: string, role: Role): string {
  const name = `${app === '*' ? 'all' : app}-${role}`;
  const taken = new Set(entries.map(({ id }) => id));
  for (let n = 1; ; n++) {
    const id = n === 1 ? name : `${name}-${n}`;
    if (!taken.has(id)) return id;
  }
}

export function withEntry(entries: readonly Entry[], entry: Entry): Entry[] {
  if (entries.some(({ id }) => id === entry.id))
    throw new Error(`there is a key with the id ${entry.id} already`);
  return [...entries, entry];
}

export function without(entries: readonly Entry[], id: string): Entry[] {
  const left = entries.filter((entry) => entry.id !== id);
  if (left.length === entries.length)
    throw new Error(
      `there is no key with the id ${id}. There are: ${entries.map((entry) => entry.id).join(', ')}`,
    );
  return left;
}

const rowOf = ({ id, app, role, actsForOthers }: Entry): string[] => [
  id,
  app,
  actsForOthers ? `${role}, for others` : role,
];

export function listed(entries: readonly Entry[]): string {
  const rows = [['ID', 'APP', 'ROLE'], ...entries.map(rowOf)];
  const width = (column: number): number => Math.max(...rows.map((row) => (row[column] ?? '').length));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(width(i)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
