// Turns our push into vivo's message, cut to vivo's limits. One content gives one message, whatever the number of phones.
import type { Click } from '@offline-push/contracts';
import { notifyIdOf } from '../shared/content/notify-id';
import { said } from '../shared/text/said';
import { soundOf } from '../shared/content/sound';
import { truncate } from '../shared/text/truncate';
import { end, type NotComposed } from '../shared/content/not-composed';
import { DEFAULT_TEXT, DEFAULT_TITLE, shown } from '../shared/text/words';
import type { Delivery } from '../vendor';
import { CLASSIFICATION } from './category';
import type { VivoSettings } from './credential';
import { bulkProblem, kindOf, optionsProblem, type VivoOptions } from './options';

/** Every character counts one since 2022; before, a Chinese one counted two (sheet 3.1). In UTF-16 units: vivo does not say. */
const MAX_TITLE = 40;
const MAX_CONTENT = 100;
/** Keys and values of `clientCustomMap` together (sheet 3.1). In UTF-16 units. */
const MAX_CUSTOM = 1024;
/** `notifyType` (sheet 3.1). */
const SILENT = 1;
const SOUND_AND_VIBRATION = 4;
/** In seconds (sheet 3.1, newest document). */
const MIN_TTL_S = 60;
const MAX_TTL_S = 86_400;

/** The fields that a single send and a saved message share (sheet 3.1), as JSON wants them. */
export interface VivoMessage {
  readonly appId: number;
  readonly notifyType: 1 | 2 | 3 | 4;
  readonly title: string;
  readonly content: string;
  readonly timeToLive: number;
  /** 1 open the app, 2 a web page, 4 a page of the app. 3 is for client SDKs before 3.0 and never sent. */
  readonly skipType: 1 | 2 | 4;
  readonly skipContent?: string;
  readonly classification: 0 | 1;
  readonly category?: string;
  readonly clientCustomMap?: { readonly ext: string };
  readonly pushMode: 0 | 1;
  readonly notifyId: number;
  readonly foregroundShow?: boolean;
  readonly sendOnline?: true;
  readonly addBadge?: true;
}

export type Composed =
  | {
      readonly ok: true;
      readonly message: VivoMessage;
      readonly isUsualClass: boolean;
      readonly notes: readonly string[];
    }
  | NotComposed;

export function compose(delivery: Delivery, settings: VivoSettings, nowMs: number): Composed {
  const { content, messageKey, expiresAtMs } = delivery;
  const given = content.vendors?.['vivo'] ?? {};
  if (expiresAtMs <= nowMs) return end('expired', 'expired', 'no time is left for vivo to deliver it');
  const problem = optionsProblem(given);
  if (problem !== undefined) return end('refused', 'bad-options', problem);
  const options: VivoOptions = said(given);
  const kind = kindOf(settings, options, content.class);
  const contradiction = content.class === 'bulk' ? bulkProblem(kind) : undefined;
  if (contradiction !== undefined) return end('refused', 'bad-options', contradiction);
  const click = content.click ?? settings.click;
  const ext = extOf(content.ext, click);
  const life = lifeOf(expiresAtMs - nowMs, options);
  const message: VivoMessage = {
    appId: Number(settings.appId),
    notifyType:
      options.notifyType || (soundOf(content.sound).kind === 'silent' ? SILENT : SOUND_AND_VIBRATION),
    title: truncate(shown(content.title, DEFAULT_TITLE), MAX_TITLE),
    content: truncate(shown(content.text, DEFAULT_TEXT), MAX_CONTENT),
    ...clickFields(click),
    classification: CLASSIFICATION[kind.class],
    ...(kind.category !== undefined && { category: kind.category }),
    ...(ext.kept !== undefined && { clientCustomMap: { ext: ext.kept } }),
    pushMode: settings.testMode === true ? 1 : 0,
    notifyId: notifyIdOf(messageKey),
    ...(options.notifyForeground !== undefined && { foregroundShow: options.notifyForeground }),
    ...life.fields,
    ...(content.badge?.add !== undefined && content.badge.set === undefined && { addBadge: true }),
  };
  const notes = [...notesOf(delivery), ...ext.notes, ...life.notes];
  return { ok: true, message, isUsualClass: kind.isUsualClass, notes };
}

interface Ext {
  readonly kept?: string;
  readonly notes: readonly string[];
}

/** A web page gets no custom content, because no app reads it. Too long a content is left out, never cut. */
function extOf(ext: string | undefined, click: Click): Ext {
  const room = MAX_CUSTOM - 'ext'.length;
  if (!ext) return { notes: [] };
  if (click.action === 'open-url') return { notes: ['ext left out: the click opens a web page'] };
  return ext.length > room
    ? { notes: [`ext left out: longer than ${room} characters`] }
    : { kept: ext, notes: [] };
}

function clickFields(click: Click): Pick<VivoMessage, 'skipType' | 'skipContent'> {
  switch (click.action) {
    case 'open-app':
      return { skipType: 1 };
    case 'open-url':
      return { skipType: 2, skipContent: click.url };
    case 'open-page':
      return { skipType: 4, skipContent: click.page };
  }
}

interface Life {
  readonly fields: Pick<VivoMessage, 'timeToLive' | 'sendOnline'>;
  readonly notes: readonly string[];
}

/** Whole seconds, never beyond expiry. With less than vivo's smallest TTL the push goes only to phones that are online now. */
function lifeOf(leftMs: number, { onlineOnly }: VivoOptions): Life {
  const leftS = Math.min(Math.floor(leftMs / 1000), MAX_TTL_S);
  const timeToLive = Math.max(leftS, MIN_TTL_S);
  if (onlineOnly === true) return { fields: { timeToLive, sendOnline: true }, notes: [] };
  if (leftS >= MIN_TTL_S) return { fields: { timeToLive }, notes: [] };
  const note = `only if the phone is online at once: less than ${MIN_TTL_S} seconds were left`;
  return { fields: { timeToLive, sendOnline: true }, notes: [note] };
}

function notesOf({ content: { title, text, sound, badge } }: Delivery): string[] {
  const isLong = (words: string | undefined, limit: number) => shown(words, '').length > limit;
  return [
    ...(soundOf(sound).kind === 'file' ? ['sound left out: vivo has no custom sounds'] : []),
    ...(badge?.set !== undefined ? ['badge left out: vivo cannot set a number'] : []),
    ...(badge?.set === undefined && (badge?.add ?? 1) > 1
      ? ['badge counted up by one: vivo has no other step']
      : []),
    ...(isLong(title, MAX_TITLE) ? [`title cut to ${MAX_TITLE} characters`] : []),
    ...(isLong(text, MAX_CONTENT) ? [`text cut to ${MAX_CONTENT} characters`] : []),
  ];
}
