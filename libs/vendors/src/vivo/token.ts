// The form of a regId: 23 digits, or `v2-` and more than 50 characters. It stands in JSON, and in a comma list inside receipts.
import { opaqueToken } from '../shared/content/opaque-token';

/** Our own bound. vivo has changed the length before, and a client that checked it refused good tokens (sheet 7 and 9). */
const MAX_TOKEN_LENGTH = 512;

export const token = opaqueToken({
  what: 'a vivo regId',
  maxLength: MAX_TOKEN_LENGTH,
  form: /^[A-Za-z0-9+/=_:-]+$/,
  beside: '+ / = _ : -',
});
