// Google's answer to a request for an access token → the token, or the verdict for everybody who waits for it. Pure.
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
    get GRANT_ERRORS () {
        return GRANT_ERRORS;
    },
    get grantOf () {
        return grantOf;
    }
});
const _printable = require("../shared/printable");
const _wordless = require("../shared/wordless");
const _answer = require("./answer");
/** With our advice in front of it a detail stays within the 200 characters of an outcome. */ const MAX_QUOTE = 60;
/** A day: Google gives an hour. */ const MAX_LIFE_SECONDS = 86_400;
const GRANT_ERRORS = [
    {
        error: 'invalid_grant',
        says: /signature/i,
        kind: 'credential-broken',
        field: '/private_key',
        advice: 'The private key is not (or no longer) a key of this service account: generate a new one in the console.',
        source: 'sheet 2: "Invalid JWT Signature."'
    },
    {
        error: 'invalid_grant',
        says: /short-lived|timeframe|\biat\b|\bexp\b/i,
        kind: 'unavailable',
        field: '',
        advice: 'The clock of this machine is wrong by more than five minutes.',
        source: 'sheet 2: "Invalid JWT: Token must be a short-lived token …"'
    },
    {
        error: 'invalid_grant',
        kind: 'credential-broken',
        field: '/client_email',
        advice: 'Google does not know this service account: it was deleted, or the address is wrong.',
        source: 'sheet 2: "Invalid grant: account not found"'
    },
    {
        error: 'invalid_scope',
        kind: 'credential-broken',
        field: '/client_email',
        advice: 'This service account may not ask for Firebase Cloud Messaging.',
        source: 'sheet 2 (unverified)'
    },
    {
        error: 'unauthorized_client',
        kind: 'credential-broken',
        field: '/client_email',
        advice: 'This service account may not ask for access tokens.',
        source: 'sheet 2 (unverified)'
    },
    {
        error: 'invalid_client',
        kind: 'credential-broken',
        field: '/client_email',
        advice: 'Google does not know this service account.',
        source: 'RFC 6749, 5.2'
    },
    {
        error: 'invalid_request',
        kind: 'unavailable',
        field: '',
        advice: 'Google could not read the request for a token.',
        source: 'RFC 6749, 5.2'
    },
    {
        error: 'unsupported_grant_type',
        kind: 'unavailable',
        field: '',
        advice: 'Google could not read the request for a token.',
        source: 'RFC 6749, 5.2'
    }
];
/** Another 4xx in OAuth's own form concerns the account: waiting would not help. */ const OTHER = {
    kind: 'credential-broken',
    field: '',
    advice: 'Google gives this service account no token.',
    source: 'family: 400, 401 and 403 with an OAuth error'
};
function grantOf(exchange, nowMs) {
    if (exchange.kind === 'no-answer') return refuse(away(exchange.code));
    const { status, retryAfterMs } = exchange;
    const answer = (0, _answer.parse)(exchange.body);
    const error = answer?.['error'];
    if (status === 200 && error === undefined) return tokenIn(answer, nowMs);
    if (status === 429) return refuse({
        kind: 'throttled',
        code: (0, _wordless.wordlessLogin)(exchange),
        ...wait(retryAfterMs)
    });
    if (typeof error === 'string' && [
        400,
        401,
        403
    ].includes(status)) {
        return refusedBy(error, answer?.['error_description']);
    }
    return refuse(away((0, _wordless.wordlessLogin)(exchange), retryAfterMs));
}
function refusedBy(error, description) {
    const words = typeof description === 'string' ? description : '';
    const row = GRANT_ERRORS.find((known)=>known.error === error && (known.says === undefined || known.says.test(words))) ?? OTHER;
    const said = (0, _printable.printable)(description, MAX_QUOTE);
    const detail = said ? `${row.advice} Google says: ${said}` : row.advice;
    const code = /^[a-z_]{1,60}$/.test(error) ? error : 'no-token';
    const verdict = row.kind === 'unavailable' ? {
        kind: 'unavailable',
        code,
        detail,
        mayHaveRung: false
    } : {
        kind: 'credential-broken',
        code,
        detail
    };
    return {
        refused: {
            verdict,
            field: row.field
        }
    };
}
function tokenIn(answer, nowMs) {
    const token = answer?.['access_token'];
    const seconds = answer?.['expires_in'];
    const isToken = typeof token === 'string' && /^[\x21-\x7e]{1,4096}$/.test(token);
    const isLife = typeof seconds === 'number' && seconds > 0;
    if (!isToken || !isLife) return refuse(away('login-unreadable-answer'));
    return {
        granted: {
            token,
            expiresAtMs: nowMs + Math.min(seconds, MAX_LIFE_SECONDS) * 1000
        }
    };
}
const refuse = (verdict)=>({
        refused: {
            verdict
        }
    });
const away = (code, retryAfterMs)=>({
        kind: 'unavailable',
        code,
        detail: 'no access token could be had',
        ...wait(retryAfterMs),
        mayHaveRung: false
    });
const wait = (retryAfterMs)=>retryAfterMs === undefined ? {} : {
        retryAfterMs
    };
