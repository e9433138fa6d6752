// What a push shows and does, out of Huawei's two shapes. Nothing is judged here: whatever has the wrong form counts as absent.
import { createHash } from 'node:crypto';
import { badgeIn } from '../host/phones';
import { isObject, type Json, parse } from '@offline-push/vendors/shared/for-fakes';

export interface ReadPush {
  readonly tokens: readonly string[];
  readonly ids: Readonly<Record<string, string>>;
  readonly ttlSeconds: number | undefined;
  /** False: a data message, which the app gets and nobody sees. */
  readonly isShown: boolean;
  readonly title: string;
  readonly text: string;
  readonly category: string | undefined;
  readonly ext: string | undefined;
  readonly click: string;
  readonly channel: string | undefined;
  readonly badge: string | undefined;
  readonly contentHash: string;
}

export function readAndroid(body: Json | undefined): ReadPush {
  const message = objectIn(body, 'message');
  const android = objectIn(message, 'android');
  const notification = objectIn(android, 'notification');
  const words = objectIn(message, 'notification');
  const click = objectIn(notification, 'click_action');
  const intent = textIn(click, 'intent');
  const badge = objectIn(notification, 'badge');
  const data = textIn(android, 'data') ?? textIn(message, 'data');
  return hashed({
    tokens: textsIn(message, 'token'),
    ids: idsOf({ notifyId: notification?.['notify_id'], tag: notification?.['tag'] }),
    ttlSeconds: secondsIn(textIn(android, 'ttl')),
    isShown: notification !== undefined || words !== undefined,
    title: textIn(notification, 'title') ?? textIn(words, 'title') ?? '',
    text: textIn(notification, 'body') ?? textIn(words, 'body') ?? '',
    category: textIn(android, 'category'),
    ext: extraIn(intent) ?? textIn(parse(data ?? ''), 'ext'),
    click: textIn(click, 'url') ?? intent ?? textIn(click, 'action') ?? 'open-app',
    channel: textIn(notification, 'channel_id'),
    badge: badgeIn(badge?.['set_num'], badge?.['add_num']),
  });
}

export function readHarmony(body: Json | undefined): ReadPush {
  const notification = objectIn(objectIn(body, 'payload'), 'notification');
  const click = objectIn(notification, 'clickAction');
  const badge = objectIn(notification, 'badge');
  const ttl = objectIn(body, 'pushOptions')?.['ttl'];
  return hashed({
    tokens: textsIn(objectIn(body, 'target'), 'token'),
    ids: idsOf({ notifyId: notification?.['notifyId'], appMessageId: notification?.['appMessageId'] }),
    ttlSeconds: typeof ttl === 'number' ? ttl : undefined,
    isShown: notification !== undefined,
    title: textIn(notification, 'title') ?? '',
    text: textIn(notification, 'body') ?? '',
    category: textIn(notification, 'category'),
    ext: textIn(objectIn(click, 'data'), 'ext'),
    click:
      textIn(objectIn(click, 'data'), 'url') ?? textIn(click, 'uri') ?? textIn(click, 'action') ?? 'open-app',
    channel: undefined,
    badge: badgeIn(badge?.['setNum'], badge?.['addNum']),
  });
}

/** Over what the phone shows and what a tap does. */
function hashed(push: Omit<ReadPush, 'contentHash'>): ReadPush {
  const { title, text, ext, click } = push;
  const contentHash = createHash('sha256')
    .update(JSON.stringify([title, text, ext, click]))
    .digest('base64url');
  return { ...push, contentHash: contentHash.slice(0, 22) };
}

export function objectIn(parent: Json | undefined, name: string): Json | undefined {
  const value = parent?.[name];
  return isObject(value) ? value : undefined;
}

export function textIn(parent: Json | undefined, name: string): string | undefined {
  const value = parent?.[name];
  return typeof value === 'string' ? value : undefined;
}

function textsIn(parent: Json | undefined, name: string): string[] {
  const value = parent?.[name];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

const idsOf = (ids: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(ids)
      .filter(([, value]) => ['string', 'number'].includes(typeof value) && value !== -1)
      .map(([name, value]) => [name, String(value)]),
  );

/** "86400s", "86400" or "3.5s". */
export function secondsIn(ttl: string | undefined): number | undefined {
  const [, seconds] = /^(\d{1,10}(?:\.\d{1,9})?)s?$/.exec(ttl ?? '') ?? [];
  return seconds === undefined ? undefined : Number(seconds);
}

/** The last string extra named "ext" of an intent URI. */
function extraIn(intent: string | undefined): string | undefined {
  const value = [...(intent ?? '').matchAll(/;S\.ext=([^;]*)/g)].at(-1)?.[1];
  try {
    return value === undefined ? undefined : decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
