// The HTTP API's answers about users: the best status of their devices, and each device by its current session.
import {
  AppId,
  DeviceId,
  DeviceStatus,
  EpochMs,
  listOf,
  oneOf,
  Platform,
  SessionId,
  UserId,
  titled,
} from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import type { Policy } from '../policy';
import { PHASES } from '../sessions/link';
import { currentSessions, LOGINS, type Session } from '../sessions/session';
import { bestOf, linkState, phaseOf, statusOf } from '../sessions/status';

/** As many users as one query may ask for. */
const MAX_USERS = 500;

const DevicePresence = titled(
  'DevicePresence',
  Type.Object({
    device: DeviceId,
    session: SessionId,
    platform: Type.Optional(Platform),
    status: DeviceStatus,
    login: oneOf(LOGINS, 'none: never logged in. in: logged in. Else how the login ended.'),
    link: oneOf(
      ['unknown', 'up', 'down'],
      'What was last said of the connections: one of them is up, or all are down. A silent link stays "up" here and is "offline" in status.',
    ),
    phase: oneOf(PHASES, 'What the client last said of its app, over its newest link.'),
    seenAtMs: EpochMs('The newest fact about this session.'),
  }),
);
type DevicePresence = Static<typeof DevicePresence>;

export const UserPresence = titled(
  'UserPresence',
  Type.Object({
    app: AppId,
    user: UserId,
    status: DeviceStatus,
    devices: Type.Array(DevicePresence, { description: 'By their current session.' }),
  }),
);
export type UserPresence = Static<typeof UserPresence>;

export const PresenceQuery = titled(
  'PresenceQuery',
  Type.Object({
    users: listOf(UserId, MAX_USERS, `1 to ${MAX_USERS} users. A repeated one is answered once.`, 1),
  }),
);
export type PresenceQuery = Static<typeof PresenceQuery>;

export const PresenceList = titled(
  'PresenceList',
  Type.Object({
    users: Type.Array(UserPresence, { description: 'Who is known, in the order of the question.' }),
    errors: Type.Array(Type.Object({ user: UserId, code: Type.Literal('unknown-user') }), {
      description: 'Who is not: no session of this user was ever seen.',
    }),
  }),
);
export type PresenceList = Static<typeof PresenceList>;

/** undefined if no session of this user was ever seen. */
export function userPresence(
  app: string,
  user: string,
  sessions: readonly Session[],
  { policy, nowMs }: { policy: Policy; nowMs: number },
): UserPresence | undefined {
  if (sessions.length === 0) return undefined;
  const devices = currentSessions(sessions).map((session) => devicePresence(session, policy, nowMs));
  return { app, user, status: bestOf(devices.map(({ status }) => status)), devices };
}

const devicePresence = (session: Session, policy: Policy, nowMs: number): DevicePresence => ({
  device: session.device,
  session: session.session,
  ...(session.platform !== null && { platform: session.platform }),
  status: statusOf(session, policy, nowMs),
  login: session.login,
  link: linkState(session),
  phase: phaseOf(session),
  seenAtMs: session.seenAtMs,
});
