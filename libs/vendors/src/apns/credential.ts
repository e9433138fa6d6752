// What an operator enters for APNs: a key that signs provider tokens or a certificate for the TLS handshake, and what is not secret.
import { Click } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';

const LINE_END = '(?:\\r?\\n|\\\\n)';
/** PKCS#8 of an EC key on P-256 begins so in base64: the only kind that Apple gives. */
const P256_BEGINS = 'MI[A-Za-z0-9+/]{2}AgEAMBMGByqGSM49AgEGCCqGSM49AwEH';

export const KeyCredential = Type.Object(
  {
    type: Type.Literal('p8', { description: 'p8: a key. One key serves all apps of a team and never ends.' }),
    keyId: Type.String({
      pattern: '^[A-Z0-9]{10}$',
      maxLength: 10,
      description:
        'Key ID of the key: ten capital letters and digits, as in AuthKey_<Key ID>.p8. Not the Team ID.',
    }),
    teamId: Type.String({
      pattern: '^[A-Z0-9]{10}$',
      maxLength: 10,
      description:
        'Team ID of the developer account (Membership details): ten capital letters and digits. Not the Key ID.',
    }),
    privateKey: Type.String({
      pattern: `^\\s*-----BEGIN PRIVATE KEY-----${LINE_END}${P256_BEGINS}(?:[A-Za-z0-9+/=]|${LINE_END}){80,300}-----END PRIVATE KEY-----(?:\\s|\\\\n)*$`,
      maxLength: 1_000,
      description:
        'The whole text of the .p8 file, from "-----BEGIN PRIVATE KEY-----" to "-----END PRIVATE KEY-----", with its line ends (or \\n). ' +
        'It must be a key for Apple Push Notifications service: one for another service signs, but is refused. A certificate (.p12, .cer) is none.',
    }),
  },
  { additionalProperties: false },
);

export const CertificateCredential = Type.Object(
  {
    type: Type.Literal('p12', { description: 'p12: a certificate. One app, and a new one every year.' }),
    p12: Type.String({
      // One class up to the end. Two neighbouring classes that both take blanks would be tried in all combinations of lengths.
      pattern: '^\\s{0,8}MI[A-Za-z0-9+/=\\s]{100,27990}$',
      maxLength: 28_000,
      description:
        'The .p12 file in base64: certificate and private key together. A .cer file is the certificate alone and cannot be used.',
    }),
    password: Type.String({
      maxLength: 200,
      description: 'Password of the .p12 file. Empty if it was exported without one.',
    }),
  },
  { additionalProperties: false },
);

export type KeyCredential = Static<typeof KeyCredential>;
export type CertificateCredential = Static<typeof CertificateCredential>;

/** The key of the example in RFC 7515, A.3.1, which is public and opens nothing. */
const EXAMPLE_KEY = [
  '-----BEGIN PRIVATE KEY-----',
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgjpsQnnGQmL+YBIff',
  'H1136cspYG6+0iY7X1fCE9+E9LKhRANCAAR/zc4ncPbEXUGDy+5v20t7WAczNXvp',
  '7xO6z248e9FURcfxRM0bvZt+hyzf7bnuufSzaV1uqQskrYpGIyiFiOWt',
  '-----END PRIVATE KEY-----\n',
].join('\n');

/** `properties` lists the fields of both for whoever draws a form; the two variants decide. */
export const ApnsCredential = Type.Union([KeyCredential, CertificateCredential], {
  examples: [
    {
      type: 'p8',
      keyId: 'ABC1234567',
      teamId: 'TEAM123456',
      privateKey: EXAMPLE_KEY,
    },
  ],
  description: 'A key (.p8), recommended, or a certificate (.p12).',
  type: 'object',
  properties: {
    ...KeyCredential.properties,
    ...CertificateCredential.properties,
    type: {
      type: 'string',
      maxLength: 3,
      description: 'p8: a key, recommended. p12: a certificate, for one app and a year.',
    },
  },
});
export type ApnsCredential = Static<typeof ApnsCredential>;

const words = <const T extends readonly string[]>(values: T, description: string) =>
  Type.Unsafe<T[number]>(
    Type.Union(
      values.map((value) => Type.Literal(value)),
      { description },
    ),
  );

export const Sound = Type.String({
  pattern: '^[^\\x00-\\x1f/\\\\]{1,200}$',
  maxLength: 200,
  description:
    'Sound file of the app with its suffix (at most 30 s), "default" for the sound of the system, "none" for no sound.',
});
export const Category = Type.String({
  pattern: '^[\\x21-\\x7e]{1,100}$',
  maxLength: 100,
  description: 'Set of buttons that the app has registered.',
});
export const InterruptionLevel = words(
  ['passive', 'active', 'time-sensitive', 'critical'],
  'passive, active, time-sensitive or critical. The last two need an entitlement of the app, else iOS treats them as active.',
);

export const ApnsSettings = Type.Object(
  {
    bundleId: Type.String({
      pattern: '^(?=.{3,155}$)[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$',
      maxLength: 155,
      description:
        'Bundle ID of the app, for instance com.example.im, without ".voip" or another ending. Capital letters count.',
    }),
    environment: words(
      ['production', 'development'],
      'production: builds of the App Store and TestFlight. development: builds started from Xcode. A token of one is unknown to the other.',
    ),
    click: Click,
    sound: Type.Optional(Sound),
    mutableContent: Type.Optional(
      Type.Boolean({
        description:
          'true: the notification service extension of the app runs before a push is shown (pictures, receipts).',
      }),
    ),
    category: Type.Optional(Category),
    interruptionLevel: Type.Optional(InterruptionLevel),
  },
  {
    additionalProperties: false,
    examples: [{ bundleId: 'com.example.im', environment: 'production', click: { action: 'open-app' } }],
  },
);
export type ApnsSettings = Static<typeof ApnsSettings>;
