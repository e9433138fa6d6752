// A customer's app at the fake Xiaomi: what its console would hold.
import { type Static, Type } from '@sinclair/typebox';

const Quota = Type.Integer({ minimum: 0, description: 'Messages a day.' });

export const XiaomiTenant = Type.Object(
  {
    appSecret: Type.String({ minLength: 1, maxLength: 128 }),
    packageNames: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
    appId: Type.Optional(Type.String()),
    enabled: Type.Optional(Type.Boolean({ description: 'false: blacklisted.' })),
    channels: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.Literal('private'), Type.Literal('public')]), {
        description: 'Approved channels. Any other is refused.',
      }),
    ),
    defaultClass: Type.Optional(
      Type.Boolean({
        description:
          'true: an app of the old classification, whose messages without a channel are of the default class. Absent: refused.',
      }),
    ),
    templates: Type.Optional(
      Type.Record(Type.String(), Type.Array(Type.String()), { description: 'Template → its variables.' }),
    ),
    needsTemplate: Type.Optional(
      Type.Boolean({
        description:
          'true: a private message without a template is refused, as of apps created since 2026-07-01, and of all from 2026-12-31 on.',
      }),
    ),
    httpsCallbacks: Type.Optional(
      Type.Boolean({
        description:
          'true: receipt addresses with https are taken. Absent: refused with 65038, because the document names http only.',
      }),
    ),
    requestsPerSecond: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Absent: 500, the lowest tier.' }),
    ),
    quotas: Type.Optional(
      Type.Object(
        { default: Type.Optional(Quota), public: Type.Optional(Quota) },
        { description: 'Absent: not reached.', additionalProperties: false },
      ),
    ),
    deviceQuota: Type.Optional(
      Type.Integer({
        minimum: 0,
        description: 'Default-class messages that one phone shows a day. Absent: all.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type XiaomiTenant = Static<typeof XiaomiTenant>;

export type MessageClass = 'private' | 'public' | 'default';

export const classOf = (tenant: XiaomiTenant, channel: string | undefined): MessageClass =>
  channel === undefined ? 'default' : (tenant.channels?.[channel] ?? 'default');
