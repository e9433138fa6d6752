// Turns our push into Apple's JSON, cut to Apple's limit of bytes. A notification and a call have the same words.
import type { Click, PushContent } from '@offline-push/contracts';
import { end, type NotComposed } from '../shared/content/not-composed';
import { DEFAULT_TEXT, DEFAULT_TITLE, shown } from '../shared/text/words';
import type { Delivery } from '../vendor';
import { balanced } from '../shared/text/direction';
import { said } from '../shared/text/said';
import type { ApnsSettings } from './credential';
import { fit, type Payload } from './fit';
import { type ApnsOptions, mannerOf, optionsProblem } from './options';

/** Of the body as sent, UTF-8 (sheet, 3 "Body"). In bytes. */
const MAX_BODY_BYTES = 4_096;
const MAX_VOIP_BODY_BYTES = 5_120;

export interface Composed {
  readonly ok: true;
  /** JSON, UTF-8. */
  readonly body: string;
  readonly isCall: boolean;
  readonly collapseId: string | undefined;
  readonly notes: readonly string[];
}

/** `hasVoip`: the phone can be called through PushKit. */
export function compose(
  { content, expiresAtMs }: Delivery,
  settings: ApnsSettings,
  hasVoip: boolean,
  nowMs: number,
): Composed | NotComposed {
  const given = content.vendors?.['apns'];
  if (expiresAtMs <= nowMs) return end('expired', 'expired', 'no time is left for APNs to deliver it');
  const problem = given === undefined ? undefined : optionsProblem(given);
  if (problem !== undefined) return end('refused', 'bad-options', problem);
  const options: ApnsOptions = given === undefined ? {} : said(given);
  const isCall = options.voip === true && hasVoip;
  const limit = isCall ? MAX_VOIP_BODY_BYTES : MAX_BODY_BYTES;
  const fitted = fit(payloadOf(content, settings, options), limit);
  if (fitted === undefined) {
    return end(
      'refused',
      'ext-too-long',
      `ext leaves no room for a text in ${limit} bytes, and it is never cut`,
    );
  }
  const notes = [
    ...notesOf(content, settings, options, hasVoip),
    ...fitted.cuts.map((what) => `${what} cut: APNs takes ${limit} bytes in all`),
  ];
  return { ok: true, body: fitted.body, isCall, collapseId: options.collapseId || undefined, notes };
}

function payloadOf(content: PushContent, settings: ApnsSettings, options: ApnsOptions): Payload {
  const { sound, category, interruptionLevel, isMutable } = mannerOf(settings, options, content.sound);
  return {
    aps: {
      alert: {
        title: worded(options.title || content.title, DEFAULT_TITLE),
        ...(options.subtitle && { subtitle: balanced(options.subtitle.toWellFormed()) }),
        body: worded(content.text, DEFAULT_TEXT),
      },
      ...(content.badge?.set !== undefined && { badge: content.badge.set }),
      ...(sound !== 'none' && { sound: sound.toWellFormed() }),
      ...(options.threadId && { 'thread-id': options.threadId }),
      ...(category && { category }),
      ...(isMutable && { 'mutable-content': 1 }),
      ...(options.contentAvailable === true && { 'content-available': 1 }),
      ...(options.targetContentId && { 'target-content-id': options.targetContentId }),
      ...(interruptionLevel && { 'interruption-level': interruptionLevel }),
      ...(options.relevanceScore !== undefined && { 'relevance-score': options.relevanceScore }),
    },
    ...tapOf(content.ext, content.click ?? settings.click),
    ...(options.image && { image: options.image }),
  };
}

const worded = (text: string | undefined, otherwise: string): string => balanced(shown(text, otherwise));

/** APNs has no click, so the app reads beside `aps` what to open. A web page gets no custom content. */
function tapOf(ext: string | undefined, click: Click): Readonly<Record<string, string>> {
  if (click.action === 'open-url') return { url: click.url };
  return {
    ...(ext && { ext: ext.toWellFormed() }),
    ...(click.action === 'open-page' && { page: click.page }),
  };
}

function notesOf(
  content: PushContent,
  settings: ApnsSettings,
  options: ApnsOptions,
  hasVoip: boolean,
): string[] {
  const click = content.click ?? settings.click;
  const { set, add } = content.badge ?? {};
  return [
    ...(options.voip === true && !hasVoip
      ? ['voip left out: the phone has reported no PushKit token, a notification is sent instead']
      : []),
    ...(set === undefined && add !== undefined ? ['badge left out: APNs cannot add to it'] : []),
    ...(content.ext && click.action === 'open-url' ? ['ext left out: the click opens a web page'] : []),
  ];
}
