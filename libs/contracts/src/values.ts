// The value types that several topics share. Their text rules exclude what JSON allows but PostgreSQL and the vendors refuse: NUL, lone
// surrogates, control characters in ids.
import { FormatRegistry, Type, type TSchema } from '@sinclair/typebox';

/** Text that PostgreSQL and form encoding can carry. */
const isText = (value: string): boolean => value.isWellFormed() && !value.includes('\u0000');

/** Text without control characters, because ids go into keys, logs and headers. */
const isId = (value: string): boolean =>
  // eslint-disable-next-line no-control-regex -- naming the control characters is the point
  value.isWellFormed() && !/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(value);

/**
 * Text in one line and one direction, with something visible in it. It excludes C0, DEL, C1, line and paragraph separators, and marks that
 * change the direction of writing. Joiners are allowed, because emoji and Persian need them.
 */
const isName = (value: string): boolean =>
  value.isWellFormed() && !NOT_IN_NAMES.test(value) && /[\p{L}\p{N}\p{P}\p{S}]/u.test(value);

const NOT_IN_NAMES =
  // eslint-disable-next-line no-control-regex -- naming the control characters is the point
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]/;

FormatRegistry.Set('text', isText);
FormatRegistry.Set('id', isId);
FormatRegistry.Set('name', isName);

/** Text of at most `maxLength` UTF-16 code units, without NUL and lone surrogates. */
export const text = (maxLength: number, description: string) =>
  Type.String({ format: 'text', maxLength, description });

/** A name for people: 1 to `maxLength` UTF-16 code units that pass `isName`. */
export const nameOf = (maxLength: number, description: string) =>
  Type.String({ format: 'name', minLength: 1, maxLength, description });

const id = (maxLength: number, description: string) =>
  Type.String({ format: 'id', minLength: 1, maxLength, description });

/** A closed set of words, as a union of literals. */
export const oneOf = <const T extends readonly string[]>(values: T, description: string) =>
  Type.Unsafe<T[number]>(
    Type.Union(
      values.map((value) => Type.Literal(value)),
      { description },
    ),
  );

/** A list whose only rule is its length. */
export const listOf = <T extends TSchema>(item: T, maxItems: number, description: string, minItems = 0) =>
  Type.Array(item, { minItems, maxItems, description });

/** The form of an app id, for checks outside of events. It may be a number, like an SDKAppID. */
export const APP_ID = '[a-z0-9][a-z0-9-]{0,31}';

export const AppId = Type.String({
  pattern: `^${APP_ID}$`,
  maxLength: 32,
  description:
    'The tenant: 1 to 32 of a-z, 0-9 and "-", beginning with a letter or a digit, for instance "1400000000".',
});
export const UserId = id(
  128,
  'A user of the chat system, unique within the app. Byte-exact: no normalisation, no case folding.',
);
export const DeviceId = id(
  128,
  'A device, chosen by the client and kept over logins, unique within the app: the same id is the same phone, whoever is logged in on it.',
);
export const SessionId = id(128, 'One login on one device. A new login has a new id.');
export const LinkId = id(
  128,
  'One connection of a device to a gateway, chosen by the gateway. A new connection has a new id.',
);
export const GatewayId = id(128, 'The gateway that says so, for instance its host name.');
export const MessageId = id(128, 'A message, unique within the app. The same id again is the same message.');
export const ConversationId = id(
  256,
  'The conversation of a message. Keys keep order inside one conversation.',
);
export const VendorId = Type.String({
  pattern: '^[a-z][a-z0-9-]{0,31}$',
  maxLength: 32,
  description: 'A push vendor, for instance "xiaomi".',
});
export const CertificateId = Type.Integer({
  minimum: 1,
  maximum: 2_147_483_647,
  description: 'The numeric id of a certificate, for instance 6666. Edits keep it.',
});
export const Token = Type.String({
  pattern: '^[\\x21-\\x7e]{1,4096}$',
  maxLength: 4096,
  description: "The vendor's address of the app on a phone: visible ASCII. Each vendor checks its own form.",
});
export const ContentHash = Type.String({
  pattern: '^[A-Za-z0-9_-]{22}$',
  maxLength: 22,
  description: 'Hash of what a push shows: same message id with another hash is a conflict.',
});
export const TargetId = Type.String({
  pattern: '^[A-Za-z0-9_-]{22}$',
  maxLength: 22,
  description: 'Computed from app, message, recipient and device.',
});

/** 1970-01-01 to 9999-12-31, so that a time always fits into a JavaScript date and a timestamptz. */
export const EpochMs = (description: string) =>
  Type.Integer({
    minimum: 0,
    maximum: 253_402_300_799_999,
    description: `${description} In ms since 1970-01-01 UTC.`,
  });

/** 2001-09-09. A smaller number is 0, a time in seconds or a mistake. */
const EARLIEST_SAID_MS = 1_000_000_000_000;

/** A time from another system. A number that is too small to be in ms is refused. */
export const SaidAtMs = (description: string) =>
  Type.Integer({
    minimum: EARLIEST_SAID_MS,
    maximum: 253_402_300_799_999,
    description: `${description} In ms since 1970-01-01 UTC.`,
  });

export const PLATFORMS = [
  'android',
  'ios',
  'ipados',
  'harmonyos',
  'windows',
  'macos',
  'linux',
  'web',
  'mini-program',
] as const;

export const Platform = oneOf(
  PLATFORMS,
  'What the client runs on. Phones and tablets are pushed, others if presence is told so (PRESENCE_PUSHABLE_PLATFORMS). Absent: it is pushed, as a phone is.',
);
