// An application at the fake push service: the VAPID key that browsers subscribed with.
import { type Static, Type } from '@sinclair/typebox';

const PROFILES = ['mozilla', 'google', 'apple', 'ntfy'] as const;
export type Profile = (typeof PROFILES)[number];

export const WebPushTenant = Type.Object(
  {
    publicKey: Type.String({ pattern: '^B[A-Za-z0-9_-]{86}$' }),
    origins: Type.Optional(
      Type.Array(Type.String({ pattern: '^https?://' }), {
        description: 'What a JWT may be for, beside the address that the caller used.',
      }),
    ),
    profile: Type.Optional(
      Type.Union(
        PROFILES.map((name) => Type.Literal(name)),
        { description: 'Whose words it answers in. Absent: mozilla.' },
      ),
    ),
    messagesPerSecond: Type.Optional(Type.Integer({ minimum: 1, description: 'Absent: 1000.' })),
  },
  { additionalProperties: false },
);
export type WebPushTenant = Static<typeof WebPushTenant>;
