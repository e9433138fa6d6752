// What vivo refuses, one rule each, in the order in which it looks (sheet 11). Limits are stated here anew, not imported from the adapter:
// a fake that shares a number with what it judges cannot find it wrong.
import { type Fields, integer, isObject, targetsOf, text } from './fake-request';
import type { VivoTenant } from './fake-tenant';

interface Judged {
  readonly kind: 'send' | 'save' | 'all';
  readonly fields: Fields;
  readonly tenant: VivoTenant;
  readonly nowMs: number;
}

/** The code of a refusal; undefined: the rule is kept. */
type Rule = (judged: Judged) => number | undefined;
const refuse =
  (code: number, isBroken: (fields: Fields, judged: Judged) => boolean): Rule =>
  (judged) =>
    isBroken(judged.fields, judged) ? code : undefined;

const CATEGORIES: Readonly<Record<string, 0 | 1>> = {
  IM: 1,
  ACCOUNT: 1,
  TODO: 1,
  DEVICE_REMINDER: 1,
  ORDER: 1,
  SUBSCRIPTION: 1,
  NEWS: 0,
  CONTENT: 0,
  MARKETING: 0,
  SOCIAL: 0,
};
const HOUR_MS = 3_600_000;
const CHINA_HOURS = 8;

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';
/** A whole number in the range. */
const isWithin = (value: unknown, from: number, to: number): boolean => {
  const number = integer(value);
  return number !== undefined && number >= from && number <= to;
};

const categoryIn = ({ category }: Fields): 0 | 1 | undefined =>
  Object.hasOwn(CATEGORIES, text(category)) ? CATEGORIES[text(category)] : undefined;

/** 0 operation, 1 system: as said, else as the category, else as configured. */
export function classIn(fields: Fields, tenant: VivoTenant): number {
  return integer(fields['classification']) ?? categoryIn(fields) ?? tenant.defaultClassification ?? 1;
}

export const isTest = (fields: Fields): boolean => integer(fields['pushMode']) === 1;

function isBrokenSkip({ skipType, skipContent }: Fields): boolean {
  const content = text(skipContent);
  if (!isWithin(skipType, 1, 4) || content.length > 2048) return true;
  if (integer(skipType) === 2) return !/^https?:\/\/./.test(content);
  return integer(skipType) === 4 && content === '';
}

function isBrokenMap({ clientCustomMap: map }: Fields): boolean {
  if (isAbsent(map)) return false;
  if (!isObject(map)) return true;
  const pairs = Object.entries(map);
  const length = pairs.reduce((sum, [key, value]) => sum + key.length + text(value).length, 0);
  return pairs.some(([key, value]) => key === '' || typeof value !== 'string') || length > 1024;
}

const extraIn = ({ extra }: Fields): Fields => (isObject(extra) ? extra : {});
const EXTRA_KEYS = ['callback', 'callback.id', 'callback.param'];

/** Only digits, only Latin letters, only symbols, "test", braces and brackets (sheet 5). */
const LOOKS_LIKE_A_TEST = /^\d+$|^[A-Za-z]+$|^[\p{P}\p{S}\d]+$|测试|[{}[\]]/u;

function isOutOfHours(fields: Fields, { tenant, nowMs }: Judged): boolean {
  const hour = (Math.floor(nowMs / HOUR_MS) + CHINA_HOURS) % 24;
  return classIn(fields, tenant) === 0 && !isTest(fields) && (hour < 7 || hour >= 23);
}

/** After the token is known and before rate, quota and target. */
const RULES: readonly Rule[] = [
  refuse(10094, ({ appId }, { tenant }) => !isAbsent(appId) && text(appId) !== tenant.appId),
  refuse(10043, (_fields, { tenant }) => tenant.isClosed === true),
  refuse(10045, (fields, { tenant }) => tenant.isUnderReview === true && !isTest(fields)),
  refuse(10050, (fields, { kind }) => kind === 'send' && targetsOf(fields).length !== 1),
  refuse(10054, ({ notifyType }) => !isWithin(notifyType, 1, 4)),
  refuse(10055, ({ title }) => text(title).trim() === ''),
  refuse(10056, ({ title }) => text(title).length > 40),
  refuse(10057, ({ content }) => text(content).trim() === ''),
  refuse(10058, ({ content }) => text(content).length > 100),
  refuse(10059, ({ timeToLive }) => !isAbsent(timeToLive) && !isWithin(timeToLive, 60, 604_800)),
  refuse(10060, isBrokenSkip),
  refuse(10065, ({ networkType }) => !isAbsent(networkType) && ![-1, 1].includes(integer(networkType) ?? 0)),
  refuse(10067, isBrokenMap),
  refuse(10352, ({ requestId }) => text(requestId) === ''),
  refuse(10353, ({ requestId }) => text(requestId).length > 64),
  refuse(10304, (fields) => Object.keys(extraIn(fields)).some((key) => !EXTRA_KEYS.includes(key))),
  refuse(10305, (fields) => text(extraIn(fields)['callback']).length > 128),
  refuse(10306, (fields) => text(extraIn(fields)['callback.param']).length > 192),
  refuse(10051, ({ classification }) => !isAbsent(classification) && !isWithin(classification, 0, 1)),
  refuse(10096, (fields) => !isAbsent(fields['category']) && categoryIn(fields) === undefined),
  refuse(
    10097,
    (fields, { tenant }) => !isAbsent(fields['category']) && categoryIn(fields) !== classIn(fields, tenant),
  ),
  refuse(10095, ({ notifyId }) => !isAbsent(notifyId) && !isWithin(notifyId, 1, 2_147_483_647)),
  refuse(10082, (fields, { tenant }) => tenant.hasSystemMessages === false && classIn(fields, tenant) === 1),
  refuse(
    10104,
    (fields, { tenant }) =>
      tenant.refusesTestWords === true &&
      !isTest(fields) &&
      [fields['title'], fields['content']].some((words) => LOOKS_LIKE_A_TEST.test(text(words))),
  ),
  refuse(10071, isOutOfHours),
];

export const codeOf: Rule = (judged) => firstOf(RULES, (rule) => rule(judged));

/** A list of a saved message (sheet 3.2); the message itself was looked at when it was saved. */
const LIST_RULES: readonly Rule[] = [
  refuse(10094, ({ appId }, { tenant }) => !isAbsent(appId) && text(appId) !== tenant.appId),
  refuse(10151, ({ taskId }) => isAbsent(taskId)),
  refuse(10152, ({ taskId }) => !/^\d{1,32}$/.test(text(taskId))),
  refuse(10150, (fields) => targetsOf(fields).length === 0),
  refuse(10153, (fields) => targetsOf(fields).length < 2 || targetsOf(fields).length > 1000),
  refuse(10352, ({ requestId }) => text(requestId) === ''),
  refuse(10353, ({ requestId }) => text(requestId).length > 64),
];

export const listCodeOf = (fields: Fields, tenant: VivoTenant, nowMs: number): number | undefined =>
  firstOf(LIST_RULES, (rule) => rule({ kind: 'send', fields, tenant, nowMs }));

function firstOf(rules: readonly Rule[], ask: (rule: Rule) => number | undefined): number | undefined {
  for (const rule of rules) {
    const code = ask(rule);
    if (code !== undefined) return code;
  }
  return undefined;
}
