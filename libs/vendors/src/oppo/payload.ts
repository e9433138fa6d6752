// Our push → OPPO's notification, cut to OPPO's limits. One content gives one notification, whatever the number of phones.
import type { Click } from '@offline-push/contracts';
import { notifyIdOf } from '../shared/notify-id';
import { truncate } from '../shared/truncate';
import type { Delivery, PlannedEnd } from '../vendor';
import type { OppoSettings } from './credential';
import { parametersOf } from './ext';
import { type Kind, kindOf, optionsProblem, type OppoOptions } from './options';

/** Every character counts one; the vendor's SDK counts UTF-16 units, so these are units (sheet 3.4). */
export const MAX_TITLE = 50;
/** By style: OPPO's current document. Older ones and the SDK allow 200, which nobody should rely on (sheet 0, fact 10). */
export const MAX_CONTENT = { 1: 50, 2: 128 } as const;
/** Ten days; OPPO cuts more to that (sheet 3.4). In seconds. */
export const MAX_TTL_S = 864_000;

export const DEFAULT_TITLE = 'a new message';
export const DEFAULT_TEXT = 'You have a new message';

/** The fields of a notification that are the same for every phone (sheet 3.4). */
export interface OppoNotification {
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
  readonly private_msg_template_id?: string;
  readonly private_title_parameters?: Readonly<Record<string, string>>;
  readonly private_content_parameters?: Readonly<Record<string, string>>;
  readonly notify_id: number;
  /** 0 set, 1 add. */
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
  | ({ readonly ok: false } & Pick<PlannedEnd, 'state' | 'code' | 'detail'>);

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
  const style = options.style || settings.style || 1;
  const life = lifeOf(expiresAtMs - nowMs);
  const channelId = options.channelId || settings.channelId;
  const notification: OppoNotification = {
    title: truncate(shown(content.title, DEFAULT_TITLE), MAX_TITLE),
    content: truncate(shown(content.text, DEFAULT_TEXT), MAX_CONTENT[style]),
    ...(style === 2 && { style }),
    ...clickFields(click),
    ...(ext.parameters !== undefined && { action_parameters: ext.parameters }),
    ...life.fields,
    ...(channelId && { channel_id: channelId }),
    ...kindFields(kind, options),
    notify_id: notifyIdOf(messageKey),
    ...badgeFields(delivery),
    ...(receiptUrl !== undefined && { call_back_url: receiptUrl }),
  };
  const notes = [...ext.notes, ...life.notes, ...notesOf(delivery, style), ...templateNotes(kind, options)];
  return { ok: true, notification, kind, notes };
}

const end = (state: 'refused' | 'expired', code: string, detail: string): Composed => ({
  ok: false,
  state,
  code,
  detail: detail.slice(0, 200),
});

/** OPPO requires both; a push without words still has to ring. */
const shown = (text: string | undefined, otherwise: string): string =>
  text?.trim() ? text.toWellFormed() : otherwise;

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

function kindFields(kind: Kind, { titleParameters, contentParameters }: OppoOptions) {
  const { category, notifyLevel, templateId } = kind;
  return {
    category,
    ...(notifyLevel !== undefined && { notify_level: notifyLevel }),
    ...(templateId !== undefined && {
      private_msg_template_id: templateId,
      ...(titleParameters && { private_title_parameters: titleParameters }),
      ...(contentParameters && { private_content_parameters: contentParameters }),
    }),
  };
}

/** A number to set wins over one to add. */
function badgeFields({
  content: { badge },
}: Delivery): Pick<OppoNotification, 'badge_operation_type' | 'badge_message_count'> {
  if (badge?.set !== undefined) return { badge_operation_type: 0, badge_message_count: badge.set };
  if (badge?.add !== undefined) return { badge_operation_type: 1, badge_message_count: badge.add };
  return {};
}

interface Life {
  readonly fields: Pick<OppoNotification, 'off_line' | 'off_line_ttl'>;
  readonly notes: readonly string[];
}

/** Whole seconds, never beyond expiry. What lives shorter than one goes to phones that are online now. */
function lifeOf(leftMs: number): Life {
  const seconds = Math.min(Math.floor(leftMs / 1000), MAX_TTL_S);
  if (seconds >= 1) return { fields: { off_line: true, off_line_ttl: seconds }, notes: [] };
  const note = 'only if the phone is online at once: less than a second was left';
  return { fields: { off_line: false }, notes: [note] };
}

function notesOf({ content: { title, text, sound } }: Delivery, style: 1 | 2): string[] {
  const isLong = (words: string | undefined, limit: number) => shown(words, '').length > limit;
  return [
    ...(sound ? ['sound left out: on OPPO the channel decides'] : []),
    ...(isLong(title, MAX_TITLE) ? [`title cut to ${MAX_TITLE} characters`] : []),
    ...(isLong(text, MAX_CONTENT[style]) ? [`text cut to ${MAX_CONTENT[style]} characters`] : []),
  ];
}

function templateNotes({ templateId, class: messageClass }: Kind, options: OppoOptions): string[] {
  if (templateId !== undefined) return [];
  const { templateId: own, titleParameters, contentParameters } = options;
  if (own && messageClass === 'marketing') return ['template left out: only service categories have one'];
  return titleParameters || contentParameters ? ['template parameters left out: there is no template'] : [];
}
