// The form of a push token. Honor documents none, so only what could end a field or a list is kept out.
import { opaque } from '../shared/content/opaque-token';
import type { TokenForm } from '../vendor';

/** The one seen in the field has about 140 characters: letters and dots, then URL-safe text (sheet, 7). */
const MAX_TOKEN_LENGTH = 512;
const PUSH_TOKEN = /^[A-Za-z0-9._~:+/=|-]+$/;

export const token: TokenForm = {
  problem(pushToken) {
    if (pushToken.length === 0 || pushToken.length > MAX_TOKEN_LENGTH) {
      return `an Honor push token has 1 to ${MAX_TOKEN_LENGTH} characters`;
    }
    return PUSH_TOKEN.test(pushToken)
      ? undefined
      : 'an Honor push token has only letters, digits and . _ ~ : + / = | -';
  },
  canonical: opaque,
};
