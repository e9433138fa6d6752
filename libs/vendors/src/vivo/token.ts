// The form of a regId: 23 digits, or `v2-` and more than 50 characters. It stands in JSON, and in a comma list inside receipts.
import { opaque } from '../shared/content/opaque-token';
import type { TokenForm } from '../vendor';

/** Our own bound. vivo has changed the length before, and a check of it made a vivo client refuse good ones (sheet 7 and 9). */
const MAX_TOKEN_LENGTH = 512;
const REG_ID = /^[A-Za-z0-9+/=_:-]+$/;

export const token: TokenForm = {
  problem(regId) {
    if (regId.length === 0 || regId.length > MAX_TOKEN_LENGTH) {
      return `a vivo regId has 1 to ${MAX_TOKEN_LENGTH} characters`;
    }
    return REG_ID.test(regId) ? undefined : 'a vivo regId has only letters, digits and + / = _ : -';
  },
  canonical: opaque,
};
