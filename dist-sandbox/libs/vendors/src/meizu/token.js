// The form of a pushId. It stands in a comma list inside a signed form, so nothing that ends a field or an entry may pass.
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
const MAX_TOKEN_LENGTH = 256;
const PUSH_ID = /^[A-Za-z0-9_-]+$/;
const token = {
  problem(pushId) {
    if (pushId.length === 0 || pushId.length > MAX_TOKEN_LENGTH) {
      return `a Meizu pushId has 1 to ${MAX_TOKEN_LENGTH} characters`;
    }
    return PUSH_ID.test(pushId) ? undefined : 'a Meizu pushId has only letters, digits and _ -';
  },
  canonical: _opaquetoken.opaque,
};
