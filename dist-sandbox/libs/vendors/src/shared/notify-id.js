// Phones replace a notification by another one of the same number: each message needs its own, the same at every attempt.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "notifyIdOf", {
    enumerable: true,
    get: function() {
        return notifyIdOf;
    }
});
const _nodecrypto = require("node:crypto");
const notifyIdOf = (messageKey)=>(0, _nodecrypto.hash)('sha256', messageKey, 'buffer').readUInt32BE(0) >>> 1 || 1;
