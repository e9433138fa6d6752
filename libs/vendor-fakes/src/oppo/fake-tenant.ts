// A customer's app at the fake OPPO: what its console would hold.
import { type Static, Type } from '@sinclair/typebox';

const PerDay = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description }));

export const OppoTenant = Type.Object(
  {
    appKey: Type.String({ minLength: 1, maxLength: 128 }),
    masterSecret: Type.String({ minLength: 1, maxLength: 128 }),
    appId: Type.Optional(
      Type.String({ description: 'Stands in message ids and receipts. Absent: 3000000.' }),
    ),
    isDisabled: Type.Optional(Type.Boolean({ description: 'true: code 28.' })),
    mayPush: Type.Optional(Type.Boolean({ description: 'false: no permission for the API, code 30.' })),
    isBlacklisted: Type.Optional(
      Type.Boolean({ description: 'true: its IP address is not let in, code 26.' }),
    ),
    categories: Type.Optional(
      Type.Array(Type.String(), {
        description: 'Granted categories; any other is refused with 67. Absent: all.',
      }),
    ),
    mayAlertStrongly: Type.Optional(Type.Boolean({ description: 'true: notify_level 16 is granted.' })),
    templates: Type.Optional(
      Type.Union(
        [
          Type.Array(Type.String()),
          Type.Record(
            Type.String(),
            Type.Object(
              { title: Type.Array(Type.String()), content: Type.Array(Type.String()) },
              { additionalProperties: false },
            ),
          ),
        ],
        {
          description:
            'Approved private-message templates: their ids, or id → variables of title and content, all of which a message must bring. Absent: any.',
        },
      ),
    ),
    needsTemplate: Type.Optional(
      Type.Boolean({ description: 'true: IM without a template is refused with 54.' }),
    ),
    channels: Type.Optional(
      Type.Array(Type.String(), {
        description: 'Registered channels. A message to another is accepted and never shown. Absent: any.',
      }),
    ),
    usersPerSecond: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Absent: 5000, the lowest tier.' }),
    ),
    marketingPerDay: PerDay('Content and marketing messages a day, then 33. Absent: not reached.'),
    savedPerDay: PerDay('Saved messages a day, then 42. Absent: not reached.'),
    marketingPerPhone: PerDay('Content and marketing messages a day and phone. Absent: 2.'),
  },
  { additionalProperties: false },
);
export type OppoTenant = Static<typeof OppoTenant>;
