// Our push → FCM's message. Android shows it (mode "notification") or the app draws it from its data (mode "data"); both are
// cut to FCM's one limit of bytes. Field names as in Google's documents, snake_case.
import { end, type NotComposed } from '../shared/content/not-composed';
import type { Delivery } from '../vendor';
import { appleOf, type ApplePart } from './apple';
import type { FcmSettings } from './credential';
import { bytesOf, cutToBytes, MAX_PAYLOAD_BYTES } from './fit';
import { notesOf } from './notes';
import { type FcmOptions, optionsProblem } from './options';
import { type Parts, partsOf, type Words } from './parts';
import { type Wish, wishOf } from './wish';

/** 28 days, the longest and the default (sheet, 3 "android"). In ms. */
const MAX_TTL_MS = 2_419_200_000;
/** An iPhone's payload is JSON and holds more than what we count. In bytes. */
const APPLE_RESERVE_BYTES = 512;
/** Less would be three dots and no text. In bytes. */
const MIN_TEXT_BYTES = 4;

interface FcmMessage {
  readonly data?: Words;
  readonly notification?: Words;
  readonly android: {
    readonly priority: 'HIGH' | 'NORMAL';
    readonly ttl: string;
    readonly restricted_package_name?: string;
    readonly collapse_key?: string;
    readonly notification?: NonNullable<Parts['shown']>;
  };
  readonly apns?: ApplePart;
  readonly fcm_options?: { readonly analytics_label: string };
}

export type Composed =
  | { readonly ok: true; readonly message: FcmMessage; readonly notes: readonly string[] }
  | NotComposed;

/** Everything but the address. */
export function compose(delivery: Delivery, settings: FcmSettings, nowMs: number): Composed {
  const given = delivery.content.vendors?.['fcm'];
  const problem = given === undefined ? undefined : optionsProblem(given);
  if (delivery.expiresAtMs <= nowMs)
    return end('expired', 'expired', 'no time is left for FCM to deliver it');
  if (problem !== undefined) return end('refused', 'bad-options', problem);
  const options: FcmOptions = given ?? {};
  const wish = wishOf(delivery, settings, options);
  const limit = MAX_PAYLOAD_BYTES - (settings.apple === true ? APPLE_RESERVE_BYTES : 0);
  const fitted = fit(partsOf(wish), limit);
  if (fitted === undefined) {
    const detail = `ext leaves no room for a text in ${limit} bytes, and it is never cut`;
    return end('refused', 'ext-too-long', detail);
  }
  return {
    ok: true,
    message: messageOf(wish, fitted.parts, nowMs),
    notes: notesOf(wish, fitted.isCut),
  };
}

function messageOf(wish: Wish, { data, notification, shown }: Parts, nowMs: number): FcmMessage {
  const { delivery, settings, options, manner } = wish;
  const leftMs = Math.min(delivery.expiresAtMs - nowMs, MAX_TTL_MS);
  return {
    ...(Object.keys(data).length > 0 && { data }),
    ...(notification && { notification }),
    android: {
      priority: manner.priority === 'high' ? 'HIGH' : 'NORMAL',
      // "0s" is FCM's "now or never".
      ttl: `${Math.floor(leftMs / 1000)}s`,
      ...(settings.packageName !== undefined && { restricted_package_name: settings.packageName }),
      ...(options.collapseKey && { collapse_key: options.collapseKey }),
      ...(shown && { notification: shown }),
    },
    ...(settings.apple === true && { apns: appleOf(wish, nowMs) }),
    ...(manner.analyticsLabel && { fcm_options: { analytics_label: manner.analyticsLabel } }),
  };
}

/** Cuts the text to what everything else leaves. Undefined: nothing is left. */
function fit(parts: Parts, limit: number): { readonly parts: Parts; readonly isCut: boolean } | undefined {
  const { data, notification, shown } = parts;
  const words = notification ?? data;
  const text = words['body'] ?? '';
  const excess = bytesOf(data, notification, shown) - limit;
  if (excess <= 0) return { parts, isCut: false };
  const room = Buffer.byteLength(text) - excess;
  if (room < MIN_TEXT_BYTES) return undefined;
  const cut = { ...words, body: cutToBytes(text, room) };
  return { parts: notification === undefined ? { data: cut } : { ...parts, notification: cut }, isCut: true };
}
