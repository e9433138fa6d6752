// A client reports its certificate id and vendor token after login, or that it wants no push.
import { type Static, Type } from '@sinclair/typebox';
import { userKey } from '../keys';
import { DAY_MS, defineTopic } from '../topic';
import { AppId, CertificateId, DeviceId, SaidAtMs, SessionId, Token, UserId } from '../values';

export const BindingReported = Type.Object({
  app: AppId,
  user: UserId,
  device: DeviceId,
  session: SessionId,
  binding: Type.Union([Type.Object({ certificateId: CertificateId, token: Token }), Type.Null()], {
    description: 'How the vendor reaches this device. null: push off until the next report.',
  }),
  reportedAtMs: Type.Optional(SaidAtMs("When the client reported. Absent: the record's time stamp.")),
});
export type BindingReported = Static<typeof BindingReported>;

export const bindingReported = defineTopic({
  name: 'binding.reported.v1',
  writer: 'im-gateway',
  says: 'A client reported how its vendor reaches it, or that push is off.',
  schema: BindingReported,
  key: userKey,
  keyedBy: 'app + "/" + user',
  retention: { deleteAfterMs: 7 * DAY_MS },
  partitions: 12,
  examples: {
    usual: {
      app: 'demo',
      user: 'bob',
      device: 'bobs-phone',
      session: 's-1',
      binding: { certificateId: 1, token: 'ok-bobs-phone' },
    },
    pushOff: { app: 'demo', user: 'bob', device: 'bobs-phone', session: 's-1', binding: null },
  },
});
