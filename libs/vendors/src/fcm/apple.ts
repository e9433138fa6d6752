// The part of an FCM message that is for iPhones of the same Firebase project (sheet, 3 "apns" and 8). FCM fills in the alert
// from the notification; the rest it passes on to Apple with the key stored in the project.
import { soundOf } from '../shared/content/sound';
import type { Wish } from './wish';

/** As long as FCM itself asks Apple to keep a message (sheet, 3 "apns"). In ms. */
const MAX_STORED_MS = 30 * 86_400_000;

export interface ApplePart {
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: { readonly aps: Readonly<Record<string, string | number>> };
  readonly fcm_options?: { readonly image: string };
}

export function appleOf({ delivery, options: { image }, manner }: Wish, nowMs: number): ApplePart {
  const { content, targetId, expiresAtMs } = delivery;
  const isShown = manner.mode === 'notification';
  return {
    headers: {
      // Data only: 5 is the only one allowed.
      'apns-priority': isShown && manner.priority === 'high' ? '10' : '5',
      'apns-expiration': expirationOf(expiresAtMs, nowMs),
      'apns-collapse-id': targetId,
    },
    payload: {
      aps: {
        ...(!isShown && { 'content-available': 1 }),
        ...(isShown && appleSound(content.sound)),
        ...(content.badge?.set !== undefined && { badge: content.badge.set }),
        ...(isShown && image && { 'mutable-content': 1 }),
      },
    },
    ...(isShown && image && { fcm_options: { image } }),
  };
}

/** Without a sound an iPhone shows it in silence. */
function appleSound(said: string | undefined): { readonly sound?: string } {
  const sound = soundOf(said);
  if (sound.kind === 'silent') return {};
  return { sound: sound.kind === 'file' ? sound.name.toWellFormed() : 'default' };
}

/** In whole seconds since 1970; less than a second is "now or never", which Apple writes as 0. */
function expirationOf(expiresAtMs: number, nowMs: number): string {
  if (expiresAtMs - nowMs < 1_000) return '0';
  return String(Math.floor(Math.min(expiresAtMs, nowMs + MAX_STORED_MS) / 1_000));
}
