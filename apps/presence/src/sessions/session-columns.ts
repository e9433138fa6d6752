// How a session is spelled in SQL, for the two stores that speak it. Times carry the order inside a ms, which a double holds.
import type { KnownSession } from '../telling/announcement';
import { unpackLinks } from './link-text';
import type { Session } from './session';

export type SessionKey = Pick<Session, 'app' | 'user' | 'device' | 'session'>;

export const KEY_COLUMNS = `app, user_id as "user", device, session`;

export const SESSION_COLUMNS = `${KEY_COLUMNS}, platform, platform_at_ms as "platformAtMs", login, ended_at_ms as "endedAtMs",
  logged_in_at_ms as "loggedInAtMs", links, seen_at_ms as "seenAtMs", active_at_ms as "activeAtMs"`;

/** With what listeners were told, and the version that a save must still find. */
export const KNOWN_COLUMNS = `${SESSION_COLUMNS}, announced, refused_at_ms as "refusedAtMs", version`;

export type Row<S extends Session> = Omit<S, 'links'> & { links: string };

/** The rows themselves, with their links read. */
export function sessionsOf<S extends Session = KnownSession>(rows: readonly Row<S>[]): S[] {
  for (const row of rows) (row as unknown as Session).links = unpackLinks(row.links);
  return rows as unknown as S[];
}

export const keyColumns = (keys: readonly SessionKey[]): string[][] => [
  keys.map((it) => it.app),
  keys.map((it) => it.user),
  keys.map((it) => it.device),
  keys.map((it) => it.session),
];

/** An app id has no "/", so the first one always ends it. */
export const userKey = (app: string, user: string): string => `${app}/${user}`;
