// The sender switched push off for this message.
import type { MessageRule } from './rule';

export const pushDisabled: MessageRule = {
  reason: 'push-disabled',
  stops: (message) => message.push?.enabled === false,
};
