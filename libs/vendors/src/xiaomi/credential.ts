// What an operator enters for Xiaomi: the secret, and what is not secret.
import { Click } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { fillingsOf } from '../shared/content/template';

const CHANNEL_PATTERN = '^[A-Za-z0-9_.-]{1,64}$';

export const ChannelId = Type.String({
  pattern: CHANNEL_PATTERN,
  maxLength: 64,
  description:
    'Id of a channel approved in the console, for chats a private one. Xiaomi refuses messages without a channel, or shows one a day.',
});
export const TemplateId = Type.String({
  pattern: '^[A-Za-z0-9_.-]{1,64}$',
  maxLength: 64,
  description: 'Id of a private-message template approved in the console.',
});

/** "At most nine variables", each of 1 to 128 characters (pId 2314). */
export const MAX_VARIABLES = 9;
export const MAX_VALUE = 128;

const Template = Type.Object(
  {
    id: TemplateId,
    parameters: fillingsOf(
      MAX_VARIABLES,
      MAX_VALUE,
      'An entry for each variable of the template, named as in the console without braces, and no other: Xiaomi refuses a message whose variables are not exactly those of its template. At most nine; {} for a template without variables. Each says what fills it: "title", "text", {"from": "text", "maxLength": 20} for a part of it, or {"fixed": "My app"}.',
    ),
  },
  {
    additionalProperties: false,
    description:
      'The message template of the private channel, with what fills its variables. Xiaomi demands one of apps created since 2026-07-01, and of all apps from 2026-12-31 on.',
  },
);

export const XiaomiCredential = Type.Object(
  {
    // Frequent mistakes are the console's AppID and AppKey, which are digits only, and the whole header of an example, "key=…".
    appSecret: Type.String({
      pattern: '^(?![0-9]+$|[Kk]ey=)[\\x21-\\x7e]{1,128}$',
      maxLength: 128,
      description:
        'AppSecret of the app, without blanks and without "key=". Digits only is not an AppSecret: that is the AppID or the AppKey.',
    }),
  },
  { additionalProperties: false, examples: [{ appSecret: 'secret-of-the-console' }] },
);
export type XiaomiCredential = Static<typeof XiaomiCredential>;

export const XiaomiSettings = Type.Object(
  {
    packageName: Type.String({
      pattern: '^(?=.{3,255}$)[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)+$',
      maxLength: 255,
      description: 'Android package the AppSecret belongs to, for instance com.example.im.',
    }),
    appId: Type.String({ pattern: '^[0-9]{1,32}$', maxLength: 32, description: 'AppID of the app. Digits.' }),
    click: Click,
    channelId: ChannelId,
    bulkChannelId: Type.Optional(
      Type.String({
        pattern: CHANNEL_PATTERN,
        maxLength: 64,
        description:
          'Id of a public channel, for messages of class bulk: in a private channel they break the rules of Xiaomi. Absent: messages of class bulk are refused.',
      }),
    ),
    template: Type.Optional(Template),
    receiptsOverHttps: Type.Optional(
      Type.Boolean({
        description:
          'true: Xiaomi is given a receipt address also if it begins with https. Its document names http only, so absent: receipts are asked for only where DISPATCH_PUBLIC_URL begins with http://.',
      }),
    ),
  },
  {
    additionalProperties: false,
    examples: [
      {
        packageName: 'com.example.im',
        appId: '2882300000000000001',
        click: { action: 'open-app' },
        channelId: 'chat',
        template: { id: 'P10001', parameters: { sender: 'title', words: { from: 'text', maxLength: 60 } } },
      },
    ],
  },
);
export type XiaomiSettings = Static<typeof XiaomiSettings>;
