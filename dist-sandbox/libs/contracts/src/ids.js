// Ids are computed, not drawn: a redelivered event makes the same ids, so a second delivery is harmless.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
function _export(target, all) {
    for(var name in all)Object.defineProperty(target, name, {
        enumerable: true,
        get: Object.getOwnPropertyDescriptor(all, name).get
    });
}
_export(exports, {
    get contentHashOf () {
        return contentHashOf;
    },
    get messageKeyOf () {
        return messageKeyOf;
    },
    get pushIdOf () {
        return pushIdOf;
    },
    get targetIdOf () {
        return targetIdOf;
    },
    get tokenHashOf () {
        return tokenHashOf;
    }
});
const _nodecrypto = require("node:crypto");
/** 22 characters of base64url: 132 bits of SHA-256 over the parts, each closed by a NUL (no id may contain one). */ const digest = (...parts)=>(0, _nodecrypto.hash)('sha256', `${parts.join('\u0000')}\u0000`, 'base64url').slice(0, 22);
const pushIdOf = (app, messageId, user)=>digest('push', app, messageId, user);
const targetIdOf = (pushId, device)=>digest('target', pushId, device);
const messageKeyOf = (app, messageId)=>digest('message', app, messageId);
const contentHashOf = (content)=>digest('content', JSON.stringify(content));
const tokenHashOf = (app, vendor, canonicalToken)=>digest('token', app, vendor, canonicalToken);
