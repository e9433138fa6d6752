// Asks for today's quota: harmless, and it tells a wrong AppSecret from everything else (sheet, 1.3: GET /v1/trace/quota/get).
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
const _answer = require("./answer");
/** The secret is fine, the question was not allowed or came too soon. */ const FINE = [
    0,
    10027,
    10038,
    10039
];
const WRONG_SECRET = [
    21301,
    21302
];
async function probe({ credential, endpoints }, deadlineMs) {
    const origin = new _http.HttpOrigin(endpoints['api'] ?? '', 1);
    try {
        const headers = {
            authorization: `key=${credential.appSecret}`,
            accept: 'application/json'
        };
        const exchange = await origin.exchange({
            method: 'GET',
            path: '/v1/trace/quota/get',
            headers
        }, deadlineMs);
        if (exchange.kind === 'no-answer') return {
            result: 'unknown',
            says: `Xiaomi could not be asked: ${exchange.code}.`
        };
        const answer = (0, _answer.parse)(exchange.body);
        return judge(answer && (0, _answer.codeIn)(answer));
    } finally{
        await origin.close();
    }
}
function judge(code) {
    if (code === undefined) return {
        result: 'unknown',
        says: 'Xiaomi gave no answer that could be read.'
    };
    if (FINE.includes(code)) return {
        result: 'good'
    };
    if (WRONG_SECRET.includes(code)) {
        const says = 'Xiaomi does not know this AppSecret. It is not the AppKey and not the AppID of the same page.';
        return {
            result: 'wrong',
            field: '/appSecret',
            says
        };
    }
    return {
        result: 'unknown',
        says: `Xiaomi answered with code ${code}.`
    };
}
