// Asks for an access token: harmless, and vivo tells apart which of the three values it does not know (sheet 2 and 4).
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
const WRONG = new Map([
    [
        10205,
        {
            field: '/appId',
            says: 'vivo does not know this AppID.'
        }
    ],
    [
        10200,
        {
            field: '/appId',
            says: 'vivo read no AppID.'
        }
    ],
    [
        10202,
        {
            field: '/appKey',
            says: 'This AppKey is not that of the AppID. Is it the AppSecret, which looks alike?'
        }
    ],
    [
        10201,
        {
            field: '/appKey',
            says: 'vivo read no AppKey.'
        }
    ],
    [
        10206,
        {
            field: '/appSecret',
            says: 'AppID and AppKey are known, but this AppSecret is not theirs. Is it the AppKey once more, or that of another app?'
        }
    ]
]);
const UNKNOWN = new Map([
    [
        10093,
        'vivo was asked for access tokens too often; ask again in a second.'
    ],
    [
        10207,
        'vivo refuses the time of this machine: its clock is more than ten minutes off.'
    ]
]);
async function probe({ credential, settings, endpoints, nowMs = _systemms.systemMs }, deadlineMs) {
    const origin = new _http.HttpOrigin(endpoints['api'] ?? '', 1);
    try {
        const identity = {
            appId: settings.appId,
            ...credential
        };
        const exchange = await (0, _auth.askForToken)(origin, identity, nowMs(), deadlineMs);
        if (exchange.kind === 'no-answer') return {
            result: 'unknown',
            says: `vivo could not be asked: ${exchange.code}.`
        };
        return judge((0, _answer.answerOf)(exchange)?.code);
    } finally{
        await origin.close();
    }
}
function judge(code) {
    if (code === undefined) return {
        result: 'unknown',
        says: 'vivo gave no answer that could be read.'
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
        says: UNKNOWN.get(code) ?? `vivo answered with code ${code}.`
    };
}
