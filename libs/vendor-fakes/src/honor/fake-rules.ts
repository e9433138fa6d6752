// What Honor refuses in a message, one rule each, in the order in which the fake looks. Limits are stated here anew, not imported from
// the adapter: a fake that shares a number with what it judges cannot find it wrong.
import type { HonorCall } from './fake-request';
import { partsOf } from './fake-request';
import type { FakeCode, HonorTenant } from './fake-tenant';
import { isObject, type Json, parse } from '@offline-push/vendors/shared/for-fakes';

export interface Problem {
  readonly name: FakeCode;
  readonly says: string;
}

type Parts = ReturnType<typeof partsOf>;
type Rule = (parts: Parts, call: HonorCall, tenant: HonorTenant) => Problem | undefined;

const parameter = (says: string): Problem => ({ name: 'parameter', says });
const structure = (says: string): Problem => ({ name: 'structure', says });
const unless = (isFine: boolean, problem: Problem): Problem | undefined => (isFine ? undefined : problem);

const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrAbsent = (value: unknown): boolean => value === undefined || isText(value);
const isHttps = (value: unknown): boolean => isText(value) && /^https:\/\/[^\s/]/i.test(value);
const isIn = (value: unknown, from: number, to: number): boolean =>
  Number.isInteger(value) && Number(value) >= from && Number(value) <= to;
const isOneOf = (value: unknown, ...choices: unknown[]): boolean =>
  value === undefined || choices.includes(value);

const tokens: Rule = (_parts, { tokens: list }) =>
  list.length === 0
    ? parameter('token is required')
    : unless(list.length <= 1000, { name: 'tooManyTokens', says: 'too many tokens' });

const words: Rule = ({ isNotification, notification: { title, body } }) =>
  unless(!isNotification || (isText(title) && isText(body)), parameter('title and body are required'));

const types: Rule = ({ notification, android, data }) => {
  const { bigTitle, bigBody, when, tag, group, notifyId } = notification;
  const texts = [bigTitle, bigBody, when, tag, group, android?.['biTag'], data];
  if (!texts.every(isTextOrAbsent)) return structure('a text is no text');
  return unless(
    isOneOf(notifyId, -1) || isIn(notifyId, 1, 2_147_483_647),
    structure('notifyId is no integer'),
  );
};

const payload: Rule = ({ isNotification, data }) =>
  unless(
    !isNotification || data === undefined || parse(String(data)) !== undefined,
    parameter('data is no JSON'),
  );

const clicks: Rule = ({ isNotification, click }) => {
  if (!isNotification) return undefined;
  const { type, intent, action, url } = click ?? {};
  const isFine =
    type === 3 || (type === 2 && isHttps(url)) || (type === 1 && (isText(intent) || isText(action)));
  return unless(isFine, parameter('clickAction'));
};

const ttl: Rule = ({ ttl: life }) => {
  const seconds = /^(\d{1,7})s$/.exec(String(life))?.[1];
  if (seconds === undefined || Number(seconds) > 1_296_000) return parameter('ttl');
  return unless(Number(seconds) > 0, { name: 'lifeEnded', says: 'ttl expired' });
};

const content: Rule = ({ notification: { title, body } }, _call, { forbiddenWords = [] }) => {
  const isForbidden = forbiddenWords.some((word) => `${String(title)} ${String(body)}`.includes(word));
  return unless(!isForbidden, { name: 'forbiddenWords', says: 'sensitive content' });
};

const badges: Rule = ({ badge }) => {
  const { addNum, setNum, badgeClass } = badge ?? {};
  const isFine =
    (addNum === undefined || isIn(addNum, 1, 99)) &&
    (setNum === undefined || isIn(setNum, 0, 99)) &&
    isTextOrAbsent(badgeClass);
  return unless(isFine, parameter('badge'));
};

const looks: Rule = ({
  notification: { importance, style, image, bigTitle, bigBody, title, body },
  android,
}) => {
  if (!isOneOf(importance, 'NORMAL', 'LOW')) return parameter('importance');
  if (!isOneOf(style, 1)) return parameter('style');
  if (style === 1 && (bigTitle !== title || bigBody !== body)) return parameter('bigTitle and bigBody');
  if (image !== undefined && !isHttps(image)) return parameter('image');
  return unless(isOneOf(android?.['targetUserType'], 1), parameter('targetUserType'));
};

const buttons: Rule = ({ notification: { buttons: list } }) => {
  if (list === undefined) return undefined;
  return unless(Array.isArray(list) && list.length <= 3 && list.every(isButton), parameter('buttons'));
};

/** An action type of 0 has gone with the other zeros where the client sends it bare, so absent is "open the app". */
function isButton(button: unknown): boolean {
  if (!isObject(button)) return false;
  const { name, actionType = 0, intentType, intent, data }: Json = button;
  if (!isText(name) || name.length === 0 || name.length > 40 || !isOneOf(actionType, 0, 1, 2)) return false;
  if (actionType === 1 && (!isIn(intentType, 0, 1) || !isText(intent))) return false;
  if (actionType === 2 && !isHttps(intent)) return false;
  return isTextOrAbsent(data) && String(data ?? '').length <= 1024;
}

const size: Rule = (_parts, { bytes }) => unless(bytes <= 4096, { name: 'tooLarge', says: 'body too large' });

const RULES: readonly Rule[] = [
  tokens,
  words,
  types,
  payload,
  clicks,
  ttl,
  badges,
  looks,
  buttons,
  size,
  content,
];

export function problemOf(call: HonorCall, tenant: HonorTenant): Problem | undefined {
  if (call.message === undefined) return structure('not a JSON object');
  const parts = partsOf(call.message);
  for (const rule of RULES) {
    const problem = rule(parts, call, tenant);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
