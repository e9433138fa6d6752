// The request for one phone: path and headers. Many phones may share the body.
import type { Delivery } from '../vendor';
import type { ApnsSettings } from './credential';
import type { Composed } from './payload';
import type { Addresses } from './token';

export interface ApnsRequest {
  readonly path: string;
  /** All but the authorisation. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Of a call. */
  readonly call?: Call;
}

/** The notification for a phone whose PushKit token Apple refuses. Absent if the content is too long for one. */
export interface Call {
  readonly instead?: ApnsRequest;
}

/** Apple keeps nothing longer (sheet, 3 "apns-expiration"). In ms. */
const MAX_STORED_MS = 30 * 86_400_000;
/** Longest lifetime of a call, which must not ring later. In ms. */
const MAX_CALL_MS = 60_000;

export function requestOf(
  { device, voip }: Addresses,
  delivery: Delivery,
  { body, isCall, collapseId }: Composed,
  settings: ApnsSettings,
  nowMs: number,
): ApnsRequest {
  const isBulk = delivery.content.class === 'bulk';
  const id = idOf(delivery.targetId);
  return {
    path: `/3/device/${isCall ? voip : device}`,
    headers: {
      'apns-topic': isCall ? `${settings.bundleId}.voip` : settings.bundleId,
      'apns-push-type': isCall ? 'voip' : 'alert',
      'apns-priority': isBulk && !isCall ? '5' : '10',
      'apns-expiration': expirationOf(delivery.expiresAtMs, isCall ? MAX_CALL_MS : MAX_STORED_MS, nowMs),
      ...(id && { 'apns-id': id }),
      // Per target: a second call of it replaces what the first one shows.
      ...(!isCall && { 'apns-collapse-id': collapseId ?? delivery.targetId }),
      'content-type': 'application/json',
    },
    body,
  };
}

/** In whole seconds since 1970, rounded down; less than a second is "now or never", which Apple writes as 0. */
function expirationOf(expiresAtMs: number, longestMs: number, nowMs: number): string {
  if (expiresAtMs - nowMs < 1_000) return '0';
  return String(Math.floor(Math.min(expiresAtMs, nowMs + longestMs) / 1_000));
}

/** A UUID made of the target's id, so that Apple's log and ours find each other. Empty: the id is too short for one. */
export function idOf(targetId: string): string {
  const hex = Buffer.from(targetId, 'base64url').toString('hex', 0, 16);
  if (hex.length !== 32) return '';
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
