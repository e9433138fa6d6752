// The form of a pushId. It stands in a comma list inside a signed form, so nothing that ends a field or an entry may pass.
import { opaqueToken } from '../shared/content/opaque-token';

/** Our own bound: samples have 45 letters and digits, the sheet calls them opaque (3.1). */
const MAX_TOKEN_LENGTH = 256;

export const token = opaqueToken({
  what: 'a Meizu pushId',
  maxLength: MAX_TOKEN_LENGTH,
  form: /^[A-Za-z0-9_-]+$/,
  beside: '_ -',
});
