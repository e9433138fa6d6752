// A session and how facts about it add up. Four fields, each last-writer-wins by the time of the fact, so that any order and any
// repetition of facts gives the same session. The store does the same merge in SQL; a test holds the two together.
import type { Platform as PlatformSchema } from '@offline-push/contracts';
import type { Static } from '@sinclair/typebox';

export type Platform = Static<typeof PlatformSchema>;

/** Words in rising order: of two facts at the same instant the later word wins. An end beats a login: rather no push than one too many. */
export const LOGINS = ['none', 'in', 'logged-out', 'kicked', 'invalidated'] as const;
/** Down beats up: a message rather rings than gets lost on a dead link. */
export const LINKS = ['unknown', 'up', 'down'] as const;
export const PHASES = ['unknown', 'foreground', 'background'] as const;

export type Login = (typeof LOGINS)[number];
export type Link = (typeof LINKS)[number];
export type Phase = (typeof PHASES)[number];

/** A time of 0 means that nothing was ever said about that field. */
export interface Session {
  app: string;
  user: string;
  device: string;
  session: string;
  platform: Platform | null;
  platformAtMs: number;
  login: Login;
  /** When the fact behind `login` happened. */
  loginAtMs: number;
  /** The newest login, also after the session ended: it tells which session of a device is the current one. */
  loggedInAtMs: number;
  link: Link;
  linkAtMs: number;
  phase: Phase;
  phaseAtMs: number;
  /** The newest of all facts. */
  seenAtMs: number;
}

/** Adds two accounts of the same session up. Commutative, associative and idempotent. */
export function merge(a: Session, b: Session): Session {
  const platform = isLater(b.platformAtMs, b.platform ?? '', a.platformAtMs, a.platform ?? '') ? b : a;
  const login = isLater(b.loginAtMs, rank(LOGINS, b.login), a.loginAtMs, rank(LOGINS, a.login)) ? b : a;
  const link = isLater(b.linkAtMs, rank(LINKS, b.link), a.linkAtMs, rank(LINKS, a.link)) ? b : a;
  const phase = isLater(b.phaseAtMs, rank(PHASES, b.phase), a.phaseAtMs, rank(PHASES, a.phase)) ? b : a;
  return {
    app: a.app,
    user: a.user,
    device: a.device,
    session: a.session,
    platform: platform.platform,
    platformAtMs: platform.platformAtMs,
    login: login.login,
    loginAtMs: login.loginAtMs,
    loggedInAtMs: Math.max(a.loggedInAtMs, b.loggedInAtMs),
    link: link.link,
    linkAtMs: link.linkAtMs,
    phase: phase.phase,
    phaseAtMs: phase.phaseAtMs,
    seenAtMs: Math.max(a.seenAtMs, b.seenAtMs),
  };
}

const rank = <W>(order: readonly W[], word: W): number => order.indexOf(word);

const isLater = <R extends number | string>(atMs: number, word: R, thanAtMs: number, thanWord: R): boolean =>
  atMs === thanAtMs ? word > thanWord : atMs > thanAtMs;

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
const keyOf = (it: Session): string => `${it.app}\u0000${it.user}\u0000${it.device}\u0000${it.session}`;

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
