// A notification for Android, by v1 and v2 (sheet, 3.1).
import type { Click } from '@offline-push/contracts';
import { balanced } from '../shared/text/direction';
import { rawResource, soundOf } from '../shared/content/sound';
import { badgeNotes, badgeOf } from './badge';
import type { Ingredients, Made } from './ingredients';
import { categoryOf } from './options';

/** Sheet 3.4: HarmonyOS only. */
const NOT_ON_ANDROID = 'MISS_CALL';

export function androidMessage(from: Ingredients, api: 'v1' | 'v2'): Made {
  const { content, settings, options, ext, ttlSeconds, messageKey } = from;
  const click = content.click ?? settings.click;
  const category = categoryOf(content, settings, options);
  const android = {
    ttl: `${ttlSeconds}s`,
    bi_tag: messageKey,
    ...(category !== undefined && category !== NOT_ON_ANDROID && { category }),
    ...(settings.receiptId !== undefined && { receipt_id: settings.receiptId }),
    ...(options.testMessage === true && { target_user_type: 1 as const }),
    notification: notificationOf(from, click),
  };
  // With a page the intent itself carries ext: the app finds it in the same extra of the same name.
  const data = ext !== undefined && click.action !== 'open-page' ? { data: JSON.stringify({ ext }) } : {};
  return { message: { api, message: { ...data, android } }, notes: notesOf(from, click, category) };
}

function notificationOf(from: Ingredients, click: Click): Record<string, unknown> {
  const { title, text, content, settings, options, notifyId } = from;
  const importance = options.importance || settings.importance;
  const channel = options.channelId || settings.channelId;
  return {
    title,
    body: text,
    click_action: clickAction(click, from.ext),
    notify_id: notifyId,
    ...(importance && { importance }),
    ...(channel && { channel_id: channel }),
    ...soundFields(content.sound),
    ...badgeFields(from),
    ...(options.image && { image: options.image }),
    ...styleFields(from),
    ...(options.foregroundShow !== undefined && { foreground_show: options.foregroundShow }),
  };
}

/** A page that is not https cannot be opened; the app can. */
function clickAction(click: Click, ext: string | undefined): Record<string, unknown> {
  switch (click.action) {
    case 'open-app':
      return { type: 3 };
    case 'open-page':
      return { type: 1, intent: ext === undefined ? click.page : withExtra(click.page, ext) };
    case 'open-url':
      return isSecure(click.url) ? { type: 2, url: click.url } : { type: 3 };
  }
}

const isSecure = (url: string): boolean => /^https:/i.test(url);

/** An intent URI takes string extras as `S.name=value` before its end; the last of a name wins. */
const withExtra = (page: string, ext: string): string =>
  page.replace(/end$/, () => `S.ext=${encodeURIComponent(ext.toWellFormed())};end`);

/** Without these fields the phone's own sound is played. */
function soundFields(said: string | undefined): Record<string, unknown> {
  const sound = soundOf(said);
  if (sound.kind === 'silent') return { default_sound: false };
  const resource = sound.kind === 'file' ? rawResource(sound.name) : undefined;
  return resource === undefined ? {} : { sound: `/raw/${resource}`, default_sound: false };
}

const isLeftOut = (said: string | undefined): boolean => {
  const sound = soundOf(said);
  return sound.kind === 'file' && rawResource(sound.name) === undefined;
};

function badgeFields({ content, settings }: Ingredients): Record<string, unknown> {
  if (settings.badgeClass === undefined) return {};
  const badge = badgeOf(content.badge);
  const number = 'set' in badge ? { set_num: badge.set } : { add_num: badge.add };
  return { badge: { ...number, class: settings.badgeClass } };
}

function styleFields({ title, text, options }: Ingredients): Record<string, unknown> {
  switch (options.style) {
    case 'big-text':
      return { style: 1, big_title: title, big_body: text };
    case 'inbox':
      return { style: 3, inbox_content: options.inboxContent?.map(balanced) };
    default:
      return {};
  }
}

function notesOf({ content, settings, options }: Ingredients, click: Click, category?: string): string[] {
  return [
    ...(isLeftOut(content.sound) ? ['sound left out: not the name of a file in res/raw'] : []),
    ...(content.badge && settings.badgeClass === undefined
      ? ['badge left out: the certificate names no launcher activity']
      : []),
    ...(settings.badgeClass === undefined ? [] : badgeNotes(content.badge)),
    ...(click.action === 'open-url' && !isSecure(click.url)
      ? ['page left out: Huawei opens https only; the tap opens the app']
      : []),
    ...(category === NOT_ON_ANDROID ? ['category left out: Android has no MISS_CALL'] : []),
    ...(options.soundDuration ? ['sound duration left out: HarmonyOS only'] : []),
  ];
}
