// The form of a pushId. It stands in a comma list inside a signed form, so nothing that ends a field or an entry may pass.
import { opaque } from '../shared/content/opaque-token';
import type { TokenForm } from '../vendor';

/** Our own bound: samples have 45 letters and digits, the sheet calls them opaque (3.1). */
const MAX_TOKEN_LENGTH = 256;
const PUSH_ID = /^[A-Za-z0-9_-]+$/;

export const token: TokenForm = {
  problem(pushId) {
    if (pushId.length === 0 || pushId.length > MAX_TOKEN_LENGTH) {
      return `a Meizu pushId has 1 to ${MAX_TOKEN_LENGTH} characters`;
    }
    return PUSH_ID.test(pushId) ? undefined : 'a Meizu pushId has only letters, digits and _ -';
  },
  canonical: opaque,
};
