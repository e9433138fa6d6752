// OPPO's access tokens: the signature, the call that asks for one, and what its failure means for a push.
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
    get FORM_HEADERS () {
        return FORM_HEADERS;
    },
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
/** A token lives 24 hours, and 20 is a good age to renew it (sheet 2). */ const RENEWED_AFTER_MS = 20 * 3_600_000;
const FORM_HEADERS = {
    'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    accept: 'application/json'
};
let NoAccessToken = class NoAccessToken extends Error {
    verdict;
    constructor(verdict){
        super(`no access token: ${verdict.kind}`), this.verdict = verdict;
    }
};
const signOf = ({ appKey, masterSecret }, timestampMs)=>(0, _nodecrypto.createHash)('sha256').update(`${appKey}${timestampMs}${masterSecret}`).digest('hex');
function askForToken(origin, credential, nowMs, deadlineMs) {
    const form = new URLSearchParams({
        app_key: credential.appKey,
        sign: signOf(credential, nowMs),
        timestamp: String(nowMs)
    });
    const request = {
        method: 'POST',
        path: '/server/v1/auth',
        headers: FORM_HEADERS
    };
    return origin.exchange({
        ...request,
        body: form.toString()
    }, deadlineMs);
}
function tokenIn(exchange, nowMs) {
    const answer = (0, _answer.answerOf)(exchange);
    const payload = answer?.code === 0 && (0, _answer.isObject)(answer.payload) ? answer.payload : {};
    const token = (0, _answer.textOf)(payload['auth_token']);
    if (/^[\x21-\x7e]{1,1024}$/.test(token)) return {
        token,
        expiresAtMs: nowMs + RENEWED_AFTER_MS
    };
    const asked = {
        step: 'login',
        tokens: [],
        isUsual: true,
        isUsualClass: true
    };
    throw new NoAccessToken((0, _verdicts.notAccepted)(exchange, answer, asked, nowMs));
}
