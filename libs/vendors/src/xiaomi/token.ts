// The form of a regId. It stands in a comma list inside a form, so nothing that ends a field or an entry may pass.
import { opaqueToken } from '../shared/content/opaque-token';

/** Xiaomi's own are base64 text of 24 to 64 characters; the pages give no longest length. */
const MAX_TOKEN_LENGTH = 512;

export const token = opaqueToken({
  what: 'a Xiaomi regId',
  maxLength: MAX_TOKEN_LENGTH,
  form: /^[A-Za-z0-9+/=_-]+$/,
  beside: '+ / = _ -',
});
