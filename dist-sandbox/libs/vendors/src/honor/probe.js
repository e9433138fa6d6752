// Logs in, then sends a message to nobody: the login tells a wrong Client Secret, the push without tokens a wrong App ID. Harmless:
// a message without a token has no phone to ring on (sheet, 2: a token for another app is refused at the push only).
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
const _timeleft = require("../shared/time-left");
const _systemms = require("../shared/system-ms");
const _client = require("./client");
const _codes = require("./codes");
const _json = require("./json");
const _login = require("./login");
/** Without words and without a phone. */ const NOBODY = JSON.stringify({
    android: {
        targetUserType: 1
    },
    token: []
});
async function probe({ credential, settings, endpoints, nowMs = _systemms.systemMs }, deadlineMs) {
    const time = new _timeleft.TimeLeft(deadlineMs);
    const auth = new _http.HttpOrigin(endpoints['auth'] ?? '', 1);
    const api = new _http.HttpOrigin(endpoints['api'] ?? '', 1);
    try {
        const login = {
            clientId: settings.clientId,
            clientSecret: credential.clientSecret
        };
        const headers = (0, _client.headersOf)(await (0, _login.logIn)(auth, login, time.ms, nowMs()), nowMs());
        const request = {
            method: 'POST',
            path: (0, _client.pathOf)(settings),
            headers,
            body: NOBODY
        };
        const exchange = await api.exchange(request, time.ms);
        if (exchange.kind === 'no-answer') return unknown(exchange.code);
        return judge(exchange.status, (0, _json.integerIn)((0, _json.parse)(exchange.body)?.['code']));
    } catch (error) {
        if (error instanceof _login.NoAccessToken) return judgeLogin(error);
        throw error;
    } finally{
        await Promise.all([
            auth.close(),
            api.close()
        ]);
    }
}
function judgeLogin({ verdict }) {
    if (verdict.kind !== 'credential-broken') return unknown(verdict.code);
    // Honor says "client or client credentials", so the field stays open.
    return {
        result: 'wrong',
        field: '',
        says: verdict.detail ?? verdict.code
    };
}
function judge(status, code) {
    const ruling = code === undefined ? undefined : (0, _codes.rulingOf)(code);
    switch(ruling?.kind){
        case 'credential-broken':
            return ruling.isToken ? wrongAppId : {
                result: 'wrong',
                field: '/appId',
                says: ruling.advice ?? ''
            };
        case 'unavailable':
        case 'throttled':
            return unknown(`code ${code}`);
        case undefined:
            return status === 401 || status === 403 ? wrongAppId : unknown(`HTTP ${status}`);
        default:
            return {
                result: 'good'
            };
    }
}
const wrongAppId = {
    result: 'wrong',
    field: '/appId',
    says: 'Client ID and Client Secret are good, but not for this App ID. Take all three values from one app.'
};
const unknown = (why)=>({
        result: 'unknown',
        says: `Honor could not be asked: ${why}.`
    });
