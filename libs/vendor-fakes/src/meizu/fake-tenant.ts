// A customer's app at the fake Meizu: what its console would hold.
import { type Static, Type } from '@sinclair/typebox';

const limit = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description }));

export const MeizuTenant = Type.Object(
  {
    appId: Type.String({ pattern: '^[0-9]{1,15}$' }),
    appSecret: Type.String({ minLength: 1, maxLength: 128 }),
    packageNames: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), { description: 'Absent: any package is right.' }),
    ),
    enabled: Type.Optional(Type.Boolean({ description: 'false: blacklisted.' })),
    callbacks: Type.Optional(
      Type.Array(Type.String(), { description: 'Registered receipt URLs. Absent: any is.' }),
    ),
    receiptToken: Type.Optional(
      Type.String({ description: 'Sent with receipts, so that they can be told from forged ones.' }),
    ),
    requestsPerSecond: Type.Optional(Type.Integer({ minimum: 1, description: 'Absent: 200.' })),
    pushesPerDay: limit('Phones a day, of the app. Absent: not reached.'),
    perPhoneAndMinute: limit('Absent: 5.'),
    publicPerPhoneAndDay: limit('Absent: 3.'),
  },
  { additionalProperties: false },
);
export type MeizuTenant = Static<typeof MeizuTenant>;
