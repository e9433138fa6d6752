// A session of a user changed: its login, link or app phase. The IM gateway publishes it, in any order and any number of times.
import { type Static, Type } from '@sinclair/typebox';
import { userKey } from '../keys';
import { DAY_MS, defineTopic } from '../topic';
import {
  AppId,
  DeviceId,
  SaidAtMs,
  GatewayId,
  LinkId,
  oneOf,
  Platform,
  SessionId,
  text,
  UserId,
} from '../values';

export const SESSION_CHANGES = [
  'logged-in',
  'connected',
  'disconnected',
  'foreground',
  'background',
  'logged-out',
  'kicked',
  'invalidated',
] as const;

export const SessionChange = oneOf(
  SESSION_CHANGES,
  'logged-in begins a session, connected and in the foreground; connected and disconnected are its link (repeat connected as a heartbeat, at least every 2 minutes); ' +
    'foreground and background its app phase; logged-out, kicked and invalidated end it.',
);
export type SessionChange = Static<typeof SessionChange>;

export const SessionChanged = Type.Object({
  app: AppId,
  user: UserId,
  device: DeviceId,
  session: SessionId,
  platform: Type.Optional(Platform),
  change: SessionChange,
  link: Type.Optional(LinkId),
  gateway: Type.Optional(GatewayId),
  atMs: Type.Optional(SaidAtMs("When it happened. Absent: the record's time stamp.")),
  detail: Type.Optional(text(200, 'For people: "closed by peer", "logged in on Pixel 9".')),
});
export type SessionChanged = Static<typeof SessionChanged>;

export const sessionChanged = defineTopic({
  name: 'session.changed.v1',
  writer: 'im-gateway',
  door: 'presence',
  says: "A session's login, link or app phase changed.",
  schema: SessionChanged,
  key: userKey,
  keyedBy: 'app + "/" + user',
  retention: { deleteAfterMs: 7 * DAY_MS },
  partitions: 12,
  examples: {
    login: {
      app: 'demo',
      user: 'bob',
      device: 'bobs-phone',
      session: 's-1',
      platform: 'android',
      change: 'logged-in',
    },
    killed: {
      app: 'demo',
      user: 'bob',
      device: 'bobs-phone',
      session: 's-1',
      change: 'disconnected',
      detail: 'connection closed',
    },
    logout: { app: 'demo', user: 'bob', device: 'bobs-phone', session: 's-1', change: 'logged-out' },
    linkLost: {
      app: 'demo',
      user: 'bob',
      device: 'bobs-phone',
      session: 's-1',
      change: 'disconnected',
      link: 'l-7f3a',
      gateway: 'gateway-2',
      detail: 'no heartbeat for 90 s',
    },
    kicked: {
      app: 'demo',
      user: 'bob',
      device: 'bobs-phone',
      session: 's-1',
      change: 'kicked',
      detail: 'logged in on bobs-tablet',
    },
  },
});
