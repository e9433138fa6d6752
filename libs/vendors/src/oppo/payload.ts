// Turns our push into OPPO's notification, cut to OPPO's limits. One content gives one notification, whatever the number of phones.
import type { Click } from '@offline-push/contracts';
import { notifyIdOf } from '../shared/content/notify-id';
import { soundOf } from '../shared/content/sound';
import { truncate } from '../shared/text/truncate';
import { end, type NotComposed } from '../shared/content/not-composed';
import { DEFAULT_TEXT, DEFAULT_TITLE, shown } from '../shared/text/words';
import type { Delivery } from '../vendor';
import type { OppoSettings } from './credential';
import { parametersOf } from './ext';
import { type Kind, kindOf, optionsProblem, type OppoOptions } from './options';
import { MAX_CONTENT, MAX_TITLE, type TemplateFields, templateOf } from './template';

/** Ten days; OPPO cuts more to that (sheet 3.4). In seconds. */
const MAX_TTL_S = 864_000;

/** The fields of a notification that are the same for every phone (sheet 3.4). */
export interface OppoNotification extends TemplateFields {
  readonly title: string;
  readonly content: string;
  readonly style?: 2;
  /** 0 the app, 2 a web page, 5 a page of the app by its intent URI. */
  readonly click_action_type: 0 | 2 | 5;
  readonly click_action_url?: string;
  readonly action_parameters?: string;
  readonly off_line: boolean;
  readonly off_line_ttl?: number;
  readonly channel_id?: string;
  readonly category: string;
  readonly notify_level?: number;
  readonly notify_id: number;
  /** 0 set to a count, 1 add one. */
  readonly badge_operation_type?: 0 | 1;
  readonly badge_message_count?: number;
  readonly call_back_url?: string;
}

export type Composed =
  | {
      readonly ok: true;
      readonly notification: OppoNotification;
      readonly kind: Kind;
      readonly notes: readonly string[];
    }
  | NotComposed;

export function compose(
  delivery: Delivery,
  settings: OppoSettings,
  nowMs: number,
  receiptUrl?: string,
): Composed {
  const { content, messageKey, expiresAtMs } = delivery;
  const options: OppoOptions = content.vendors?.['oppo'] ?? {};
  if (expiresAtMs <= nowMs) return end('expired', 'expired', 'no time is left for OPPO to deliver it');
  const problem = optionsProblem(options);
  if (problem !== undefined) return end('refused', 'bad-options', problem);
  const click = content.click ?? settings.click;
  const ext = parametersOf(content.ext, click, settings);
  if (!ext.ok) return end('refused', ext.code, ext.detail);
  const kind = kindOf(settings, options, content.class);
  if (content.class === 'bulk' && kind.category === 'IM') return end('refused', 'bad-options', BULK_AS_IM);
  const style = options.style || settings.style || 1;
  const life = lifeOf(expiresAtMs - nowMs);
  const channelId =
    options.channelId || (content.class === 'bulk' ? settings.bulkChannelId : settings.channelId);
  const words = { title: shown(content.title, DEFAULT_TITLE), text: shown(content.text, DEFAULT_TEXT) };
  const template = templateOf(kind, options, words, style);
  if (!template.ok) return end('refused', template.code, template.detail);
  const notification: OppoNotification = {
    title: truncate(words.title, MAX_TITLE),
    content: truncate(words.text, MAX_CONTENT[style]),
    ...(style === 2 && { style }),
    ...clickFields(click),
    ...(ext.parameters !== undefined && { action_parameters: ext.parameters }),
    ...life.fields,
    ...(channelId && { channel_id: channelId }),
    category: kind.category,
    ...(kind.notifyLevel !== undefined && { notify_level: kind.notifyLevel }),
    ...template.fields,
    notify_id: notifyIdOf(messageKey),
    ...badgeFields(delivery),
    ...(receiptUrl !== undefined && { call_back_url: receiptUrl }),
  };
  const notes = [...ext.notes, ...life.notes, ...notesOf(delivery, style), ...template.notes];
  return { ok: true, notification, kind, notes };
}

const BULK_AS_IM = 'push.vendors.oppo/category: IM is for chats, and the message is of class bulk';

function clickFields(click: Click): Pick<OppoNotification, 'click_action_type' | 'click_action_url'> {
  switch (click.action) {
    case 'open-app':
      return { click_action_type: 0 };
    case 'open-url':
      return { click_action_type: 2, click_action_url: click.url };
    case 'open-page':
      return { click_action_type: 5, click_action_url: click.page };
  }
}

/** A number to set wins over one to add. OPPO adds one and reads no count then (JPush's reference of its OPPO options, 2026). */
function badgeFields({
  content: { badge },
}: Delivery): Pick<OppoNotification, 'badge_operation_type' | 'badge_message_count'> {
  if (badge?.set !== undefined) return { badge_operation_type: 0, badge_message_count: badge.set };
  if (badge?.add !== undefined) return { badge_operation_type: 1 };
  return {};
}

interface Life {
  readonly fields: Pick<OppoNotification, 'off_line' | 'off_line_ttl'>;
  readonly notes: readonly string[];
}

/** Whole seconds, never beyond expiry. With less than one the push goes only to phones that are online now. */
function lifeOf(leftMs: number): Life {
  const seconds = Math.min(Math.floor(leftMs / 1000), MAX_TTL_S);
  if (seconds >= 1) return { fields: { off_line: true, off_line_ttl: seconds }, notes: [] };
  const note = 'only if the phone is online at once: less than a second was left';
  return { fields: { off_line: false }, notes: [note] };
}

function notesOf({ content: { title, text, sound, badge } }: Delivery, style: 1 | 2): string[] {
  const isLong = (words: string | undefined, limit: number) => shown(words, '').length > limit;
  const kind = soundOf(sound).kind;
  return [
    ...(kind === 'file' ? ['sound left out: on OPPO the channel decides'] : []),
    ...(kind === 'silent' ? ['silence left out: on OPPO channel and notify level decide'] : []),
    ...(badge?.set === undefined && (badge?.add ?? 1) > 1
      ? ['badge counted up by one: OPPO has no other step']
      : []),
    ...(isLong(title, MAX_TITLE) ? [`title cut to ${MAX_TITLE} characters`] : []),
    ...(isLong(text, MAX_CONTENT[style]) ? [`text cut to ${MAX_CONTENT[style]} characters`] : []),
  ];
}
