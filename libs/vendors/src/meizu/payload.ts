// Turns our push into Meizu's `messageJson`, cut to Meizu's limits. One content gives one message, whatever the number of phones.
import { createHash } from 'node:crypto';
import { balanced } from '../shared/text/direction';
import { soundOf } from '../shared/content/sound';
import { truncate } from '../shared/text/truncate';
import { end, type NotComposed } from '../shared/content/not-composed';
import { DEFAULT_TEXT, DEFAULT_TITLE, shown } from '../shared/text/words';
import type { Delivery } from '../vendor';
import { clickInfoOf, type ClickTypeInfo } from './click';
import type { MeizuSettings } from './credential';
import { type Choices, choicesOf, given, type MeizuOptions, optionsProblem } from './options';

/** Each character counts one (sheet, 3.2). In UTF-16 units. */
const MAX_TITLE = 32;
const MAX_CONTENT = 100;
const HOUR_MS = 3_600_000;
/** `validTime` has 1 to 72 hours. */
const MAX_HOURS = 72;
/** Delivered and clicked, as text as the vendor's own client sends it (sheet, 3.2). */
const RECEIPTS = '3';

interface MeizuMessage {
  readonly noticeBarInfo: {
    readonly noticeMsgType: 0 | 1;
    readonly noticeBarType: 0 | 2;
    readonly title: string;
    readonly content: string;
  };
  readonly noticeExpandInfo: { readonly noticeExpandType: 0 | 1; readonly noticeExpandContent?: string };
  readonly clickTypeInfo: ClickTypeInfo;
  readonly pushTimeInfo: { readonly offLine: 0 | 1; readonly validTime?: number };
  readonly advanceInfo: Readonly<Record<string, unknown>>;
  readonly extra?: Readonly<Record<string, string>>;
}

export type Composed =
  | { readonly ok: true; readonly message: MeizuMessage; readonly notes: readonly string[] }
  | NotComposed;

export function compose(
  delivery: Delivery,
  settings: MeizuSettings,
  nowMs: number,
  receiptUrl?: string,
): Composed {
  const { content, messageKey, expiresAtMs } = delivery;
  const options: MeizuOptions = content.vendors?.['meizu'] ?? {};
  const problem = optionsProblem(options);
  if (expiresAtMs <= nowMs) return end('expired', 'expired', 'no time is left for Meizu to deliver it');
  if (problem !== undefined) return end('refused', 'bad-options', problem);
  const click = content.click ?? settings.click;
  const ext = click.action === 'open-url' || !content.ext ? undefined : content.ext.toWellFormed();
  const clicked = clickInfoOf(click, ext);
  if (!clicked.ok) return end('refused', clicked.code, clicked.detail);
  const choices = choicesOf(content, settings, options);
  const text = shown(content.text, DEFAULT_TEXT);
  const isExpanded = choices.isExpandable && text.length > MAX_CONTENT;
  const message: MeizuMessage = {
    noticeBarInfo: barOf(shown(content.title, DEFAULT_TITLE), text, choices),
    noticeExpandInfo: isExpanded
      ? { noticeExpandType: 1, noticeExpandContent: balanced(text) }
      : { noticeExpandType: 0 },
    clickTypeInfo: clicked.info,
    pushTimeInfo: timeOf(expiresAtMs - nowMs),
    advanceInfo: advanceOf(choices.notifyKey ?? notifyKeyOf(messageKey), options, content.sound),
    ...receiptExtra(settings.receipts === true ? receiptUrl : undefined, messageKey),
  };
  const notes = [
    ...notesOf(delivery, isExpanded),
    ...(content.ext && ext === undefined ? [EXT_LEFT_OUT] : []),
  ];
  return {
    ok: true,
    message,
    notes: [...notes, ...(message.pushTimeInfo.offLine === 0 ? [ONLINE_ONLY] : [])],
  };
}

/**
 * What is shown later under the same key takes its place: 48 bits of the message's key. Of the message and not of the target, because one
 * request has one key for all its phones.
 */
const notifyKeyOf = (messageKey: string): string =>
  createHash('sha256').update(messageKey).digest('base64url').slice(0, 8);

const EXT_LEFT_OUT = 'ext left out: the click opens a web page';
const ONLINE_ONLY = 'not kept for an offline phone: Meizu counts whole hours, and less than one is left';

const barOf = (
  title: string,
  text: string,
  { noticeMsgType, noticeBarType }: Choices,
): MeizuMessage['noticeBarInfo'] => ({
  noticeMsgType,
  noticeBarType,
  title: truncate(title, MAX_TITLE),
  content: truncate(text, MAX_CONTENT),
});

/** Whole hours of the time left. With less than one, Meizu shows the push to phones that are online now, or not at all. */
function timeOf(leftMs: number): MeizuMessage['pushTimeInfo'] {
  const hours = Math.floor(leftMs / HOUR_MS);
  return hours === 0 ? { offLine: 0 } : { offLine: 1, validTime: Math.min(hours, MAX_HOURS) };
}

/** A flag that is not set is left out: Meizu's default for each is 1. */
function advanceOf(
  notifyKey: string,
  options: MeizuOptions,
  said: string | undefined,
): MeizuMessage['advanceInfo'] {
  const { suspend, clearNoticeBar, sound, vibrate, lights } = options;
  const isSilent = soundOf(said).kind === 'silent';
  const notificationType = {
    ...(isSilent && { sound: 0, vibrate: 0 }),
    ...flag('vibrate', vibrate),
    ...flag('lights', lights),
    ...flag('sound', sound),
  };
  return {
    ...flag('suspend', suspend),
    ...flag('clearNoticeBar', clearNoticeBar),
    ...(Object.keys(notificationType).length > 0 && { notificationType }),
    notifyKey,
  };
}

function flag(name: string, value: boolean | '' | null | undefined): Record<string, 0 | 1> {
  const said = given(value);
  return said === undefined ? {} : { [name]: said ? 1 : 0 };
}

const receiptExtra = (callback: string | undefined, messageKey: string): Pick<MeizuMessage, 'extra'> =>
  callback ? { extra: { callback, 'callback.param': messageKey, 'callback.type': RECEIPTS } } : {};

function notesOf({ content }: Delivery, isExpanded: boolean): string[] {
  const { sound, badge, title = '', text = '' } = content;
  return [
    ...(soundOf(sound).kind === 'file' ? ['sound left out: Meizu has no sounds of an app'] : []),
    ...(badge ? ['badge left out: Meizu has none'] : []),
    ...(title.length > MAX_TITLE ? [`title cut to ${MAX_TITLE} characters`] : []),
    ...(text.length > MAX_CONTENT
      ? [`text cut to ${MAX_CONTENT} characters${isExpanded ? ', whole when pulled open' : ''}`]
      : []),
  ];
}
