// What an operator enters for Honor. Its console shows three values that look alike, and only one of them is secret.
import { Click } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';

export const Importance = Type.Union([Type.Literal('NORMAL'), Type.Literal('LOW')], {
  description:
    'NORMAL: service and communication, rings, needs the self-classification right of the console. LOW: information and marketing, silent, two a day and phone.',
});
export const Style = Type.Union([Type.Literal(0), Type.Literal(1)], {
  description: '0: one line of text. 1: the whole text when the notification is pulled open.',
});

export const HonorCredential = Type.Object(
  {
    clientSecret: Type.String({
      pattern: '^[\\x21-\\x7e]{1,256}$',
      maxLength: 256,
      description:
        "Client Secret of the app's push service page, without blanks. It is not the App Secret of the app's own page.",
    }),
  },
  { additionalProperties: false, examples: [{ clientSecret: 'secret-of-the-console' }] },
);
export type HonorCredential = Static<typeof HonorCredential>;

const [OpenApp, , OpenPage] = Click.anyOf;
/** Honor opens https only. Better said to the operator than with each push. */
const HttpsClick = Type.Union(
  [
    OpenApp,
    Type.Object({
      action: Type.Literal('open-url'),
      url: Type.String({
        pattern: '^https://[^\\s\\x00-\\x1f]{1,1000}$',
        maxLength: 1008,
        description: 'https: Honor opens nothing else.',
      }),
    }),
    OpenPage,
  ],
  { description: 'What a tap on the notification does. A message may override it.' },
);

export const HonorSettings = Type.Object(
  {
    appId: Type.String({
      pattern: '^[A-Za-z0-9_-]{1,64}$',
      maxLength: 64,
      description: 'App ID. It stands in the address of a push only; the Client ID is another number.',
    }),
    clientId: Type.String({
      pattern: '^[\\x21-\\x7e]{1,128}$',
      maxLength: 128,
      description:
        "Client ID of the app's push service page. Not the App ID; with another app's one the login succeeds and every push is refused.",
    }),
    click: HttpsClick,
    importance: Type.Optional(Importance),
    style: Type.Optional(Style),
    badgeClass: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z0-9_$]+){1,32}$',
        maxLength: 255,
        description:
          "The launcher's activity, for instance com.example.im.MainActivity. Given: a push without a badge of its own adds one. Absent: a phone may not show the number of a badge.",
      }),
    ),
    testMessages: Type.Optional(
      Type.Boolean({
        description: 'true: sent as test messages, 1,000 a day and app, beside the daily cap of a phone.',
      }),
    ),
  },
  {
    additionalProperties: false,
    examples: [{ appId: '104400001', clientId: '220500001', click: { action: 'open-app' } }],
  },
);
export type HonorSettings = Static<typeof HonorSettings>;
