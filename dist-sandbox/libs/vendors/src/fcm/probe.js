// Fetches a token and lets FCM check a message to a topic nobody follows, with `validate_only`: nothing is sent to anybody
// (sheet, 1: "validate_only is the dry run").
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
    get judgeProbe () {
        return judgeProbe;
    },
    get probe () {
        return probe;
    }
});
const _memoryshelf = require("../shared/memory-shelf");
const _timeleft = require("../shared/time-left");
const _access = require("./access");
const _client = require("./client");
const BODY = JSON.stringify({
    validate_only: true,
    message: {
        topic: 'offline-push-probe',
        data: {
            probe: '1'
        }
    }
});
async function probe(connection, deadlineMs) {
    const left = new _timeleft.TimeLeft(deadlineMs);
    const own = {
        ...connection,
        accessTokens: new _memoryshelf.MemoryShelf()
    };
    const account = new _access.Account(own);
    const sender = new _client.Sender(own, 1);
    try {
        const access = await account.access(left);
        if ('refusal' in access) return withoutToken(access);
        return judgeProbe(await sender.send(BODY, access.token, left));
    } finally{
        await Promise.all([
            account.close(),
            sender.close()
        ]);
    }
}
function withoutToken({ refusal: { verdict, field = '' } }) {
    const says = wordsOf(verdict);
    return verdict.kind === 'credential-broken' ? {
        result: 'wrong',
        field,
        says
    } : {
        result: 'unknown',
        says: `No access token could be had from Google: ${says}`
    };
}
function judgeProbe(verdict) {
    const says = wordsOf(verdict);
    switch(verdict.kind){
        case 'accepted':
            return {
                result: 'good'
            };
        case 'credential-broken':
            return {
                result: 'wrong',
                field: '/project_id',
                says
            };
        case 'access-refused':
            return {
                result: 'wrong',
                field: '/client_email',
                says: `FCM refuses the token of this account: ${says}`
            };
        case 'refused':
        case 'token-dead':
            return {
                result: 'unknown',
                says: `FCM let the account in, but not the question: ${says}`
            };
        case 'throttled':
        case 'unavailable':
        case 'callback-refused':
            return {
                result: 'unknown',
                says: `FCM could not be asked: ${says}`
            };
    }
}
const wordsOf = (verdict)=>verdict.kind === 'accepted' ? '' : verdict.detail ?? `code ${verdict.code}.`;
