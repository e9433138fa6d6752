// A notification for HarmonyOS 5 and later, by v3 (sheet, 3.3).
import type { Click } from '@offline-push/contracts';
import { balanced } from '../shared/text/direction';
import { soundOf } from '../shared/content/sound';
import { badgeNotes, badgeOf } from './badge';
import type { Ingredients, Made } from './ingredients';
import { categoryOf, type HuaweiOptions } from './options';

/** v3 wants a category; a chat message is this one. */
const USUAL_CATEGORY = 'IM';
const MAX_INBOX_LINES = 3;

export function harmonyMessage(from: Ingredients): Made {
  const { content, settings, options, messageKey, ttlSeconds } = from;
  const click = content.click ?? settings.click;
  const { action, notes } = clickAction(click, from.ext);
  const notification = {
    category: categoryOf(content, settings, options) ?? USUAL_CATEGORY,
    title: from.title,
    body: from.text,
    clickAction: action,
    notifyId: from.notifyId,
    // The phone shows only the first of them for a day: the second ring of a call in doubt stays silent.
    appMessageId: messageKey,
    badge: badgeFields(from),
    ...soundFields(content.sound, options),
    ...(options.image && { image: options.image }),
    ...(options.style === 'inbox' && {
      style: 3,
      inboxContent: options.inboxContent?.slice(0, MAX_INBOX_LINES).map(balanced),
    }),
    ...(options.foregroundShow !== undefined && { foregroundShow: options.foregroundShow }),
  };
  const pushOptions = {
    ttl: ttlSeconds,
    biTag: messageKey,
    ...(settings.receiptId !== undefined && { receiptId: settings.receiptId }),
    ...(options.testMessage === true && { testMessage: true as const }),
  };
  return {
    message: { api: 'v3', message: { payload: { notification }, pushOptions } },
    notes: [...notes, ...notesOf(from)],
  };
}

interface ClickAction {
  readonly action: Record<string, unknown>;
  readonly notes: readonly string[];
}

/** The app finds ext among the parameters of its want; the data must be an object. */
function clickAction(click: Click, ext: string | undefined): ClickAction {
  const data = ext === undefined ? {} : { data: { ext } };
  switch (click.action) {
    case 'open-app':
      return { action: { actionType: 0, ...data }, notes: [] };
    case 'open-url':
      return {
        action: { actionType: 0, data: { url: click.url } },
        notes: ['the address goes to the app: HarmonyOS opens no web page by itself'],
      };
    case 'open-page':
      return pageAction(click.page, data);
  }
}

/** An Android intent names a page by component, action or address; HarmonyOS knows the last two, and only these are the same. */
function pageAction(page: string, data: object): ClickAction {
  const [, address = '', rest = ''] = /^intent:([^#]*)#Intent;(.*)end$/.exec(page) ?? [];
  const fields = new Map(rest.split(';').map((field) => field.split(/=(.*)/s, 2) as [string, string]));
  const action = fields.get('action');
  const scheme = fields.get('scheme');
  const uri = address === '' ? undefined : scheme === undefined ? address : `${scheme}:${address}`;
  if (action === undefined && uri === undefined) {
    return {
      action: { actionType: 0, ...data },
      notes: ['page left out: HarmonyOS knows pages by action or address only; the tap opens the app'],
    };
  }
  const hasExtras = [...fields.keys()].some((name) => /^[A-Za-z]\./.test(name));
  return {
    action: { actionType: 1, ...(action && { action }), ...(uri && { uri }), ...data },
    notes: hasExtras ? ['extras of the page left out: HarmonyOS takes its parameters from ext'] : [],
  };
}

function badgeFields({ content }: Ingredients): Record<string, number> {
  const badge = badgeOf(content.badge);
  return 'set' in badge ? { setNum: badge.set } : { addNum: badge.add };
}

/** A file in resources/rawfile, named with its ending. */
const isSoundFile = (sound: string): boolean => /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}$/.test(sound);

function soundFields(said: string | undefined, { soundDuration }: HuaweiOptions): Record<string, unknown> {
  const sound = soundOf(said);
  return sound.kind === 'file' && isSoundFile(sound.name)
    ? { sound: sound.name, ...(soundDuration && { soundDuration }) }
    : {};
}

function notesOf({ content, options }: Ingredients): string[] {
  const sound = soundOf(content.sound);
  return [
    ...(sound.kind === 'silent' ? ['silence left out: on HarmonyOS the category decides'] : []),
    ...(sound.kind === 'file' && !isSoundFile(sound.name)
      ? ['sound left out: not the name of a file in resources/rawfile']
      : []),
    ...badgeNotes(content.badge),
    ...(options.channelId ? ['channel left out: HarmonyOS has none'] : []),
    ...(options.importance ? ['importance left out: HarmonyOS has none'] : []),
    ...(options.style === 'big-text' ? ['style left out: HarmonyOS shows three lines of every text'] : []),
    ...((options.inboxContent?.length ?? 0) > MAX_INBOX_LINES
      ? [`inbox cut to ${MAX_INBOX_LINES} lines`]
      : []),
    ...(options.soundDuration && sound.kind !== 'file' ? ['sound duration left out: there is no sound'] : []),
  ];
}
