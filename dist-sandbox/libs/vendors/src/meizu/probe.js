// Asks for today's statistics: harmless, signed like a push, and it tells a wrong AppID from a wrong AppSecret (sheet, 1 and 4.1).
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
const _chinaday = require("../shared/china-day");
const _http = require("../shared/http");
const _systemms = require("../shared/system-ms");
const _answer = require("./answer");
const _client = require("./client");
const _codes = require("./codes");
const _sign = require("./sign");
/** The vendor's spelling. */ const PATH = `${_client.PREFIX}/push/statistics/dailyPushStatics`;
async function probe({ credential, settings, endpoints, nowMs = _systemms.systemMs }, deadlineMs) {
    const origin = new _http.HttpOrigin((0, _client.hostOf)(settings, endpoints), 1);
    try {
        const today = (0, _chinaday.dateInChina)(nowMs());
        const fields = {
            appId: settings.appId,
            startTime: today,
            endTime: today
        };
        const path = `${PATH}?${(0, _sign.signedForm)(fields, credential.appSecret)}`;
        const exchange = await origin.exchange({
            method: 'GET',
            path,
            headers: {
                accept: 'application/json'
            }
        }, deadlineMs);
        if (exchange.kind === 'no-answer') return unknown(`could not be asked: ${exchange.code}`);
        return judge((0, _answer.answerOf)(exchange)?.code);
    } finally{
        await origin.close();
    }
}
const FIELD_BY_CODE = {
    '1006': '/appSecret',
    '110033': '/appSecret',
    '110001': '/appSecret',
    '110000': '/appId',
    '110031': '/packageName'
};
function judge(code) {
    if (code === undefined) return unknown('gave no answer that could be read');
    if (code === _answer.ACCEPTED) return {
        result: 'good'
    };
    const ruling = (0, _codes.rulingOfAnswer)(code);
    if (ruling.kind !== 'credential-broken') return unknown(`answered with code ${code}`);
    return {
        result: 'wrong',
        field: FIELD_BY_CODE[code] ?? '',
        says: ruling.advice ?? ''
    };
}
const unknown = (what)=>({
        result: 'unknown',
        says: `Meizu ${what}.`
    });
