// The form of a push token. It stands in JSON, where anything could stand; the set is narrow because Huawei's own are.
import { opaque } from '../shared/content/opaque-token';
import type { TokenForm } from '../vendor';

/** Huawei's own have about 130 characters; its page says not to assume a length. */
const MAX_TOKEN_LENGTH = 512;
const PUSH_TOKEN = /^[A-Za-z0-9+/=_.:-]+$/;

export const token: TokenForm = {
  problem(pushToken) {
    if (pushToken.length === 0 || pushToken.length > MAX_TOKEN_LENGTH) {
      return `a Huawei push token has 1 to ${MAX_TOKEN_LENGTH} characters`;
    }
    return PUSH_TOKEN.test(pushToken)
      ? undefined
      : 'a Huawei push token has only letters, digits and + / = _ . : -, and no blank around it';
  },
  canonical: opaque,
};
