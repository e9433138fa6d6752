// Turns our push into Honor's message, cut to Honor's limits. One content gives one message for any number of phones.
import type { Click, PushContent } from '@offline-push/contracts';
import { notifyIdOf } from '../shared/content/notify-id';
import { soundOf } from '../shared/content/sound';
import { truncate } from '../shared/text/truncate';
import { end, type NotComposed } from '../shared/content/not-composed';
import { DEFAULT_TEXT, DEFAULT_TITLE, shown } from '../shared/text/words';
import type { Delivery } from '../vendor';
import { type ClickAction, clickActionOf, extOf, mayOpen } from './click';
import type { HonorSettings } from './credential';
import { type Choices, choicesOf, type HonorOptions, optionsProblem } from './options';

/** In UTF-16 units, the dots included (semantics 3.4; Honor's own text names no limit). */
const MAX_TITLE = 50;
const MAX_TEXT = 400;
/** "4096 without tokens" (sheet, 5). In bytes of UTF-8. */
const MAX_MESSAGE_BYTES = 4096;
/** 15 days (sheet, 3). */
const MAX_TTL_SECONDS = 1_296_000;
const MAX_BADGE = 99;

export interface HonorMessage {
  /** JSON. Its keys become extras of the intent that a tap starts. */
  readonly data?: string;
  readonly notification?: { readonly title: string; readonly body: string };
  readonly android: {
    readonly ttl: string;
    /** Comes back in receipts. */
    readonly biTag: string;
    readonly targetUserType?: 1;
    readonly notification: AndroidNotification;
  };
}

interface AndroidNotification {
  readonly title: string;
  readonly body: string;
  readonly clickAction: ClickAction;
  readonly importance: 'NORMAL' | 'LOW';
  readonly image?: string;
  readonly style?: 1;
  readonly bigTitle?: string;
  readonly bigBody?: string;
  readonly badge?: { readonly setNum?: number; readonly addNum?: number; readonly badgeClass?: string };
  readonly notifyId?: number;
  readonly tag?: string;
  readonly group?: string;
}

export type Composed =
  | { readonly ok: true; readonly message: HonorMessage; readonly notes: readonly string[] }
  | NotComposed;

/**
 * How much of a message is said, the fullest first: the first that fits goes out. `isTwice` says title, text and ext in both places where
 * Honor looks for them; then each is said once, then the text gets shorter. Ext is never cut.
 */
const FORMS: readonly { readonly isTwice: boolean; readonly maxText: number }[] = [
  { isTwice: true, maxText: MAX_TEXT },
  { isTwice: false, maxText: MAX_TEXT },
  { isTwice: false, maxText: 200 },
  { isTwice: false, maxText: 100 },
  { isTwice: false, maxText: 50 },
];

/** What of a push does not depend on how much of it fits. */
interface Draft {
  readonly delivery: Delivery;
  readonly settings: HonorSettings;
  readonly choices: Choices;
  readonly click: Click;
  readonly ext: string | undefined;
  readonly ttlSeconds: number;
}

export function compose(delivery: Delivery, settings: HonorSettings, nowMs: number): Composed {
  const { content } = delivery;
  const options = content.vendors?.['honor'] ?? {};
  const problem = optionsProblem(options);
  const ttlSeconds = Math.min(Math.floor((delivery.expiresAtMs - nowMs) / 1000), MAX_TTL_SECONDS);
  if (ttlSeconds < 1)
    return end('expired', 'expired', 'less than a second is left, the least Honor can keep it');
  if (problem !== undefined) return end('refused', 'bad-options', problem);
  const click = content.click ?? settings.click;
  const draft: Draft = {
    delivery,
    settings,
    choices: choicesOf(content, settings, options as HonorOptions),
    click,
    ext: extOf(content.ext, click),
    ttlSeconds,
  };
  for (const { isTwice, maxText } of FORMS) {
    const message = messageOf(draft, isTwice, maxText);
    if (bytesOf(message) <= MAX_MESSAGE_BYTES) return { ok: true, message, notes: notesOf(draft, maxText) };
  }
  return end(
    'refused',
    'ext-too-long',
    `with its ext it has more than ${MAX_MESSAGE_BYTES} bytes; ext is never cut`,
  );
}

const bytesOf = (message: HonorMessage): number => Buffer.byteLength(JSON.stringify(message));

function messageOf(draft: Draft, isTwice: boolean, maxText: number): HonorMessage {
  const { delivery, settings, choices, click, ext, ttlSeconds } = draft;
  const { content, messageKey } = delivery;
  const title = truncate(shown(content.title, DEFAULT_TITLE), MAX_TITLE);
  const body = truncate(shown(content.text, DEFAULT_TEXT), maxText);
  const isInIntent = click.action === 'open-page';
  return {
    ...(ext !== undefined && (isTwice || !isInIntent) && { data: JSON.stringify({ ext }) }),
    ...(isTwice && { notification: { title, body } }),
    android: {
      ttl: `${ttlSeconds}s`,
      biTag: messageKey,
      ...(choices.isTest && { targetUserType: 1 }),
      notification: {
        title,
        body,
        clickAction: clickActionOf(click, ext),
        importance: choices.importance,
        ...imageOf(choices),
        ...(choices.isBigText && { style: 1, bigTitle: title, bigBody: body }),
        ...badgeOf(content.badge, settings.badgeClass),
        ...(choices.tag === undefined ? { notifyId: notifyIdOf(messageKey) } : { tag: choices.tag }),
        ...(choices.group !== undefined && { group: choices.group }),
      },
    },
  };
}

/** Honor shows pictures to service and communication messages only. */
const imageOf = ({ image, importance }: Choices): { image?: string } =>
  image !== undefined && importance === 'NORMAL' ? { image } : {};

/** Set wins over add. Neither: one more, where the certificate knows the launcher's activity (semantics 3.1). */
function badgeOf(
  { set, add }: NonNullable<PushContent['badge']> = {},
  badgeClass: string | undefined,
): Pick<AndroidNotification, 'badge'> {
  const count = badgeClass === undefined ? add : (add ?? 1);
  if (set === undefined && count === undefined) return {};
  const number = set === undefined ? { addNum: count ?? 1 } : { setNum: Math.min(set, MAX_BADGE) };
  return { badge: { ...number, ...(badgeClass !== undefined && { badgeClass }) } };
}

function soundNotes(said: string | undefined, importance: Choices['importance']): string[] {
  const { kind } = soundOf(said);
  if (kind === 'file') return ['sound left out: Honor plays its own'];
  return kind === 'silent' && importance === 'NORMAL'
    ? ['silence left out: at Honor only messages of importance LOW are silent']
    : [];
}

function notesOf({ delivery: { content }, choices, click, ext }: Draft, maxText: number): string[] {
  const { title = '', text = '', badge } = content;
  return [
    ...soundNotes(content.sound, choices.importance),
    ...(choices.image !== undefined && choices.importance === 'LOW'
      ? ['image left out: Honor shows none with importance LOW']
      : []),
    ...(!mayOpen(click) ? ['URL left out, the click opens the app: Honor opens https only'] : []),
    ...(content.ext && ext === undefined ? ['ext left out: a click on a URL carries none'] : []),
    ...((badge?.set ?? 0) > MAX_BADGE ? [`badge set to ${MAX_BADGE}, the most Honor shows`] : []),
    ...(title.length > MAX_TITLE ? [`title cut to ${MAX_TITLE} characters`] : []),
    ...(text.length > maxText ? [`text cut to ${maxText} characters`] : []),
  ];
}
