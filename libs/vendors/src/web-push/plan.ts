// Plans calls. A push service takes one subscription per request. Salt and key pair are made when the push is sent, not here.
import type { Delivery, Plan, PlannedEnd, VendorCall } from '../vendor';
import type { WebPushSettings } from './credential';
import type { Urgency } from './options';
import { compose } from './payload';
import { read, type Subscription } from './token';

export interface WebPushRequest {
  readonly subscription: Pick<Subscription, 'p256dh' | 'auth'>;
  /** Of the endpoint: scheme, host and port. */
  readonly origin: string;
  /** Of the endpoint: path and query. A secret. */
  readonly path: string;
  /** What is encrypted. */
  readonly clear: string;
  readonly ttlSeconds: number;
  readonly urgency: Urgency;
  readonly topic: string;
}

type Written = { readonly call: VendorCall<WebPushRequest> } | { readonly ended: PlannedEnd };

export function plan(
  deliveries: readonly Delivery[],
  settings: WebPushSettings,
  nowMs: number,
): Plan<WebPushRequest> {
  const written = deliveries.map((delivery) => writtenFor(delivery, settings, nowMs));
  return {
    calls: written.flatMap((one) => ('call' in one ? [one.call] : [])),
    ended: written.flatMap((one) => ('ended' in one ? [one.ended] : [])),
  };
}

function writtenFor(delivery: Delivery, settings: WebPushSettings, nowMs: number): Written {
  const composed = compose(delivery, settings, nowMs);
  if (!composed.ok) {
    const { state, code, detail } = composed;
    return { ended: { delivery, state, code, detail } };
  }
  const found = read(delivery.token, settings.hosts);
  if (!('ok' in found))
    return { ended: { delivery, state: 'refused', code: 'token-form', detail: found.problem } };
  const { subscription } = found;
  if ((subscription.expiresAtMs ?? Infinity) <= nowMs) return { ended: { delivery, ...OVER } };
  return { call: callOf(delivery, subscription, composed) };
}

const OVER = {
  state: 'token-dead',
  code: 'subscription-expired',
  detail: 'its expirationTime has passed',
} as const;

function callOf(
  delivery: Delivery,
  { endpoint, p256dh, auth }: Subscription,
  { clear, ttlSeconds, urgency, topic, notes }: Extract<ReturnType<typeof compose>, { ok: true }>,
): VendorCall<WebPushRequest> {
  const { origin, pathname, search, host } = endpoint;
  return {
    deliveries: [delivery],
    place: host,
    request: {
      subscription: { p256dh, auth },
      ...{ origin, path: pathname + search },
      ...{ clear, ttlSeconds, urgency, topic },
    },
    ...(notes.length > 0 && { notesByDelivery: [notes] }),
  };
}
