// What an operator enters for vivo: the key pair, and what is not secret.
import { Click } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { BulkCategory, Category } from './category';

/** Both have the form of a UUID, so only the console's third value, the AppID of digits, can be told from them. */
const KEY_PATTERN = '^(?![0-9]+$)[\\x21-\\x7e]{1,128}$';

export const VivoCredential = Type.Object(
  {
    appKey: Type.String({
      pattern: KEY_PATTERN,
      maxLength: 128,
      description: 'AppKey of the app, without blanks. Digits only is the AppID.',
    }),
    appSecret: Type.String({
      pattern: KEY_PATTERN,
      maxLength: 128,
      description:
        'AppSecret of the app, without blanks. It looks like the AppKey beside it; swapped, vivo refuses both. Digits only is the AppID.',
    }),
  },
  {
    additionalProperties: false,
    examples: [{ appKey: 'key-of-the-console', appSecret: 'secret-of-the-console' }],
  },
);
export type VivoCredential = Static<typeof VivoCredential>;

export const VivoSettings = Type.Object(
  {
    appId: Type.String({
      pattern: '^[1-9][0-9]{0,14}$',
      maxLength: 15,
      description: 'AppID of the app. Digits; AppKey and AppSecret have letters.',
    }),
    click: Click,
    category: Type.Optional(Category),
    bulkCategory: Type.Optional(BulkCategory),
    receiptId: Type.Optional(
      Type.String({
        pattern: '^[0-9A-Za-z_-]{1,64}$',
        maxLength: 64,
        description:
          'Receipt ID that the console shows for an app receipt address, about an hour after it was entered. For single and list sends.',
      }),
    ),
    testMode: Type.Optional(
      Type.Boolean({
        description:
          'true: only test devices registered in the console receive anything. For apps under review; never in production.',
      }),
    ),
  },
  {
    additionalProperties: false,
    examples: [{ appId: '10004', click: { action: 'open-app' }, category: 'IM' }],
  },
);
export type VivoSettings = Static<typeof VivoSettings>;
