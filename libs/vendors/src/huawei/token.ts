// The form of a push token. It stands in JSON, where anything could stand; the set is narrow because Huawei's own are.
import { opaqueToken } from '../shared/content/opaque-token';

/** Huawei's own have about 130 characters; its page says not to assume a length. */
const MAX_TOKEN_LENGTH = 512;

export const token = opaqueToken({
  what: 'a Huawei push token',
  maxLength: MAX_TOKEN_LENGTH,
  form: /^[A-Za-z0-9+/=_.:-]+$/,
  beside: '+ / = _ . : -, and no blank around it',
});
