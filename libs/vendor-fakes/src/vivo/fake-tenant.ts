// A customer's app at the fake vivo: what its console would hold.
import { type Static, Type } from '@sinclair/typebox';

const Quota = Type.Integer({ minimum: 0, description: 'Messages a day.' });

export const VivoTenant = Type.Object(
  {
    appId: Type.String({ pattern: '^[1-9][0-9]{0,14}$' }),
    appKey: Type.String({ minLength: 1, maxLength: 128 }),
    appSecret: Type.String({ minLength: 1, maxLength: 128 }),
    isClosed: Type.Optional(Type.Boolean({ description: 'true: the app has closed its push channel.' })),
    receiptUrls: Type.Optional(
      Type.Record(Type.String(), Type.String(), { description: 'Receipt ID → where its receipts go.' }),
    ),
    isUnderReview: Type.Optional(Type.Boolean({ description: 'true: test messages only.' })),
    hasSystemMessages: Type.Optional(
      Type.Boolean({ description: 'false: the switch of the console is off.' }),
    ),
    testDevices: Type.Optional(
      Type.Array(Type.String(), { maxItems: 20, description: 'Those who get test messages.' }),
    ),
    defaultClassification: Type.Optional(
      Type.Union([Type.Literal(0), Type.Literal(1)], {
        description: "What a message without class and category is. Absent: 1, as in vivo's newest document.",
      }),
    ),
    refusesTestWords: Type.Optional(
      Type.Boolean({ description: 'true: formal messages that look like a test are refused.' }),
    ),
    requestsPerSecond: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Absent: 3000, the lowest tier.' }),
    ),
    loginsPerSecond: Type.Optional(Type.Integer({ minimum: 1, description: 'Absent: 10.' })),
    quotas: Type.Optional(
      Type.Object(
        {
          system: Type.Optional(Quota),
          operation: Type.Optional(Quota),
          saved: Type.Optional(Type.Integer({ minimum: 0, description: 'Saved messages a day.' })),
        },
        { description: 'Absent: not reached.', additionalProperties: false },
      ),
    ),
    deviceQuota: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Operation messages that one phone shows a day. Absent: 2.' }),
    ),
  },
  { additionalProperties: false },
);
export type VivoTenant = Static<typeof VivoTenant>;
