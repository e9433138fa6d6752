// The form of a push token. Honor documents none, so only what could end a field or a list is kept out.
'use strict';
Object.defineProperty(exports, '__esModule', {
  value: true,
});
function _export(target, all) {
  for (var name in all)
    Object.defineProperty(target, name, {
      enumerable: true,
      get: Object.getOwnPropertyDescriptor(all, name).get,
    });
}
_export(exports, {
  get MAX_TOKEN_LENGTH() {
    return MAX_TOKEN_LENGTH;
  },
  get token() {
    return token;
  },
});
const _opaquetoken = require('../shared/opaque-token');
const MAX_TOKEN_LENGTH = 512;
const PUSH_TOKEN = /^[A-Za-z0-9._~:+/=|-]+$/;
const token = {
  problem(pushToken) {
    if (pushToken.length === 0 || pushToken.length > MAX_TOKEN_LENGTH) {
      return `an Honor push token has 1 to ${MAX_TOKEN_LENGTH} characters`;
    }
    return PUSH_TOKEN.test(pushToken)
      ? undefined
      : 'an Honor push token has only letters, digits and . _ ~ : + / = | -';
  },
  canonical: _opaquetoken.opaque,
};
