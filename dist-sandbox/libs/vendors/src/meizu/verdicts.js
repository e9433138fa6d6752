// Meizu's answer → one verdict per delivery. What each code means stands in codes.ts; here is how an answer is read.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "verdictsOf", {
    enumerable: true,
    get: function() {
        return verdictsOf;
    }
});
const _chinaday = require("../shared/china-day");
const _printable = require("../shared/printable");
const _wordless = require("../shared/wordless");
const _answer = require("./answer");
const _codes = require("./codes");
/** With our advice in front of it a detail stays within the 200 characters of an outcome. */ const MAX_QUOTE = 80;
function verdictsOf(exchange, tokens, nowMs) {
    const answer = (0, _answer.answerOf)(exchange);
    if (answer?.code === _answer.ACCEPTED) return byPhone(answer, tokens, nowMs);
    const verdict = notAccepted(exchange, answer, new Set(tokens).size === 1, nowMs);
    return tokens.map(()=>verdict);
}
function notAccepted(exchange, answer, isAlone, nowMs) {
    if (exchange.kind === 'no-answer') {
        const { code, mayHaveArrived } = exchange;
        return {
            kind: 'unavailable',
            code,
            mayHaveRung: mayHaveArrived
        };
    }
    if (answer === undefined) return withoutCode(exchange);
    const { code, json } = answer;
    const ruling = (0, _codes.rulingOfAnswer)(code);
    const said = (0, _printable.printable)(json['message'], MAX_QUOTE);
    const detail = [
        ruling.advice,
        said
    ].filter(Boolean).join(' Meizu says: ');
    const verdict = ruled(ruling, {
        code,
        ...detail && {
            detail
        }
    }, isAlone, nowMs);
    const { retryAfterMs } = exchange;
    const mayWait = verdict.kind === 'throttled' || verdict.kind === 'unavailable';
    return mayWait && retryAfterMs !== undefined ? {
        ...verdict,
        retryAfterMs
    } : verdict;
}
/** Not Meizu's own words, so the status has to do. A refusal in front of the service rang nobody; a broken answer may come after. */ function withoutCode(answered) {
    const { status, retryAfterMs } = answered;
    const code = (0, _wordless.wordlessCode)(answered);
    const wait = retryAfterMs === undefined ? {} : {
        retryAfterMs
    };
    if (status === 429) return {
        kind: 'throttled',
        code,
        ...wait
    };
    const isRefusedInFront = status === 503 || status >= 300 && status < 500;
    return {
        kind: 'unavailable',
        code,
        ...wait,
        mayHaveRung: !isRefusedInFront
    };
}
function ruled(ruling, what, isAlone, nowMs) {
    switch(ruling.kind){
        case 'refused':
        case 'credential-broken':
            return {
                kind: ruling.kind,
                ...what
            };
        case 'token-dead':
            return ruling.onlyIfAlone && !isAlone ? {
                kind: 'unavailable',
                ...what,
                mayHaveRung: false,
                retryAlone: true
            } : {
                kind: 'token-dead',
                ...what
            };
        case 'throttled':
            return {
                kind: 'throttled',
                ...what,
                ...waiting(ruling.wait, nowMs)
            };
        case 'unavailable':
            return {
                kind: 'unavailable',
                ...what,
                mayHaveRung: ruling.mayHaveRung,
                ...waiting(ruling.wait, nowMs),
                ...ruling.isLocal && {
                    isLocal: true
                }
            };
    }
}
const waiting = (wait, nowMs)=>wait === undefined ? {} : {
        retryAfterMs: wait === 'next-day' ? (0, _chinaday.untilMidnightInChina)(nowMs) : wait
    };
/** "200" names only those that failed, by code. Names that we did not send are ignored; a name under two codes has the first. */ function byPhone({ json }, tokens, nowMs) {
    const id = json['msgId'];
    const isId = typeof id === 'string' && /^[\x21-\x7e]{1,200}$/.test(id);
    const taken = {
        kind: 'accepted',
        ...isId && {
            vendorMessageId: id
        }
    };
    const failed = failuresIn(json['value']);
    return tokens.map((token)=>{
        const code = failed.get(token);
        if (code === undefined) return taken;
        const ruling = (0, _codes.rulingOfPhone)(code);
        return ruled(ruling, {
            code,
            ...ruling.advice !== undefined && {
                detail: ruling.advice
            }
        }, true, nowMs);
    });
}
/** Token → code. By the document only failures are listed; whoever is listed as accepted has not failed. */ function failuresIn(value) {
    const failed = new Map();
    for (const [key, targets] of Object.entries((0, _answer.isObject)(value) ? value : {})){
        if (key === _answer.ACCEPTED) continue;
        const code = /^\d{1,9}$/.test(key) ? key : 'unreadable-code';
        for (const token of (0, _answer.textsIn)(targets))if (!failed.has(token)) failed.set(token, code);
    }
    return failed;
}
