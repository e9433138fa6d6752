// What FCM refuses in a message, one rule each, in the order in which it looks. Limits are stated here anew, not imported from the
// adapter: a fake that shares a number with what it judges cannot find it wrong.
import type { FakeAnswer } from '../host/vendor-fake';
import { isDeadToken } from '../host/tricks';
import { badRequest, fcmError } from './fake-answers';
import { isAndroid, type Part, partIn, phoneOf, textIn, ttlOf } from './fake-request';
import type { FcmTenant } from './fake-tenant';

type Rule = (message: Part, tenant: FcmTenant) => FakeAnswer | undefined;

const invalid = (message: string): FakeAnswer => fcmError('INVALID_ARGUMENT', message);

const oneTarget: Rule = (message) => {
  const targets = ['token', 'fid', 'topic', 'condition'].filter((name) => textIn(message, name) !== '');
  if (targets.length === 1) return undefined;
  return targets.length === 0
    ? invalid('Recipient of the message is not set.')
    : badRequest([{ field: 'message', description: "oneof field 'target' is already set." }]);
};

const topics: Rule = (message) => {
  const topic = textIn(message, 'topic');
  return topic === '' || /^[a-zA-Z0-9\-_.~%]+$/.test(topic) ? undefined : invalid('Invalid topic name.');
};

const condition: Rule = (message) => {
  const named = textIn(message, 'condition').match(/\bin topics\b/g) ?? [];
  return named.length <= 5 ? undefined : invalid('Invalid condition: at most 5 topics.');
};

const RESERVED = /^(from|message_type|gcm|google\..*|gcm\.notification\..*)$/;
const dataKeys: Rule = (message) => {
  const keys = [message, partIn(message, 'android'), partIn(message, 'webpush')].flatMap((part) =>
    Object.keys(partIn(part, 'data')),
  );
  const reserved = keys.find((key) => RESERVED.test(key));
  return reserved === undefined ? undefined : invalid(`Invalid data payload key: ${reserved}`);
};

const lifetime: Rule = (message) => {
  const ttlMs = ttlOf(message) ?? 0;
  return ttlMs >= 0 && ttlMs <= 2_419_200_000
    ? undefined
    : invalid('Invalid ttl: must be between 0 and 4 weeks.');
};

const labels: Rule = (message) => {
  const parts = [message, partIn(message, 'android'), partIn(message, 'apns'), partIn(message, 'webpush')];
  const all = parts.map((part) => textIn(partIn(part, 'fcm_options'), 'analytics_label'));
  return all.every((label) => /^[a-zA-Z0-9\-_.~%]{0,50}$/.test(label))
    ? undefined
    : invalid('Invalid analytics label.');
};

const colours: Rule = (message) => {
  const color = textIn(partIn(partIn(message, 'android'), 'notification'), 'color');
  return color === '' || /^#[0-9a-f]{6}$/i.test(color)
    ? undefined
    : invalid('Invalid color: must be #rrggbb.');
};

const lights: Rule = (message) => {
  const shown = partIn(partIn(message, 'android'), 'notification');
  const parts = Object.values(partIn(partIn(shown, 'light_settings'), 'color'));
  return parts.every((part) => Number(part) >= 0 && Number(part) <= 1)
    ? undefined
    : invalid('Invalid light_settings: a part of a colour is 0 to 1.');
};

/** Keys and values of data and notification. */
const size: Rule = (message) => {
  const android = partIn(message, 'android');
  const parts = [
    { ...partIn(message, 'data'), ...partIn(android, 'data') },
    partIn(message, 'notification'),
    partIn(android, 'notification'),
  ];
  const pairs = parts.flatMap((part) => Object.entries(part));
  const bytes = pairs.reduce((sum, [key, value]) => sum + Buffer.byteLength(`${key}${textOf(value)}`), 0);
  const limit = textIn(message, 'topic') || textIn(message, 'condition') ? 2048 : 4096;
  return bytes > limit ? invalid(`Android message is too big: ${bytes} bytes, at most ${limit}.`) : undefined;
};
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** What somebody sees or hears on an iPhone. */
const LOUD = ['alert', 'badge', 'sound', 'content-state'];
/** An iPhone without a notification may only be asked quietly. */
const applePriority: Rule = (message) => {
  const apns = partIn(message, 'apns');
  const aps = partIn(partIn(apns, 'payload'), 'aps');
  const isQuiet = message['notification'] === undefined && LOUD.every((name) => aps[name] === undefined);
  return isQuiet && textIn(partIn(apns, 'headers'), 'apns-priority') === '10'
    ? invalid('apns-priority must be 5 for a message without a notification.')
    : undefined;
};
const appleCollapse: Rule = (message) => {
  const id = textIn(partIn(partIn(message, 'apns'), 'headers'), 'apns-collapse-id');
  return Buffer.byteLength(id) > 64 ? invalid('apns-collapse-id must have at most 64 bytes.') : undefined;
};

const MALFORMED = 'The registration token is not a valid FCM registration token';
const tokenShape: Rule = (message) => {
  const phone = phoneOf(message);
  const isShaped =
    phone === '' || (/^[A-Za-z0-9_:-]{1,4096}$/.test(phone) && !phone.startsWith('malformed-'));
  return isShaped ? undefined : invalid(MALFORMED);
};

const foreign: Rule = (message) =>
  phoneOf(message).startsWith('foreign-') ? fcmError('SENDER_ID_MISMATCH', 'SenderId mismatch') : undefined;

export const unregistered = () => fcmError('UNREGISTERED', 'Requested entity was not found.');

const dead: Rule = (message) => (isDeadToken(phoneOf(message)) ? unregistered() : undefined);

const packageName: Rule = (message, { packageNames }) => {
  const name = textIn(partIn(message, 'android'), 'restricted_package_name');
  if (name === '' || packageNames === undefined || packageNames.includes(name)) return undefined;
  return invalid('The package name does not match the registration token.');
};

const thirdParty: Rule = (message, { hasAppleKey = true }) =>
  !hasAppleKey && !isAndroid(phoneOf(message))
    ? fcmError('THIRD_PARTY_AUTH_ERROR', 'Auth error from APNS or Web Push Service')
    : undefined;

/** After the account is known and before rates (sheet, 4 "Simulator check order"). */
const RULES: readonly Rule[] = [
  oneTarget,
  topics,
  condition,
  dataKeys,
  lifetime,
  labels,
  colours,
  lights,
  size,
  applePriority,
  appleCollapse,
  tokenShape,
  foreign,
  dead,
  packageName,
  thirdParty,
];

export function refusalOf(message: Part, tenant: FcmTenant): FakeAnswer | undefined {
  for (const rule of RULES) {
    const refusal = rule(message, tenant);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}
