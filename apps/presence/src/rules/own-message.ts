// The sender's own other devices are synchronised, never notified.
import type { RecipientRule } from './rule';

export const ownMessage: RecipientRule = {
  reason: 'own-message',
  stops: (user, message) => user === message.sender,
};
