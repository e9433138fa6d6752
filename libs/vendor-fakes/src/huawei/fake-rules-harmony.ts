// What Huawei refuses in a push for HarmonyOS (v3), in the order in which it looks. Limits are stated here anew.
import { type TSchema, Type } from '@sinclair/typebox';
import { objectIn, textIn } from './fake-message';
import {
  between,
  forbiddenWords,
  illegal,
  oneOf,
  readable,
  receiptProblem,
  refuse,
  type Rule,
  shaped,
  tokenCount,
  tooLong,
} from './fake-rules';

/** Push types: notification, widget, voice, background, live view, call. */
const PUSH_TYPES = ['0', '1', '2', '6', '7', '10'];
const NOTIFICATION = '0';
const CATEGORIES =
  'IM VOIP MISS_CALL SUBSCRIPTION TRAVEL HEALTH WORK ACCOUNT EXPRESS FINANCE DEVICE_REMINDER MAIL MARKETING PLAY_VOICE';
const MAX_TEST_TOKENS = 10;
/** What a payload of the other types has to have (sheet, 3.3). */
const NEEDS: Record<string, string[]> = {
  '1': ['formId', 'version', 'moduleName', 'formName', 'abilityName', 'formData'],
  '2': ['notification', 'extraData'],
  '6': ['extraData'],
  '7': ['activityId', 'operation'],
  '10': ['extraData'],
};

const pushType: Rule = ({ pushType: type }) =>
  type !== undefined && PUSH_TYPES.includes(type) ? undefined : refuse('80100001', 'UnSupported push-type');

const targets: Rule = ({ body, pushType: type, read: { tokens } }) => {
  const isTest = objectIn(body, 'pushOptions')?.['testMessage'] === true;
  const problem = tokenCount(tokens, type === '1' ? 1 : 1000);
  if (problem !== undefined || !isTest || tokens.length <= MAX_TEST_TOKENS) return problem;
  return refuse('80300030', 'When send test message, token count exceed limit');
};

const size: Rule = ({ body }) => {
  return tooLong({ ...body, target: { ...objectIn(body, 'target'), token: [] } });
};

const optional = (fields: Record<string, TSchema>): TSchema =>
  Type.Partial(Type.Object(fields), { additionalProperties: true });

const pushOptions = shaped(
  ['pushOptions'],
  optional({
    testMessage: Type.Boolean(),
    ttl: between(1, 1_296_000),
    biTag: Type.String({ maxLength: 64 }),
    receiptId: Type.String(),
    collapseKey: between(-1, 100),
  }),
);

const notification = shaped(
  ['payload', 'notification'],
  Type.Intersect([
    Type.Object({
      category: oneOf(...CATEGORIES.split(' ')),
      title: Type.String({ pattern: '\\S' }),
      body: Type.String({ pattern: '\\S' }),
      clickAction: Type.Object({ actionType: oneOf(0, 1) }),
    }),
    optional({
      image: Type.String({ pattern: '^https://[^/\\s]' }),
      style: oneOf(0, 1, 3),
      inboxContent: Type.Array(Type.String({ maxLength: 1024 }), { maxItems: 3 }),
      notifyId: between(-1, 2_147_483_647),
      appMessageId: Type.String({ pattern: '^[A-Za-z0-9+/=_ -]{1,64}$' }),
      profileId: Type.String({ maxLength: 64 }),
      sound: Type.String({ minLength: 1 }),
      soundDuration: between(1, 60),
      foregroundShow: Type.Boolean(),
    }),
  ]),
);

const badge = shaped(
  ['payload', 'notification', 'badge'],
  optional({ addNum: between(1, 99), setNum: between(0, 99) }),
);

const clickAction = shaped(
  ['payload', 'notification', 'clickAction'],
  optional({
    action: Type.String({ minLength: 1 }),
    uri: Type.String({ minLength: 1 }),
    data: Type.Object({}, { additionalProperties: true }),
  }),
);

const complete: Rule = ({ body, pushType: type }) => {
  const payload = objectIn(body, 'payload');
  if (payload === undefined) return illegal('payload needed');
  const missing = NEEDS[type ?? '']?.find((name) => payload[name] === undefined);
  if (missing !== undefined) return illegal(`payload.${missing} needed`);
  if (type !== NOTIFICATION) return undefined;
  const shown = objectIn(payload, 'notification');
  const click = objectIn(shown, 'clickAction');
  if (shown === undefined) return illegal('payload.notification needed');
  if (click?.['actionType'] === 1 && !click['action'] && !click['uri'])
    return illegal('action or uri needed');
  if (shown['soundDuration'] !== undefined && shown['sound'] === undefined) return illegal('sound needed');
  return shown['style'] === 3 && shown['inboxContent'] === undefined
    ? illegal('inboxContent needed')
    : undefined;
};

const image: Rule = ({ body }, { verifiedImages }) => {
  const address = textIn(objectIn(objectIn(body, 'payload'), 'notification'), 'image');
  const isFine = address === undefined || verifiedImages === undefined || verifiedImages.includes(address);
  return isFine ? undefined : refuse('80100022', 'Anti-Spam: image not verify');
};

const receipt: Rule = ({ body }, tenant) =>
  receiptProblem(textIn(objectIn(body, 'pushOptions'), 'receiptId'), tenant);

/** After the login is known, and before rate and tokens. */
export const HARMONY_RULES: readonly Rule[] = [
  pushType,
  readable,
  targets,
  size,
  pushOptions,
  complete,
  notification,
  badge,
  clickAction,
  image,
  forbiddenWords,
  receipt,
];
