// A customer's project at the fake FCM: what Firebase's and Google Cloud's consoles would hold.
import { type Static, Type } from '@sinclair/typebox';

const Count = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description }));

export const FcmTenant = Type.Object(
  {
    projectId: Type.String({ minLength: 1 }),
    projectNumber: Type.Optional(Type.String({ pattern: '^[0-9]{1,20}$' })),
    serviceAccounts: Type.Array(
      Type.Object(
        {
          clientEmail: Type.String({ minLength: 1 }),
          publicKeys: Type.Array(Type.String({ pattern: '^-----BEGIN PUBLIC KEY-----' }), { minItems: 1 }),
          maySend: Type.Optional(
            Type.Boolean({ description: 'false: without the permission cloudmessaging.messages.create.' }),
          ),
        },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
    packageNames: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { description: 'Absent: any.' })),
    apiEnabled: Type.Optional(Type.Boolean({ description: 'false: the FCM API is not enabled.' })),
    hasAppleKey: Type.Optional(
      Type.Boolean({ description: 'false: tokens "apple-…" and "web-…" have no key to be reached with.' }),
    ),
    messagesPerMinute: Count('Absent: 600,000.'),
    deviceMessagesPerMinute: Count('Absent: 240.'),
    deviceMessagesPerHour: Count('Absent: 5,000.'),
  },
  { additionalProperties: false },
);
export type FcmTenant = Static<typeof FcmTenant>;
