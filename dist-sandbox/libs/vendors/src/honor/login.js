// Honor's access tokens: Client ID and Client Secret go in, a token for about an hour comes out, or a reason why not.
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
    get accessTokenIn () {
        return accessTokenIn;
    },
    get logIn () {
        return logIn;
    }
});
const _printable = require("../shared/printable");
const _wordless = require("../shared/wordless");
const _json = require("./json");
const PATH = '/auth/token';
/** What every sender takes when the answer does not say (sheet, 2). */ const USUAL_LIFE_SECONDS = 3600;
const LONGEST_LIFE_SECONDS = 30 * 86_400;
/** Renewed five minutes before its end (sheet, 2), or after half of a life shorter than ten. */ const MARGIN_MS = 300_000;
const MAX_QUOTE = 60;
const ADVICE = 'Honor knows no such pair of Client ID and Client Secret: both are on the push service page, and not the App ID and App Secret.';
/** OAuth's words for "not now"; every other one is about what was presented. */ const NOT_NOW = [
    'server_error',
    'temporarily_unavailable'
];
let NoAccessToken = class NoAccessToken extends Error {
    verdict;
    constructor(verdict){
        super(verdict.code), this.verdict = verdict;
    }
};
async function logIn(origin, login, deadlineMs, askedAtMs) {
    const exchange = await origin.exchange({
        method: 'POST',
        path: PATH,
        headers: {
            'content-type': 'application/x-www-form-urlencoded',
            accept: 'application/json'
        },
        body: new URLSearchParams({
            grant_type: 'client_credentials',
            client_id: login.clientId,
            client_secret: login.clientSecret
        }).toString()
    }, deadlineMs);
    return accessTokenIn(exchange, askedAtMs);
}
function accessTokenIn(exchange, askedAtMs) {
    if (exchange.kind === 'no-answer') throw unavailable(exchange.code);
    const answer = (0, _json.parse)(exchange.body);
    const token = answer?.['access_token'];
    if (exchange.status !== 200 || answer === undefined || !isHeaderText(token)) throw whyNot(exchange, answer);
    const lifeMs = lifeSecondsIn(answer) * 1000;
    return {
        token,
        expiresAtMs: askedAtMs + lifeMs - Math.min(MARGIN_MS, lifeMs / 2)
    };
}
/** It goes into a header: printable ASCII without blanks. */ const isHeaderText = (value)=>typeof value === 'string' && /^[\x21-\x7e]{1,4096}$/.test(value);
function lifeSecondsIn({ expires_in: life }) {
    const seconds = Number(typeof life === 'string' || typeof life === 'number' ? life : NaN);
    return seconds > 0 ? Math.min(seconds, LONGEST_LIFE_SECONDS) : USUAL_LIFE_SECONDS;
}
function whyNot(exchange, answer) {
    const { status, retryAfterMs } = exchange;
    const wait = retryAfterMs === undefined ? {} : {
        retryAfterMs
    };
    const code = (0, _wordless.wordlessLogin)(exchange);
    if (status === 429) return new NoAccessToken({
        kind: 'throttled',
        code,
        ...wait
    });
    const error = (0, _json.isObject)(answer) ? (0, _printable.printable)(answer['error'], MAX_QUOTE) : '';
    if (status >= 500 || error === '' || NOT_NOW.includes(error)) return unavailable(code, wait);
    const said = (0, _printable.printable)(answer?.['error_description'], MAX_QUOTE);
    const detail = said ? `${ADVICE} Honor says: ${said}` : ADVICE;
    return new NoAccessToken({
        kind: 'credential-broken',
        code: error,
        detail
    });
}
const unavailable = (code, wait = {})=>new NoAccessToken({
        kind: 'unavailable',
        code,
        ...wait,
        mayHaveRung: false
    });
