// What Huawei refuses in a push for Android (v1, v2), one rule each, in the order in which it looks. Limits are stated here anew.
import { type TSchema, Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import type { Problem } from './fake-answers';
import { objectIn, secondsIn, textIn } from './fake-message';
import type { PushCall } from './fake-request';
import { conditionOf } from './fake-topics';
import type { HuaweiTenant } from './fake-tenant';
import type { Json } from '@offline-push/vendors/shared/for-fakes';

export type Rule = (call: PushCall, tenant: HuaweiTenant) => Problem | undefined;

const MAX_BYTES = 4096;
const MAX_TTL_SECONDS = 1_296_000;

export const refuse = (code: string, msg: string): Problem => ({ code, msg });
export const illegal = (tip: string): Problem => refuse('80100003', `Illegal payload, ${tip}`);

export function firstOf(rules: readonly Rule[], call: PushCall, tenant: HuaweiTenant): Problem | undefined {
  for (const rule of rules) {
    const problem = rule(call, tenant);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** A rule that the object at a path has to pass, if there is one. */
export function shaped(path: readonly string[], schema: TSchema): Rule {
  const check = TypeCompiler.Compile(schema);
  return ({ body }) => {
    const found = path.reduce<Json | undefined>(objectIn, body);
    if (found === undefined || check.Check(found)) return undefined;
    return illegal(`${path.join('.')}${check.Errors(found).First()?.path ?? ''}`.replaceAll('/', '.'));
  };
}

const optional = (fields: Record<string, TSchema>): TSchema =>
  Type.Partial(Type.Object(fields), { additionalProperties: true });
const text = Type.String();
const flag = Type.Boolean();
const secure = Type.String({ pattern: '^https://[^/\\s]' });
export const between = (minimum: number, maximum: number): TSchema => Type.Integer({ minimum, maximum });
export const oneOf = (...values: (string | number)[]): TSchema =>
  Type.Union(values.map((value) => Type.Literal(value)));

export const readable: Rule = ({ body }) => (body === undefined ? illegal('not JSON') : undefined);

/** One client in production names all three and leaves two of them empty; that Huawei takes it is an assumption. */
const isNamed = (value: unknown): boolean =>
  value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

/** A misspelt `message` looks to Huawei like a push for nobody. */
const targets: Rule = ({ body, read: { tokens } }) => {
  const message = objectIn(body, 'message') ?? {};
  const kinds = ['token', 'topic', 'condition'].filter((kind) => isNamed(message[kind]));
  if (kinds.length > 1) return refuse('80100001', 'only one of token, topic, condition');
  const condition = textIn(message, 'condition');
  if (condition && conditionOf(condition) === undefined) {
    return refuse('80100001', 'illegal condition');
  }
  if (kinds.length === 1 && kinds[0] !== 'token') return undefined;
  return tokenCount(tokens, 1000);
};

export const tokenCount = (tokens: readonly string[], max: number): Problem | undefined =>
  tokens.length < 1 || tokens.length > max
    ? refuse('80300010', `token count should within 1 and ${max}`)
    : undefined;

const service: Rule = ({ isOldPush }) =>
  isOldPush === false ? refuse('80100001', 'UnSupported svc') : undefined;

const size: Rule = ({ body }) => {
  return tooLong({ ...body, message: { ...objectIn(body, 'message'), token: [] } });
};

export const tooLong = (body: Json): Problem | undefined =>
  Buffer.byteLength(JSON.stringify(body)) > MAX_BYTES
    ? refuse('80300008', 'Push message size is too long')
    : undefined;

const lifetime: Rule = ({ body }) => {
  const ttl = objectIn(objectIn(body, 'message'), 'android')?.['ttl'];
  if (ttl === undefined) return undefined;
  const seconds = typeof ttl === 'string' ? secondsIn(ttl) : undefined;
  if (seconds === undefined || seconds > MAX_TTL_SECONDS) return refuse('80100001', 'illegal ttl');
  return seconds <= 0 ? refuse('80100004', 'Illegal expire time') : undefined;
};

const collapse: Rule = ({ body }) => {
  const key = objectIn(objectIn(body, 'message'), 'android')?.['collapse_key'] ?? -1;
  const isFine = Number.isInteger(key) && Number(key) >= -1 && Number(key) <= 100;
  return isFine ? undefined : refuse('80100013', 'Collapse key is illegal');
};

const urgency: Rule = ({ body }, { mayBeUrgent = false }) =>
  objectIn(objectIn(body, 'message'), 'android')?.['urgency'] === 'HIGH' && !mayBeUrgent
    ? refuse('80300011', 'No permission to send high level message')
    : undefined;

export const forbiddenWords: Rule = ({ read: { title, text: words } }, { forbiddenWords: forbidden = [] }) =>
  forbidden.some((word) => title.includes(word) || words.includes(word))
    ? refuse('80100016', 'Anti-Spam: word is forbidden in [CONTENT]')
    : undefined;

const receipt: Rule = ({ body }, tenant) =>
  receiptProblem(textIn(objectIn(objectIn(body, 'message'), 'android'), 'receipt_id'), tenant);

export const receiptProblem = (id: string | undefined, { receiptIds }: HuaweiTenant): Problem | undefined =>
  id === undefined || receiptIds === undefined || receiptIds.includes(id)
    ? undefined
    : refuse('80300013', 'Receipt address is illegal or its certificate has expired');

const words = shaped(['message'], optional({ data: text, topic: text, condition: text }));

const android = shaped(
  ['message', 'android'],
  optional({
    bi_tag: text,
    category: text,
    urgency: oneOf('HIGH', 'NORMAL'),
    target_user_type: oneOf(0, 1),
    fast_app_target: oneOf(1, 2),
    data: text,
  }),
);

const pressed = (action: number, more: Record<string, TSchema>): TSchema =>
  Type.Object({
    name: Type.String({ minLength: 1, maxLength: 40 }),
    action_type: Type.Literal(action),
    data: Type.Optional(Type.String({ maxLength: 1024 })),
    ...more,
  });

/** Home, a page, a web page, clear, share. */
const Button = Type.Union([
  pressed(0, {}),
  pressed(1, { intent_type: oneOf(0, 1), intent: Type.String({ minLength: 1 }) }),
  pressed(2, { intent: secure }),
  pressed(3, {}),
  pressed(4, { data: Type.String({ minLength: 1, maxLength: 1024 }) }),
]);

const part = Type.Number({ minimum: 0, maximum: 1 });
const Light = Type.Object({
  color: Type.Object({ alpha: part, red: part, green: part, blue: part }),
  light_on_duration: text,
  light_off_duration: text,
});

const notification = shaped(
  ['message', 'android', 'notification'],
  optional({
    title: text,
    body: text,
    click_action: Type.Object({}, { additionalProperties: true }),
    color: Type.String({ pattern: '^#[0-9A-Fa-f]{6}$' }),
    icon: Type.String({ pattern: '^/raw/.' }),
    sound: Type.String({ pattern: '^/raw/.' }),
    default_sound: flag,
    notify_id: between(-1, 2_147_483_647),
    channel_id: text,
    importance: oneOf('LOW', 'NORMAL', 'HIGH'),
    style: oneOf(0, 1, 3),
    inbox_content: Type.Array(Type.String({ maxLength: 1024 }), { maxItems: 5 }),
    image: secure,
    buttons: Type.Array(Button, { maxItems: 3 }),
    vibrate_config: Type.Array(Type.String({ pattern: '^[0-9]{1,2}([.][0-9]{1,9})?[sS]?$' }), {
      maxItems: 10,
    }),
    body_loc_args: Type.Array(text),
    title_loc_args: Type.Array(text),
    light_settings: Light,
    when: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d([.]\\d{1,9})?Z$' }),
    visibility: oneOf('VISIBILITY_UNSPECIFIED', 'PUBLIC', 'SECRET', 'PRIVATE'),
    profile_id: Type.String({ maxLength: 64 }),
    foreground_show: flag,
    use_default_vibrate: flag,
    use_default_light: flag,
  }),
);

const badge = shaped(
  ['message', 'android', 'notification', 'badge'],
  Type.Intersect([
    Type.Object({ class: Type.String({ minLength: 1 }) }),
    optional({ add_num: between(1, 99), set_num: between(0, 99) }),
  ]),
);

/** A notification has words and something to do on a tap; a data message has data. */
const complete: Rule = ({ body, read }) => {
  const message = objectIn(body, 'message');
  const shown = objectIn(objectIn(message, 'android'), 'notification');
  if (!read.isShown) {
    const hasData = typeof (textIn(objectIn(message, 'android'), 'data') ?? message?.['data']) === 'string';
    const isElsewhere = ['apns', 'webpush'].some((platform) => objectIn(message, platform) !== undefined);
    return hasData || isElsewhere ? undefined : illegal('neither notification nor data');
  }
  if (read.title.trim() === '' || read.text.trim() === '') return illegal('title and body needed');
  if (shown === undefined) return undefined;
  if (!isClickFine(objectIn(shown, 'click_action'))) return illegal('click_action');
  const isKeyless = ['title', 'body'].some((name) => shown[`${name}_loc_args`] && !shown[`${name}_loc_key`]);
  return isKeyless ? illegal('args without their loc_key') : styleProblem(shown);
};

function isClickFine(click: Json | undefined): boolean {
  switch (click?.['type']) {
    case 1:
      return typeof (click['intent'] ?? click['action']) === 'string';
    case 2:
      return /^https:\/\/[^/\s]/.test(textIn(click, 'url') ?? '');
    case 3:
      return true;
    case 4:
      return /^https:\/\/[^/\s]/.test(textIn(click, 'rich_resource') ?? '');
    default:
      return false;
  }
}

function styleProblem({
  style,
  big_title: title,
  big_body: words,
  inbox_content: lines,
}: Json): Problem | undefined {
  if (style === 1 && (!title || !words)) return illegal('big_title and big_body needed');
  return style === 3 && lines === undefined ? illegal('inbox_content needed') : undefined;
}

/** After the login is known, and before rate and tokens. */
export const ANDROID_RULES: readonly Rule[] = [
  service,
  readable,
  targets,
  size,
  lifetime,
  collapse,
  words,
  android,
  urgency,
  notification,
  badge,
  complete,
  forbiddenWords,
  receipt,
];
