// The form of a push token. Honor documents none, so only what could end a field or a list is kept out.
import { opaqueToken } from '../shared/content/opaque-token';

/** The one seen in the field has about 140 characters: letters and dots, then URL-safe text (sheet, 7). */
const MAX_TOKEN_LENGTH = 512;

export const token = opaqueToken({
  what: 'an Honor push token',
  maxLength: MAX_TOKEN_LENGTH,
  form: /^[A-Za-z0-9._~:+/=|-]+$/,
  beside: '. _ ~ : + / = | -',
});
