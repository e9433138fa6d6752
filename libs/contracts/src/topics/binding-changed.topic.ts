// A binding of a device began, ended or was refused. Dispatch withdraws pushes that wait for a binding that ended.
import { type Static, Type } from '@sinclair/typebox';
import { userKey } from '../keys';
import { DAY_MS, defineTopic } from '../topic';
import {
  AppId,
  CertificateId,
  DeviceId,
  EpochMs,
  oneOf,
  SessionId,
  Token,
  UserId,
  VendorId,
} from '../values';

/** Ends of the session itself; a new login has a new session. In rising order: of two ends at the same time the later word counts. */
export const SESSION_END_CAUSES = ['logged-out', 'kicked', 'invalidated'] as const;

/** After these nothing of the session may ring, not even a token that it replaced earlier. The other causes end one token only. */
export const SILENCING_CAUSES = [...SESSION_END_CAUSES, 'superseded', 'other-user', 'push-off'] as const;

/** All causes of the end of a binding. */
export const UNBIND_CAUSES = [
  ...SESSION_END_CAUSES,
  'push-off',
  'moved',
  'replaced',
  'superseded',
  'other-user',
  'token-dead',
  'unbound',
] as const;
export const REFUSAL_CAUSES = [
  'not-logged-in',
  'session-ended',
  'unknown-certificate',
  'certificate-deleted',
  'bad-token',
  'older-report',
  'no-login-in-time',
] as const;

export const BindingChanged = Type.Object({
  app: AppId,
  user: UserId,
  device: DeviceId,
  session: SessionId,
  change: oneOf(['bound', 'unbound', 'refused'], 'What happened.'),
  cause: oneOf(
    ['reported', ...UNBIND_CAUSES, ...REFUSAL_CAUSES],
    'Why. moved: another user bound the token. replaced: the device reported another token. superseded: a newer session of the device.',
  ),
  certificateId: Type.Optional(CertificateId),
  vendor: Type.Optional(VendorId),
  tokenHash: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9_-]{22}$',
      maxLength: 22,
      description: 'Which token began or ended: tokenHashOf it.',
    }),
  ),
  token: Type.Optional(Token),
  replaces: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9_-]{22}$',
      maxLength: 22,
      description: 'bound only: the token that reached this session until now, by its hash.',
    }),
  ),
  replacesCertificateId: Type.Optional(CertificateId),
  atMs: EpochMs('When the fact behind it happened.'),
  decidedAtMs: Type.Optional(
    EpochMs(
      'When it was decided. Of what is told of one session, the last decision counts, in the order of the log if two have one time.',
    ),
  ),
});
export type BindingChanged = Static<typeof BindingChanged>;

const bob = { app: 'demo', user: 'bob', device: 'bobs-phone', session: 's-1' };

export const bindingChanged = defineTopic({
  name: 'binding.changed.v1',
  writer: 'device-bindings',
  says: 'A binding began, ended or was refused. token: of a binding that began only. replacesCertificateId: the same token was reached under that certificate until now.',
  schema: BindingChanged,
  key: userKey,
  keyedBy: 'app + "/" + user',
  retention: { deleteAfterMs: 7 * DAY_MS },
  partitions: 12,
  examples: {
    bound: {
      ...bob,
      change: 'bound',
      cause: 'reported',
      certificateId: 1,
      vendor: 'xiaomi',
      tokenHash: 'rT9nYb0cQ2mWv5xLk8pJdA',
      token: 'ok-bobs-phone',
      atMs: 1_790_000_000_000,
    },
    loggedOut: {
      ...bob,
      change: 'unbound',
      cause: 'logged-out',
      certificateId: 1,
      vendor: 'xiaomi',
      tokenHash: 'rT9nYb0cQ2mWv5xLk8pJdA',
      atMs: 1_790_000_100_000,
    },
    refused: { ...bob, change: 'refused', cause: 'not-logged-in', atMs: 1_790_000_200_000 },
  },
});
