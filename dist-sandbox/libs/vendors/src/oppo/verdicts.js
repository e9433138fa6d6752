// OPPO's answer → one verdict per delivery. What each code means stands in codes.ts; here is how an answer is read.
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
    get closed () {
        return closed;
    },
    get notAccepted () {
        return notAccepted;
    },
    get verdictsOf () {
        return verdictsOf;
    }
});
const _chinaday = require("../shared/china-day");
const _printable = require("../shared/printable");
const _wordless = require("../shared/wordless");
const _answer = require("./answer");
const _codes = require("./codes");
/** With our advice in front of it a detail stays within the 200 characters of an outcome. */ const MAX_QUOTE = 60;
function verdictsOf(exchange, asked, nowMs) {
    const answer = (0, _answer.answerOf)(exchange);
    if (answer?.code === 0 && mayRing(asked)) return accepted(answer, asked, nowMs);
    const verdict = notAccepted(exchange, answer, asked, nowMs);
    return asked.tokens.map(()=>verdict);
}
/** A login and a saved message ring nobody. */ const mayRing = ({ step })=>step !== 'login' && step !== 'save';
function notAccepted(exchange, answer, asked, nowMs) {
    if (exchange.kind === 'no-answer') return withoutAnswer(exchange, asked);
    if (answer === undefined || answer.code === 0) return withoutCode(exchange, asked);
    const verdict = wholeVerdict(answer, asked, nowMs);
    const { retryAfterMs } = exchange;
    const mayWait = verdict.kind === 'throttled' || verdict.kind === 'unavailable';
    return mayWait && retryAfterMs !== undefined ? {
        ...verdict,
        retryAfterMs
    } : verdict;
}
/** A message was saved too slowly for its broadcast to leave in time, and would be again: a phone by itself needs one call only. */ function withoutAnswer({ code, mayHaveArrived }, asked) {
    const mayHaveRung = mayHaveArrived && mayRing(asked);
    const isTooSlow = code === 'deadline' && !mayHaveRung && (asked.step === 'save' || asked.step === 'broadcast');
    return {
        kind: 'unavailable',
        code,
        mayHaveRung,
        ...isTooSlow && {
            retryAlone: true
        }
    };
}
/** Not OPPO's own words, so the status has to do. A refusal in front of the service rang nobody; a broken answer may come after. */ function withoutCode(answered, asked) {
    const { status, retryAfterMs } = answered;
    const code = asked.step === 'login' ? (0, _wordless.wordlessLogin)(answered) : (0, _wordless.wordlessCode)(answered);
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
        mayHaveRung: mayRing(asked) && !isRefusedInFront
    };
}
function wholeVerdict({ code, words }, asked, nowMs) {
    const ruling = (0, _codes.rulingOf)(code, words);
    const what = {
        code: String(code),
        ...detailOf(ruling, words)
    };
    if (asked.step === 'login' && !ABOUT_THE_APP.includes(ruling.kind)) return later(what);
    if (isAboutOneOfMany(ruling, asked)) return {
        ...later(what),
        retryAlone: true
    };
    return ruled(ruling, what, asked, nowMs);
}
/** Who only logs in is told nothing about a message. */ const ABOUT_THE_APP = [
    'throttled',
    'credential-broken'
];
/** A batch is refused for one of its messages, a list for one of its phones, and nobody says which. */ function isAboutOneOfMany(ruling, { step, tokens }) {
    if (tokens.every((token)=>token === tokens[0])) return false;
    if (ruling.kind === 'refused') return step === 'batch' && ruling.isForAll !== true;
    return ruling.kind === 'token-dead' || ruling.kind === 'taken';
}
const later = (what)=>({
        kind: 'unavailable',
        ...what,
        mayHaveRung: false
    });
/** What a ruling means for one message. */ function ruled(ruling, what, asked, nowMs) {
    switch(ruling.kind){
        case 'refused':
        case 'token-dead':
        case 'throttled':
        case 'credential-broken':
            return {
                kind: ruling.kind,
                ...what
            };
        case 'misconfigured':
            return {
                kind: asked.isUsual ? 'credential-broken' : 'refused',
                ...what
            };
        case 'class-closed':
            return closed(what, asked, (0, _chinaday.untilMidnightInChina)(nowMs));
        case 'way-closed':
            if (asked.step !== 'unicast') return {
                ...later(what),
                retryAlone: true
            };
            return ruling.isForToday === true ? closed(what, asked, (0, _chinaday.untilMidnightInChina)(nowMs)) : {
                kind: 'credential-broken',
                ...what
            };
        case 'taken':
            return mayRing(asked) ? {
                kind: 'accepted'
            } : later(what);
        case 'unavailable':
            return later(what);
    }
}
/** The same for one phone of a call that was taken as a whole. */ function phoneVerdict(code, words, asked, nowMs) {
    const ruling = (0, _codes.rulingOf)(code, words);
    return ruled(ruling, {
        code: String(code),
        ...detailOf(ruling, words)
    }, asked, nowMs);
}
function detailOf({ advice }, words) {
    const detail = [
        advice,
        (0, _printable.printable)(words, MAX_QUOTE)
    ].filter(Boolean).join(' OPPO says: ');
    return detail ? {
        detail
    } : {};
}
const closed = (what, { isUsualClass }, retryAfterMs)=>isUsualClass ? {
        kind: 'throttled',
        ...what,
        retryAfterMs
    } : {
        kind: 'unavailable',
        ...what,
        retryAfterMs,
        mayHaveRung: false,
        isLocal: true
    };
/** Code 0 still names those whom OPPO did not take. Names that we did not send are ignored. */ function accepted(answer, asked, nowMs) {
    if (asked.step === 'batch') return acceptedBatch(answer, asked, nowMs);
    const taken = takenAs((0, _answer.messageIdIn)(answer));
    const errors = asked.step === 'broadcast' ? (0, _answer.broadcastErrorsIn)(answer) : new Map();
    return asked.tokens.map((token)=>{
        const code = errors.get(token);
        return code === undefined ? taken : phoneVerdict(code, '', asked, nowMs);
    });
}
/** Each phone has a result of its own. About one without, OPPO has said nothing; asking again rings nobody twice. */ function acceptedBatch(answer, asked, nowMs) {
    const results = (0, _answer.batchResultsIn)(answer);
    return asked.tokens.map((token)=>{
        const result = results.get(token);
        if (result === undefined || Number.isNaN(result.code)) {
            return {
                kind: 'unavailable',
                code: 'no-result',
                mayHaveRung: true
            };
        }
        return result.code === 0 ? takenAs(result.messageId) : phoneVerdict(result.code, result.words, asked, nowMs);
    });
}
const takenAs = (vendorMessageId)=>({
        kind: 'accepted',
        ...vendorMessageId && {
            vendorMessageId
        }
    });
