// The part of an FCM message that is for iPhones of the same Firebase project (sheet, 3 "apns" and 8). FCM fills in the alert
// from the notification; the rest it passes on to Apple with the key stored in the project.
import type { Delivery } from '../vendor';
import type { FcmOptions, Manner } from './options';

export interface ApplePart {
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: { readonly aps: Readonly<Record<string, string | number>> };
  readonly fcm_options?: { readonly image: string };
}

export function appleOf(
  { content, targetId, expiresAtMs }: Delivery,
  { mode, priority }: Manner,
  { image }: FcmOptions,
): ApplePart {
  const isShown = mode === 'notification';
  return {
    headers: {
      // Data only: 5 is the only one allowed.
      'apns-priority': isShown && priority === 'high' ? '10' : '5',
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
