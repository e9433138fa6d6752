// A customer's apps at the fake Honor: what its console would hold, and what nobody has been able to look up.
import { type Static, Type } from '@sinclair/typebox';

/** Codes that rest on analogy (sheet, 4, grade G). A tenant may have others, so that a finding needs no change here. */
const FAKE_CODES = {
  parameter: 80100001,
  structure: 80100003,
  lifeEnded: 80100004,
  forbiddenWords: 80100016,
  partly: 80100000,
  tokenExpired: 80200003,
  otherApp: 403,
  mayNotSend: 80300002,
  noSuchTokens: 80300007,
  tooLarge: 80300008,
  tooManyTokens: 80300010,
  flowControl: 503,
} as const;
export type FakeCode = keyof typeof FAKE_CODES;

const Code = Type.Optional(Type.Integer());
const Codes = Type.Object(
  Object.fromEntries(Object.keys(FAKE_CODES).map((name) => [name, Code])) as Record<FakeCode, typeof Code>,
  { description: 'Codes other than the usual ones, by name.', additionalProperties: false },
);

export const HonorTenant = Type.Object(
  {
    appIds: Type.Array(Type.String({ minLength: 1 }), { minItems: 1, description: 'Apps of the client.' }),
    clientId: Type.String({ minLength: 1, maxLength: 128 }),
    clientSecret: Type.String({ minLength: 1, maxLength: 256 }),
    receiptUrl: Type.Optional(Type.String({ description: 'Where receipts go. Absent: nowhere.' })),
    expiresInSeconds: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Life of an access token. Absent: 3600.' }),
    ),
    enabled: Type.Optional(Type.Boolean({ description: 'false: push is switched off for the apps.' })),
    forbiddenWords: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 200 }))),
    mayClassify: Type.Optional(
      Type.Boolean({ description: 'false: no self-classification right, NORMAL counts as LOW.' }),
    ),
    lowPerDay: Type.Optional(
      Type.Integer({
        minimum: 0,
        description: 'LOW messages that a phone shows a day: 2, or 5 for news apps. Absent: 2.',
      }),
    ),
    requestsPerSecond: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Absent: no limit is reached.' }),
    ),
    timestampToleranceMs: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Absent: the time in the header may be any.' }),
    ),
    codes: Type.Optional(Codes),
  },
  { additionalProperties: false },
);
export type HonorTenant = Static<typeof HonorTenant>;

export const codeOf = (tenant: HonorTenant | undefined, name: FakeCode): number =>
  tenant?.codes?.[name] ?? FAKE_CODES[name];
