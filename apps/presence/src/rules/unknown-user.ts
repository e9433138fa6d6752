// No session of this user was ever seen.
import type { RecipientRule } from './rule';

export const unknownUser: RecipientRule = {
  reason: 'unknown-user',
  stops: (_user, _message, devices) => devices.length === 0,
};
