// Turns our push into Xiaomi's message, cut to Xiaomi's limits. One content gives one message, whatever the number of phones.
import type { Click } from '@offline-push/contracts';
import { notifyIdOf } from '../shared/content/notify-id';
import { said } from '../shared/text/said';
import { soundOf } from '../shared/content/sound';
import { truncate } from '../shared/text/truncate';
import { end, type NotComposed } from '../shared/content/not-composed';
import { DEFAULT_TEXT, DEFAULT_TITLE, shown } from '../shared/text/words';
import type { Delivery } from '../vendor';
import type { XiaomiSettings } from './credential';
import { optionsProblem, type Way, wayOf, type XiaomiOptions } from './options';
import { templateOf } from './template';

/** "Length < 50" and "< 128", every character one (server API page, pId 1559). In UTF-16 units. */
const MAX_TITLE = 49;
const MAX_DESCRIPTION = 127;
/** "< 4096". In bytes of UTF-8. */
const MAX_PAYLOAD_BYTES = 4095;
/** Keys and values of custom extras together. In UTF-16 units. */
const MAX_EXTRAS = 1024;
/** Private messages wait at most ten days for their phone, all others one day (pId 1559). In ms. */
const MAX_PRIVATE_TTL_MS = 864_000_000;
const MAX_TTL_MS = 86_400_000;
/** The receipts we ask for: delivered (1), clicked (2), target invalid (16), notifications switched off by the app's user (32). */
const RECEIPTS = '51';

/** As `/v2/multi_messages/regids` takes it in JSON; the form of one content is made of the same fields. */
export interface XiaomiMessage {
  readonly title: string;
  readonly description: string;
  readonly payload?: string;
  readonly restricted_package_name: string;
  readonly pass_through: 0;
  /** -1 sound, vibration and light; 0 none of them. */
  readonly notify_type: -1 | 0;
  readonly notify_id: number;
  readonly time_to_live: number;
  readonly extra: Readonly<Record<string, string>>;
}

export type Composed =
  | { readonly ok: true; readonly message: XiaomiMessage; readonly notes: readonly string[] }
  | NotComposed;

export function compose(
  delivery: Delivery,
  settings: XiaomiSettings,
  nowMs: number,
  receiptUrl?: string,
): Composed {
  const { content, messageKey, expiresAtMs } = delivery;
  const given = content.vendors?.['xiaomi'] ?? {};
  const problem = optionsProblem(given);
  if (expiresAtMs <= nowMs) return end('expired', 'expired', 'no time is left for Xiaomi to deliver it');
  if (problem !== undefined) return end('refused', 'bad-options', problem);
  const click = content.click ?? settings.click;
  const ext = extOf(content.ext, click);
  if (ext !== undefined && Buffer.byteLength(ext) > MAX_PAYLOAD_BYTES) {
    return end(
      'refused',
      'ext-too-long',
      `ext has more than ${MAX_PAYLOAD_BYTES} bytes, and it is never cut`,
    );
  }
  const options: XiaomiOptions = said(given);
  const way = wayOf(settings, options, content.class);
  if (!way.ok) return end('refused', way.code, way.detail);
  const words = { title: shown(content.title, DEFAULT_TITLE), text: shown(content.text, DEFAULT_TEXT) };
  const template = templateOf(settings, options, words, way.isPublic);
  if (!template.ok) return end('refused', template.code, template.detail);
  const callback = callbackOf(receiptUrl, settings);
  const message: XiaomiMessage = {
    title: truncate(words.title, MAX_TITLE),
    description: truncate(words.text, MAX_DESCRIPTION),
    ...(ext !== undefined && { payload: ext }),
    restricted_package_name: settings.packageName,
    pass_through: 0,
    notify_type: soundOf(content.sound).kind === 'silent' ? 0 : -1,
    notify_id: notifyIdOf(messageKey),
    time_to_live: lifeOf(expiresAtMs - nowMs, way),
    extra: {
      ...clickExtra(click),
      jobkey: jobKeyOf(messageKey),
      channel_id: way.channelId,
      ...template.extra,
      ...foregroundExtra(options),
      ...(ext !== undefined && fitsExtra(ext) && { ext }),
      ...receiptExtra(callback, messageKey),
    },
  };
  const isCallbackLeftOut = callback === undefined && receiptUrl !== undefined;
  return {
    ok: true,
    message,
    notes: [
      ...template.notes,
      ...notesOf(delivery, ext),
      ...(isCallbackLeftOut ? ['receipts not asked for: Xiaomi calls back over http only'] : []),
    ],
  };
}

const lifeOf = (leftMs: number, { isPrivate }: Extract<Way, { ok: true }>): number =>
  Math.min(leftMs, isPrivate ? MAX_PRIVATE_TTL_MS : MAX_TTL_MS);

/** "Only http, https is not supported" (pId 1559): a push whose address Xiaomi would refuse goes without it. */
const callbackOf = (
  receiptUrl: string | undefined,
  { receiptsOverHttps }: XiaomiSettings,
): string | undefined =>
  receiptUrl !== undefined && (receiptsOverHttps === true || /^http:/i.test(receiptUrl))
    ? receiptUrl
    : undefined;

/** A phone shows only the first message of a job key: at most 20 of [0-9A-Za-z_-], not beginning with "_". */
const jobKeyOf = (messageKey: string): string => `m${messageKey.slice(0, 19)}`;

/** A web page gets no custom content, because no app reads it. */
const extOf = (ext: string | undefined, click: Click): string | undefined =>
  click.action === 'open-url' || ext === '' ? undefined : ext;

const fitsExtra = (ext: string): boolean => 'ext'.length + ext.length < MAX_EXTRAS;

/** Without an effect the message is a "custom notification", which Xiaomi switched off on 2024-09-30. */
function clickExtra(click: Click): Record<string, string> {
  switch (click.action) {
    case 'open-app':
      return { notify_effect: '1' };
    case 'open-page':
      return { notify_effect: '2', intent_uri: click.page };
    case 'open-url':
      return { notify_effect: '3', web_uri: click.url };
  }
}

const foregroundExtra = ({ notifyForeground }: XiaomiOptions): Record<string, string> =>
  notifyForeground === undefined ? {} : { notify_foreground: notifyForeground ? '1' : '0' };

const receiptExtra = (callback: string | undefined, messageKey: string): Record<string, string> =>
  callback ? { callback, 'callback.param': messageKey, 'callback.type': RECEIPTS } : {};

function notesOf({ content }: Delivery, ext: string | undefined): string[] {
  return [
    ...(soundOf(content.sound).kind === 'file' ? ['sound left out: on Xiaomi the channel decides'] : []),
    ...(content.badge ? ['badge left out: Xiaomi has none'] : []),
    ...(content.ext && ext === undefined ? ['ext left out: the click opens a web page'] : []),
    ...(ext !== undefined && !fitsExtra(ext)
      ? [`ext only as payload: longer than ${MAX_EXTRAS} characters`]
      : []),
    ...((content.title?.length ?? 0) > MAX_TITLE ? [`title cut to ${MAX_TITLE} characters`] : []),
    ...((content.text?.length ?? 0) > MAX_DESCRIPTION ? [`text cut to ${MAX_DESCRIPTION} characters`] : []),
  ];
}
