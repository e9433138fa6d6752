// Makes the JSON that the service worker or the app reads after decryption (README, 4), cut to the size that every push service takes.
import type { Click, PushContent } from '@offline-push/contracts';
import { said } from '../shared/text/said';
import { soundOf } from '../shared/content/sound';
import { truncate } from '../shared/text/truncate';
import { end, type NotComposed } from '../shared/content/not-composed';
import { DEFAULT_TEXT, DEFAULT_TITLE, shown } from '../shared/text/words';
import type { Delivery } from '../vendor';
import type { WebPushSettings } from './credential';
import { optionsProblem, type Urgency, type WebPushOptions } from './options';

/** A body of 4096 bytes less 103 of the encryption (RFC 8291, 4). */
const MAX_CLEAR_BYTES = 3_993;
/** A service keeps a message four weeks; some say 30 days (README, 3). In seconds. */
const MAX_TTL_SECONDS = 2_419_200;
/** In UTF-16 units. Browsers show less of both. */
const MAX_TITLE = 120;
const MAX_TEXT = 1_000;

export interface Composed {
  readonly ok: true;
  /** JSON. */
  readonly clear: string;
  readonly ttlSeconds: number;
  readonly urgency: Urgency;
  readonly topic: string;
  readonly notes: readonly string[];
}

export function compose(
  { content, targetId, expiresAtMs }: Delivery,
  settings: WebPushSettings,
  nowMs: number,
): Composed | NotComposed {
  const given = content.vendors?.['web-push'];
  if (expiresAtMs <= nowMs) return end('expired', 'expired', 'no time is left to deliver it');
  const problem = given === undefined ? undefined : optionsProblem(given);
  if (problem !== undefined) return end('refused', 'bad-options', problem);
  const options: WebPushOptions = given === undefined ? {} : said(given);
  const topic = options.topic ?? targetId;
  const clear = fit(content, (text) => jsonOf(content, text, { settings, options, topic }));
  if (clear === undefined)
    return end('refused', 'ext-too-long', `more than ${MAX_CLEAR_BYTES} bytes with it, and ext is never cut`);
  return {
    ok: true,
    clear,
    ttlSeconds: Math.min(MAX_TTL_SECONDS, Math.floor((expiresAtMs - nowMs) / 1_000)),
    urgency: options.urgency ?? (content.class === 'bulk' ? 'low' : 'high'),
    topic,
    notes: notesOf(content, content.click ?? settings.click),
  };
}

/** Cuts the text until all fits. Undefined if the rest alone is too long. */
function fit({ text }: PushContent, jsonWith: (text: string) => string): string | undefined {
  const words = shown(text, DEFAULT_TEXT);
  for (let units = MAX_TEXT; units > 10; units = Math.floor(units * 0.7)) {
    const json = jsonWith(truncate(words, units));
    if (Buffer.byteLength(json) <= MAX_CLEAR_BYTES) return json;
  }
  return undefined;
}

function jsonOf(
  { title, ext, click, sound, badge }: PushContent,
  body: string,
  { settings, options, topic }: { settings: WebPushSettings; options: WebPushOptions; topic: string },
): string {
  const tap = click ?? settings.click;
  const icon = options.icon ?? settings.icon;
  const url = webPageOf(tap);
  return JSON.stringify({
    v: 1,
    title: truncate(shown(title, DEFAULT_TITLE), MAX_TITLE),
    body,
    tag: topic,
    ...(soundOf(sound).kind === 'silent' && { silent: true }),
    ...(icon && { icon }),
    ...(options.image && { image: options.image }),
    ...(badge?.set !== undefined && { unread: badge.set }),
    ...(url !== undefined && { url }),
    ...(tap.action === 'open-page' && { page: tap.page }),
    // A web address gets no custom content, as with every vendor.
    ...(ext && tap.action !== 'open-url' && { ext }),
  });
}

const PASSED_ON = 'page passed on as data: browsers open no Android intent';
const OPENED_INSTEAD = 'page passed on as data: a browser opens its browser_fallback_url';
/** Where an intent leads whoever cannot open it (Chrome's page "Android intents with Chrome"). */
const FALLBACK = /;S\.browser_fallback_url=(https%3A%2F%2F[^;]{1,1500});/i;

/** What a browser opens at a tap. Undefined: the page of the app itself. */
function webPageOf(click: Click): string | undefined {
  if (click.action === 'open-url') return click.url;
  const [, encoded] = (click.action === 'open-page' && FALLBACK.exec(click.page)) || [];
  if (encoded === undefined || !/^(?:[^%]|%[0-7][0-9a-f])*$/i.test(encoded)) return undefined;
  const url = decodeURIComponent(encoded);
  return /^https:\/\/[\x21-\x7e]+$/.test(url) && URL.canParse(url) ? url : undefined;
}

function notesOf({ sound, badge, ext }: PushContent, click: Click): string[] {
  const isFile = soundOf(sound).kind === 'file';
  return [
    ...(isFile ? ['sound left out: a notification of a browser has the sound of the system'] : []),
    ...(badge?.add !== undefined && badge.set === undefined
      ? ['badge left out: nothing can be added to it']
      : []),
    ...(ext && click.action === 'open-url' ? ['ext left out: the click opens a web page'] : []),
    ...(click.action === 'open-page' ? [webPageOf(click) === undefined ? PASSED_ON : OPENED_INSTEAD] : []),
  ];
}
