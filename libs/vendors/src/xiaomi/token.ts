// The form of a regId. It stands in a comma list inside a form, so nothing that ends a field or an entry may pass.
import { opaque } from '../shared/content/opaque-token';
import type { TokenForm } from '../vendor';

/** Xiaomi's own are base64 text of 24 to 64 characters; the pages give no longest length. */
const MAX_TOKEN_LENGTH = 512;
const REG_ID = /^[A-Za-z0-9+/=_-]+$/;

export const token: TokenForm = {
  problem(regId) {
    if (regId.length === 0 || regId.length > MAX_TOKEN_LENGTH) {
      return `a Xiaomi regId has 1 to ${MAX_TOKEN_LENGTH} characters`;
    }
    return REG_ID.test(regId) ? undefined : 'a Xiaomi regId has only letters, digits and + / = _ -';
  },
  canonical: opaque,
};
