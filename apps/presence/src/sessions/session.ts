// A session, and how facts about it add up: facts in any order and any number give the same session. The end of a session is final; a new
// login has a new session. The time stamps of the Kafka records order facts, never a producer's clock.
import {
  type DeviceStatus,
  type Platform as PlatformSchema,
  SESSION_END_CAUSES,
} from '@offline-push/contracts';
import type { Static } from '@sinclair/typebox';
import { firstOf, type Link, mergeLinks } from './link';

export type Platform = Static<typeof PlatformSchema>;

/** In rising order: of two ends at the same time the later word wins. */
export const LOGINS = ['none', 'in', ...SESSION_END_CAUSES] as const;
type Login = (typeof LOGINS)[number];

/** A time of 0 means that no event ever spoke of that field. */
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
  /** Time of the newest fact, by the gateway's clock if that is older than the record's. */
  seenAtMs: number;
  /** Time of the newest login or sign of life. If it is later than the end of the session, somebody tried to revive it. */
  activeAtMs: number;
}

/** A session, with what listeners were last told. A session that was never announced counts as announced as logged out. */
export interface KnownSession extends Session {
  announced: DeviceStatus;
  /** The newest refusal that was announced, as its `activeAtMs`. */
  refusedAtMs: number;
  /** Number of changes of the row. */
  version: number;
}

/** All known sessions of a user, also old ones; none for a user who was never seen. */
export interface SessionsByUser {
  of(app: string, user: string): readonly Session[];
}

/** Adds up what two sets of facts say about the same session. Commutative, associative and idempotent. */
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

/** Of two sessions the one whose end counts. */
function firstEnd(a: Session, b: Session): Session {
  if (a.endedAtMs === 0 || b.endedAtMs === 0) return a.endedAtMs > 0 ? a : b;
  if (a.endedAtMs !== b.endedAtMs) return a.endedAtMs < b.endedAtMs ? a : b;
  return LOGINS.indexOf(a.login) >= LOGINS.indexOf(b.login) ? a : b;
}

/** A login or a sign of life came after the end: it is refused. */
export const isRefused = (session: Session): boolean =>
  session.endedAtMs > 0 && session.activeAtMs > session.endedAtMs;

/** One fact per session, sorted by key: PostgreSQL allows a row once per statement, and one order of locks prevents deadlocks of pods. */
export function compact(facts: readonly Session[]): Session[] {
  const byKey = new Map<string, Session>();
  for (const fact of facts) {
    const key = sessionKeyOf(fact);
    const held = byKey.get(key);
    byKey.set(key, held === undefined ? fact : merge(held, fact));
  }
  return [...byKey.keys()].sort().map((key) => byKey.get(key) as Session);
}

/** No id holds a control character, so a NUL separates the parts. */
export const sessionKeyOf = (it: Pick<Session, 'app' | 'user' | 'device' | 'session'>): string =>
  `${it.app}\u0000${it.user}\u0000${it.device}\u0000${it.session}`;

/** The current session of each device: the one that logged in last, even if it has ended. */
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
