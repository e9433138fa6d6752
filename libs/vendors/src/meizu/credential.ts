// What an operator enters for Meizu: the secrets, and what is not secret.
import { Click } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';

const oneOfNumbers = <const T extends readonly number[]>(values: T, description: string) =>
  Type.Unsafe<T[number]>(
    Type.Union(
      values.map((value) => Type.Literal(value)),
      { description },
    ),
  );

export const NoticeMsgType = oneOfNumbers(
  [0, 1],
  '0 public: three notifications a day and phone (news: five). 1 private: chats and orders, not limited; marketing must not use it.',
);
export const NoticeBarType = oneOfNumbers([0, 2], '0 the look of Flyme, 2 the look of Android.');
export const Style = oneOfNumbers(
  [0, 1],
  '0: one line of text. 1: a text of more than 100 characters is whole when the notification is pulled open.',
);

export const MeizuCredential = Type.Object(
  {
    // The AppKey has the same form, so it cannot be refused here. Meizu answers 1006 to it, and the advice for 1006 says so.
    appSecret: Type.String({
      pattern: '^(?![0-9]+$)[\\x21-\\x7e]{1,128}$',
      maxLength: 128,
      description:
        'AppSecret of the app, without blanks. Not the AppKey beside it, which is for the client; digits only is the AppID.',
    }),
    receiptToken: Type.Optional(
      Type.String({
        pattern: '^[\\x21-\\x7e]{1,128}$',
        maxLength: 128,
        description:
          "Access token of the console's receipt management. Receipts are believed only if they bring it; without it none is.",
      }),
    ),
  },
  { additionalProperties: false, examples: [{ appSecret: 'secret-of-the-console' }] },
);
export type MeizuCredential = Static<typeof MeizuCredential>;

export const MeizuSettings = Type.Object(
  {
    packageName: Type.String({
      pattern: '^(?=.{3,255}$)[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)+$',
      maxLength: 255,
      description: 'Android package of the app, for instance com.example.im.',
    }),
    appId: Type.String({
      pattern: '^[1-9][0-9]{0,14}$',
      maxLength: 15,
      description:
        'AppID of the app at push.meizu.com. Digits; an id of the old platform is not known there.',
    }),
    click: Click,
    noticeMsgType: Type.Optional(NoticeMsgType),
    noticeBarType: Type.Optional(NoticeBarType),
    style: Type.Optional(Style),
    isOneOfSeveralPackages: Type.Optional(
      Type.Boolean({
        description: 'true: the AppID serves several packages, and only this one gets the pushes.',
      }),
    ),
    receipts: Type.Optional(
      Type.Boolean({
        description:
          "true: ask for receipts. The certificate's receipt address is to be entered in the console's receipt management first.",
      }),
    ),
    region: Type.Optional(
      Type.Union([Type.Literal('mainland'), Type.Literal('overseas')], {
        description: 'Whose service the app is registered at. Absent: mainland China.',
      }),
    ),
  },
  {
    additionalProperties: false,
    examples: [{ packageName: 'com.example.im', appId: '100999', click: { action: 'open-app' } }],
  },
);
export type MeizuSettings = Static<typeof MeizuSettings>;
