// What the HTTP API says of a session: each field that is judged apart, and each link that was told of. Pure.
import {
  AppId,
  DeviceId,
  DeviceStatus,
  EpochMs,
  oneOf,
  Platform,
  SessionId,
  titled,
  UserId,
} from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { hash } from 'node:crypto';
import type { Policy } from '../policy';
import { endedAtMs, isUp, type Link, PHASES, phaseAt } from '../sessions/link';
import { currentSessions, isRefused, LOGINS, type Session, sessionKeyOf } from '../sessions/session';
import { phaseOf, statusOf } from '../sessions/status';

const name = (description: string) => Type.Optional(Type.String({ description }));

const SessionLink = titled(
  'SessionLink',
  Type.Object({
    gateway: name('Which gateway holds it. Absent: nobody named it.'),
    link: name('Which connection it is. Absent: nobody named it.'),
    state: oneOf(
      ['up', 'silent', 'down'],
      'silent: nobody said that it ended, and it gave no sign of life for too long: it counts as down.',
    ),
    firstAtMs: Type.Optional(EpochMs('The first word of it.')),
    aliveAtMs: Type.Optional(EpochMs('The newest sign of life. Absent: only its end was told.')),
    endedAtMs: Type.Optional(EpochMs('When it ended.')),
    phase: oneOf(PHASES, 'What the client last said of its app over it.'),
  }),
);

const UserSession = titled(
  'UserSession',
  Type.Object({
    device: DeviceId,
    session: SessionId,
    isCurrent: Type.Boolean({
      description: 'Of the sessions of its device this one logged in last: it decides.',
    }),
    platform: Type.Optional(Platform),
    status: DeviceStatus,
    login: oneOf(LOGINS, 'none: never logged in. in: logged in. Else how the login ended.'),
    loggedInAtMs: Type.Optional(EpochMs('The first login.')),
    endedAtMs: Type.Optional(EpochMs('When the session ended. That is final.')),
    refusedAtMs: Type.Optional(
      EpochMs('A login or a sign of life came after the end: a new login needs a new session id.'),
    ),
    phase: oneOf(PHASES, 'What the client last said of its app, over its newest link.'),
    seenAtMs: EpochMs('The newest fact about this session.'),
    links: Type.Array(SessionLink, { description: 'Those that are kept: at most eight.' }),
  }),
);
type UserSession = Static<typeof UserSession>;

export const SessionList = titled(
  'SessionList',
  Type.Object({
    app: AppId,
    user: UserId,
    sessions: Type.Array(UserSession),
    next: Type.Optional(Type.String({ description: 'Path of the next page. Absent: this is the last.' })),
  }),
);
export type SessionList = Static<typeof SessionList>;

interface Placed {
  session: Session;
  isCurrent: boolean;
  /** Of its place in the list: time of the login, and something that tells sessions of one time apart. */
  key: string;
}

const keyOf = (session: Session): string =>
  `${session.loggedInAtMs}/${hash('sha256', sessionKeyOf(session), 'base64url')}`;

/** Does the first come behind the second? The last login comes first. */
export function isBehind(key: string, other: string): boolean {
  const [[ms = '', rest = ''], [otherMs = '', otherRest = '']] = [key.split('/'), other.split('/')];
  return ms === otherMs ? rest > otherRest : Number(ms) < Number(otherMs);
}

export function inOrder(sessions: readonly Session[]): Placed[] {
  const current = new Set(currentSessions(sessions));
  return sessions
    .map((session) => ({ session, isCurrent: current.has(session), key: keyOf(session) }))
    .sort((a, b) => (isBehind(a.key, b.key) ? 1 : -1));
}

export function sessionAnswer(
  { session, isCurrent }: Placed,
  { policy, nowMs }: { policy: Policy; nowMs: number },
): UserSession {
  const { device, session: id, platform, login, links } = session;
  return {
    ...{ device, session: id, isCurrent, status: statusOf(session, policy, nowMs), login },
    ...(platform !== null && { platform }),
    ...timesOf({ loggedInAtMs: session.loggedInAtMs, endedAtMs: session.endedAtMs }),
    ...(isRefused(session) && timesOf({ refusedAtMs: session.activeAtMs })),
    ...{ phase: phaseOf(session), seenAtMs: Math.floor(session.seenAtMs) },
    links: links.map((link) => linkAnswer(link, links, policy, nowMs)),
  };
}

function linkAnswer(
  link: Link,
  links: readonly Link[],
  policy: Policy,
  nowMs: number,
): UserSession['links'][number] {
  const isSilent = policy.silenceMs > 0 && nowMs - link.aliveAtMs > policy.silenceMs;
  return {
    ...(link.gateway !== '' && { gateway: link.gateway }),
    ...(link.link !== '' && { link: link.link }),
    state: !isUp(link, links) ? 'down' : isSilent ? 'silent' : 'up',
    ...timesOf({ firstAtMs: link.firstAtMs, aliveAtMs: link.aliveAtMs }),
    ...(!isUp(link, links) && timesOf({ endedAtMs: endedAtMs(link, links) || (link.downsAtMs[0] ?? 0) })),
    phase: phaseAt(link, links, Infinity),
  };
}

/** A time of 0 means that nobody spoke of it. A fraction orders events within a ms. */
const timesOf = <K extends string>(times: Record<K, number>): Partial<Record<K, number>> =>
  Object.fromEntries(
    Object.entries<number>(times)
      .filter(([, ms]) => ms > 0)
      .map(([field, ms]) => [field, Math.floor(ms)]),
  ) as Partial<Record<K, number>>;
