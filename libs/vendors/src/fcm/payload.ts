// Our push → FCM's message. Android shows it (mode "notification") or the app draws it from its data (mode "data"); both are
// cut to FCM's one limit of bytes. Field names as in Google's documents, snake_case.
import type { Click } from '@offline-push/contracts';
import type { Delivery, PlannedEnd } from '../vendor';
import { appleOf, type ApplePart } from './apple';
import type { FcmSettings } from './credential';
import { bytesOf, cutToBytes, MAX_PAYLOAD_BYTES } from './fit';
import { type FcmOptions, type Manner, mannerOf, optionsProblem } from './options';

/** 28 days, the longest and the default (sheet, 3 "android"). In ms. */
export const MAX_TTL_MS = 2_419_200_000;
/** An iPhone's payload is JSON and holds more than what we count. In bytes. */
export const APPLE_RESERVE_BYTES = 512;

export const DEFAULT_TITLE = 'a new message';
export const DEFAULT_TEXT = 'You have a new message';

type Words = Readonly<Record<string, string>>;
type Shown = Readonly<Record<string, string | number>>;

export interface FcmMessage {
  readonly data?: Words;
  readonly notification?: Words;
  readonly android: {
    readonly priority: 'HIGH' | 'NORMAL';
    readonly ttl: string;
    readonly restricted_package_name?: string;
    readonly collapse_key?: string;
    readonly notification?: Shown;
  };
  readonly apns?: ApplePart;
  readonly fcm_options?: { readonly analytics_label: string };
}

export type Composed =
  | { readonly ok: true; readonly message: FcmMessage; readonly notes: readonly string[] }
  | ({ readonly ok: false } & Pick<PlannedEnd, 'state' | 'code' | 'detail'>);

/** Everything but the address. */
export function compose(delivery: Delivery, settings: FcmSettings, nowMs: number): Composed {
  const { content, expiresAtMs } = delivery;
  const options: FcmOptions = content.vendors?.['fcm'] ?? {};
  const problem = content.vendors?.['fcm'] === undefined ? undefined : optionsProblem(options);
  if (expiresAtMs <= nowMs) return end('expired', 'expired', 'no time is left for FCM to deliver it');
  if (problem !== undefined) return end('refused', 'bad-options', problem);
  const manner = mannerOf(settings, options, content.class);
  const click = content.click ?? settings.click;
  const parts =
    manner.mode === 'data'
      ? dataParts(delivery, manner, options, click)
      : notificationParts(delivery, settings, manner, options, click);
  const limit = MAX_PAYLOAD_BYTES - (settings.apple === true ? APPLE_RESERVE_BYTES : 0);
  const fitted = fit(parts, manner.mode, limit);
  if (fitted === undefined) {
    return end(
      'refused',
      'ext-too-long',
      `ext leaves no room for a text in ${limit} bytes, and it is never cut`,
    );
  }
  const message: FcmMessage = {
    ...(isFilled(fitted.data) && { data: fitted.data }),
    ...(fitted.notification && { notification: fitted.notification }),
    android: {
      priority: manner.priority === 'high' ? 'HIGH' : 'NORMAL',
      ttl: `${Math.floor(Math.min(expiresAtMs - nowMs, MAX_TTL_MS) / 1000)}s`,
      ...(settings.packageName !== undefined && { restricted_package_name: settings.packageName }),
      ...(options.collapseKey && { collapse_key: options.collapseKey }),
      ...(fitted.shown && { notification: fitted.shown }),
    },
    ...(settings.apple === true && { apns: appleOf(delivery, manner, options) }),
    ...(manner.analyticsLabel && { fcm_options: { analytics_label: manner.analyticsLabel } }),
  };
  return { ok: true, message, notes: notesOf(delivery, settings, manner, options, fitted.isCut) };
}

const end = (state: 'refused' | 'expired', code: string, detail: string): Composed => ({
  ok: false,
  state,
  code,
  detail,
});

const isFilled = (map: Words): boolean => Object.keys(map).length > 0;

/** A push without words still has to ring. */
const worded = (text: string | undefined, otherwise: string): string =>
  (text?.trim() ? text : otherwise).toWellFormed();

/** The three places where a message says what it shows. */
interface Parts {
  readonly data: Words;
  readonly notification?: Words;
  readonly shown?: Shown;
}

function notificationParts(
  { content, targetId }: Delivery,
  settings: FcmSettings,
  { channelId }: Manner,
  { image, importance, visibility, icon, color }: FcmOptions,
  click: Click,
): Parts {
  const action = actionOf(click, settings);
  const count = countOf(content.badge);
  return {
    data: tapOf(content.ext, click),
    notification: {
      title: worded(content.title, DEFAULT_TITLE),
      body: worded(content.text, DEFAULT_TEXT),
      ...(image && { image }),
    },
    shown: {
      ...(channelId && { channel_id: channelId }),
      ...(action !== undefined && { click_action: action }),
      ...(content.sound && { sound: content.sound.toWellFormed() }),
      ...(count !== undefined && { notification_count: count }),
      ...(importance && { notification_priority: `PRIORITY_${importance.toUpperCase()}` }),
      ...(visibility && { visibility: visibility.toUpperCase() }),
      ...(icon && { icon }),
      ...(color && { color }),
      tag: targetId,
    },
  };
}

/** The same facts for an app that draws for itself; `tag` lets it show a second copy once. */
function dataParts(
  { content, targetId }: Delivery,
  { channelId }: Manner,
  { image }: FcmOptions,
  click: Click,
): Parts {
  const { set, add } = content.badge ?? {};
  return {
    data: {
      title: worded(content.title, DEFAULT_TITLE),
      body: worded(content.text, DEFAULT_TEXT),
      ...tapOf(content.ext, click),
      ...(image && { image }),
      ...(channelId && { channel_id: channelId }),
      ...(content.sound && { sound: content.sound.toWellFormed() }),
      ...(set !== undefined ? { badge: String(set) } : add !== undefined && { badge_add: String(add) }),
      tag: targetId,
    },
  };
}

/** What the app finds when it was tapped. A page of the web gets no custom content: there is no app to read it. */
function tapOf(ext: string | undefined, click: Click): Words {
  if (click.action === 'open-url') return { url: click.url };
  return {
    ...(ext && { ext: ext.toWellFormed() }),
    ...(click.action === 'open-page' && { page: click.page }),
  };
}

/** FCM starts an activity by the action of its intent filter and by nothing else; the whole intent travels as `page`. */
function actionOf(click: Click, { openUrlAction }: FcmSettings): string | undefined {
  if (click.action === 'open-url') return openUrlAction;
  return click.action === 'open-page' ? intentAction(click.page) : undefined;
}

export function intentAction(page: string): string | undefined {
  const [, fields = ''] = page.split('#Intent;', 2);
  return /(?:^|;)action=([A-Za-z][A-Za-z0-9_.]{0,199});/.exec(fields)?.[1];
}

/** 0 would mean "count one more". */
const countOf = (badge: Delivery['content']['badge']): number | undefined =>
  (badge?.set ?? badge?.add) || undefined;

/** Cuts the text to what everything else leaves. Undefined: nothing is left. */
function fit(
  { data, notification, shown }: Parts,
  mode: Manner['mode'],
  limit: number,
): (Parts & { readonly isCut: boolean }) | undefined {
  const words = mode === 'data' ? data : (notification ?? {});
  const text = words['body'] ?? '';
  const room = limit - bytesOf(data, notification, shown) + Buffer.byteLength(text);
  const body = cutToBytes(text, room);
  if (room < 4) return undefined;
  const isCut = body !== text;
  const cut = isCut ? { ...words, body } : words;
  return mode === 'data'
    ? { data: cut, isCut }
    : { data, notification: cut, ...(shown !== undefined && { shown }), isCut };
}

function notesOf(
  { content }: Delivery,
  settings: FcmSettings,
  { mode, channelId }: Manner,
  options: FcmOptions,
  isCut: boolean,
): string[] {
  const click = content.click ?? settings.click;
  const isShown = mode === 'notification';
  const isWithoutAction = isShown && actionOf(click, settings) === undefined;
  return [
    ...(isCut ? ['text cut: FCM takes 4096 bytes in all'] : []),
    ...(content.ext && click.action === 'open-url' ? ['ext left out: the click opens a web page'] : []),
    ...(click.action === 'open-url' && isWithoutAction
      ? ['url only as data.url: without openUrlAction the app has to open it']
      : []),
    ...(click.action === 'open-page' && isWithoutAction
      ? ['page only as data.page: FCM starts a page by an intent action, and it has none']
      : []),
    ...(content.sound && isShown && !channelId
      ? ['sound only below Android 8: above, the channel decides, and none is named']
      : []),
    ...(content.badge?.set === 0 && isShown ? ['badge left out for Android: it cannot be set to 0'] : []),
    ...(content.badge?.add && content.badge.set === undefined && settings.apple === true
      ? ['badge left out for iPhones: FCM cannot add to it']
      : []),
    ...(!isShown && (options.importance || options.visibility || options.icon || options.color)
      ? ['importance, visibility, icon and color left out: in data mode the app draws']
      : []),
  ];
}
