// A customer's app at the fake Huawei: what AppGallery Connect would hold.
import { type Static, Type } from '@sinclair/typebox';

const Digits = Type.String({ pattern: '^[0-9]{1,64}$' });
const Name = Type.String({ minLength: 1, maxLength: 200 });
const Count = Type.Integer({ minimum: 0 });

export const HuaweiTenant = Type.Object(
  {
    appId: Digits,
    clientId: Type.Optional(Digits),
    clientSecret: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })),
    projectId: Type.Optional(Digits),
    serviceAccounts: Type.Optional(
      Type.Array(
        Type.Object({ keyId: Name, subAccount: Name, publicKey: Type.String({ maxLength: 16_000 }) }),
        { description: 'Keys that may sign for the project; the public half in PEM.' },
      ),
    ),
    enabled: Type.Optional(Type.Boolean({ description: 'false: push is switched off for the app.' })),
    categories: Type.Optional(
      Type.Array(Name, { description: 'Granted. Others are silently taken for marketing. Absent: all are.' }),
    ),
    mayBeUrgent: Type.Optional(Type.Boolean({ description: 'true: HIGH urgency is granted.' })),
    forbiddenWords: Type.Optional(Type.Array(Name)),
    receiptIds: Type.Optional(
      Type.Array(Name, { description: 'Receipt configurations that work. Absent: every one does.' }),
    ),
    receipts: Type.Optional(
      Type.Object(
        { url: Type.String(), user: Type.Optional(Name), key: Type.Optional(Name) },
        { description: 'Where receipts go; signed if there are a user and a key (Base64). Absent: nowhere.' },
      ),
    ),
    verifiedImages: Type.Optional(
      Type.Array(Type.String(), { description: 'Images that HarmonyOS shows. Absent: every one.' }),
    ),
    devicesPerSecond: Type.Optional(Type.Integer({ minimum: 1, description: 'Absent: 6000, the floor.' })),
    loginsPerWindow: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Token requests in five minutes. Absent: 1000.' }),
    ),
    accessTokenSeconds: Type.Optional(Type.Integer({ minimum: 1, description: 'Absent: 3600.' })),
    marketingPerDevice: Type.Optional(Count),
    servicePerDevice: Type.Optional(Count),
    isAllIn200: Type.Optional(
      Type.Boolean({
        description:
          'true: every code comes with HTTP 200, the only status under which some clients read it.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type HuaweiTenant = Static<typeof HuaweiTenant>;

/** Sheet, 5. */
export const USUAL = {
  devicesPerSecond: 6_000,
  loginsPerWindow: 1_000,
  accessTokenSeconds: 3_600,
  marketingPerDevice: 2,
  servicePerDevice: 3_000,
} as const;
