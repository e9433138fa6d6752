// The form of a regId: 23 digits, or `v2-` and more than 50 characters. It stands in JSON, and in a comma list inside receipts.
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
const REG_ID = /^[A-Za-z0-9+/=_:-]+$/;
const token = {
  problem(regId) {
    if (regId.length === 0 || regId.length > MAX_TOKEN_LENGTH) {
      return `a vivo regId has 1 to ${MAX_TOKEN_LENGTH} characters`;
    }
    return REG_ID.test(regId) ? undefined : 'a vivo regId has only letters, digits and + / = _ : -';
  },
  canonical: _opaquetoken.opaque,
};
