// How a session is spelled in SQL, for the two stores that speak it. bigint would arrive as text; times of our range fit a double exactly.
import type { Session } from './session';

export type SessionKey = Pick<Session, 'app' | 'user' | 'device' | 'session'>;

export const KEY_COLUMNS = `app, user_id as "user", device, session`;

export const SESSION_COLUMNS = `${KEY_COLUMNS}, platform, platform_at_ms::float8 as "platformAtMs",
  login, login_at_ms::float8 as "loginAtMs", logged_in_at_ms::float8 as "loggedInAtMs",
  link, link_at_ms::float8 as "linkAtMs", phase, phase_at_ms::float8 as "phaseAtMs", seen_at_ms::float8 as "seenAtMs"`;

export const keyColumns = (keys: readonly SessionKey[]): string[][] => [
  keys.map((it) => it.app),
  keys.map((it) => it.user),
  keys.map((it) => it.device),
  keys.map((it) => it.session),
];

/** An app id has no "/", so the first one always ends it. */
export const userKey = (app: string, user: string): string => `${app}/${user}`;
