// The part of an FCM message that is for iPhones of the same Firebase project (sheet, 3 "apns" and 8). FCM fills in the alert
// from the notification; the rest it passes on to Apple with the key stored in the project.
import type { Wish } from './wish';

export interface ApplePart {
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: { readonly aps: Readonly<Record<string, string | number>> };
  readonly fcm_options?: { readonly image: string };
}

export function appleOf({ delivery, options: { image }, manner }: Wish): ApplePart {
  const { content, targetId, expiresAtMs } = delivery;
  const isShown = manner.mode === 'notification';
  return {
    headers: {
      // Data only: 5 is the only one allowed.
      'apns-priority': isShown && manner.priority === 'high' ? '10' : '5',
      'apns-expiration': String(Math.floor(expiresAtMs / 1000)),
      'apns-collapse-id': targetId,
    },
    payload: {
      aps: {
        ...(!isShown && { 'content-available': 1 }),
        ...(isShown && content.sound && { sound: content.sound.toWellFormed() }),
        ...(content.badge?.set !== undefined && { badge: content.badge.set }),
        ...(isShown && image && { 'mutable-content': 1 }),
      },
    },
    ...(isShown && image && { fcm_options: { image } }),
  };
}
