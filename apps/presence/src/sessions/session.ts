// A session and how facts about it add up: any order and any repetition of facts gives the same session. The end of a session is final:
// only a new session logs in again. Facts are ordered by the time stamps of their records; what a producer's clock says orders nothing.
import {
  type DeviceStatus,
  type Platform as PlatformSchema,
  SESSION_END_CAUSES,
} from '@offline-push/contracts';
import type { Static } from '@sinclair/typebox';
import { firstOf, type Link, mergeLinks } from './link';

export type Platform = Static<typeof PlatformSchema>;

/** Words in rising order: of two ends at the same instant the later word wins. */
export const LOGINS = ['none', 'in', ...SESSION_END_CAUSES] as const;
type Login = (typeof LOGINS)[number];

/** A time of 0 means that nothing was ever said about that field. */
export interface Session {
  app: string;
  user: string;
  device: string;
  session: string;
  platform: Platform | null;
  platformAtMs: number;
  login: Login;
  /** When the session ended; of several ends the first counts. */
  endedAtMs: number;
  /** The first login, also after the session ended: it tells which session of a device is the current one. */
  loggedInAtMs: number;
  links: readonly Link[];
  /** The newest of all facts, by the gateway's clock if that says it is older. */
  seenAtMs: number;
  /** The newest login or sign of life: behind the end of the session, somebody tried to revive it. */
  activeAtMs: number;
}

/** A session with what was last announced of it. A session nobody announced yet counts as logged out. */
export interface KnownSession extends Session {
  announced: DeviceStatus;
  /** The newest refusal that was announced, as its `activeAtMs`. */
  refusedAtMs: number;
  /** Counts the changes of the row. */
  version: number;
}

/** All known sessions of a user, also old ones; none for a user who was never seen. */
export interface SessionsByUser {
  of(app: string, user: string): readonly Session[];
}

/** Adds two accounts of the same session up. Commutative, associative and idempotent. */
export function merge(a: Session, b: Session): Session {
  const platform = isLater(b, a) ? b : a;
  const loggedInAtMs = firstOf(a.loggedInAtMs, b.loggedInAtMs);
  const ended = firstEnd(a, b);
  return {
    app: a.app,
    user: a.user,
    device: a.device,
    session: a.session,
    platform: platform.platform,
    platformAtMs: platform.platformAtMs,
    login: ended.endedAtMs > 0 ? ended.login : loggedInAtMs > 0 ? 'in' : 'none',
    endedAtMs: ended.endedAtMs,
    loggedInAtMs,
    links: mergeLinks(a.links, b.links),
    seenAtMs: Math.max(a.seenAtMs, b.seenAtMs),
    activeAtMs: Math.max(a.activeAtMs, b.activeAtMs),
  };
}

function isLater(a: Session, b: Session): boolean {
  if (a.platformAtMs !== b.platformAtMs) return a.platformAtMs > b.platformAtMs;
  return (a.platform ?? '') > (b.platform ?? '');
}

/** The one whose end counts, if either ended. */
function firstEnd(a: Session, b: Session): Session {
  if (a.endedAtMs === 0 || b.endedAtMs === 0) return a.endedAtMs > 0 ? a : b;
  if (a.endedAtMs !== b.endedAtMs) return a.endedAtMs < b.endedAtMs ? a : b;
  return LOGINS.indexOf(a.login) >= LOGINS.indexOf(b.login) ? a : b;
}

/** A login or a sign of life came after the end: it is refused. */
export const isRefused = (session: Session): boolean =>
  session.endedAtMs > 0 && session.activeAtMs > session.endedAtMs;

/** One row per session, sorted by key: PostgreSQL takes a row once per statement, and one order of locks keeps pods from deadlocks. */
export function compact(facts: readonly Session[]): Session[] {
  const byKey = new Map<string, Session>();
  for (const fact of facts) {
    const key = keyOf(fact);
    const held = byKey.get(key);
    byKey.set(key, held === undefined ? fact : merge(held, fact));
  }
  return [...byKey.keys()].sort().map((key) => byKey.get(key) as Session);
}

/** No id holds a control character, so a NUL keeps the parts of the key apart. */
export const keyOf = (it: Pick<Session, 'app' | 'user' | 'device' | 'session'>): string =>
  `${it.app}\u0000${it.user}\u0000${it.device}\u0000${it.session}`;

/** The current session of each device: the one that logged in last, whatever became of it. */
export function currentSessions(sessions: readonly Session[]): readonly Session[] {
  if (sessions.length < 2) return sessions;
  const byDevice = new Map<string, Session>();
  for (const session of sessions) {
    const held = byDevice.get(session.device);
    if (held === undefined || supersedes(session, held)) byDevice.set(session.device, session);
  }
  return [...byDevice.values()];
}

function supersedes(a: Session, b: Session): boolean {
  if (a.loggedInAtMs !== b.loggedInAtMs) return a.loggedInAtMs > b.loggedInAtMs;
  if (a.seenAtMs !== b.seenAtMs) return a.seenAtMs > b.seenAtMs;
  return a.session > b.session;
}
