// What the fake Huawei posts to the address of its console: a list of statuses, in the form of the push's API, signed where the console
// has a user and a key.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "receiptsFor", {
    enumerable: true,
    get: function() {
        return receiptsFor;
    }
});
const _nodecrypto = require("node:crypto");
const _tricks = require("../host/tricks");
const _fakemessage = require("./fake-message");
/** Of one post (sheet, 6). */ const MAX_STATUSES = 100;
const STATUS = {
    shown: 0,
    clicked: 0,
    muted: 6,
    gone: 5,
    moved: 5
};
function receiptsFor(call, tokens, { tenant, requestId, nowMs }) {
    const { receipts, appId } = tenant;
    if (receipts === undefined) return [];
    const statuses = tokens.map((token)=>{
        const result = STATUS[(0, _tricks.phoneFateOf)(token)];
        const named = {
            token,
            biTag: biTagOf(call),
            requestId
        };
        return call.api === 'v3' ? {
            ...named,
            pushType: 0,
            deliveryStatus: {
                result,
                timestamp: nowMs
            }
        } : {
            ...named,
            appid: appId,
            status: result,
            timestamp: nowMs
        };
    });
    const posts = [];
    for(let i = 0; i < statuses.length; i += MAX_STATUSES){
        const body = JSON.stringify({
            statuses: statuses.slice(i, i + MAX_STATUSES)
        });
        const headers = {
            'content-type': 'application/json',
            ...signatureOf(receipts, nowMs)
        };
        posts.push({
            url: receipts.url,
            headers,
            body
        });
    }
    return posts;
}
function biTagOf({ api, body }) {
    if (api === 'v3') return (0, _fakemessage.objectIn)(body, 'pushOptions')?.['biTag'];
    return (0, _fakemessage.objectIn)((0, _fakemessage.objectIn)(body, 'message'), 'android')?.['bi_tag'];
}
/** Newer configurations give the key in Base64. */ function signatureOf({ user, key }, nowMs) {
    if (user === undefined || key === undefined) return {};
    const nonce = (0, _nodecrypto.randomUUID)();
    const value = (0, _nodecrypto.createHmac)('sha256', Buffer.from(key, 'base64')).update(`${nowMs}${nonce}${user}`).digest('base64');
    return {
        'x-huawei-callback-id': `timestamp=${nowMs}; nonce=${nonce}; value=${value}`
    };
}
