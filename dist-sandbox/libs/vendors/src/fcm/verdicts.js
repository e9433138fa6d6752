// FCM's answer → what became of the push. What each code means stands in codes.ts; here is how an answer is read.
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
    get asBroken () {
        return asBroken;
    },
    get isTokenMalformed () {
        return isTokenMalformed;
    },
    get judge () {
        return judge;
    }
});
const _printable = require("../shared/printable");
const _answer = require("./answer");
const _codes = require("./codes");
/** With our advice in front of it a detail stays within the 200 characters of an outcome. */ const MAX_QUOTE = 60;
const FRESH_REFUSED = 'Google refuses a fresh access token of this service account.';
/** As QuotaFailure names one. */ const PROJECT = /\bprojects?[:/][^\s/]+/gi;
function judge(exchange) {
    if (exchange.kind === 'no-answer') {
        const { code, mayHaveArrived } = exchange;
        return {
            kind: 'unavailable',
            code,
            mayHaveRung: mayHaveArrived
        };
    }
    const answer = (0, _answer.parse)(exchange.body);
    if (exchange.status >= 200 && exchange.status < 300) return taken(answer, exchange);
    const error = (0, _answer.errorIn)(answer);
    return error === undefined ? withoutEnvelope(exchange) : refusedBy(error, exchange);
}
const asBroken = ({ code, detail })=>({
        kind: 'credential-broken',
        code,
        detail: detail === undefined ? FRESH_REFUSED : `${FRESH_REFUSED} ${detail}`
    });
/** A good status without the name of a message, or beside an error: somebody is wrong, and nobody can tell who. */ function taken(answer, { spoiled }) {
    const name = answer?.['name'];
    if (typeof name !== 'string' || answer?.['error'] !== undefined) {
        return {
            kind: 'unavailable',
            code: spoiled ?? 'unreadable-answer',
            mayHaveRung: true
        };
    }
    const id = /^projects\/[^/]+\/messages\/([\x21-\x7e]{1,200})$/.exec(name)?.[1];
    return {
        kind: 'accepted',
        ...id !== undefined && {
            vendorMessageId: id
        }
    };
}
/** A web page of a front end, or nothing that can be read: the status has to do (sheet, 4). */ function withoutEnvelope(exchange) {
    const isForbidden = /PROJECT_NOT_PERMITTED/.test(exchange.body);
    const ruling = isForbidden && (0, _codes.forReason)('PROJECT_NOT_PERMITTED') || (0, _codes.forHttp)(exchange.status);
    const code = isForbidden ? 'PROJECT_NOT_PERMITTED' : exchange.spoiled ?? `http-${exchange.status}`;
    return ruled(ruling, code, '', exchange);
}
function refusedBy(error, exchange) {
    const { status, fcmCode, reason } = error;
    const ruling = (0, _codes.forFcmCode)(fcmCode) ?? (0, _codes.forReason)(reason) ?? (0, _codes.forStatus)(status) ?? (0, _codes.forHttp)(exchange.status);
    const code = (fcmCode === 'UNSPECIFIED_ERROR' ? undefined : fcmCode) ?? reason ?? status ?? `http-${exchange.status}`;
    return ruled(special(error) ?? ruling, code, error.message, exchange);
}
/** Two codes that mean several things, and only the rest of the answer says which. */ function special(error) {
    if (isTokenMalformed(error)) return {
        kind: 'token-dead'
    };
    // One phone's own rate must not close the lane of all others. A project's name may be any word.
    if (error.fcmCode === 'QUOTA_EXCEEDED' && /device/i.test(error.quota.replace(PROJECT, ''))) {
        return {
            kind: 'unavailable',
            mayHaveRung: false,
            isLocal: true,
            waitMs: 60_000,
            advice: 'Too many messages to this one phone.'
        };
    }
    return undefined;
}
const isTokenMalformed = ({ fcmCode, message, fields })=>fcmCode === 'INVALID_ARGUMENT' && (/registration token is not a valid FCM registration token/i.test(message) || fields.length > 0 && fields.every((field)=>field === 'message.token' || field === 'message.fid'));
function ruled(ruling, code, message, { retryAfterMs }) {
    const said = (0, _printable.printable)(message, MAX_QUOTE);
    const detail = [
        ruling.advice,
        said
    ].filter(Boolean).join(' FCM says: ');
    const what = {
        code,
        ...detail && {
            detail
        }
    };
    switch(ruling.kind){
        case 'throttled':
            return {
                kind: 'throttled',
                ...what,
                retryAfterMs: retryAfterMs ?? ruling.waitMs
            };
        case 'unavailable':
            return {
                kind: 'unavailable',
                ...what,
                retryAfterMs: retryAfterMs ?? ruling.waitMs,
                mayHaveRung: ruling.mayHaveRung,
                ...ruling.isLocal && {
                    isLocal: true
                }
            };
        default:
            return {
                kind: ruling.kind,
                ...what
            };
    }
}
