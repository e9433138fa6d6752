// What an operator enters for OPPO: the key pair, and what is not secret.
import { Click } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { Category, categoryThat } from './category';

export const ChannelId = Type.String({
  pattern: '^[\\x21-\\x7e]{1,128}$',
  description:
    'Id of a notification channel, registered in the console under the same id. With an unregistered one OPPO accepts everything and shows nothing.',
});
export const TemplateId = Type.String({
  pattern: '^[\\x21-\\x7e]{1,128}$',
  description: 'Id of a private-message template approved in the console. Never made up.',
});
export const NotifyLevel = Type.Unsafe<1 | 2 | 16>(
  Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(16)], {
    description:
      '1 drawer, 2 drawer and lock screen, 16 also banner, vibration and sound: 16 needs a grant of OPPO. Absent: as the category has it.',
  }),
);
export const Style = Type.Unsafe<1 | 2>(
  Type.Union([Type.Literal(1), Type.Literal(2)], {
    description: '1 standard, 50 characters of text. 2 long text, 128 characters. Absent: 1.',
  }),
);

export const OppoCredential = Type.Object(
  {
    appKey: Type.String({
      pattern: '^(?![0-9]+$)[\\x21-\\x7e]{1,128}$',
      description: 'AppKey of the app, without blanks. Digits only is the AppID.',
    }),
    masterSecret: Type.String({
      pattern: '^(?![0-9]+$)[\\x21-\\x7e]{1,128}$',
      description:
        'MasterSecret of the app, without blanks. It is not the AppSecret of the same page, which looks alike and is for the client: with that one OPPO refuses every login.',
    }),
  },
  { additionalProperties: false },
);
export type OppoCredential = Static<typeof OppoCredential>;

export const OppoSettings = Type.Object(
  {
    click: Click,
    channelId: Type.Optional(ChannelId),
    category: Type.Optional(Category),
    bulkCategory: Type.Optional(categoryThat('Category of messages of class bulk. Absent: as all others.')),
    notifyLevel: Type.Optional(NotifyLevel),
    templateId: Type.Optional(TemplateId),
    style: Type.Optional(Style),
    wholeExt: Type.Optional(
      Type.Boolean({
        description:
          'true: ext arrives whole under the key "ext", as with most vendors, and may be any text. Absent: ext has to be a JSON object, and each of its keys arrives as a parameter of its own.',
      }),
    ),
    appId: Type.Optional(
      Type.String({
        pattern: '^[0-9]{1,32}$',
        description: 'AppID of the app. Digits. Given: receipts that name another app are refused.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type OppoSettings = Static<typeof OppoSettings>;
