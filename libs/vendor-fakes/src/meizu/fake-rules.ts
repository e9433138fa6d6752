// What Meizu calls a parameter error (1005), one rule each. Limits are stated here anew, not imported from the adapter: a fake that shares
// a number with what it judges cannot find it wrong.
import { isObject, numberIn, type ReadMessage, textIn } from './fake-message';
import type { MeizuTenant } from './fake-tenant';

type Rule = (message: ReadMessage, tenant: MeizuTenant) => string | undefined;

const unless = (isFine: boolean, problem: string): string | undefined => (isFine ? undefined : problem);
/** Every character counts one (sheet, 3.2), emoji too. */
const hasLength = (text: string | undefined, most: number): boolean =>
  text !== undefined && text.trim() !== '' && [...text].length <= most;
const hasBytes = (text: string | undefined, most: number, least = 1): boolean =>
  text !== undefined && Buffer.byteLength(text) >= least && Buffer.byteLength(text) <= most;

const words: Rule = ({ noticeBarInfo }) =>
  unless(
    hasLength(textIn(noticeBarInfo, 'title'), 32) && hasLength(textIn(noticeBarInfo, 'content'), 100),
    'title has 1 to 32 characters, content 1 to 100',
  );

/** 1, a picture, was withdrawn in May 2022. */
const kinds: Rule = ({ noticeBarInfo }) =>
  unless(
    [0, 1].includes(numberIn(noticeBarInfo, 'noticeMsgType', 0)) &&
      [0, 2].includes(numberIn(noticeBarInfo, 'noticeBarType', 0)),
    'noticeMsgType is 0 or 1, noticeBarType 0 or 2',
  );

const expansion: Rule = ({ noticeExpandInfo }) => {
  const type = numberIn(noticeExpandInfo, 'noticeExpandType', 0);
  const isFine =
    type === 0 ||
    (type === 1 && hasLength(textIn(noticeExpandInfo, 'noticeExpandContent'), Infinity)) ||
    (type === 2 && hasLength(textIn(noticeExpandInfo, 'noticeExpandImgUrl'), Infinity));
  return unless(isFine, 'noticeExpandType 1 needs a text, 2 a picture');
};

const click: Rule = ({ clickTypeInfo }) => {
  const type = numberIn(clickTypeInfo, 'clickType', 0);
  const isFine =
    type === 0 ||
    (type === 1 && isClassName(textIn(clickTypeInfo, 'activity'))) ||
    (type === 2 && hasBytes(textIn(clickTypeInfo, 'url'), 1000)) ||
    (type === 3 && hasBytes(textIn(clickTypeInfo, 'customAttribute'), 1000));
  return unless(isFine, 'clickType 1 needs an activity, 2 a url, 3 a customAttribute');
};

const isClassName = (name: string | undefined): boolean =>
  name !== undefined && name.length <= 1000 && /^[A-Za-z_]\w*(\.[A-Za-z_$][\w$]*)+$/.test(name);

const parameters: Rule = ({ clickTypeInfo }) =>
  unless(isObject(clickTypeInfo['parameters'] ?? {}), 'parameters is an object');

const times: Rule = ({ pushTimeInfo }) => {
  const offLine = numberIn(pushTimeInfo, 'offLine', 1);
  const hours = numberIn(pushTimeInfo, 'validTime', 24);
  const isKept = offLine === 1 && Number.isInteger(hours) && hours >= 1 && hours <= 72;
  return unless(offLine === 0 || isKept, 'offLine is 0 or 1, validTime 1 to 72');
};

const A_TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** Timed starts are for pushes to all and to tags only. */
function startProblem({ pushTimeInfo }: ReadMessage, isForMany: boolean): string | undefined {
  const type = numberIn(pushTimeInfo, 'pushTimeType', 0);
  const isTime = A_TIME.test(textIn(pushTimeInfo, 'startTime') ?? '');
  return unless(type === 0 || (type === 1 && isForMany && isTime), 'no timed start here, or no startTime');
}

const flags: Rule = ({ advanceInfo }) => {
  const kinds = advanceInfo['notificationType'] ?? {};
  if (!isObject(kinds)) return 'notificationType is an object';
  const values = [
    numberIn(advanceInfo, 'suspend', 1),
    numberIn(advanceInfo, 'clearNoticeBar', 1),
    ...['vibrate', 'lights', 'sound'].map((name) => numberIn(kinds, name, 1)),
  ];
  return unless(
    values.every((value) => value === 0 || value === 1),
    'flags are 0 or 1',
  );
};

/** Shown between two times. The document's second key ends in a blank by mistake (sheet, 3.2), so both spellings are read. */
const showing: Rule = ({ advanceInfo }) => {
  const isFixed = numberIn(advanceInfo, 'fixDisplay', 0);
  const end = advanceInfo['fixEndDisplayTime'] ?? advanceInfo['fixEndDisplayTime '];
  const times = [advanceInfo['fixStartDisplayTime'], end];
  const isFine =
    isFixed === 0 ||
    (isFixed === 1 && times.every((time) => A_TIME.test(typeof time === 'string' ? time : '')));
  return unless(isFine, 'fixDisplay is 0, or 1 with two times');
};

const notifyKey: Rule = ({ advanceInfo }) =>
  unless(
    /^[0-9A-Za-z_-]{0,8}$/.test(textIn(advanceInfo, 'notifyKey') ?? '!'),
    'notifyKey has up to 8 of [0-9A-Za-z_-]',
  );

const receipts: Rule = ({ extra }, { callbacks }) => {
  const callback = textIn(extra, 'callback');
  const isFine =
    callback === '' ||
    (hasBytes(callback, 128) &&
      /^https?:\/\/[^\s/]+/.test(callback ?? '') &&
      (callbacks === undefined || callbacks.includes(callback ?? '')) &&
      hasBytes(textIn(extra, 'callback.param'), 64, 0) &&
      [1, 2, 3].includes(numberIn(extra, 'callback.type', 3)));
  return unless(isFine, 'the callback is not registered, or one of its fields is wrong');
};

const RULES: readonly Rule[] = [
  words,
  kinds,
  expansion,
  click,
  parameters,
  times,
  flags,
  showing,
  notifyKey,
  receipts,
];

/** Undefined: nothing is wrong. `isForMany`: for all or for tags. */
export function messageProblem(
  message: ReadMessage | undefined,
  tenant: MeizuTenant,
  isForMany = false,
): string | undefined {
  if (message === undefined) return 'messageJson cannot be read';
  for (const rule of RULES) {
    const problem = rule(message, tenant);
    if (problem !== undefined) return problem;
  }
  return startProblem(message, isForMany);
}

/** 1000 until August 2023, and some clients still think so. */
export const countProblem = (targets: readonly string[]): string | undefined =>
  targets.length > 0 && targets.length <= 100 ? undefined : 'a request has 1 to 100 targets';
