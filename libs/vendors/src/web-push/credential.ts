// What an operator enters for Web Push: the private half of the VAPID key pair, and what is not secret.
import { Click } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';

/** 32 bytes, and 65 that begin with 4 (an uncompressed point), in base64url without padding (README, 2). */
const PRIVATE_KEY = '^[A-Za-z0-9_-]{43}$';
const PUBLIC_KEY = '^B[A-Za-z0-9_-]{86}$';

export const ImageUrl = Type.String({
  pattern: '^https://[\\x21-\\x7e]{1,500}$',
  maxLength: 508,
  description: 'https address of a picture.',
});

export const WebPushCredential = Type.Object(
  {
    privateKey: Type.String({
      pattern: PRIVATE_KEY,
      maxLength: 43,
      description:
        'Private VAPID key: 43 characters of base64url, as "npx web-push generate-vapid-keys" prints it. The public one has 87. A new pair makes every subscription useless.',
    }),
  },
  { additionalProperties: false, examples: [{ privateKey: 'A'.repeat(42) + 'E' }] },
);
export type WebPushCredential = Static<typeof WebPushCredential>;

export const WebPushSettings = Type.Object(
  {
    publicKey: Type.String({
      pattern: PUBLIC_KEY,
      maxLength: 87,
      description:
        'Public VAPID key of the same pair: 87 characters of base64url that begin with B. Web pages subscribe with it as applicationServerKey.',
    }),
    subject: Type.String({
      pattern: '^(?:mailto:[^\\s<>@]{1,64}@[^\\s<>@]{1,190}|https://[\\x21-\\x7e]{1,200})$',
      maxLength: 262,
      description:
        'Whom a push service may ask: mailto: and an address without blanks or brackets, or a page with https. Apple refuses one that cannot be reached.',
    }),
    click: Click,
    icon: Type.Optional({ ...ImageUrl, description: 'https address of the icon of notifications.' }),
    hosts: Type.Optional(
      Type.Array(Type.String({ pattern: '^(?:\\*\\.)?[a-z0-9-]+(?:\\.[a-z0-9-]+)+$', maxLength: 253 }), {
        minItems: 1,
        maxItems: 100,
        description:
          'Hosts that a subscription may name, "*.example.com" for all below one. Absent: every host of the public internet.',
      }),
    ),
  },
  {
    additionalProperties: false,
    examples: [
      {
        publicKey: `B${'A'.repeat(86)}`,
        subject: 'mailto:push@example.com',
        click: { action: 'open-url', url: 'https://chat.example.com/' },
      },
    ],
  },
);
export type WebPushSettings = Static<typeof WebPushSettings>;
