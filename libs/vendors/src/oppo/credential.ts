// What an operator enters for OPPO: the key pair, and what is not secret.
import { Click } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { fillingsOf } from '../shared/content/template';
import { BulkCategory, Category } from './category';

export const ChannelId = Type.String({
  pattern: '^[\\x21-\\x7e]{1,128}$',
  maxLength: 128,
  description:
    'Id of a notification channel, registered in the console under the same id. With an unregistered one OPPO accepts everything and shows nothing.',
});
export const TemplateId = Type.String({
  pattern: '^[\\x21-\\x7e]{1,128}$',
  maxLength: 128,
  description: 'Id of a private-message template approved in the console. Never made up.',
});
export const NotifyLevel = Type.Unsafe<1 | 2 | 16>(
  Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(16)], {
    description:
      '1 drawer only. 2 drawer and lock screen, with sound and vibration. 16 also a banner: it needs a grant of OPPO. Absent: as the category has it.',
  }),
);
export const Style = Type.Unsafe<1 | 2>(
  Type.Union([Type.Literal(1), Type.Literal(2)], {
    description: '1 standard, 50 characters of text. 2 long text, 128 characters. Absent: 1.',
  }),
);

/** Of a template's title or content. */
const MAX_VARIABLES = 20;
/** The longest text that OPPO shows (style 2). */
const MAX_VALUE = 128;
const HOW =
  'An entry for each variable of it, named as in the console without ${…}$; {} if it has none. Each says what fills it: "title", "text", {"from": "text", "maxLength": 20} for a part of it, or {"fixed": "My app"}.';

const templateThat = (says: string) =>
  Type.Object(
    {
      id: TemplateId,
      titleParameters: fillingsOf(MAX_VARIABLES, MAX_VALUE, `Variables of the template's title. ${HOW}`),
      contentParameters: fillingsOf(MAX_VARIABLES, MAX_VALUE, `Variables of the template's content. ${HOW}`),
    },
    { additionalProperties: false, description: says },
  );

export const OppoCredential = Type.Object(
  {
    appKey: Type.String({
      pattern: '^(?![0-9]+$)[\\x21-\\x7e]{1,128}$',
      maxLength: 128,
      description: 'AppKey of the app, without blanks. Digits only is the AppID.',
    }),
    masterSecret: Type.String({
      pattern: '^(?![0-9]+$)[\\x21-\\x7e]{1,128}$',
      maxLength: 128,
      description:
        'MasterSecret of the app, without blanks. It is not the AppSecret of the same page, which looks alike and is for the client: with that one OPPO refuses every login.',
    }),
  },
  {
    additionalProperties: false,
    examples: [{ appKey: 'key-of-the-console', masterSecret: 'secret-of-the-console' }],
  },
);
export type OppoCredential = Static<typeof OppoCredential>;

export const OppoSettings = Type.Object(
  {
    click: Click,
    channelId: Type.Optional(ChannelId),
    category: Type.Optional(Category),
    bulkCategory: Type.Optional(BulkCategory),
    bulkChannelId: Type.Optional(
      Type.String({
        pattern: '^[\\x21-\\x7e]{1,128}$',
        maxLength: 128,
        description:
          "Id of a registered channel for messages of class bulk. Absent: OPPO's own, never the one for chats.",
      }),
    ),
    notifyLevel: Type.Optional(NotifyLevel),
    template: Type.Optional(
      templateThat(
        'Private-message template of the category, with what fills its variables. OPPO refuses messages of an app that must have one with 54. Service categories only.',
      ),
    ),
    bulkTemplate: Type.Optional(
      templateThat('The same for messages of class bulk, if bulkCategory is a service category.'),
    ),
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
        maxLength: 32,
        description: 'AppID of the app. Digits. Given: receipts that name another app are refused.',
      }),
    ),
  },
  {
    additionalProperties: false,
    examples: [{ click: { action: 'open-app' }, channelId: 'chat', category: 'IM' }],
  },
);
export type OppoSettings = Static<typeof OppoSettings>;
