// What FCM cannot do for a message, in words for its outcome.
import { rawResource, soundOf } from '../shared/content/sound';
import type { Wish } from './wish';

export function notesOf(wish: Wish, isCut: boolean): string[] {
  const { content } = wish.delivery;
  const isShown = wish.manner.mode === 'notification';
  return [
    ...(isCut ? ['text cut: FCM takes 4096 bytes in all'] : []),
    ...clickNotes(wish, isShown),
    ...(isShown ? soundNotes(content.sound, wish.manner.channelId) : []),
    ...(!isShown && wish.settings.apple === true
      ? ['iPhones show nothing by themselves: in data mode the app draws, and iOS may not wake it']
      : []),
    ...badgeNotes(wish, isShown),
    ...lookNotes(wish, isShown),
  ];
}

function soundNotes(said: string | undefined, channelId: string | undefined): string[] {
  const sound = soundOf(said);
  if (sound.kind === 'silent')
    return ['silent only below Android 8 and on iPhones: above, the channel decides'];
  if (sound.kind === 'usual') return [];
  if (rawResource(sound.name) === undefined)
    return ['sound left out on Android: not the name of a file in res/raw'];
  return channelId ? [] : ['sound only below Android 8: above, the channel decides, and none is named'];
}

function clickNotes({ delivery, click, action }: Wish, isShown: boolean): string[] {
  const isWithoutAction = isShown && action === undefined;
  if (click.action === 'open-url') {
    return [
      ...(delivery.content.ext ? ['ext left out: the click opens a web page'] : []),
      ...(isWithoutAction ? ['url only as data.url: without openUrlAction the app has to open it'] : []),
    ];
  }
  return click.action === 'open-page' && isWithoutAction
    ? ['page only as data.page: FCM starts a page by an intent action, and it has none']
    : [];
}

function badgeNotes({ delivery: { content }, settings }: Wish, isShown: boolean): string[] {
  const { set, add } = content.badge ?? {};
  return [
    ...(set === 0 && isShown ? ['badge left out for Android: it cannot be set to 0'] : []),
    ...(set === undefined && add !== undefined && settings.apple === true
      ? ['badge left out for iPhones: FCM cannot add to it']
      : []),
  ];
}

function lookNotes({ options: { importance, visibility, icon, color } }: Wish, isShown: boolean): string[] {
  return !isShown && (importance || visibility || icon || color)
    ? ['importance, visibility, icon and color left out: in data mode the app draws']
    : [];
}
