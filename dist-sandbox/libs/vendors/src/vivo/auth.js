// vivo's access tokens: the signature, the call that asks for one, and what its failure means for a push.
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
    get NoAccessToken () {
        return NoAccessToken;
    },
    get askForToken () {
        return askForToken;
    },
    get signOf () {
        return signOf;
    },
    get tokenIn () {
        return tokenIn;
    }
});
const _nodecrypto = require("node:crypto");
const _answer = require("./answer");
const _verdicts = require("./verdicts");
/** A token lives 24 hours; vivo asks to renew it every one to two (sheet 2). */ const RENEWED_AFTER_MS = 2 * 3_600_000;
let NoAccessToken = class NoAccessToken extends Error {
    verdict;
    constructor(verdict){
        super(`no access token: ${verdict.kind}`), this.verdict = verdict;
    }
};
const signOf = ({ appId, appKey, appSecret }, timestampMs)=>(0, _nodecrypto.createHash)('md5').update(`${appId}${appKey}${timestampMs}${appSecret}`).digest('hex');
function askForToken(origin, identity, nowMs, deadlineMs) {
    const { appId, appKey } = identity;
    const body = {
        appId: Number(appId),
        appKey,
        timestamp: nowMs,
        sign: signOf(identity, nowMs)
    };
    return origin.exchange({
        method: 'POST',
        path: '/message/auth',
        headers: {
            'content-type': 'application/json',
            accept: 'application/json'
        },
        body: JSON.stringify(body)
    }, deadlineMs);
}
function tokenIn(exchange, nowMs) {
    const answer = (0, _answer.answerOf)(exchange);
    const token = answer?.code === 0 ? answer.json['authToken'] : undefined;
    if (typeof token === 'string' && /^[\x21-\x7e]{1,1024}$/.test(token)) {
        return {
            token,
            expiresAtMs: nowMs + RENEWED_AFTER_MS
        };
    }
    throw new NoAccessToken((0, _verdicts.notAccepted)(exchange, answer, {
        step: 'login',
        tokens: [],
        isUsualClass: true
    }, nowMs));
}
