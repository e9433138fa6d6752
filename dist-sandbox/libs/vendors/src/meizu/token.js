// The form of a pushId. It stands in a comma list inside a signed form, so nothing that ends a field or an entry may pass.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "token", {
    enumerable: true,
    get: function() {
        return token;
    }
});
const _opaquetoken = require("../shared/opaque-token");
/** Our own bound: samples have 45 letters and digits, the sheet calls them opaque (3.1). */ const MAX_TOKEN_LENGTH = 256;
const PUSH_ID = /^[A-Za-z0-9_-]+$/;
const token = {
    problem (pushId) {
        if (pushId.length === 0 || pushId.length > MAX_TOKEN_LENGTH) {
            return `a Meizu pushId has 1 to ${MAX_TOKEN_LENGTH} characters`;
        }
        return PUSH_ID.test(pushId) ? undefined : 'a Meizu pushId has only letters, digits and _ -';
    },
    canonical: _opaquetoken.opaque
};
