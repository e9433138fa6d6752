// What an operator enters for Xiaomi: the secret, and what is not secret.
import { Click } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';

const CHANNEL_PATTERN = '^[A-Za-z0-9_.-]{1,64}$';

export const ChannelId = Type.String({
  pattern: CHANNEL_PATTERN,
  description: 'Id of a channel approved in the console. Without one, a phone shows one notification a day.',
});
export const TemplateId = Type.String({
  pattern: '^[A-Za-z0-9_.-]{1,64}$',
  description: 'Id of a private-message template approved in the console.',
});

export const XiaomiCredential = Type.Object(
  {
    // The two other values of the console's page, AppID and AppKey, are digits only, and are what gets pasted here by mistake; so is the
    // whole header of an example, "key=…".
    appSecret: Type.String({
      pattern: '^(?![0-9]+$|[Kk]ey=)[\\x21-\\x7e]{1,128}$',
      description:
        'AppSecret of the app, without blanks and without "key=". Digits only is not an AppSecret: that is the AppID or the AppKey.',
    }),
  },
  { additionalProperties: false },
);
export type XiaomiCredential = Static<typeof XiaomiCredential>;

export const XiaomiSettings = Type.Object(
  {
    packageName: Type.String({
      pattern: '^(?=.{3,255}$)[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)+$',
      description: 'Android package the AppSecret belongs to, for instance com.example.im.',
    }),
    appId: Type.String({ pattern: '^[0-9]{1,32}$', description: 'AppID of the app. Digits.' }),
    click: Click,
    channelId: Type.Optional(ChannelId),
    bulkChannelId: Type.Optional(
      Type.String({
        pattern: CHANNEL_PATTERN,
        description:
          'Id of a public channel, for messages of class bulk: in a private channel they break the rules of Xiaomi. Absent: as all others.',
      }),
    ),
    templateId: Type.Optional(TemplateId),
  },
  { additionalProperties: false },
);
export type XiaomiSettings = Static<typeof XiaomiSettings>;
