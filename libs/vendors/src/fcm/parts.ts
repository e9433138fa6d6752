// The parts of an FCM message that say what it shows and what a tap opens, for both modes.
import type { Click, PushContent } from '@offline-push/contracts';
import { balanced } from '../shared/text/direction';
import { rawResource, soundOf } from '../shared/content/sound';
import { DEFAULT_TEXT, DEFAULT_TITLE, shown } from '../shared/text/words';
import type { Wish } from './wish';

export type Words = Readonly<Record<string, string>>;

export interface Parts {
  readonly data: Words;
  readonly notification?: Words;
  /** `android.notification`. */
  readonly shown?: Readonly<Record<string, string | number | boolean>>;
}

export const partsOf = (wish: Wish): Parts =>
  wish.manner.mode === 'data' ? dataParts(wish) : notificationParts(wish);

function notificationParts({ delivery, options, manner, click, action }: Wish): Parts {
  const { content, targetId } = delivery;
  const { image, importance, visibility, icon, color } = options;
  // 0 would mean "count one more".
  const count = (content.badge?.set ?? content.badge?.add) || undefined;
  return {
    data: tapOf(content.ext, click),
    notification: { ...wordsOf(content), ...(image && { image }) },
    shown: {
      ...(manner.channelId && { channel_id: manner.channelId }),
      ...(action !== undefined && { click_action: action }),
      ...androidSound(content.sound),
      ...(count !== undefined && { notification_count: count }),
      ...(importance && { notification_priority: `PRIORITY_${importance.toUpperCase()}` }),
      ...(visibility && { visibility: visibility.toUpperCase() }),
      ...(icon && { icon }),
      ...(color && { color }),
      tag: targetId,
    },
  };
}

/**
 * Below Android 8, where a message without these is silent; from there on the channel decides. Android's library looks a sound up in
 * res/raw, by its name without the ending.
 */
function androidSound(said: string | undefined): Readonly<Record<string, string | boolean>> {
  const sound = soundOf(said);
  if (sound.kind === 'silent') return {};
  const resource = sound.kind === 'file' ? rawResource(sound.name) : undefined;
  return {
    ...(resource === undefined ? { default_sound: true } : { sound: resource }),
    default_vibrate_timings: true,
  };
}

/** The same facts for an app that draws for itself; `tag` lets it show a second copy once. */
function dataParts({ delivery, options, manner, click }: Wish): Parts {
  const { content, targetId } = delivery;
  const { set, add } = content.badge ?? {};
  return {
    data: {
      ...wordsOf(content),
      ...tapOf(content.ext, click),
      ...(options.image && { image: options.image }),
      ...(manner.channelId && { channel_id: manner.channelId }),
      ...(content.sound && { sound: content.sound.toWellFormed() }),
      ...(set !== undefined ? { badge: String(set) } : add !== undefined && { badge_add: String(add) }),
      tag: targetId,
    },
  };
}

const wordsOf = ({ title, text }: PushContent): Words => ({
  title: worded(title, DEFAULT_TITLE),
  body: worded(text, DEFAULT_TEXT),
});

const worded = (text: string | undefined, otherwise: string): string => balanced(shown(text, otherwise));

/** A page of the web gets no custom content: there is no app to read it. A page of the app travels as the whole intent. */
function tapOf(ext: string | undefined, click: Click): Words {
  if (click.action === 'open-url') return { url: click.url };
  return {
    ...(ext && { ext: ext.toWellFormed() }),
    ...(click.action === 'open-page' && { page: click.page }),
  };
}
