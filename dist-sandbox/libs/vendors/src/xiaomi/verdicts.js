// Xiaomi's answer → one verdict per delivery. What each code means stands in codes.ts; here is how an answer is read.
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
const _printable = require("../shared/printable");
const _wordless = require("../shared/wordless");
const _answer = require("./answer");
const _quota = require("./quota");
const _codes = require("./codes");
/** With our advice in front of it a detail stays within the 200 characters of an outcome. */ const MAX_QUOTE = 80;
function verdictsOf(exchange, asked, nowMs) {
    if (exchange.kind === 'no-answer') {
        const { code, mayHaveArrived } = exchange;
        return all(asked, {
            kind: 'unavailable',
            code,
            mayHaveRung: mayHaveArrived
        });
    }
    const answer = (0, _answer.parse)(exchange.body);
    const code = answer && (0, _answer.codeIn)(answer);
    if (answer === undefined || code === undefined) return all(asked, withoutCode(exchange));
    if (code !== 0) return all(asked, refusal(code, answer, exchange, asked, nowMs));
    // A failed request with a body that says "ok": somebody is wrong, and nobody can tell who.
    if (exchange.status >= 400) return all(asked, withoutCode(exchange));
    return accepted(answer, asked, nowMs);
}
const all = ({ tokens }, verdict)=>tokens.map(()=>verdict);
/** Not Xiaomi's own words, so the status has to do. A refusal in front of the service rang nobody; a broken answer may come after. */ function withoutCode(answered) {
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
function refusal(code, answer, exchange, asked, nowMs) {
    const ruling = (0, _codes.rulingOf)(code, (0, _answer.isText)(answer['reason']) ? answer['reason'] : '');
    const said = (0, _printable.printable)(answer['reason'] ?? answer['description'], MAX_QUOTE);
    const detail = [
        ruling.advice,
        said
    ].filter(Boolean).join(' Xiaomi says: ');
    const what = {
        code: String(code),
        ...detail && {
            detail
        }
    };
    const wait = exchange.retryAfterMs ?? waitOf(ruling, nowMs);
    const retry = wait === undefined ? {} : {
        retryAfterMs: wait
    };
    switch(ruling.kind){
        case 'refused':
            return asked.messages > 1 && ruling.isForOneMessage ? {
                kind: 'unavailable',
                ...what,
                mayHaveRung: false,
                retryAlone: true
            } : {
                kind: 'refused',
                ...what
            };
        case 'throttled':
            return ruling.ofChannel === true ? spent({
                ...what,
                ...retry
            }, asked) : {
                kind: 'throttled',
                ...what,
                ...retry
            };
        case 'unavailable':
            return {
                kind: 'unavailable',
                ...what,
                ...retry,
                mayHaveRung: ruling.mayHaveRung
            };
        case 'token-dead':
            return ruling.onlyIfAlone && new Set(asked.tokens).size > 1 ? {
                kind: 'unavailable',
                ...what,
                mayHaveRung: false
            } : {
                kind: 'token-dead',
                ...what
            };
        case 'credential-broken':
        case 'callback-refused':
            return {
                kind: ruling.kind,
                ...what
            };
    }
}
/** `throttled` closes the lane. The quota of a channel that the certificate seldom uses must not: chat has none. */ const spent = (what, { isUsualChannel })=>isUsualChannel ? {
        kind: 'throttled',
        ...what
    } : {
        kind: 'unavailable',
        ...what,
        mayHaveRung: false,
        isLocal: true
    };
function waitOf(ruling, nowMs) {
    if (ruling.kind !== 'throttled') return undefined;
    return ruling.until === 'next-day' ? (0, _quota.untilQuotaReset)(nowMs) : ruling.waitMs;
}
/** Code 0 still names dead tokens, and on the multi-message path says how many messages a quota swallowed. */ function accepted(answer, asked, nowMs) {
    const details = (0, _answer.isObject)(answer['data']) ? answer['data'] : {};
    const dead = new Set(listIn(details['bad_regids']));
    const id = details['id'];
    const isId = typeof id === 'string' && /^[\x21-\x7e]{1,200}$/.test(id);
    const taken = {
        kind: 'accepted',
        ...isId && {
            vendorMessageId: id
        }
    };
    const living = asked.tokens.filter((token)=>!dead.has(token)).length;
    const swallowed = overQuota(details['channel_exceed_quota'], living, asked, nowMs);
    return asked.tokens.map((token)=>dead.has(token) ? {
            kind: 'token-dead',
            code: 'bad_regids'
        } : swallowed ?? taken);
}
const listIn = (value)=>(0, _answer.isText)(value) ? value.split(',').map((each)=>each.trim()) : Array.isArray(value) ? value.filter(_answer.isText) : [];
/** All of them: throttled. Some: it is not said which, so each may have rung, and a job key keeps the second call off the screen. */ function overQuota(value, living, asked, nowMs) {
    const swallowed = (0, _quota.channelsOverQuota)(value);
    if (swallowed.size === 0) return undefined;
    const what = {
        code: 'channel_exceed_quota',
        retryAfterMs: (0, _quota.untilQuotaReset)(nowMs)
    };
    const ours = swallowed.get(asked.channel ?? 'no_channel') ?? 0;
    return ours >= living ? spent(what, asked) : {
        kind: 'unavailable',
        ...what,
        mayHaveRung: true,
        isLocal: true
    };
}
