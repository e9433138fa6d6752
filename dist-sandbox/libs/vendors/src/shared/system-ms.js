// The time where nobody gives a better one: a client that no service opened.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "systemMs", {
    enumerable: true,
    get: function() {
        return systemMs;
    }
});
const systemMs = ()=>Date.now();
