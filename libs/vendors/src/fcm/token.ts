// The form of a registration token or installation id. It travels in JSON, but nothing that could end a field may pass anyway.
import { opaque } from '../shared/content/opaque-token';
import type { TokenForm } from '../vendor';

/** Today's have 140 to 180 characters, an installation id 22; Google publishes no longest length and calls them opaque. */
const MAX_TOKEN_LENGTH = 1024;
const REGISTRATION = /^[A-Za-z0-9_:-]+$/;

export const token: TokenForm = {
  problem(registration) {
    if (registration.length === 0 || registration.length > MAX_TOKEN_LENGTH) {
      return `an FCM token has 1 to ${MAX_TOKEN_LENGTH} characters`;
    }
    return REGISTRATION.test(registration) ? undefined : 'an FCM token has only letters, digits and _ - :';
  },
  canonical: opaque,
};
