// The form of a push token. It stands in JSON, where anything could stand; the set is narrow because Huawei's own are.
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
const PUSH_TOKEN = /^[A-Za-z0-9+/=_.:-]+$/;
const token = {
  problem(pushToken) {
    if (pushToken.length === 0 || pushToken.length > MAX_TOKEN_LENGTH) {
      return `a Huawei push token has 1 to ${MAX_TOKEN_LENGTH} characters`;
    }
    return PUSH_TOKEN.test(pushToken)
      ? undefined
      : 'a Huawei push token has only letters, digits and + / = _ . : -, and no blank around it';
  },
  canonical: _opaquetoken.opaque,
};
