// Turns our push into Huawei's message, cut to Huawei's limits. One content gives one message for any number of phones. Two files beside
// this one have what differs between Android and HarmonyOS.
import type { PushContent } from '@offline-push/contracts';
import { notifyIdOf } from '../shared/content/notify-id';
import { said } from '../shared/text/said';
import { truncate } from '../shared/text/truncate';
import { end, type NotComposed } from '../shared/content/not-composed';
import { DEFAULT_TEXT, DEFAULT_TITLE, shown } from '../shared/text/words';
import type { Delivery } from '../vendor';
import { apiOf, type HuaweiSettings } from './credential';
import type { Ingredients, Made } from './ingredients';
import { optionsProblem, type HuaweiOptions } from './options';
import { androidMessage } from './payload-android';
import { harmonyMessage } from './payload-harmony';
import { bytesOf } from './request';

/** Huawei counts bytes in all and no characters; these are what a chat service in production cuts at. In UTF-16 units. */
const MAX_TITLE = 60;
const MAX_TEXT = 600;
/** The body without its tokens (sheet, 5). In bytes of UTF-8. */
const MAX_BODY_BYTES = 4096;
/** Three dots and something before them. In UTF-16 units. */
const SHORTEST_TEXT = 4;
/** 15 days (sheet, 3.1). In seconds. */
const MAX_TTL_SECONDS = 1_296_000;

export type Composed = ({ readonly ok: true } & Made) | NotComposed;

const BULK_AS_IM = 'push.vendors.huawei/category: IM is for chats, and the message is of class bulk';

export function compose(delivery: Delivery, settings: HuaweiSettings, nowMs: number): Composed {
  const { content, messageKey, expiresAtMs } = delivery;
  const given = content.vendors?.['huawei'] ?? {};
  const problem = optionsProblem(given);
  const ttlSeconds = Math.min(Math.floor((expiresAtMs - nowMs) / 1000), MAX_TTL_SECONDS);
  if (ttlSeconds < 1) return end('expired', 'expired', 'less than a second is left for Huawei to deliver it');
  if (problem !== undefined) return end('refused', 'bad-options', problem);
  if (content.class === 'bulk' && (given as HuaweiOptions).category === 'IM')
    return end('refused', 'bad-options', BULK_AS_IM);
  const draft = {
    title: truncate(shown(content.title, DEFAULT_TITLE), MAX_TITLE),
    ext: extOf(content, settings),
    content,
    settings,
    notifyId: notifyIdOf(messageKey),
    messageKey,
    ttlSeconds,
  };
  const made = madeWith(said(given), draft);
  if (made === undefined) return tooLong();
  return { ok: true, message: made.message, notes: [...made.notes, ...notesOf(content, draft.ext)] };
}

/** The text gives way first, then the lines of an inbox, which only adorn. Undefined: it is too long without both. */
function madeWith(options: HuaweiOptions, draft: Omit<Ingredients, 'text' | 'options'>): Made | undefined {
  const text = truncate(shown(draft.content.text, DEFAULT_TEXT), MAX_TEXT);
  const made = fitted(text, (fitting) => messageOf({ ...draft, options, text: fitting }));
  if (made !== undefined || options.style !== 'inbox') return made;
  const plain = madeWith({ ...options, style: 'usual' }, draft);
  return (
    plain && {
      ...plain,
      notes: [`inbox left out: a message has at most ${MAX_BODY_BYTES} bytes`, ...plain.notes],
    }
  );
}

const messageOf = (ingredients: Ingredients): Made => {
  const api = apiOf(ingredients.settings);
  return api === 'v3' ? harmonyMessage(ingredients) : androidMessage(ingredients, api);
};

const tooLong = (): Composed =>
  end('refused', 'ext-too-long', `over ${MAX_BODY_BYTES} bytes without its text; ext is never cut`);

/** The longest beginning of the text with which the whole message is not too long. Undefined: not even the shortest. */
function fitted(text: string, make: (text: string) => Made): Made | undefined {
  const whole = make(text);
  if (bytesOf(whole.message) <= MAX_BODY_BYTES) return whole;
  let fits: Made | undefined;
  let [low, high] = [SHORTEST_TEXT, text.length - 1];
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const made = make(truncate(text, middle));
    if (bytesOf(made.message) > MAX_BODY_BYTES) {
      high = middle - 1;
    } else {
      fits = made;
      low = middle + 1;
    }
  }
  return (
    fits && { ...fits, notes: [...fits.notes, `text cut: a message has at most ${MAX_BODY_BYTES} bytes`] }
  );
}

/** A page of the web gets no custom content: there is no app to read it. */
function extOf({ ext, click }: PushContent, settings: HuaweiSettings): string | undefined {
  return (click ?? settings.click).action === 'open-url' || ext === '' ? undefined : ext;
}

function notesOf({ title = '', text = '', ext: given }: PushContent, ext: string | undefined): string[] {
  return [
    ...(given && ext === undefined ? ['ext left out: the click opens a web page'] : []),
    ...(title.length > MAX_TITLE ? [`title cut to ${MAX_TITLE} characters`] : []),
    ...(text.length > MAX_TEXT ? [`text cut to ${MAX_TEXT} characters`] : []),
  ];
}
