// The message's lifetime was over before it was decided on, for instance after an outage.
import type { MessageRule } from './rule';

export const expired: MessageRule = {
  reason: 'expired',
  stops: (_message, expiresAtMs, nowMs) => nowMs >= expiresAtMs,
};
