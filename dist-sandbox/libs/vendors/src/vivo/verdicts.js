// vivo's answer → one verdict per delivery. What each code means stands in codes.ts; here is how an answer is read.
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
const _printable = require("../shared/printable");
const _wordless = require("../shared/wordless");
const _answer = require("./answer");
const _codes = require("./codes");
const _quota = require("./quota");
/** With our advice in front of it a detail stays within the 200 characters of an outcome. */ const MAX_QUOTE = 80;
function verdictsOf(exchange, asked, nowMs) {
    const answer = (0, _answer.answerOf)(exchange);
    if (answer?.code === 0 && mayRing(asked)) return accepted(answer, asked, nowMs);
    const verdict = notAccepted(exchange, answer, asked, nowMs);
    return asked.tokens.map(()=>verdict);
}
/** A login and a saved message ring nobody. */ const mayRing = ({ step })=>step === 'send' || step === 'list';
function notAccepted(exchange, answer, asked, nowMs) {
    if (exchange.kind === 'no-answer') return withoutAnswer(exchange, asked);
    if (answer === undefined || answer.code === 0) return withoutCode(exchange, asked);
    const words = {
        code: String(answer.code),
        said: (0, _printable.printable)(answer.json['desc'], MAX_QUOTE)
    };
    const verdict = ruled(rulingFor(answer, asked), words, asked, nowMs);
    const { retryAfterMs } = exchange;
    const mayWait = verdict.kind === 'throttled' || verdict.kind === 'unavailable';
    return mayWait && retryAfterMs !== undefined ? {
        ...verdict,
        retryAfterMs
    } : verdict;
}
/** A message was saved too slowly for its list to leave in time, and would be again: a phone by itself needs one call only. */ function withoutAnswer({ code, mayHaveArrived }, asked) {
    const mayHaveRung = mayHaveArrived && mayRing(asked);
    const isTooSlow = code === 'deadline' && !mayHaveRung && (asked.step === 'save' || asked.step === 'list');
    return {
        kind: 'unavailable',
        code,
        mayHaveRung,
        ...isTooSlow && {
            retryAlone: true
        }
    };
}
/** Not vivo's own words, so the status has to do. A refusal in front of the service rang nobody; a broken answer may come after. */ function withoutCode(answered, asked) {
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
/**
 * Who asks for an access token is told about the app, never about a message. A code that ends a token means the only one of a single send:
 * a thousand must not die of one answer.
 */ function rulingFor(answer, { step }) {
    const ruling = (0, _codes.rulingOf)(answer.code);
    if (step === 'login' && ruling.kind === 'refused') return {
        kind: 'unavailable'
    };
    if (ruling.kind === 'token-dead' && step !== 'send') return {
        kind: 'unavailable',
        retryAlone: step !== 'login'
    };
    const [invalid] = ruling.kind === 'token-dead' ? (0, _answer.invalidUsersIn)(answer) : [];
    return invalid !== undefined && invalid.status > 2 ? (0, _codes.rulingOfStatus)(invalid.status) : ruling;
}
function ruled(ruling, { code, said }, asked, nowMs) {
    const detail = [
        ruling.advice,
        said
    ].filter(Boolean).join(' vivo says: ');
    const what = {
        code,
        ...detail && {
            detail
        }
    };
    switch(ruling.kind){
        case 'refused':
        case 'token-dead':
            return {
                kind: ruling.kind,
                ...what
            };
        case 'throttled':
            return {
                ...what,
                kind: 'throttled',
                ...ruling.waitMs !== undefined && {
                    retryAfterMs: ruling.waitMs
                }
            };
        case 'class-closed':
            return closed(what, asked, ruling.until === 'seven' ? (0, _quota.untilSeven)(nowMs) : (0, _quota.untilMidnight)(nowMs));
        case 'lists-closed':
            return {
                kind: 'unavailable',
                ...what,
                mayHaveRung: false,
                retryAlone: true
            };
        case 'unavailable':
            return {
                kind: 'unavailable',
                ...what,
                mayHaveRung: false,
                ...ruling.retryAlone === true && {
                    retryAlone: true
                }
            };
        case 'credential-broken':
            return ruling.isForSystemOnly === true && !asked.isUsualClass ? {
                kind: 'refused',
                ...what
            } : {
                kind: 'credential-broken',
                ...what
            };
    }
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
/** Result 0 still names those whom vivo did not take. Names that we did not send are ignored; a single send has only one. */ function accepted(answer, { step, tokens, taskId, isUsualClass }, nowMs) {
    const id = taskId ?? (0, _answer.taskIdIn)(answer);
    const taken = {
        kind: 'accepted',
        ...id && {
            vendorMessageId: id
        }
    };
    const invalid = new Map((0, _answer.invalidUsersIn)(answer).map(({ userid, status })=>[
            userid,
            status
        ]));
    const only = step === 'send' ? [
        ...invalid.values()
    ][0] : undefined;
    return tokens.map((token)=>{
        const status = invalid.get(token) ?? only;
        if (status === undefined) return taken;
        const words = {
            code: `invalid-user-${status}`,
            said: ''
        };
        return ruled((0, _codes.rulingOfStatus)(status), words, {
            step,
            tokens,
            isUsualClass
        }, nowMs);
    });
}
