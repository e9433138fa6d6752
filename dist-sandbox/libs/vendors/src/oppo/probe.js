// Asks for an access token: harmless, and OPPO tells an unknown AppKey from a wrong MasterSecret (sheet 2 and 4).
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
    get judge () {
        return judge;
    },
    get probe () {
        return probe;
    }
});
const _http = require("../shared/http");
const _systemms = require("../shared/system-ms");
const _answer = require("./answer");
const _auth = require("./auth");
const KEY = {
    field: '/appKey',
    says: 'OPPO does not know this AppKey. Is it the AppID, or the AppKey of another vendor?'
};
const SECRET = {
    field: '/masterSecret',
    says: 'OPPO knows the AppKey, but this is not its MasterSecret. Is it the AppSecret of the same page? That one is for the client.'
};
const APP = {
    field: '',
    says: 'OPPO knows the app, but does not let it push: it is disabled, or pushing was not granted to it.'
};
const WRONG = new Map([
    [
        14,
        KEY
    ],
    [
        15,
        KEY
    ],
    [
        16,
        SECRET
    ],
    [
        17,
        SECRET
    ],
    [
        27,
        APP
    ],
    [
        28,
        APP
    ],
    [
        30,
        APP
    ]
]);
const CLOCK = 'OPPO refuses the time of this machine: its clock is more than ten minutes off.';
const BUSY = 'OPPO was asked too often; ask again in a minute.';
const UNKNOWN = new Map([
    [
        -2,
        BUSY
    ],
    [
        13,
        BUSY
    ],
    [
        55,
        BUSY
    ],
    [
        18,
        CLOCK
    ],
    [
        19,
        CLOCK
    ],
    [
        26,
        'OPPO does not let this IP address in.'
    ]
]);
async function probe({ credential, endpoints, nowMs = _systemms.systemMs }, deadlineMs) {
    const origin = new _http.HttpOrigin(endpoints['api'] ?? '', 1);
    try {
        const exchange = await (0, _auth.askForToken)(origin, credential, nowMs(), deadlineMs);
        if (exchange.kind === 'no-answer') return {
            result: 'unknown',
            says: `OPPO could not be asked: ${exchange.code}.`
        };
        return judge((0, _answer.answerOf)(exchange)?.code);
    } finally{
        await origin.close();
    }
}
function judge(code) {
    if (code === undefined) return {
        result: 'unknown',
        says: 'OPPO gave no answer that could be read.'
    };
    if (code === 0) return {
        result: 'good'
    };
    const wrong = WRONG.get(code);
    if (wrong !== undefined) return {
        result: 'wrong',
        ...wrong
    };
    return {
        result: 'unknown',
        says: UNKNOWN.get(code) ?? `OPPO answered with code ${code}.`
    };
}
