// Sends to a token that no phone has: with a good credential Apple complains about the token, with a bad one about the credential
// (sheet, 9: "a cheap credential probe, but do it rarely").
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
const _client = require("./client");
const _codes = require("./codes");
const NOBODY = '0'.repeat(64);
async function probe(connection, deadlineMs) {
    const left = new _timeleft.TimeLeft(deadlineMs);
    const sender = new _client.Sender({
        ...connection,
        accessTokens: new _memoryshelf.MemoryShelf()
    }, 1);
    try {
        const shown = await sender.access.show(left);
        if ('refusal' in shown) {
            const { field, verdict } = shown.refusal;
            const says = wordsOf(verdict);
            return verdict.kind === 'credential-broken' ? {
                result: 'wrong',
                field,
                says
            } : {
                result: 'unknown',
                says
            };
        }
        const { bundleId } = connection.settings;
        const headers = {
            'apns-topic': bundleId,
            'apns-push-type': 'alert',
            'apns-priority': '5',
            'apns-expiration': '0',
            'content-type': 'application/json'
        };
        const request = {
            path: `/3/device/${NOBODY}`,
            headers,
            body: '{"aps":{"alert":"probe"}}'
        };
        return judgeProbe((await sender.attempt(request, shown, left)).verdict);
    } finally{
        await sender.close();
    }
}
/** What else a reason points to. */ const FIELDS = {
    TopicDisallowed: '/bundleId',
    BadTopic: '/bundleId',
    MissingTopic: '/bundleId',
    BadEnvironmentKeyIdInToken: '/environment',
    BadEnvironmentKeyInToken: '/environment',
    BadCertificateEnvironment: '/environment',
    BadCertificate: '/p12',
    // Key, Key ID or Team ID: Apple does not say which.
    InvalidProviderToken: '',
    MissingProviderToken: '/type'
};
function judgeProbe(verdict) {
    if (verdict.kind === 'accepted' || _codes.ABOUT_THE_TOKEN.includes(verdict.code)) return {
        result: 'good'
    };
    const field = FIELDS[verdict.code];
    return field === undefined ? {
        result: 'unknown',
        says: `Apple could not be asked: ${wordsOf(verdict)}`
    } : {
        result: 'wrong',
        field,
        says: wordsOf(verdict)
    };
}
const wordsOf = (verdict)=>verdict.kind === 'accepted' ? '' : verdict.detail ?? `code ${verdict.code}.`;
