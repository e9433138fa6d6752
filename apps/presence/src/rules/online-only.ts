// A message without a lifetime is for connected devices only.
import type { MessageRule } from './rule';

export const onlineOnly: MessageRule = {
  reason: 'online-only',
  stops: (message) => message.lifetimeSeconds === 0,
};
