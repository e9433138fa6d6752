// A team at the fake APNs: its apps, keys and certificates, as Apple's developer pages would hold them.
import { type Static, Type } from '@sinclair/typebox';

const Environments = Type.Optional(
  Type.Array(Type.Union([Type.Literal('production'), Type.Literal('development')]), {
    minItems: 1,
    description: 'Absent: both, as the keys made before 2025.',
  }),
);

export const ApnsTenant = Type.Object(
  {
    teamId: Type.String({ pattern: '^[A-Z0-9]{10}$' }),
    bundleIds: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
    keys: Type.Optional(
      Type.Array(
        Type.Object(
          {
            keyId: Type.String({ pattern: '^[A-Z0-9]{10}$' }),
            publicKey: Type.String({ pattern: '^-----BEGIN PUBLIC KEY-----' }),
            environments: Environments,
            bundleIds: Type.Optional(
              Type.Array(Type.String({ minLength: 1 }), { description: 'Absent: all of the team.' }),
            ),
          },
          { additionalProperties: false },
        ),
      ),
    ),
    certificates: Type.Optional(
      Type.Array(
        Type.Object(
          {
            pem: Type.String({ pattern: '^-----BEGIN CERTIFICATE-----' }),
            environments: Environments,
            isMultiTopic: Type.Optional(
              Type.Boolean({ description: 'true: a request without apns-topic is refused.' }),
            ),
          },
          { additionalProperties: false },
        ),
      ),
    ),
    deviceMessagesPerSecond: Type.Optional(Type.Integer({ minimum: 0, description: 'Absent: 100.' })),
    badTokensPerConnection: Type.Optional(
      Type.Integer({ minimum: 1, description: 'So many end a connection. Absent: 100.' }),
    ),
  },
  { additionalProperties: false },
);
export type ApnsTenant = Static<typeof ApnsTenant>;

export type Environment = 'production' | 'development';
