// The public status of a device changed. It is for other systems; nothing on the push path reads it.
import { type Static, Type } from '@sinclair/typebox';
import { userKey } from '../keys';
import { DAY_MS, defineTopic } from '../topic';
import { AppId, DeviceId, EpochMs, oneOf, Platform, SessionId, UserId } from '../values';

/** Derived from login and link. Client SDKs of the parent product call `offline` OFFLINE and `logged-out` UNLOGINED. */
export const DeviceStatus = oneOf(
  ['online', 'offline', 'logged-out'],
  'online: connected. offline: logged in, but the link is down; this is who gets pushes. logged-out: no login.',
);
export type DeviceStatus = Static<typeof DeviceStatus>;

/** Why a device is not online: how its login ended, why it is not pushed, or how its link was lost. */
const AWAY_CAUSES = [
  'never-logged-in',
  'logged-out',
  'kicked',
  'invalidated',
  'not-pushable',
  'out-of-reach',
  'disconnected',
  'silent',
] as const;

export const PresenceChanged = Type.Object({
  app: AppId,
  user: UserId,
  device: DeviceId,
  session: SessionId,
  status: DeviceStatus,
  phase: oneOf(['foreground', 'background', 'unknown'], 'What the client last said of its app.'),
  cause: Type.Optional(
    oneOf(
      AWAY_CAUSES,
      'Why it is not online. disconnected: the gateway said so. silent: nothing was heard of its link for too long. The others are reasons of the gate. Absent: it is online.',
    ),
  ),
  platform: Type.Optional(Platform),
  seenAtMs: Type.Optional(
    EpochMs('The last sign of life that presence knew when it told this. Absent: nobody gave one.'),
  ),
  atMs: EpochMs('When the fact behind it happened.'),
  refused: Type.Optional(
    oneOf(
      ['session-ended'],
      'A login or a sign of life came for a session that had ended, and changed nothing: a new login has a new session id.',
    ),
  ),
});
export type PresenceChanged = Static<typeof PresenceChanged>;

const bob = { app: 'demo', user: 'bob', device: 'bobs-phone', session: 's-1' };

export const presenceChanged = defineTopic({
  name: 'presence.changed.v1',
  writer: 'presence',
  says: 'The public status of a device changed.',
  schema: PresenceChanged,
  key: userKey,
  keyedBy: 'app + "/" + user',
  retention: { deleteAfterMs: 7 * DAY_MS },
  partitions: 12,
  examples: {
    online: {
      ...{ ...bob, status: 'online', phase: 'foreground', platform: 'android' },
      ...{ seenAtMs: 1_790_000_000_000, atMs: 1_790_000_000_000 },
    },
    refused: {
      ...bob,
      status: 'logged-out',
      phase: 'unknown',
      cause: 'logged-out',
      atMs: 1_790_000_200_000,
      refused: 'session-ended',
    },
    killed: {
      ...{ ...bob, status: 'offline', phase: 'background', cause: 'disconnected', platform: 'android' },
      ...{ seenAtMs: 1_790_000_090_000, atMs: 1_790_000_100_000 },
    },
  },
});
